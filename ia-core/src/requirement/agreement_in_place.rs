//! **Decides** whether an agreement is in force.
//! **Reads** the agreements, the industry, and answers to this norm. **Asks** for those.
//! **Edges**: in an industry of the list the agreement is required whatever anybody answers. Elsewhere one that is
//! there is enough, and where none is known somebody judges whether it is needed. Where the industry is not known, or
//! its code is too short to tell, "not relevant" is no answer.

use super::{Fact, Facts, Judgement, Kind, Part};
use crate::calendar::Date;
use crate::json::rules;
use crate::record::{AgreementKind, IndustryCode};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// An agreement is in force.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct AgreementInPlace {
        /// The agreement.
        pub agreement: AgreementKind,
        /// The industries that must always have it, by the beginning of their codes. Empty: none is read.
        pub industries: Vec<IndustryCode> = default,
        /// The roles whose answer counts where somebody judges whether it is needed.
        pub by: Vec<Role>,
    }
}

impl AgreementInPlace {
    fn say(&self, key: &'static str) -> Message {
        Message::new(key).term("agreement", self.agreement)
    }

    /// Whether the industry is one of those that must always have it; nothing where its code does not tell.
    fn is_listed(&self, facts: &Facts<'_>) -> Option<bool> {
        if self.industries.is_empty() {
            return Some(false);
        }
        let own = facts.record.workplace.as_ref()?.industry.as_ref()?;
        let (mut is_listed, mut may_be) = (false, false);
        for one in self.industries.iter().map(|listed| own.is_within(listed)) {
            is_listed |= one == Some(true);
            may_be |= one.is_none();
        }
        if may_be && !is_listed { None } else { Some(is_listed) }
    }
}

impl Kind for AgreementInPlace {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let agreements = facts.record.workplace.as_ref().and_then(|workplace| workplace.agreements.as_ref());
        let held = facts.index.workplace.agreements(self.agreement, None);
        let part = match (held.since, self.is_listed(facts)) {
            (Some(since), _) => Part::met(self.say("agreement_in_place.there").date("from", since))
                .from("/workplace/agreements"),
            (None, Some(true)) if agreements.is_none() => {
                Part::unknown(Fact::Agreements, "/workplace/agreements")
            }
            (None, Some(true)) => facts.absent(
                Part::not_met(self.say("agreement_in_place.lacking"))
                    .from("/workplace/agreements")
                    .from("/workplace/industry")
                    .standing(),
            ),
            (None, Some(false)) => Part::unknown(Fact::Answer, "/answers"),
            (None, None) => {
                let mut part = Part::unknown(Fact::Answer, "/answers");
                part.missing.extend(Part::unknown(Fact::Industry, "/workplace/industry").missing);
                part
            }
        };
        Judgement::of(vec![part], "reason.nothing")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Agreements, Fact::Industry, Fact::Answer]
    }

    fn roles(&self) -> Vec<Role> {
        self.by.clone()
    }

    fn takes_not_relevant(&self, facts: &Facts<'_>) -> bool {
        self.is_listed(facts) == Some(false)
    }

    /// The last day of the one that ends last.
    fn next(&self, facts: &Facts<'_>) -> Option<Date> {
        let agreements = facts.record.workplace.as_ref()?.agreements.as_deref()?;
        let own = agreements.iter().filter(|one| one.kind == self.agreement);
        let holding = own.filter(|one| one.period(None).contains(facts.as_of));
        let ends: Option<Vec<Date>> = holding.map(|one| one.to).collect();
        ends?.into_iter().max()
    }

    fn explain(&self) -> Message {
        self.say("agreement_in_place.explain")
    }
}
