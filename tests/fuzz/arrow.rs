//! Any structs of Arrow's C data interface: a column is refused, or it is valid in full. No Python is needed for that.
//!
//! A producer must own as much memory as its counts say; nobody can check that. So every buffer here is large enough for
//! every length that is not refused, and offsets and lengths of texts stay within it. All else may be wrong.

#![no_main]

#[path = "../../ia-py/src/arrow/c_data.rs"]
#[expect(dead_code, reason = "tables are read in Python's module alone")]
mod c_data;
#[path = "../../ia-py/src/arrow/import.rs"]
#[expect(dead_code, reason = "tables are read in Python's module alone")]
mod import;

use arbitrary::{Arbitrary, Result, Unstructured};
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::{Array as _, make_array};
use c_data::{CArray, CSchema};
use core::ffi::{CStr, c_char, c_void};
use core::ptr::{null, null_mut};
use import::Import;
use libfuzzer_sys::fuzz_target;
use std::sync::Arc;

/// A struct of the interface as the specification lays it out.
#[repr(C)]
struct Schema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *const *const Schema,
    dictionary: *const Schema,
    release: Option<extern "C" fn(*mut c_void)>,
    private_data: *mut c_void,
}

#[repr(C)]
struct Values {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *const *const u8,
    children: *const *const Values,
    dictionary: *const Values,
    release: Option<extern "C" fn(*mut c_void)>,
    private_data: *mut c_void,
}

/// Everything lives as long as the process fuzzes one input: nothing is to be released.
extern "C" fn release(_: *mut c_void) {}

const FORMATS: [&CStr; 36] = [
    c"n",
    c"b",
    c"c",
    c"C",
    c"s",
    c"S",
    c"i",
    c"I",
    c"l",
    c"L",
    c"e",
    c"f",
    c"g",
    c"z",
    c"Z",
    c"u",
    c"U",
    c"vu",
    c"vz",
    c"tdD",
    c"tdm",
    c"tsu:UTC",
    c"tin",
    c"d:10,2",
    c"d:40,2,256",
    c"w:8",
    c"w:-1",
    c"+l",
    c"+L",
    c"+vl",
    c"+w:2",
    c"+s",
    c"+m",
    c"+us:0,1",
    c"+ud:0,1",
    c"+r",
];
const BAD_FORMATS: [&CStr; 8] = [c"", c"x", c"+", c"+w:", c"+us:", c"d:", c"w:99999999999999999999", c"\xff"];
/// Bytes of each buffer: 1,024 rows of 64 bytes, and whatever small offsets point at.
const MEMORY: usize = 1 << 17;

/// What an input made, kept until it has been read.
#[derive(Default)]
#[expect(clippy::vec_box, reason = "others point at these structs: they must not move")]
struct Arena {
    schemas: Vec<Box<Schema>>,
    values: Vec<Box<Values>>,
    lists: Vec<Vec<*const c_void>>,
    memory: Vec<Vec<u64>>,
}

impl Arena {
    fn list<T>(&mut self, items: &[*const T]) -> *const *const T {
        self.lists.push(items.iter().map(|item| item.cast()).collect());
        self.lists.last().map_or(null(), |list| list.as_ptr().cast())
    }

    /// A buffer whose bytes are given, at any alignment. Offsets are small, of 4 or of 8 bytes.
    fn buffer(&mut self, bytes: &[u8], width: Option<usize>) -> *const u8 {
        let mut memory = vec![0_u64; MEMORY / 8 + 1];
        let start = memory.as_mut_ptr().cast::<u8>();
        let shift = if width.is_some() { 0 } else { bytes.first().map_or(0, |byte| usize::from(byte % 8)) };
        let put = |at: usize, byte: u8| {
            assert!(at < MEMORY);
            // SAFETY: it lies in the memory just made.
            unsafe { start.add(at).write(byte) };
        };
        match width {
            None => bytes.iter().enumerate().for_each(|(nth, byte)| put(shift + nth, *byte)),
            Some(width) => {
                for (nth, pair) in bytes.chunks_exact(2).enumerate() {
                    let small = i64::from(i16::from_le_bytes([pair[0], pair[1]]));
                    small.to_le_bytes()[..width]
                        .iter()
                        .enumerate()
                        .for_each(|(byte, is)| put(nth * width + byte, *is));
                }
            }
        }
        self.memory.push(memory);
        start.wrapping_add(shift).cast_const()
    }

    /// A type and its values, with all inside them.
    fn node(&mut self, input: &mut Unstructured<'_>, deep: usize) -> Result<(*const Schema, *const Values)> {
        let right = input.ratio(15, 16)?;
        let format = if right { input.choose(&FORMATS)? } else { input.choose(&BAD_FORMATS)? };
        let text = format.to_bytes();
        let wanted = match text {
            [b'+', b's' | b'u', ..] | b"+r" => 2,
            [b'+', ..] => 1,
            _ => 0,
        };
        let count = if deep == 0 || input.ratio(1, 16)? { input.int_in_range(0..=3)? } else { wanted };
        let mut inside = (Vec::new(), Vec::new());
        for _ in 0..if deep == 0 { 0 } else { count } {
            let (schema, values) = self.node(input, deep - 1)?;
            inside.0.push(schema);
            inside.1.push(values);
        }
        let dictionary =
            if deep > 0 && input.ratio(1, 6)? { self.node(input, deep - 1)? } else { (null(), null()) };
        let number = |input: &mut Unstructured<'_>, small: usize| -> Result<i64> {
            let wrong = [-1, -2, i64::MIN, i64::MAX];
            if input.ratio(15, 16)? { Ok(small as i64) } else { input.choose(&wrong).copied() }
        };
        let end = |input: &mut Unstructured<'_>| -> Result<Option<extern "C" fn(*mut c_void)>> {
            Ok(if input.ratio(31, 32)? { Some(release) } else { None })
        };
        let schema = Schema {
            format: if input.ratio(31, 32)? { format.as_ptr() } else { null() },
            name: input.choose(&[c"a".as_ptr(), c"".as_ptr(), c"\xff".as_ptr(), null()]).copied()?,
            metadata: null(),
            flags: input.arbitrary()?,
            n_children: number(input, inside.0.len())?,
            children: if input.ratio(31, 32)? { self.list(&inside.0) } else { null() },
            dictionary: dictionary.0,
            release: end(input)?,
            private_data: null_mut(),
        };
        let values = self.values(input, text, (&inside.1, dictionary.1), number, end)?;
        self.schemas.push(Box::new(schema));
        self.values.push(Box::new(values));
        let made = (self.schemas.last(), self.values.last());
        Ok((made.0.map_or(null(), |one| &raw const **one), made.1.map_or(null(), |one| &raw const **one)))
    }

    fn values(
        &mut self,
        input: &mut Unstructured<'_>,
        format: &[u8],
        (children, dictionary): (&[*const Values], *const Values),
        number: impl Fn(&mut Unstructured<'_>, usize) -> Result<i64>,
        end: impl Fn(&mut Unstructured<'_>) -> Result<Option<extern "C" fn(*mut c_void)>>,
    ) -> Result<Values> {
        let wanted = match format {
            b"n" | b"+r" => 0,
            b"+s" | [b'+', b'w', ..] | [b'+', b'u', b's', ..] => 1,
            b"z" | b"Z" | b"u" | b"U" | b"+vl" => 3,
            b"vu" | b"vz" => 4,
            _ => 2,
        };
        let count: usize = if input.ratio(1, 16)? { input.int_in_range(0..=5)? } else { wanted };
        let mut buffers = Vec::new();
        for nth in 0..count {
            let width = match (format, nth) {
                (b"z" | b"u" | b"+l" | b"+m", 1) => Some(4),
                (b"Z" | b"U" | b"+L", 1) => Some(8),
                // The last buffer of views has the lengths of those before it.
                (b"vu" | b"vz", _) if nth + 1 == count => Some(8),
                _ => None,
            };
            let length = input.int_in_range(0..=300)?;
            let bytes = input.bytes(usize::min(length, input.len()))?.to_vec();
            let is_there = nth > 0 && input.ratio(31, 32)? || nth == 0 && input.ratio(1, 2)?;
            buffers.push(if is_there { self.buffer(&bytes, width) } else { null() });
        }
        let (rows, before) = (input.int_in_range(0..=40)?, input.int_in_range(0..=8)?);
        Ok(Values {
            length: number(input, rows)?,
            null_count: if input.ratio(1, 2)? { -1 } else { number(input, before)? },
            // An offset that is too large for the memory cannot be seen.
            offset: if input.ratio(31, 32)? { before as i64 } else { -1 },
            n_buffers: if input.ratio(15, 16)? { buffers.len() as i64 } else { -1 },
            n_children: if input.ratio(15, 16)? { children.len() as i64 } else { -1 },
            buffers: self.list(&buffers),
            children: self.list(children),
            dictionary,
            release: end(input)?,
            private_data: null_mut(),
        })
    }
}

/// A column with others in it, some of them thousands deep.
struct Column {
    /// Keeps what the two point at.
    arena: Arena,
    schema: *const Schema,
    values: *const Values,
    longest: usize,
}

impl<'a> Arbitrary<'a> for Column {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let mut arena = Arena::default();
        let (mut schema, values) = arena.node(input, 3)?;
        let deep: u16 = if input.ratio(1, 64)? { input.arbitrary()? } else { 0 };
        for _ in 0..deep % 5_000 {
            let children = arena.list(&[schema]);
            let outer = Schema {
                format: c"+l".as_ptr(),
                name: c"".as_ptr(),
                metadata: null(),
                flags: 0,
                n_children: 1,
                children,
                dictionary: null(),
                release: Some(release),
                private_data: null_mut(),
            };
            arena.schemas.push(Box::new(outer));
            schema = arena.schemas.last().map_or(null(), |one| &raw const **one);
        }
        Ok(Self { arena, schema, values, longest: input.int_in_range(0..=5_000)? })
    }
}

fuzz_target!(|data: &[u8]| {
    let Ok(column) = Column::arbitrary(&mut Unstructured::new(data)) else {
        return;
    };
    // SAFETY: both point at structs of the interface's layout, which the arena keeps; releasing them does nothing.
    let (schema, owner) = unsafe {
        let schema = FFI_ArrowSchema::from_raw(column.schema.cast_mut().cast());
        (schema, Arc::new(FFI_ArrowArray::from_raw(column.values.cast_mut().cast())))
    };
    let read = || {
        let field = CSchema::of(&schema)?.field()?;
        let import = Import { owner: &owner, longest: column.longest };
        import.data(CArray::of(&owner)?, field.data_type()).ok()
    };
    if let Some(data) = read() {
        data.validate_full().expect("valid in full");
        let array = make_array(data);
        assert!(array.logical_nulls().is_none_or(|nulls| nulls.len() == array.len()));
    }
    drop(schema);
    drop(owner);
    drop(column.arena);
});
