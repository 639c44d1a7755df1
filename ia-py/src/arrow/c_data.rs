//! The structs of the C data interface, and what can be seen to be wrong with a schema before it is read.
//!
//! Checked: released structs, null and misaligned pointers, counts, nesting, formats, names, and lengths in metadata.
//! Left to the producer, since the interface has no way to see it: that a pointer which is neither null nor misaligned
//! leads to live memory, and to as much of it as the counts say.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface.html>

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_schema::Field;
use core::ffi::{c_char, c_void};
use core::ops::RangeInclusive;

/// How deep types lie in each other at most.
const MOST_DEEP: usize = 32;
/// How many types there are in a column at most. A child that two parents name counts twice.
const MOST_TYPES: usize = 4096;
/// How many columns, children, buffers, or pairs of metadata there are at most.
const MOST_PARTS: usize = 65_536;
/// How long a format, a name, or the metadata of a field is at most, in bytes.
const MOST_BYTES: usize = 1 << 20;

#[repr(C)]
pub(super) struct CSchema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *const *const Self,
    dictionary: *const Self,
    release: *const c_void,
    private_data: *const c_void,
}

#[repr(C)]
pub(super) struct CArray {
    pub(super) length: i64,
    pub(super) null_count: i64,
    pub(super) offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *const *const u8,
    children: *const *const Self,
    dictionary: *const Self,
    release: *const c_void,
    private_data: *const c_void,
}

const _: () = assert!(size_of::<CSchema>() == size_of::<FFI_ArrowSchema>());
const _: () = assert!(size_of::<CArray>() == size_of::<FFI_ArrowArray>());

/// What a pointer of the producer leads to; `None` if it is null or misaligned.
fn behind<'a, T>(pointer: *const T) -> Option<&'a T> {
    if !pointer.is_aligned() {
        return None;
    }
    #[expect(unsafe_code, reason = "the struct is behind a pointer of the producer")]
    // SAFETY: checked: the pointer is null or aligned. The producer's duty: a live `T` lies there. The callers bind the
    // reference to the struct that holds the pointer.
    unsafe {
        pointer.as_ref()
    }
}

/// The items of a list of the producer; `None` if it is null, too long, or of a negative length.
fn items<T: Copy>(list: *const T, count: i64) -> Option<Vec<T>> {
    let count = usize::try_from(count).ok().filter(|count| *count <= MOST_PARTS)?;
    if count > 0 && list.is_null() {
        return None;
    }
    let read = |nth| {
        #[expect(unsafe_code, reason = "the list is behind a pointer of the producer")]
        // SAFETY: checked: the list is not null, and it is read without alignment. The producer's duty: it has as many
        // items as the count says.
        unsafe {
            list.wrapping_add(nth).read_unaligned()
        }
    };
    Some((0..count).map(read).collect())
}

/// A text that ends with a zero; `None` if it is too long or no UTF-8. Without a pointer it is empty.
fn text(pointer: *const c_char) -> Option<String> {
    let mut bytes = Vec::new();
    while !pointer.is_null() {
        #[expect(unsafe_code, reason = "the text is behind a pointer of the producer")]
        // SAFETY: checked: the pointer is not null, and no zero was read before this byte. The producer's duty: the text
        // ends with a zero.
        let byte = unsafe { pointer.wrapping_add(bytes.len()).cast::<u8>().read() };
        if byte == 0 {
            break;
        }
        if bytes.len() == MOST_BYTES {
            return None;
        }
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}

/// Whether no length in the metadata is negative, and all together are short enough.
fn has_sound_metadata(metadata: *const c_char) -> bool {
    if metadata.is_null() {
        return true;
    }
    let mut at = 0_usize;
    let mut length_after = |skipped: usize| {
        at = at.checked_add(skipped).filter(|at| *at <= MOST_BYTES)?;
        #[expect(unsafe_code, reason = "the metadata is behind a pointer of the producer")]
        // SAFETY: checked: the pointer is not null, and the number is read without alignment. The producer's duty: the
        // metadata goes as far as its own lengths say.
        let number = unsafe { metadata.wrapping_add(at).cast::<i32>().read_unaligned() };
        at = at.checked_add(4)?;
        usize::try_from(number).ok()
    };
    let Some(pairs) = length_after(0).filter(|pairs| *pairs <= MOST_PARTS) else { return false };
    let mut length = Some(0);
    for _ in 0..pairs.saturating_mul(2) {
        length = length.and_then(&mut length_after);
    }
    length.is_some_and(|length| length <= MOST_BYTES)
}

impl CSchema {
    /// The schema as it lies in memory; `None` if it was released.
    pub(super) fn of(schema: &FFI_ArrowSchema) -> Option<&Self> {
        Self::behind(core::ptr::from_ref(schema).cast())
    }

    fn behind<'a>(pointer: *const Self) -> Option<&'a Self> {
        behind(pointer).filter(|schema| !schema.release.is_null())
    }

    pub(super) fn is_struct(&self) -> bool {
        !self.format.is_null() && text(self.format).is_some_and(|format| format == "+s")
    }

    /// `None` if a child was released or cannot be read.
    pub(super) fn children(&self) -> Option<Vec<&Self>> {
        items(self.children, self.n_children)?.into_iter().map(Self::behind).collect()
    }

    /// `None` if it cannot be read.
    pub(super) fn name(&self) -> Option<String> {
        text(self.name)
    }

    /// The name and the type; `None` if they cannot be read.
    pub(super) fn field(&self) -> Option<Field> {
        let mut left = MOST_TYPES;
        if !self.is_sound(MOST_DEEP, &mut left) {
            return None;
        }
        Field::try_from(behind(core::ptr::from_ref(self).cast::<FFI_ArrowSchema>())?).ok()
    }

    /// Whether everything can be read that stands in a type and in those inside it.
    fn is_sound(&self, deep: usize, left: &mut usize) -> bool {
        let (Some(deep), Some(fewer)) = (deep.checked_sub(1), left.checked_sub(1)) else { return false };
        *left = fewer;
        let Some(children) = self.children() else { return false };
        let Some(format) = text(self.format) else { return false };
        let has_children = match format.as_str() {
            "+s" => true,
            "+r" => children.len() == 2,
            _ if format.starts_with("+u") => true,
            _ if format.starts_with('+') => children.len() == 1,
            _ => children.is_empty(),
        };
        let has_values = self.dictionary.is_null() || {
            let is_key = matches!(format.as_str(), "c" | "C" | "s" | "S" | "i" | "I" | "l" | "L");
            is_key && Self::behind(self.dictionary).is_some_and(|values| values.is_sound(deep, left))
        };
        !self.format.is_null()
            && self.name().is_some()
            && has_sound_metadata(self.metadata)
            && has_children
            && has_values
            && children.into_iter().all(|child| child.is_sound(deep, left))
    }
}

impl CArray {
    /// The array as it lies in memory; `None` if it was released.
    pub(super) fn of(array: &FFI_ArrowArray) -> Option<&Self> {
        Self::behind(core::ptr::from_ref(array).cast())
    }

    fn behind<'a>(pointer: *const Self) -> Option<&'a Self> {
        behind(pointer).filter(|array| !array.release.is_null())
    }

    /// `None` if there are not as many, or a child was released or cannot be read.
    pub(super) fn children(&self, count: usize) -> Option<Vec<&Self>> {
        // The count is compared before the list is read.
        usize::try_from(self.n_children).ok().filter(|given| *given == count)?;
        items(self.children, self.n_children)?.into_iter().map(Self::behind).collect()
    }

    /// The array of the dictionary's values: one where it must be, none elsewhere.
    pub(super) fn dictionary(&self, must_be: bool) -> Option<Option<&Self>> {
        if must_be {
            Self::behind(self.dictionary).map(Some)
        } else {
            self.dictionary.is_null().then_some(None)
        }
    }

    /// The pointers to the buffers, some of which may be null; `None` if there are not as many as these counts allow.
    pub(super) fn buffers(&self, counts: RangeInclusive<usize>) -> Option<Vec<*const u8>> {
        // The count is compared before the list is read.
        usize::try_from(self.n_buffers).ok().filter(|given| counts.contains(given))?;
        items(self.buffers, self.n_buffers)
    }
}
