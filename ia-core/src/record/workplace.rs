use super::Id;
use crate::calendar::{Date, Period};
use crate::code::codes;
use crate::error::{Errors, InputCode, InputError, Place};
use crate::json::{Blank, Json, Read, facts, read_integer, read_text};

codes! {
    /// The part of working life that the workplace belongs to.
    pub enum Sector as "sector" {
        /// A municipality.
        Municipal = "municipal",
        /// A county.
        County = "county",
        /// The state.
        State = "state",
        /// A private undertaking.
        Private = "private",
        /// A hospital trust.
        HealthTrust = "health_trust",
        /// A university or university college.
        University = "university",
    }

    /// At which level of an undertaking a norm is owed, or a workplace stands.
    pub enum Level as "level", default Unit {
        /// Once for the undertaking.
        Enterprise = "enterprise",
        /// In each unit.
        Unit = "unit",
        /// In each safety area.
        Area = "area",
    }

    /// An agreement that the workplace is party to.
    pub enum AgreementKind as "agreement_kind" {
        /// A written agreement on another arrangement than a safety representative (aml § 6-1 (1)).
        SafetyRepresentativeArrangement = "safety_representative_arrangement",
        /// A cooperation agreement with Nav under the IA agreement, until 2018-12-31.
        IaEnterpriseAgreement = "ia_enterprise_agreement",
        /// A voluntary local IA agreement between employer and elected representatives.
        IaLocalAgreement = "ia_local_agreement",
        /// A basic agreement.
        BasicAgreement = "basic_agreement",
        /// Another collective agreement.
        CollectiveAgreement = "collective_agreement",
        /// An agreement with an approved occupational health service.
        OccupationalHealthService = "occupational_health_service",
        /// Another arrangement than a committee of both parties, wished by three quarters of the employees (koml § 5-11).
        AdministrationCommitteeArrangement = "administration_committee_arrangement",
    }
}

facts! {
    /// What the workplace is.
    #[derive(Default)]
    pub struct Workplace {
        /// The sector.
        pub sector: Option<Sector>,
        /// The whole undertaking, or a part of it. What is owed above the part is not counted as the part's. Left out:
        /// all is.
        pub level: Option<Level>,
        /// The industry code (SN2007 or SN2025), digits and dots.
        pub industry: Option<IndustryCode>,
        /// How many employees it regularly has, from day to day.
        pub headcount: Option<Vec<Headcount>>,
        /// How many count for the working environment committee: the average of the last calendar year of
        /// those who work at least 20 hours a week (FOR-2011-12-06-1355 § 3-7 (2)).
        pub committee_headcount: Option<Vec<Headcount>>,
        /// The agreements it is party to. An empty list: none.
        pub agreements: Option<Vec<Agreement>>,
        /// The guidelines it has adopted. An empty list: none.
        pub guidelines: Option<Vec<Adoption>>,
        /// Its safety areas.
        pub areas: Option<Vec<Area>>,
        /// Its units.
        pub units: Option<Vec<Unit>>,
    }

    /// How many employees the workplace regularly has from a day on, until the next entry.
    pub struct Headcount {
        /// The first day.
        pub from: Date,
        /// The number of employees, 0 to 1 000 000.
        pub employees: Employees,
    }

    /// An agreement in a period.
    pub struct Agreement {
        /// Its kind.
        pub kind: AgreementKind,
        /// The day it was signed or took effect.
        pub from: Date,
        /// The last day, when one is written in it.
        pub to: Option<Date>,
    }

    /// A guideline adopted by the workplace.
    pub struct Adoption {
        /// The id of the guideline's source in the catalogue, such as `line-manager-safety-rep-guideline`.
        pub guideline: Id,
        /// From when.
        pub from: Date,
        /// Until when, none while it holds.
        pub to: Option<Date>,
    }

    /// A safety area: the part of the workplace that one safety representative looks after.
    pub struct Area {
        /// Its id.
        pub id: Id,
    }

    /// A unit of the workplace.
    pub struct Unit {
        /// Its id.
        pub id: Id,
        /// The safety area it lies in.
        pub area: Option<Id>,
    }
}

impl Agreement {
    /// The days it holds, with the default length in months where it names no end.
    pub(crate) fn period(&self, default_months: Option<u16>) -> Period {
        let to = self.to.or_else(|| {
            let after = self.from.plus_months(i32::from(default_months?))?;
            // Two years from 29 February end on 28 February: that day is then the last, not the one after.
            if after.day() == self.from.day() { after.plus_days(-1) } else { Some(after) }
        });
        Period { from: self.from, to }
    }
}

/// A number of employees, 0 to 1 000 000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Employees(#[cfg_attr(feature = "schema", schemars(range(max = 1_000_000)))] u32);

impl Employees {
    /// The most that can be given.
    pub const MOST: u32 = 1_000_000;

    /// A number of employees; none above [`Self::MOST`].
    pub fn new(count: u32) -> Option<Self> {
        (count <= Self::MOST).then_some(Self(count))
    }

    /// The number.
    pub const fn count(self) -> u32 {
        self.0
    }
}

impl Blank for Employees {
    const BLANK: Self = Self(0);
}

impl Read for Employees {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        let limits = (0, i64::from(Self::MOST));
        if let Some(Ok(count)) = read_integer(value, at, limits, errors).map(u32::try_from) {
            *self = Self(count);
        }
    }
}

impl<'de> serde::Deserialize<'de> for Employees {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::from_serde(deserializer)
    }
}

/// An industry code: 2 to 6 digits, dots left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct IndustryCode(#[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9.]{2,8}$")))] String);

impl IndustryCode {
    /// The code with its dots left out; none unless 2 to 6 digits remain.
    pub fn new(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|sign| *sign != '.').collect();
        let fits = (2..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then_some(Self(digits))
    }

    /// Whether the industry is the one named by `group`, or lies within it; nothing where the code is too short to
    /// tell.
    pub fn is_within(&self, group: &Self) -> Option<bool> {
        if self.0.starts_with(&group.0) {
            Some(true)
        } else if group.0.starts_with(&self.0) {
            None
        } else {
            Some(false)
        }
    }

    /// The digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl Blank for IndustryCode {
    const BLANK: Self = Self(String::new());
}

impl Read for IndustryCode {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        match read_text(value, at, "json_type.text", errors).map(Self::new) {
            Some(Some(code)) => *self = code,
            Some(None) => errors.push(InputError::simple(InputCode::NotAnIndustryCode, at)),
            None => {}
        }
    }
}

impl<'de> serde::Deserialize<'de> for IndustryCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::from_serde(deserializer)
    }
}
