//! Certificates that adjoin, at one employer: the narrow way to make cases.

use super::case::FollowUpCase;
use super::event::{Event, EventKind, Stage};
use crate::order::{ById, sorted};
use crate::record::Id;

/// Certificates in use that adjoin or overlap at one employer.
pub(super) fn adjoining(events: &[&Event]) -> Vec<FollowUpCase> {
    let certificates: Vec<&Event> = events
        .iter()
        .copied()
        .filter(|event| event.stage != Stage::New && event.rank().is_some())
        .filter(|event| matches!(event.kind, EventKind::Certificate | EventKind::CertificateGraded))
        .collect();
    // By employer and first day. Of certificates that begin together the order makes no difference. No id is empty.
    let by_employer =
        ById::new(&certificates, |event| Some((event.employer.as_ref().map_or("", Id::as_str), event.from)));
    let mut cases: Vec<FollowUpCase> = Vec::new();
    for certificate in by_employer.places().filter_map(|place| certificates.get(place)) {
        let graded = certificate.kind == EventKind::CertificateGraded;
        let open = cases.last_mut().filter(|case| {
            case.employers.first() == certificate.employer.as_ref()
                && case.to.plus_days(1).is_none_or(|next| certificate.from <= next)
        });
        if let Some(case) = open {
            case.graded_at_end = match certificate.to.cmp(&case.to) {
                core::cmp::Ordering::Less => case.graded_at_end,
                core::cmp::Ordering::Equal => case.graded_at_end && graded,
                core::cmp::Ordering::Greater => graded,
            };
            case.to = case.to.max(certificate.to);
        } else {
            cases.push(FollowUpCase {
                from: certificate.from,
                to: certificate.to,
                sick_days: 0,
                employers: certificate.employer.iter().cloned().collect(),
                graded_at_end: graded,
                is_employee_at_end: certificate.employer.is_some(),
            });
        }
    }
    for case in &mut cases {
        case.sick_days = case.length().calendar_days();
    }
    // They stand in the order of the employers, which holds where the days are the same.
    let by_end = sorted(cases, |case| (case.to, ""));
    sorted(by_end, |case| (case.from, ""))
}
