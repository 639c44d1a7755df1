//! The two readings of aml. § 4-6 in columns: the steps are judged once from each first day, and what the two say is put
//! together row by row.

use super::rows::{Bits, MAX_DAY, MIN_DAY};
use super::{CaseColumns, ColumnsError, DayColumn, DueColumn, STEPS, StatusColumns, one_reading};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::follow_up::steps::limits::is_unsettled;
use crate::follow_up::steps::status::StepReason;
use crate::requirement::{Options, Reading};

/// How the steps stand where cases have a first day by each reading.
pub(super) fn status(
    cases: &CaseColumns<'_>,
    continuous: &DayColumn<'_>,
    as_of: Date,
    options: &Options,
    reasons: bool,
) -> Result<StatusColumns, ColumnsError> {
    // Reasons say more than statuses: what is put together is made of them.
    let both = options.reading != Reading::NavCase;
    let days = first_days(cases, continuous, as_of.days_from_epoch());
    let named = |error| cases.errors().next().unwrap_or(error);
    let days = days.map_err(named)?;
    let earliest: Vec<i32> = cases.from.days.iter().zip(&days).map(|(one, two)| *one.min(two)).collect();
    let mut found = one_reading(cases, Some(&earliest), as_of, options, reasons || both).map_err(named)?;
    if !both {
        return Ok(found);
    }
    let [plan, issuer, ..] = cases.steps;
    let by_other = CaseColumns {
        from: DayColumn { days: &days, valid: None },
        whole: None,
        graded_from: None,
        continuous_from: None,
        steps: [plan, issuer, None, None, None, None],
        ..*cases
    };
    let other = one_reading(&by_other, Some(&earliest), as_of, options, true)?;
    let mut dues: Vec<((usize, usize), usize)> = Vec::new();
    for ((own, other_step), _) in
        found.steps.iter_mut().zip(&other.steps).zip(STEPS).filter(|(_, step)| is_unsettled(*step))
    {
        let of_both = (own.due, other_step.due);
        let place = dues.iter().find(|(pair, _)| *pair == of_both).map(|(_, place)| *place);
        own.due = if let Some(place) = place {
            place
        } else {
            let (Some(one), Some(two)) = (found.due.get(of_both.0), other.due.get(of_both.1)) else {
                continue;
            };
            let due = if options.reading == Reading::Continuous { two.clone() } else { earlier(one, two) };
            found.due.push(due);
            let place = found.due.len().saturating_sub(1);
            dues.push((of_both, place));
            place
        };
        match options.reading {
            Reading::Continuous => own.reason.clone_from(&other_step.reason),
            _ => {
                for (one, two) in own.reason.iter_mut().zip(&other_step.reason) {
                    *one = TOGETHER
                        .get(usize::from(*one))
                        .and_then(|row| row.get(usize::from(*two)))
                        .copied()
                        .unwrap_or(*one);
                }
            }
        }
        let status =
            |place: &u8| StepReason::ALL.get(usize::from(*place)).map_or(0, |reason| reason.status() as u8);
        own.status = own.reason.iter().map(status).collect();
    }
    if !reasons {
        for step in &mut found.steps {
            step.reason = Vec::new();
        }
    }
    Ok(found)
}

/// The first day by the other reading; the case's where there is no other, or one of them lies ahead.
fn first_days(
    cases: &CaseColumns<'_>,
    continuous: &DayColumn<'_>,
    as_of: i32,
) -> Result<Vec<i32>, ColumnsError> {
    let column = "continuous_from";
    if continuous.days.len() != cases.from.days.len() {
        return Err(ColumnsError::Length { column });
    }
    let day = |(row, from): (usize, &i32)| match continuous.at(row) {
        None => Ok(*from),
        Some(day) if !(MIN_DAY..=MAX_DAY).contains(&day) => Err(ColumnsError::OutOfRange { column, row }),
        Some(day) if cases.to.at(row).is_some_and(|to| to < day) => {
            Err(ColumnsError::OutOfOrder { column: "to", before: column, row })
        }
        Some(day) => Ok(if day.max(*from) <= as_of { day } else { *from }),
    };
    cases.from.days.iter().enumerate().map(day).collect()
}

/// The earlier limit of each row: reminders go by it.
fn earlier(one: &DueColumn, two: &DueColumn) -> DueColumn {
    let at = |column: &DueColumn, row: usize| {
        DayColumn { days: &column.days, valid: Some(Bits::new(&column.valid, 0)) }.at(row)
    };
    let mut found = DueColumn { days: Vec::with_capacity(one.days.len()), valid: Vec::new() };
    found.valid.resize(one.days.len().div_ceil(8), 0);
    for row in 0..one.days.len() {
        let day = at(one, row).into_iter().chain(at(two, row)).min();
        found.days.push(day.unwrap_or_default());
        if let Some(byte) = found.valid.get_mut(row / 8).filter(|_| day.is_some()) {
            *byte |= 1 << (row % 8);
        }
    }
    found
}

/// [`StepReason::together`], by the places of the two reasons.
const TOGETHER: [[u8; StepReason::ALL.len()]; StepReason::ALL.len()] = {
    let mut table = [[0; StepReason::ALL.len()]; StepReason::ALL.len()];
    let mut one = 0;
    while one < table.len() {
        let mut two = 0;
        while two < table.len() {
            #[expect(clippy::indexing_slicing, reason = "evaluated when the library is compiled")]
            {
                table[one][two] = StepReason::ALL[one].together(StepReason::ALL[two]) as u8;
            }
            two += 1;
        }
        one += 1;
    }
    table
};
