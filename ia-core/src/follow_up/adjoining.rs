//! Certificates that adjoin, at one employer: the narrow way to make cases.

use super::case::FollowUpCase;
use super::event::{Event, EventKind, Stage};

/// Certificates in use that adjoin or overlap at one employer.
pub(super) fn adjoining(events: &[&Event]) -> Vec<FollowUpCase> {
    let mut certificates: Vec<&Event> = events
        .iter()
        .copied()
        .filter(|event| event.stage != Stage::New && event.rank().is_some())
        .filter(|event| matches!(event.kind, EventKind::Certificate | EventKind::CertificateGraded))
        .collect();
    certificates.sort_by_key(|event| (&event.employer, event.from, *event));
    let mut cases: Vec<FollowUpCase> = Vec::new();
    for certificate in certificates {
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
    cases.sort_by(|a, b| (a.from, a.to, &a.employers).cmp(&(b.from, b.to, &b.employers)));
    cases
}
