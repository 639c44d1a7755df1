//! From an array of the C data interface to an array of `arrow-rs`, without a copy.
//!
//! Each buffer is taken as long as the lengths, the offset and the type ask for, and what stands in it is validated in
//! full: places in dictionaries, offsets, UTF-8, views, nulls. A pointer to less memory than that cannot be detected.

use arrow_array::ffi::FFI_ArrowArray;
use arrow_buffer::{ArrowNativeType, Buffer};
use arrow_data::{ArrayData, BufferSpec, ByteView, DataTypeLayout, MAX_INLINE_VIEW_LEN, layout};
use arrow_schema::{DataType, Fields};
use core::ptr::NonNull;
use std::sync::Arc;

use super::c_data::CArray;

/// How many rows a table or a column has at most: 268,435,456.
pub(crate) const MOST_ROWS: usize = 1 << 28;

/// Why a column cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is not as Arrow is to be.
    NotArrow,
    /// A row of the table is null as a whole.
    NullRow,
    /// It has more than [`MOST_ROWS`] rows, or too many chunks.
    TooManyRows,
    /// A text is longer than this many bytes, which the column may have.
    TooLong(usize),
}

/// A column on its way in.
pub(super) struct Import<'a> {
    /// What keeps the memory alive.
    pub(super) owner: &'a Arc<FFI_ArrowArray>,
    /// How long a value is at most that has a length of its own, in bytes.
    pub(super) longest: usize,
}

impl Import<'_> {
    /// The rows and the columns of a table.
    pub(super) fn root<'c>(
        &self,
        array: &'c CArray,
        columns: usize,
    ) -> Result<(Rows, Vec<&'c CArray>), Fault> {
        let rows = Rows::of(array)?;
        let kind = DataType::Struct(Fields::empty());
        let (valid, _) = self.buffers(array, &kind, &layout(&kind), &rows)?;
        let nulls =
            valid.map(|bits| rows.count.saturating_sub(bits.count_set_bits_offset(rows.offset, rows.count)));
        let nulls = nulls.unwrap_or_default();
        if rows.nulls.is_some_and(|counted| counted != nulls) {
            return Err(Fault::NotArrow);
        }
        array.dictionary(false).ok_or(Fault::NotArrow)?;
        let children = array.children(columns).ok_or(Fault::NotArrow)?;
        if nulls == 0 { Ok((rows, children)) } else { Err(Fault::NullRow) }
    }

    /// The array with all inside it.
    pub(super) fn data(&self, array: &CArray, kind: &DataType) -> Result<ArrayData, Fault> {
        let rows = Rows::of(array)?;
        if *kind == DataType::Null {
            // Polars gives these a buffer that says which rows are null.
            array
                .buffers(0..=1)
                .and(array.dictionary(false))
                .and(array.children(0))
                .ok_or(Fault::NotArrow)?;
            return Ok(ArrayData::new_null(kind, rows.count));
        }
        if matches!(kind, DataType::FixedSizeBinary(size) | DataType::FixedSizeList(_, size) if *size < 0) {
            return Err(Fault::NotArrow);
        }
        let layout = layout(kind);
        let (valid, buffers) = self.buffers(array, kind, &layout, &rows)?;
        let inside = children(kind);
        let arrays = array.children(inside.len()).ok_or(Fault::NotArrow)?;
        let mut parts: Vec<ArrayData> = arrays
            .into_iter()
            .zip(inside)
            .map(|(child, kind)| self.data(child, kind))
            .collect::<Result<_, _>>()?;
        let values = if let DataType::Dictionary(_, values) = kind { Some(values) } else { None };
        let dictionary = array.dictionary(values.is_some()).ok_or(Fault::NotArrow)?;
        if let Some((array, kind)) = dictionary.zip(values) {
            parts.push(self.data(array, kind)?);
        }
        let array = ArrayData::builder(kind.clone())
            .len(rows.count)
            .offset(rows.offset)
            .null_bit_buffer(valid)
            .buffers(buffers)
            .child_data(parts)
            .align_buffers(true);
        #[expect(unsafe_code, reason = "to look at each view again takes four times as long as the rules")]
        // SAFETY: views are validated by `check_views`, and their buffers are as long as `buffer` was told.
        let array = unsafe { array.skip_validation(layout.variadic) };
        // `build` validates this array in full, unless it is one of views; those inside it are validated already.
        let data = array.build().map_err(|_| Fault::NotArrow)?;
        let is_counted = |nulls| !layout.can_contain_null_mask || nulls == data.null_count();
        if rows.nulls.is_none_or(is_counted) { Ok(data) } else { Err(Fault::NotArrow) }
    }

    /// The bits that say which rows have a value, and the other buffers in the order of `arrow-rs`.
    fn buffers(
        &self,
        array: &CArray,
        kind: &DataType,
        layout: &DataTypeLayout,
        rows: &Rows,
    ) -> Result<(Option<Buffer>, Vec<Buffer>), Fault> {
        let least = layout.buffers.len().saturating_add(usize::from(layout.can_contain_null_mask));
        // The buffers of views are followed by one with their lengths.
        let counts = if layout.variadic { least.saturating_add(1)..=usize::MAX } else { least..=least };
        let given = array.buffers(counts).ok_or(Fault::NotArrow)?;
        let mut given = given.into_iter();
        let mut next = || given.next().ok_or(Fault::NotArrow);
        let mask = if layout.can_contain_null_mask { next()? } else { core::ptr::null() };
        let valid = if mask.is_null() { None } else { Some(self.buffer(mask, rows.end.div_ceil(8))?) };
        let mut buffers = Vec::with_capacity(layout.buffers.len());
        for spec in &layout.buffers {
            let pointer = next()?;
            let length = match spec {
                BufferSpec::FixedWidth { byte_width, .. } => {
                    let one_more = usize::from(has_offsets(kind) && rows.end > 0);
                    let items = rows.end.checked_add(one_more).ok_or(Fault::NotArrow)?;
                    items.checked_mul(*byte_width).ok_or(Fault::NotArrow)?
                }
                BufferSpec::BitMap => rows.end.div_ceil(8),
                BufferSpec::VariableWidth => self.last(kind, buffers.first(), rows)?,
                BufferSpec::AlwaysNull => 0,
            };
            buffers.push(self.buffer(pointer, length)?);
        }
        if layout.variadic {
            let lengths = given.next_back().ok_or(Fault::NotArrow)?;
            let lengths = self.buffer(lengths, given.len().saturating_mul(size_of::<i64>()))?;
            for (pointer, length) in given.by_ref().zip(aligned::<i64>(&lengths).typed_data::<i64>()) {
                let length = usize::try_from(*length).map_err(|_| Fault::NotArrow)?;
                buffers.push(self.buffer(pointer, length)?);
            }
            self.check_views(&buffers, rows, *kind == DataType::Utf8View)?;
        }
        Ok((valid, buffers))
    }

    /// A buffer of this many bytes.
    fn buffer(&self, pointer: *const u8, length: usize) -> Result<Buffer, Fault> {
        if length == 0 {
            // A producer may give any pointer then.
            return Ok(Buffer::default());
        }
        let is_possible = isize::try_from(length).is_ok() && pointer.addr().checked_add(length).is_some();
        let pointer = NonNull::new(pointer.cast_mut()).filter(|_| is_possible).ok_or(Fault::NotArrow)?;
        let owner = Arc::clone(self.owner);
        #[expect(unsafe_code, reason = "the memory is the producer's")]
        // SAFETY: checked: the pointer is not null, and the length does not wrap. Bytes need no alignment, and the owner
        // is released after the last buffer. The producer's duty: the memory is as long as its lengths, offsets and type
        // say, and nobody writes to it.
        Ok(unsafe { Buffer::from_custom_allocation(pointer, length, owner) })
    }

    /// Where the last value ends.
    fn last(&self, kind: &DataType, offsets: Option<&Buffer>, rows: &Rows) -> Result<usize, Fault> {
        let offsets = offsets.ok_or(Fault::NotArrow)?;
        match kind {
            DataType::LargeUtf8 | DataType::LargeBinary => ascending::<i64>(offsets, rows, self.longest),
            _ => ascending::<i32>(offsets, rows, self.longest),
        }
    }

    /// Whether each view leads to a value, which is short enough and, where it is a text, UTF-8.
    fn check_views(&self, buffers: &[Buffer], rows: &Rows, is_text: bool) -> Result<(), Fault> {
        let (views, data) = buffers.split_first().ok_or(Fault::NotArrow)?;
        let views = aligned::<u128>(views);
        let views = views.typed_data::<u128>().get(rows.offset..rows.end).ok_or(Fault::NotArrow)?;
        let mut longest = 0;
        for view in views {
            let length = length_of(*view, data, is_text).ok_or(Fault::NotArrow)?;
            longest = longest.max(length);
        }
        if longest > self.longest { Err(Fault::TooLong(self.longest)) } else { Ok(()) }
    }
}

/// The bits of a view that no ASCII character of its own value has.
const NOT_ASCII: u128 = 0x8080_8080_8080_8080_8080_8080 << 32;

/// The length of the value of a view; `None` if it does not lead to one.
fn length_of(view: u128, data: &[Buffer], is_text: bool) -> Option<usize> {
    let ByteView { length, prefix, buffer_index, offset } = ByteView::from(view);
    let (count, first) = (length as usize, offset as usize);
    if length <= MAX_INLINE_VIEW_LEN {
        // Behind the value there are zeros.
        let rest = view.checked_shr(length.saturating_mul(8).saturating_add(32)).unwrap_or_default();
        let bytes = view.to_le_bytes();
        let value = bytes.get(4..).and_then(|bytes| bytes.get(..count)).unwrap_or_default();
        let is_unicode = || core::str::from_utf8(value).is_ok();
        let is_sound = rest == 0 && (!is_text || view & NOT_ASCII == 0 || is_unicode());
        return is_sound.then_some(count);
    }
    let value = data.get(buffer_index as usize)?.get(first..first.checked_add(count)?)?;
    let is_unicode = !is_text || value.is_ascii() || core::str::from_utf8(value).is_ok();
    (value.starts_with(&prefix.to_le_bytes()) && is_unicode).then_some(count)
}

/// The rows of an array.
pub(super) struct Rows {
    count: usize,
    /// How many lie before the first.
    offset: usize,
    /// How many there are with those before.
    end: usize,
    /// `None` if the producer did not count them.
    nulls: Option<usize>,
}

impl Rows {
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The rows of a column that are those of its table.
    pub(super) fn of_table(&self, column: ArrayData) -> Result<ArrayData, Fault> {
        if column.len() < self.end {
            return Err(Fault::NotArrow);
        }
        let is_whole = column.len() == self.count;
        Ok(if is_whole { column } else { column.slice(self.offset, self.count) })
    }

    fn of(array: &CArray) -> Result<Self, Fault> {
        let number = |number: i64| usize::try_from(number).map_err(|_| Fault::NotArrow);
        let (count, offset) = (number(array.length)?, number(array.offset)?);
        let nulls = if array.null_count == -1 { None } else { Some(number(array.null_count)?) };
        let end = count.checked_add(offset).filter(|_| nulls.is_none_or(|nulls| nulls <= count));
        let end = end.ok_or(Fault::NotArrow)?;
        // An offset beyond all rows that there can be is no slice: it would point past the memory.
        if end <= MOST_ROWS { Ok(Self { count, offset, end, nulls }) } else { Err(Fault::TooManyRows) }
    }
}

/// The last of the offsets of these rows, when none is less than the one before it.
fn ascending<T: ArrowNativeType>(offsets: &Buffer, rows: &Rows, longest: usize) -> Result<usize, Fault> {
    let offsets = aligned::<T>(offsets);
    let Some(own) = offsets.typed_data::<T>().get(rows.offset..=rows.end) else {
        // Without a row there need be no offset.
        return if rows.end == 0 { Ok(0) } else { Err(Fault::NotArrow) };
    };
    let mut before = None;
    let mut is_too_long = false;
    for offset in own {
        let offset = offset.to_usize().ok_or(Fault::NotArrow)?;
        let length = offset.checked_sub(before.unwrap_or(offset)).ok_or(Fault::NotArrow)?;
        is_too_long |= length > longest;
        before = Some(offset);
    }
    if is_too_long { Err(Fault::TooLong(longest)) } else { before.ok_or(Fault::NotArrow) }
}

/// The buffer, or a copy of it that begins where a `T` may lie.
fn aligned<T>(buffer: &Buffer) -> Buffer {
    if buffer.as_ptr().cast::<T>().is_aligned() { buffer.clone() } else { Buffer::from(buffer.as_slice()) }
}

/// Whether the first buffer has an offset more than there are rows.
const fn has_offsets(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Binary
            | DataType::LargeBinary
            | DataType::List(_)
            | DataType::LargeList(_)
            | DataType::Map(..)
    )
}

/// The types that lie in a type.
fn children(kind: &DataType) -> Vec<&DataType> {
    match kind {
        DataType::List(field)
        | DataType::LargeList(field)
        | DataType::ListView(field)
        | DataType::LargeListView(field)
        | DataType::FixedSizeList(field, _)
        | DataType::Map(field, _) => vec![field.data_type()],
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
        DataType::Union(fields, _) => fields.iter().map(|(_, field)| field.data_type()).collect(),
        DataType::RunEndEncoded(ends, values) => vec![ends.data_type(), values.data_type()],
        _ => Vec::new(),
    }
}
