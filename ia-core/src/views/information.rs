use super::{EntryView, entry, in_force, shown};
use crate::calendar::Date;
use crate::catalogue::{Modality, Norm, Topic, Version};
use crate::code::{Code, codes};
use crate::requirement::{DeviationPractice, Requirement};
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded, Table, table};

codes! {
    /// How often somebody is to be told.
    pub enum Often as "often" {
        /// Routinely; no source names a number.
        Routinely = "routinely",
        /// When there is something to tell.
        WhenItHappens = "when_it_happens",
        /// As the rule's text says.
        AsTheRuleSays = "as_the_rule_says",
    }
}

shown! {
    /// Who tells whom what, how often.
    pub struct InformationDuty {
        /// Who tells.
        pub from: Vec<Role>,
        /// Whom.
        pub to: Vec<Role>,
        /// Of what; empty when the rule's text says it.
        pub topics: Vec<TopicView>,
        /// How often.
        pub often: Often,
        /// How often, in words.
        pub often_label: String,
        /// The rule.
        pub rule: EntryView,
    }

    /// A topic somebody is told of.
    pub struct TopicView {
        /// Its code.
        pub code: String,
        /// What it is called.
        pub label: String,
    }
}

fn topic<C: Code>(member: C, table: &Table) -> TopicView {
    TopicView { code: member.code().to_owned(), label: table.label(member.label()).to_owned() }
}

/// Who tells whom what: from this role, to this role, or all. A role also stands for the groups it is in.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn information_duties(
    from: Option<Role>,
    to: Option<Role>,
    as_of: Date,
    lang: Lang,
) -> Result<Vec<InformationDuty>, LanguageNotIncluded> {
    let table = table(lang)?;
    let fits = |wanted: Option<Role>, roles: &[Role]| {
        wanted.is_none_or(|wanted| roles.iter().any(|&one| wanted.is_part_of(one) || one.is(wanted)))
    };
    let mut duties = Vec::new();
    for (norm, version) in in_force(as_of) {
        let Some((tellers, told)) = tells(norm, version) else { continue };
        if fits(from, &tellers) && fits(to, &told) {
            let (topics, often) = topics(version, table);
            duties.push(InformationDuty {
                from: tellers,
                to: told,
                topics,
                often,
                often_label: table.label(often.label()).to_owned(),
                rule: entry(norm, version, as_of, lang),
            });
        }
    }
    Ok(duties)
}

/// Who tells whom by this norm; none when it is about something else.
pub(super) fn tells(norm: &Norm, version: &Version) -> Option<(Vec<Role>, Vec<Role>)> {
    match &version.requirement {
        Some(Requirement::Informed(one)) => return Some((vec![one.from], vec![one.to])),
        Some(Requirement::DeviationHandled(one)) => {
            if let DeviationPractice::Told(role) = one.practice {
                return Some((norm.bearers.clone(), vec![role]));
            }
        }
        _ => {}
    }
    let is_duty = matches!(
        version.modality,
        Modality::Duty | Modality::AsARule | Modality::Should | Modality::Prohibition
    );
    let tells = norm.topic == Topic::Information && !norm.toward.is_empty() && is_duty;
    tells.then(|| (norm.bearers.clone(), norm.toward.clone()))
}

/// Of what, and how often; no topics where the rule's text says it.
fn topics(version: &Version, table: &Table) -> (Vec<TopicView>, Often) {
    match &version.requirement {
        Some(Requirement::Informed(one)) => {
            let often = if one.when_it_happens { Often::WhenItHappens } else { Often::Routinely };
            (one.topics.iter().map(|&member| topic(member, table)).collect(), often)
        }
        Some(Requirement::DeviationHandled(one)) => {
            (one.kinds.iter().map(|&member| topic(member, table)).collect(), Often::WhenItHappens)
        }
        _ => (Vec::new(), Often::AsTheRuleSays),
    }
}
