//! What is reported about a person's absence: certificates, applications and income reports, as events.
//!
//! Several say something about one day. [`PRIORITY`] says which is heard first, in the order of Nav's follow-up
//! cases (navikt/isoppfolgingstilfelle): a rule of practice, not of law.

use super::notation::DayKind;
use crate::calendar::Date;
use crate::code::codes;
use crate::json::hides;
use crate::record::Id;

codes! {
    /// Which absences are one case.
    pub enum JoinRule as "join_rule", default HolidayCounts {
        /// Fewer than 16 days without sickness between, over all employers; a holiday right after a sick day is
        /// part of the case. Nav's follow-up case (oppfølgingstilfelle), and the default: the unit that Nav
        /// follows up by.
        #[doc(alias = "oppfølgingstilfelle")]
        HolidayCounts = "holiday_counts",
        /// The same, but a holiday is never part of the case: Nav's second implementation, made for the employer
        /// period.
        HolidayLeftOut = "holiday_left_out",
        /// Only certificates that adjoin or overlap, at one employer: Nav's reminder of the plan.
        Adjoining = "adjoining",
    }

    /// How far a report has come.
    pub enum Stage as "stage" {
        /// Made, and not taken into use by the employee.
        New = "new",
        /// Confirmed by an employee without an employer to send it to.
        Confirmed = "confirmed",
        /// Sent to the employer or to Nav.
        Sent = "sent",
    }

    /// What is reported.
    pub enum EventKind as "event_kind" {
        /// A certificate: activity is not possible.
        Certificate = "certificate",
        /// A graded certificate.
        CertificateGraded = "certificate_graded",
        /// A certificate that ends in full activity.
        CertificateFullActivity = "certificate_full_activity",
        /// A certificate for single days of treatment.
        CertificateTreatmentDays = "certificate_treatment_days",
        /// A certificate for a grant for travel, in place of absence.
        CertificateTravelGrant = "certificate_travel_grant",
        /// Days on the employee's own word, stated with a certificate.
        CertificateSelfCertified = "certificate_self_certified",
        /// Other absence, stated with a certificate.
        CertificateOtherAbsence = "certificate_other_absence",
        /// A certificate that only warns of a sick leave to come, or any other that says nothing of the days.
        CertificateWaiting = "certificate_waiting",
        /// An application for benefit, as certified.
        Application = "application",
        /// In an application: work resumed.
        ApplicationWorkResumed = "application_work_resumed",
        /// In an application, hours corrected: no activity.
        CorrectedToNone = "corrected_to_none",
        /// In an application, hours corrected: partly at work.
        CorrectedToGraded = "corrected_to_graded",
        /// In an application, hours corrected: full activity.
        CorrectedToFull = "corrected_to_full",
        /// In an application, hours corrected: single days of treatment.
        CorrectedToTreatment = "corrected_to_treatment",
        /// In an application: holiday.
        ApplicationHoliday = "application_holiday",
        /// In an application: leave.
        ApplicationLeave = "application_leave",
        /// In an application: days on the employee's own word.
        ApplicationSelfCertified = "application_self_certified",
        /// In an application: a certificate on paper.
        ApplicationPaper = "application_paper",
        /// In an application: absence before the certificate.
        ApplicationAbsenceBefore = "application_absence_before",
        /// In an application: a day of treatment.
        ApplicationTreatmentDay = "application_treatment_day",
        /// An application for days of treatment: the days between.
        ApplicationTreatmentDays = "application_treatment_days",
        /// In an application: what says nothing of the days, such as education or a stay abroad.
        ApplicationOther = "application_other",
        /// The employer's income report: a day of the employer period.
        IncomeReport = "income_report",
        /// A day off by the rota or the agreed days of work. It decides no day: it says that nobody was to be at work.
        DayOff = "day_off",
    }
}

/// Something reported about a person's days. All events given together are of one person.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// Its id.
    pub id: Id,
    /// The employer, by opaque id; none where it concerns no employer.
    pub employer: Option<Id>,
    /// The first day.
    pub from: Date,
    /// The last day; nothing is said when it lies before the first.
    pub to: Date,
    /// What is reported.
    pub kind: EventKind,
    /// How far it has come.
    pub stage: Stage,
    /// When it was recorded, as a number that grows: of two that are heard alike, the later is heard.
    pub recorded: u64,
    /// The id of the event that this one corrects, which is then left out.
    pub corrects: Option<Id>,
}

hides!(Event);

/// Which report is heard first on a day, best first: a stage, and kinds that rank alike. Those that stand nowhere
/// are heard on no day.
///
/// In words: an application before the employer's report, before a certificate; a sent one before a confirmed
/// one, before a new one. Source: navikt/isoppfolgingstilfelle, read 2026-11.
pub const PRIORITY: &[(Stage, &[EventKind])] = {
    use EventKind::{
        Application, ApplicationAbsenceBefore, ApplicationHoliday, ApplicationLeave, ApplicationPaper,
        ApplicationSelfCertified, ApplicationTreatmentDay, ApplicationTreatmentDays, ApplicationWorkResumed,
        Certificate, CertificateFullActivity, CertificateGraded, CertificateOtherAbsence,
        CertificateSelfCertified, CertificateTravelGrant, CertificateTreatmentDays, CorrectedToFull,
        CorrectedToGraded, CorrectedToNone, CorrectedToTreatment, IncomeReport,
    };
    use Stage::{Confirmed, New, Sent};
    &[
        (Sent, &[ApplicationWorkResumed]),
        (Sent, &[CorrectedToTreatment]),
        (Sent, &[CorrectedToNone]),
        (Sent, &[CorrectedToFull]),
        (Sent, &[CorrectedToGraded]),
        (Sent, &[ApplicationLeave, ApplicationHoliday]),
        (Sent, &[ApplicationSelfCertified, ApplicationPaper, ApplicationAbsenceBefore]),
        (Sent, &[Application]),
        (Sent, &[ApplicationTreatmentDay]),
        (Sent, &[ApplicationTreatmentDays]),
        (Sent, &[IncomeReport]),
        (Sent, &[Certificate]),
        (Sent, &[CertificateFullActivity]),
        (Sent, &[CertificateGraded]),
        (Sent, &[CertificateSelfCertified]),
        (Sent, &[CertificateTreatmentDays]),
        (Confirmed, &[Certificate]),
        (Confirmed, &[CertificateFullActivity]),
        (Confirmed, &[CertificateGraded]),
        (Confirmed, &[CertificateTreatmentDays]),
        (Confirmed, &[CertificateOtherAbsence]),
        (Sent, &[CertificateTravelGrant]),
        (New, &[Certificate]),
        (New, &[CertificateFullActivity]),
        (New, &[CertificateGraded]),
        (New, &[CertificateTreatmentDays]),
        (New, &[CertificateTravelGrant]),
    ]
};

impl EventKind {
    /// What a day is when this kind decides it.
    ///
    /// Nav's two implementations read a certificate for days of treatment and a grant for travel in two ways: the
    /// follow-up case as days at work, the one that leaves holidays out as sick days.
    pub const fn day(self, rule: JoinRule) -> DayKind {
        match self {
            Self::ApplicationWorkResumed
            | Self::CertificateFullActivity
            | Self::CorrectedToTreatment
            | Self::ApplicationTreatmentDays
            | Self::CertificateWaiting
            | Self::ApplicationOther
            | Self::DayOff => DayKind::Working,
            Self::CertificateTreatmentDays | Self::CertificateTravelGrant => match rule {
                JoinRule::HolidayLeftOut => DayKind::Treatment,
                JoinRule::HolidayCounts | JoinRule::Adjoining => DayKind::Working,
            },
            Self::ApplicationTreatmentDay => DayKind::Treatment,
            Self::ApplicationHoliday => DayKind::Holiday,
            Self::ApplicationLeave => DayKind::Leave,
            Self::CertificateGraded | Self::CorrectedToGraded => DayKind::Graded,
            Self::CertificateSelfCertified | Self::ApplicationSelfCertified => DayKind::SelfCertified,
            Self::Certificate
            | Self::CertificateOtherAbsence
            | Self::Application
            | Self::CorrectedToNone
            // Only a certificate that ends in full activity makes a day at work; corrected hours do not.
            | Self::CorrectedToFull
            | Self::ApplicationPaper
            | Self::ApplicationAbsenceBefore
            | Self::IncomeReport => DayKind::Sick,
        }
    }

    /// Whether it is a certificate, in use or not.
    pub(in crate::follow_up) const fn is_certificate(self) -> bool {
        matches!(
            self,
            Self::Certificate
                | Self::CertificateGraded
                | Self::CertificateFullActivity
                | Self::CertificateTreatmentDays
                | Self::CertificateTravelGrant
                | Self::CertificateSelfCertified
                | Self::CertificateOtherAbsence
                | Self::CertificateWaiting
        )
    }

    /// Whether it is a certificate of absence, or rests on one.
    ///
    /// Certificates for days of treatment and for a grant for travel count by the rule to which these are sick days.
    pub(in crate::follow_up) const fn certifies(self, rule: JoinRule) -> bool {
        match self {
            Self::Certificate
            | Self::CertificateGraded
            | Self::CertificateOtherAbsence
            | Self::Application
            | Self::ApplicationPaper
            | Self::ApplicationTreatmentDay
            | Self::CorrectedToNone
            | Self::CorrectedToGraded
            | Self::CorrectedToFull => true,
            Self::CertificateTreatmentDays | Self::CertificateTravelGrant => {
                matches!(rule, JoinRule::HolidayLeftOut)
            }
            _ => false,
        }
    }

    /// Whether it is a certificate that says how much the person is away.
    pub(in crate::follow_up) const fn certifies_how_much(self) -> bool {
        matches!(
            self,
            Self::Certificate
                | Self::CertificateGraded
                | Self::CertificateFullActivity
                | Self::CertificateTreatmentDays
                | Self::CertificateTravelGrant
        )
    }

    /// Whether it says that the person is partly at work; none where it says nothing of how much.
    pub(in crate::follow_up) const fn partly(self) -> Option<bool> {
        match self {
            Self::Certificate | Self::CorrectedToNone => Some(false),
            Self::CertificateGraded
            | Self::CertificateFullActivity
            | Self::CertificateTreatmentDays
            | Self::CorrectedToGraded
            | Self::CorrectedToFull
            | Self::CorrectedToTreatment
            | Self::ApplicationTreatmentDay
            | Self::ApplicationTreatmentDays => Some(true),
            _ => None,
        }
    }
}

impl Event {
    /// Its place in [`PRIORITY`], 0 the best; none when it is heard on no day.
    pub fn rank(&self) -> Option<usize> {
        PRIORITY.iter().position(|(stage, kinds)| *stage == self.stage && kinds.contains(&self.kind))
    }

    /// Whether it shows an employer: all but new certificates, which are not sent to any.
    pub(in crate::follow_up) fn shows_employer(&self) -> bool {
        !(self.kind.is_certificate() && self.stage == Stage::New)
    }

    pub(in crate::follow_up) fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_stands_at_most_once_in_a_stage() {
        let mut seen = Vec::new();
        for (stage, kinds) in PRIORITY {
            for kind in *kinds {
                assert!(!seen.contains(&(stage, kind)), "{stage:?} {kind:?}");
                seen.push((stage, kind));
            }
        }
    }
}
