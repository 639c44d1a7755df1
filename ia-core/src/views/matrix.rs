use super::{in_force, shown};
use crate::calendar::Date;
use crate::catalogue::{Modality, Norm, Topic, Version};
use crate::code::codes;
use crate::requirement::Requirement;
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded};

codes! {
    /// A role's part in an activity.
    pub enum Part as "part" {
        /// Does it.
        Responsible = "responsible",
        /// Answers for it.
        Accountable = "accountable",
        /// Is asked before, or takes part in making it.
        Consulted = "consulted",
        /// Is told.
        Informed = "informed",
    }
}

shown! {
    /// Who does what: activities and the roles' parts in them.
    pub struct Matrix {
        /// The day.
        pub as_of: Date,
        /// The roles that have a part, in declared order.
        pub roles: Vec<Role>,
        /// The activities, in the order of their ids.
        pub activities: Vec<Activity>,
    }

    /// A norm as an activity.
    pub struct Activity {
        /// The norm's id.
        pub norm: String,
        /// Its short name.
        pub title: String,
        /// What it is about.
        pub topic: Topic,
        /// The roles' parts, in declared order of the roles.
        pub parts: Vec<Cell>,
    }

    /// A role's part.
    pub struct Cell {
        /// The role.
        pub role: Role,
        /// Its part.
        pub part: Part,
    }
}

/// Who is responsible, accountable, consulted and informed, in what is to be done about these topics; about
/// all when none is named. Worked out from who bears a norm, toward whom, and who must be asked or told.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn responsibility_matrix(
    topics: &[Topic],
    as_of: Date,
    lang: Lang,
) -> Result<Matrix, LanguageNotIncluded> {
    crate::text::table(lang)?;
    let mut activities = Vec::new();
    for (norm, version) in in_force(as_of) {
        let is_done = matches!(
            version.modality,
            Modality::Duty | Modality::AsARule | Modality::Prohibition | Modality::Should
        );
        if is_done && (topics.is_empty() || topics.contains(&norm.topic)) {
            activities.push(Activity {
                norm: norm.id.clone(),
                title: norm.title(lang).unwrap_or_default().to_owned(),
                topic: norm.topic,
                parts: parts(norm, version),
            });
        }
    }
    let has_part = |role: &Role| activities.iter().any(|one| one.parts.iter().any(|cell| cell.role == *role));
    let roles = <Role as crate::code::Code>::ALL.iter().copied().filter(has_part).collect();
    Ok(Matrix { as_of, roles, activities })
}

/// The roles' parts: the first that fits is a role's part, the heaviest first.
fn parts(norm: &Norm, version: &Version) -> Vec<Cell> {
    let (consulted, informed) = asked_and_told(version);
    // Whoever exercises the employer's duties does the work; the employer answers for it.
    let for_employer = norm
        .bearers
        .iter()
        .any(|&role| role != Role::Employer && role.is_employer_side() && role != Role::Enterprise);
    let mut cells = Vec::new();
    for &role in <Role as crate::code::Code>::ALL {
        let part = if norm.bearers.contains(&role) {
            Part::Responsible
        } else if role == Role::Employer && for_employer {
            Part::Accountable
        } else if consulted.contains(&role) {
            Part::Consulted
        } else if informed.contains(&role) || norm.toward.contains(&role) {
            Part::Informed
        } else {
            continue;
        };
        cells.push(Cell { role, part });
    }
    cells
}

/// Who must be asked or take part, and who must be told.
fn asked_and_told(version: &Version) -> (Vec<Role>, Vec<Role>) {
    use crate::requirement::{DeviationPractice, MeetingPractice};
    match &version.requirement {
        Some(Requirement::ConsultedBefore(one)) => (one.roles.clone(), Vec::new()),
        Some(Requirement::DocumentInPlace(one)) => (one.made_with.clone(), Vec::new()),
        Some(Requirement::MeasuresComplete(one)) => (one.with.clone(), Vec::new()),
        Some(Requirement::MeetingHeld(one)) => (one.represented.clone(), Vec::new()),
        Some(Requirement::BodyComposed(one)) => (one.roles.clone(), Vec::new()),
        Some(Requirement::MeetingConducted(one)) => match &one.practice {
            MeetingPractice::AttendedBy(role) => (vec![*role], Vec::new()),
            _ => (Vec::new(), Vec::new()),
        },
        Some(Requirement::Informed(one)) => (Vec::new(), vec![one.to]),
        Some(Requirement::DeviationHandled(one)) => match &one.practice {
            DeviationPractice::Told(role) => (Vec::new(), vec![*role]),
            _ => (Vec::new(), Vec::new()),
        },
        _ => (Vec::new(), Vec::new()),
    }
}
