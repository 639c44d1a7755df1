//! Certificates that adjoin, at one employer: the narrow way to make cases.

use super::case::FollowUpCase;
use super::event::{Event, EventKind, Stage};
use super::jobs::partly_at_end;
use crate::order::{ById, sorted};
use crate::record::Id;

/// Certificates sent to an employer that adjoin or overlap at one employer.
pub(in crate::follow_up) fn adjoining(events: &[&Event]) -> Vec<FollowUpCase> {
    let certificates: Vec<&Event> = events
        .iter()
        .copied()
        .filter(|event| event.stage == Stage::Sent)
        .filter(|event| matches!(event.kind, EventKind::Certificate | EventKind::CertificateGraded))
        .collect();
    // By employer and first day. Of certificates that begin together the order makes no difference. No id is empty.
    let by_employer =
        ById::new(&certificates, |event| Some((event.employer.as_ref().map_or("", Id::as_str), event.from)));
    let mut cases: Vec<FollowUpCase> = Vec::new();
    for certificate in by_employer.places().filter_map(|place| certificates.get(place)) {
        let open = cases.last_mut().filter(|case| {
            case.employers.first() == certificate.employer.as_ref()
                && case.to.plus_days(1).is_none_or(|next| certificate.from <= next)
        });
        if let Some(case) = open {
            case.to = case.to.max(certificate.to);
        } else {
            cases.push(FollowUpCase {
                from: certificate.from,
                to: certificate.to,
                sick_days: 0,
                employers: certificate.employer.iter().cloned().collect(),
                graded_at_end: false,
                is_employee_at_end: certificate.employer.is_some(),
            });
        }
    }
    let at_end = partly_at_end(events, &cases);
    for (case, partly) in cases.iter_mut().zip(at_end) {
        case.graded_at_end = partly;
        case.sick_days = case.length().calendar_days();
    }
    // They stand in the order of the employers, which holds where the days are the same.
    let by_end = sorted(cases, |case| (case.to, ""));
    sorted(by_end, |case| (case.from, ""))
}
