//! From a person's events to cases and counts.

use super::consistent::ROOT;
use super::request::{AbsenceEvent, CasesRequest, WithdrawnRight};
use super::response::{
    BenefitView, CaseView, CasesResponse, EmployerPeriodView, EmployerView, RepeatedView,
    SelfCertificationView, WithdrawnView,
};
use super::serve::{language, versions};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::error::{Errors, InputCode, InputError, InputErrors};
use crate::follow_up::{
    CaseStanding, EmployerCount, EmployerPeriod, EmployerPeriods, Event, EventKind, FollowUpCase,
    SelfCertificationError, SelfCertificationScheme, Stage, person_count, self_certification, withdrawal,
    withdrawal_review,
};
use crate::law::LawError;
use crate::limits::{MOST_DAYS, MOST_EVENTS};
use crate::order::ById;
use crate::record::{Grade, Id};
use crate::text::Message;

pub(super) fn cases(request: &CasesRequest) -> Result<CasesResponse, InputErrors> {
    language(request.lang)?;
    let events = events(request)?;
    let rule = request.rule.unwrap_or_default();
    let benefit = (request.born, request.benefit_group.unwrap_or_default());
    let count = person_count(&events, rule, benefit, request.as_of);
    let scheme = scheme(request);
    let decisions = by_employer(request.withdrawn.as_deref().unwrap_or_default());
    let employers = count.employers.iter().map(|one| employer(one, request, &decisions, scheme)).collect();
    let case = |(case, standing): (&FollowUpCase, &CaseStanding)| CaseView {
        from: case.from,
        to: case.to,
        sick_days: case.sick_days,
        weeks: standing.weeks,
        certified_to: standing.certified_to,
        graded_from: standing.graded_from,
        continuous_from: standing.continuous_from,
        employers: case.employers.clone(),
        graded_at_end: case.graded_at_end,
    };
    Ok(CasesResponse {
        versions: versions(),
        rule,
        cases: count.cases.iter().zip(&count.standing).map(case).collect(),
        employers,
        benefit: count.benefit.ok().map(|benefit| BenefitView {
            used: benefit.used,
            left: benefit.left,
            last_day: benefit.last_day,
        }),
        repeated: RepeatedView {
            cases: count.repeated.cases,
            days: count.repeated.days,
            is_repeated: count.repeated.is_repeated,
        },
    })
}

/// The events, with every error: a last day before the first, an id twice, a correction of nothing.
fn events(request: &CasesRequest) -> Result<Vec<Event>, InputErrors> {
    let mut errors = Errors::default();
    let at = ROOT.key("events");
    let withdrawn = request.withdrawn.as_deref().unwrap_or_default();
    for (key, count) in [("events", request.events.len()), ("withdrawn", withdrawn.len())] {
        if count > MOST_EVENTS {
            return Err(InputError::too_large(&ROOT.key(key), MOST_EVENTS).into());
        }
    }
    let ids = ById::new(&request.events, |event| Some((event.id.as_str(), Date::MIN)));
    let is_in_ring = in_rings(&request.events, &ids);
    for (nth, event) in request.events.iter().enumerate() {
        let at = at.index(nth);
        if event.to < event.from {
            errors.simple(InputCode::EndBeforeStart, &at.key("to"));
        }
        if ids.of(event.id.as_str()).first().is_some_and(|first| first.place < nth) {
            errors.simple(InputCode::DuplicateId, &at.key("id"));
        }
        if event.corrects.as_ref().is_some_and(|id| !ids.has(id.as_str())) {
            errors.simple(InputCode::UnknownReference, &at.key("corrects"));
        }
        if is_in_ring.get(nth) == Some(&true) {
            errors.simple(InputCode::CircularReference, &at.key("corrects"));
        }
    }
    let employers = by_employer(withdrawn);
    for (nth, one) in withdrawn.iter().enumerate() {
        if employers.of(key_of(one.employer.as_ref())).first().is_some_and(|first| first.place < nth) {
            let place = ROOT.key("withdrawn");
            errors.simple(InputCode::DuplicateId, &place.index(nth).key("employer"));
        }
    }
    let first = request.events.iter().map(|event| event.from).min();
    let last = request.events.iter().map(|event| event.to).max();
    if first.zip(last).is_some_and(|(first, last)| last.days_since(first) > MOST_DAYS) {
        errors.too_large(&at, usize::try_from(MOST_DAYS).unwrap_or_default());
    }
    if let Err(SelfCertificationError::TooWide { most }) = scheme(request).days_at_a_time(request.as_of) {
        let expected =
            Message::new(InputCode::OutOfRange.label()).count("least", 0).count("most", usize::from(most));
        let place = ROOT.key("scheme");
        errors.push(InputError::new(InputCode::OutOfRange, &place.key("days_at_a_time"), expected));
    }
    let is_recorded = |event: &&AbsenceEvent| event.recorded_on.is_none_or(|day| day <= request.as_of);
    errors.or(|| request.events.iter().filter(is_recorded).map(event).collect())
}

/// Which events are corrected by themselves, directly or through others.
fn in_rings(events: &[AbsenceEvent], ids: &ById<'_>) -> Vec<bool> {
    let next = |place: usize| {
        let corrected = events.get(place)?.corrects.as_ref()?;
        ids.of(corrected.as_str()).first().map(|one| one.place)
    };
    // For each event: the walk that came to it first.
    let mut walks = vec![None; events.len()];
    let mut found = vec![false; events.len()];
    for start in 0..events.len() {
        let mut at = Some(start);
        while let Some((place, walk)) = at.and_then(|place| Some((place, walks.get_mut(place)?))) {
            if walk.is_some() {
                break;
            }
            *walk = Some(start);
            at = next(place);
        }
        // Back at an event of the same walk: those from it on are a ring.
        let mut at = at.filter(|place| walks.get(*place) == Some(&Some(start)));
        while let Some(seen) = at.and_then(|place| found.get_mut(place)).filter(|seen| !**seen) {
            *seen = true;
            at = at.and_then(next);
        }
    }
    found
}

/// No id is empty.
fn key_of(employer: Option<&Id>) -> &str {
    employer.map_or("", Id::as_str)
}

/// Decisions by employer.
fn by_employer(withdrawn: &[WithdrawnRight]) -> ById<'_> {
    ById::new(withdrawn, |one| Some((key_of(one.employer.as_ref()), Date::MIN)))
}

fn event(event: &AbsenceEvent) -> Event {
    let is_graded = event.grade.is_some_and(|grade| grade != Grade::WHOLE);
    let is_whole = event.grade == Some(Grade::WHOLE);
    Event {
        id: event.id.clone(),
        employer: event.employer.clone(),
        from: event.from,
        to: event.to,
        kind: match event.kind {
            EventKind::Certificate if is_graded => EventKind::CertificateGraded,
            EventKind::CertificateGraded if is_whole => EventKind::Certificate,
            kind => kind,
        },
        stage: event.stage.unwrap_or(Stage::Sent),
        recorded: u64::from(event.recorded.unwrap_or_default()),
        corrects: event.corrects.clone(),
    }
}

fn scheme(request: &CasesRequest) -> SelfCertificationScheme {
    request.scheme.map_or(SelfCertificationScheme::Statutory, |scheme| SelfCertificationScheme::Wider {
        days_at_a_time: scheme.days_at_a_time,
        days_in_year: scheme.days_in_year,
        times_in_year: scheme.times_in_year,
    })
}

fn employer(
    count: &EmployerCount,
    request: &CasesRequest,
    decisions: &ById<'_>,
    scheme: SelfCertificationScheme,
) -> EmployerView {
    let own = &count.self_certified;
    let standing = self_certification(own, request.employed_from, scheme, request.as_of).ok();
    let withdrawal = withdrawal(own, request.as_of).ok();
    EmployerView {
        employer: count.employer.clone(),
        employer_periods: periods(&count.employer_periods),
        employer_periods_by_nav: periods(&count.employer_periods_by_nav),
        self_certification: standing.zip(withdrawal).map(|(standing, withdrawal)| {
            let withdrawn = withdrawn(count, request, decisions);
            SelfCertificationView {
                qualified: standing.qualified,
                used: standing.used,
                not_settled: standing.not_settled,
                left: if withdrawn.is_some() { 0 } else { standing.left },
                used_in_year: standing.used_in_year,
                left_in_year: standing.left_in_year,
                times_left: standing.times_left,
                absences_in_year: withdrawal.absences,
                may_be_taken_away: withdrawal.number_reached,
                withdrawn,
            }
        }),
    }
}

/// The decision that is made up to the day.
fn withdrawn(count: &EmployerCount, request: &CasesRequest, decisions: &ById<'_>) -> Option<WithdrawnView> {
    let own = decisions.of(key_of(count.employer.as_ref())).iter();
    let mut own = own.filter_map(|one| request.withdrawn.as_deref()?.get(one.place));
    let one = own.find(|one| one.decided <= request.as_of)?;
    let review_by = withdrawal_review(one.decided).ok()?;
    Some(WithdrawnView {
        decided: one.decided,
        heard_before: one.heard.is_some_and(|heard| heard <= one.decided),
        review_by,
        review_is_due: review_by < request.as_of,
    })
}

fn periods(found: &Result<EmployerPeriods, LawError>) -> Option<Vec<EmployerPeriodView>> {
    found.as_ref().ok().map(|found| found.periods.iter().map(period).collect())
}

fn period(period: &EmployerPeriod) -> EmployerPeriodView {
    EmployerPeriodView {
        days: period.without_duty.clone(),
        count: period.days_paid(),
        complete: period.settled,
    }
}
