//! The follow-up of many cases: how each step stands, and shares by group.

use arrow_array::{ArrayRef, Date32Array, RecordBatch, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use ia_core::api::columns::{
    Code, Date, DueColumn, InputCode, Options, STEPS, StatusColumn, StatusColumns, StepReason, StepStatus,
    status,
};
use pyo3::prelude::*;
use std::sync::Arc;

use crate::arrow::{self, Chunks, Wanted};
use crate::input::{self, Layout};
use crate::names::LONGEST_KEPT;
use crate::problem::{Problem, Problems};
use crate::table::Table;

/// How each step stands in each case.
pub(crate) fn of(
    given: &Bound<'_, PyAny>,
    as_of: Date,
    options: Options,
    reasons: bool,
    keep: &[String],
    open_end: Option<i32>,
) -> PyResult<Table> {
    let py = given.py();
    let names = Layout::names();
    let wanted: Vec<Wanted<'_>> =
        names.iter().chain(keep).map(|name| (name.as_str(), LONGEST_KEPT)).collect();
    let own: Vec<&str> = names.iter().filter(|name| !keep.contains(name)).map(String::as_str).collect();
    let mut problems = Problems::default();
    let Chunks { schema: from, batches, .. } =
        input::read(given, &wanted, &mut problems)?.without_empty(&own);
    let layout = Layout::of(&from, open_end, &mut problems);
    let kept = kept(&from, keep, reasons, &mut problems);
    let own = fields(reasons);
    let fields = kept.iter().map(|place| from.field(*place).clone()).chain(own);
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let words = Words::default();
    let answer = |batch: &RecordBatch, first: usize, problems: &mut Problems| {
        let columns = layout.read(batch, first, problems);
        let found = status(&columns.cases(), as_of, &options, reasons);
        if let Err(error) = found {
            columns.report(error, first, problems);
        }
        let kept = kept.iter().map(|place| Arc::clone(batch.column(*place)));
        let own = words.columns(found.unwrap_or_default(), reasons);
        RecordBatch::try_new(Arc::clone(&schema), kept.chain(own).collect())
    };
    let batches = py.detach(|| judged(&batches, problems, answer));
    let batches = batches.map_err(|problems| problems.into_error(py))?;
    Ok(Table { schema, batches, options, as_of })
}

/// The answer of each chunk, from its rows' place in the table.
fn judged(
    batches: &[RecordBatch],
    mut problems: Problems,
    answer: impl Fn(&RecordBatch, usize, &mut Problems) -> Result<RecordBatch, ArrowError>,
) -> Result<Vec<RecordBatch>, Problems> {
    let mut first: usize = 0;
    let mut answers = Vec::with_capacity(batches.len());
    for batch in batches {
        answers.push(answer(batch, first, &mut problems));
        first = first.saturating_add(batch.num_rows());
    }
    let answers = problems.or(answers)?.into_iter().collect::<Result<_, _>>();
    answers
        .map_err(|_| Problem::whole(InputCode::WrongType, "expected columns that keep to their types").into())
}

/// The places of the columns that are handed on. None of them may be named as one that is made.
fn kept(schema: &Schema, keep: &[String], reasons: bool, problems: &mut Problems) -> Vec<usize> {
    let own = fields(reasons);
    let mut place = |(nth, name): (usize, &String)| {
        let others = keep.iter().take(nth).chain(own.iter().map(Field::name));
        if others.into_iter().any(|other| other == name) {
            let expected = "expected another name than this";
            problems.push(Problem::key(InputCode::DuplicateId, "keep", expected).below(name));
            return None;
        }
        input::required(schema, name, "expected this column, which is to be kept", problems)
    };
    keep.iter().enumerate().filter_map(&mut place).collect()
}

fn fields(reasons: bool) -> Vec<Field> {
    let words = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8));
    let of = |step: &'static str| {
        let status = Field::new(format!("{step}_status"), words.clone(), false);
        let due = Field::new(format!("{step}_due"), DataType::Date32, true);
        let reason = reasons.then(|| Field::new(format!("{step}_reason"), words.clone(), false));
        [Some(status), Some(due), reason].into_iter().flatten()
    };
    STEPS.iter().flat_map(|step| of(step.code())).collect()
}

/// The words that statuses and reasons stand for.
struct Words {
    status: ArrayRef,
    reason: ArrayRef,
}

impl Default for Words {
    fn default() -> Self {
        let words = |codes: &[&str]| Arc::new(StringArray::from_iter_values(codes));
        Self { status: words(StepStatus::CODES), reason: words(StepReason::CODES) }
    }
}

impl Words {
    fn columns(&self, found: StatusColumns, reasons: bool) -> impl Iterator<Item = ArrayRef> {
        let due: Vec<ArrayRef> = found.due.into_iter().map(days).collect();
        found.steps.into_iter().flat_map(move |StatusColumn { status, reason, due: place }| {
            let status = Some(arrow::words(status, &self.status));
            let reason = reasons.then(|| arrow::words(reason, &self.reason));
            // Steps that share a limit share its buffer.
            [status, due.get(place).cloned(), reason].into_iter().flatten()
        })
    }
}

fn days(due: DueColumn) -> ArrayRef {
    let valid = BooleanBuffer::new(Buffer::from_vec(due.valid), 0, due.days.len());
    Arc::new(Date32Array::new(ScalarBuffer::from(due.days), Some(NullBuffer::new(valid))))
}
