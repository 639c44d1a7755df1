//! **Decides** for each case whether the follow-up of a person is done as it must be, where no day is set.
//! **Reads** the case. **Asks** for what it leaves open.
//! **Edges**: while there is no plan, meeting or demand that a practice is about, there is nothing to judge;
//! what the sources set no day for is due until it is done.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry, not_before};
use crate::calendar::Date;
use crate::code::{Code, codes};
use crate::json::rules;
use crate::record::{Absence, Adaptation, CaseMeeting, CaseMeetingKind, Known, Plan, PlanPart, Told};
use crate::role::Role;
use crate::text::Message;

codes! {
    /// What must be so in a case.
    pub enum CasePracticeKind as "case_practice" {
        /// The employee took part in making the plan.
        EmployeeTookPartInPlan = "employee_took_part_in_plan",
        /// The employee came to the employer's dialogue meeting.
        EmployeeAttendedDialogueMeeting = "employee_attended_dialogue_meeting",
        /// The employee came to Nav's dialogue meeting.
        EmployeeAttendedNavMeeting = "employee_attended_nav_meeting",
        /// The employer came to Nav's dialogue meeting.
        EmployerAttendedNavMeeting = "employer_attended_nav_meeting",
        /// The sick note issuer was summoned when the employee, or both, wished it.
        IssuerSummonedWhenWished = "issuer_summoned_when_wished",
        /// The plan has all its parts.
        PlanContent = "plan_content",
        /// Who was summoned and who came is noted.
        Documented = "documented",
        /// The employee said whether the absence is connected with the work.
        ToldWorkRelated = "told_work_related",
        /// The employee told about function.
        ToldFunction = "told_function",
        /// The employee told whether full or part-time work is possible.
        ToldWorkPossible = "told_work_possible",
        /// Adaptation was considered.
        AdaptationConsidered = "adaptation_considered",
        /// The employee took part in adapting the work.
        EmployeeTookPartInAdaptation = "employee_took_part_in_adaptation",
        /// The plan was handed to Nav when Nav demanded it.
        PlanHandedToNavOnDemand = "plan_handed_to_nav_on_demand",
        /// A solution was looked for in an absence that lasts.
        SolutionForLongAbsence = "solution_for_long_absence",
        /// A solution was looked for when absences come back.
        SolutionForRepeatedAbsence = "solution_for_repeated_absence",
    }
}

rules! {
    /// The follow-up of a person is done as it must be.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct CasePractice {
        /// What must be so.
        pub practice: CasePracticeKind,
    }
}

type Judged = Result<Vec<Part>, Message>;

impl CasePractice {
    fn say(&self, key: &'static str) -> Message {
        Message::new(key).term("practice", self.practice)
    }

    /// It is so, it is not, or the record does not say.
    fn is_so(&self, so: Option<bool>, fact: Fact, path: String) -> Part {
        match so {
            Some(true) => Part::met(self.say("case_practice.is_so")),
            Some(false) => Part::not_met(self.say("case_practice.is_not_so")),
            None => Part::unknown(fact, path),
        }
    }

    fn plans(
        &self,
        case: &Absence,
        at: &str,
        facts: &Facts<'_>,
        judge: impl Fn(&Plan, &str) -> Part,
    ) -> Judged {
        let Some(plans) = &case.plans else {
            return Ok(vec![Part::unknown(Fact::CasePlans, below(at, "plans"))]);
        };
        let newest = plans
            .iter()
            .enumerate()
            .filter(|(_, plan)| plan.date <= facts.as_of)
            .max_by_key(|(_, plan)| plan.date);
        match newest {
            None => Err(self.say("case_practice.no_plan")),
            Some((nth, plan)) => {
                let at = entry(&below(at, "plans"), nth);
                let part = match facts.in_case(plan.date, Fact::CasePlans, &|| below(&at, "date")) {
                    Err(too_early) => too_early,
                    Ok(_) => judge(plan, &at),
                };
                Ok(vec![part.from(at.as_str())])
            }
        }
    }

    /// Each meeting of these kinds that has been held.
    fn meetings(
        &self,
        kinds: &[CaseMeetingKind],
        case: &Absence,
        at: &str,
        facts: &Facts<'_>,
        judge: impl Fn(&CaseMeeting, &str) -> Option<Part>,
    ) -> Judged {
        let Some(meetings) = &case.meetings else {
            return Ok(vec![Part::unknown(Fact::CaseMeetings, below(at, "meetings"))]);
        };
        let mut parts = Vec::new();
        let mut held = false;
        for (nth, meeting) in meetings.iter().enumerate().filter(|(_, meeting)| kinds.contains(&meeting.kind))
        {
            let at = entry(&below(at, "meetings"), nth);
            match &meeting.date {
                None => parts.push(Part::unknown(Fact::CaseMeetingDate, below(&at, "date"))),
                Some(Known::Yes(day)) if *day <= facts.as_of => {
                    held = true;
                    let part = match facts.in_case(*day, Fact::CaseMeetingDate, &|| below(&at, "date")) {
                        Err(too_early) => Some(too_early),
                        Ok(_) => judge(meeting, &at),
                    };
                    parts.extend(part.map(|part| part.from(at.as_str())));
                }
                Some(_) => {}
            }
        }
        match (parts.is_empty(), held) {
            (false, _) => Ok(parts),
            (true, true) if self.practice == CasePracticeKind::IssuerSummonedWhenWished => {
                Err(self.say("case_practice.nobody_wished"))
            }
            (true, true) => Err(self.say("case_practice.not_summoned")),
            (true, false) => Err(self.say("case_practice.no_meeting")),
        }
    }

    fn attended(
        &self,
        role: Role,
        kinds: &[CaseMeetingKind],
        case: &Absence,
        at: &str,
        facts: &Facts<'_>,
    ) -> Judged {
        self.meetings(kinds, case, at, facts, |meeting, at| {
            let is_it = |one: Role| one.stands_for_in_case(role);
            let there = meeting.attended.as_ref().map(|there| there.iter().any(|&one| is_it(one)));
            match &meeting.summoned {
                _ if there == Some(true) => Some(Part::met(self.say("case_practice.is_so"))),
                None => Some(Part::unknown(Fact::CaseMeetingSummoned, below(at, "summoned"))),
                // Who was not summoned need not come.
                Some(summoned) if !summoned.iter().any(|one| is_it(one.role)) => None,
                Some(_) => Some(self.is_so(there, Fact::CaseMeetingAttended, below(at, "attended"))),
            }
        })
    }

    fn issuer(&self, meeting: &CaseMeeting, at: &str, as_of: Date) -> Option<Part> {
        let wished = match &meeting.issuer_wished_by {
            None => return Some(Part::unknown(Fact::CaseIssuerWished, below(at, "issuer_wished_by"))),
            // The employer's wish alone is not enough.
            Some(roles) => roles.iter().any(|one| one.stands_for_in_case(Role::Employee)),
        };
        if !wished {
            return None;
        }
        let summoned = meeting.summoned.as_ref().map(|summoned| {
            summoned.iter().any(|one| one.role.stands_for_in_case(Role::SickNoteIssuer) && one.date <= as_of)
        });
        Some(self.is_so(summoned, Fact::CaseMeetingSummoned, below(at, "summoned")))
    }

    fn documented(&self, meeting: &CaseMeeting, at: &str) -> Part {
        match (&meeting.summoned, &meeting.attended) {
            (None, _) => Part::unknown(Fact::CaseMeetingSummoned, below(at, "summoned")),
            (_, None) => Part::unknown(Fact::CaseMeetingAttended, below(at, "attended")),
            (Some(summoned), Some(_)) => {
                // That nobody came is noted too.
                self.is_so(Some(!summoned.is_empty()), Fact::CaseMeetingSummoned, String::new())
            }
        }
    }

    fn told(&self, what: Told, case: &Absence, at: &str, facts: &Facts<'_>) -> Judged {
        let Some(told) = &case.told else {
            return Ok(vec![Part::unknown(Fact::CaseTold, below(at, "told"))]);
        };
        let of_this = told.iter().enumerate().filter(|(_, one)| one.what == what && one.date <= facts.as_of);
        let part = match of_this.max_by_key(|(_, one)| one.date) {
            Some((nth, one)) => {
                let place = || format!("{at}/told/{nth}/date");
                match facts.in_case(one.date, Fact::CaseTold, &place) {
                    Err(too_early) => too_early,
                    Ok(_) => Part::met(self.say("case_practice.is_so")).from(below(at, "told")),
                }
            }
            None if has_ended(case, facts) => return Err(self.say("case_practice.ended")),
            None => facts.absent(Part::due(self.say("case_practice.not_yet"))).from(below(at, "told")),
        };
        Ok(vec![part])
    }

    fn adaptations(&self, case: &Absence, at: &str, facts: &Facts<'_>) -> Judged {
        let Some(adaptations) = &case.adaptations else {
            return Ok(vec![Part::unknown(Fact::CaseAdaptations, below(at, "adaptations"))]);
        };
        let made = adaptations.iter().enumerate().filter(|(_, one)| one.date <= facts.as_of);
        let in_case = |nth: usize, one: &Adaptation| {
            facts.in_case(one.date, Fact::CaseAdaptations, &|| format!("{at}/adaptations/{nth}/date"))
        };
        if self.practice != CasePracticeKind::EmployeeTookPartInAdaptation {
            return Ok(vec![match made.max_by_key(|(_, one)| one.date) {
                Some((nth, one)) => match in_case(nth, one) {
                    Err(too_early) => too_early,
                    Ok(_) => {
                        Part::met(self.say("case_practice.is_so")).from(entry(&below(at, "adaptations"), nth))
                    }
                },
                None if has_ended(case, facts) => return Err(self.say("case_practice.ended")),
                None => facts.absent(Part::due(self.say("case_practice.not_yet"))),
            }]);
        }
        let parts: Vec<Part> = made
            .map(|(nth, one)| {
                let place = entry(&below(at, "adaptations"), nth);
                let part = match in_case(nth, one) {
                    Err(too_early) => too_early,
                    Ok(_) => {
                        self.is_so(one.with_employee, Fact::CaseAdaptations, below(&place, "with_employee"))
                    }
                };
                part.from(place)
            })
            .collect();
        if parts.is_empty() { Err(self.say("case_practice.no_adaptation")) } else { Ok(parts) }
    }

    fn demanded(&self, case: &Absence, at: &str, facts: &Facts<'_>) -> Judged {
        let demand = match &case.plan_demanded {
            None => return Ok(vec![Part::unknown(Fact::CasePlanDemanded, below(at, "plan_demanded"))]),
            Some(Known::Yes(demand)) if demand.date <= facts.as_of => demand,
            Some(_) => return Err(self.say("case_practice.no_demand")),
        };
        let Some(plans) = &case.plans else {
            let unknown = Part::unknown(Fact::CasePlans, below(at, "plans"));
            return Ok(vec![unknown.by(Some(demand.due))]);
        };
        let place = || below(at, "plan_demanded/date");
        if let Err(too_early) = facts.in_case(demand.date, Fact::CasePlanDemanded, &place) {
            return Ok(vec![too_early]);
        }
        let due = || below(at, "plan_demanded/due");
        if let Err(too_early) = not_before(demand.date, demand.due, Fact::CasePlanDemanded, &due) {
            return Ok(vec![too_early]);
        }
        let sent = plans
            .iter()
            .flat_map(|plan| plan.sent.iter().flatten())
            .filter(|one| {
                one.role.stands_for_in_case(Role::Nav) && (demand.date..=facts.as_of).contains(&one.date)
            })
            .map(|one| one.date)
            .min();
        let open = plans.iter().position(|plan| plan.sent.is_none() && plan.date <= facts.as_of);
        let part = match sent {
            Some(day) if day <= demand.due => Part::met(self.say("case_practice.is_so")),
            _ if open.is_some() => {
                Part::unknown(Fact::PlanSent, format!("{at}/plans/{}/sent", open.unwrap_or_default()))
            }
            Some(_) => Part::partly(self.say("case_practice.late")),
            None if facts.as_of <= demand.due => facts.absent(Part::due(self.say("case_practice.not_yet"))),
            None => facts.absent(Part::not_met(self.say("case_practice.is_not_so"))),
        };
        Ok(vec![part.by(Some(demand.due)).from(below(at, "plan_demanded"))])
    }

    fn case(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Judged {
        use CasePracticeKind as P;
        const OWN: &[CaseMeetingKind] = &[CaseMeetingKind::DialogueMeeting];
        const NAVS: &[CaseMeetingKind] =
            &[CaseMeetingKind::NavDialogueMeeting, CaseMeetingKind::FurtherNavDialogueMeeting];
        match self.practice {
            P::EmployeeTookPartInPlan => self.plans(case, at, facts, |plan, at| {
                self.is_so(plan.with_employee, Fact::PlanWithEmployee, below(at, "with_employee"))
            }),
            P::PlanContent => self.plans(case, at, facts, |plan, at| {
                let has = |part: &&PlanPart| plan.parts.iter().flatten().any(|one| one == *part);
                let lacks = PlanPart::ALL.iter().filter(|part| part.is_in_every_plan() && !has(part));
                let lacks: Vec<&PlanPart> = lacks.collect();
                match &plan.parts {
                    Some(parts) if !parts.is_empty() && !lacks.is_empty() => {
                        Part::partly(Message::new("case_practice.parts_missing").terms("parts", lacks))
                    }
                    parts => self.is_so(
                        parts.as_ref().map(|parts| !parts.is_empty()),
                        Fact::PlanParts,
                        below(at, "parts"),
                    ),
                }
            }),
            P::EmployeeAttendedDialogueMeeting => self.attended(Role::Employee, OWN, case, at, facts),
            P::EmployeeAttendedNavMeeting => self.attended(Role::Employee, NAVS, case, at, facts),
            P::EmployerAttendedNavMeeting => self.attended(Role::Management, NAVS, case, at, facts),
            P::IssuerSummonedWhenWished => {
                self.meetings(OWN, case, at, facts, |meeting, at| self.issuer(meeting, at, facts.as_of))
            }
            P::Documented => {
                self.meetings(OWN, case, at, facts, |meeting, at| Some(self.documented(meeting, at)))
            }
            P::ToldWorkRelated => self.told(Told::WorkRelated, case, at, facts),
            P::ToldFunction => self.told(Told::Function, case, at, facts),
            P::ToldWorkPossible => self.told(Told::WorkPossible, case, at, facts),
            P::PlanHandedToNavOnDemand => self.demanded(case, at, facts),
            P::SolutionForLongAbsence if !is_long(case, facts) => Err(self.say("case_practice.not_long")),
            P::SolutionForRepeatedAbsence => match is_repeated(case, facts) {
                None => Ok(vec![Part::unknown(Fact::Coverage, "/covers/from")]),
                Some(false) => Err(self.say("case_practice.not_repeated")),
                Some(true) => self.adaptations(case, at, facts),
            },
            P::AdaptationConsidered | P::EmployeeTookPartInAdaptation | P::SolutionForLongAbsence => {
                self.adaptations(case, at, facts)
            }
        }
    }
}

/// No source says what a long absence is. Eight weeks is when the National Insurance Act asks for activity
/// (ftrl § 8-8 (2)).
const LONG_DAYS: i64 = 8 * 7;

/// No source says what repeated absence is. Four in twelve months is when an employer may take away
/// self-certification (ftrl § 8-27 (1) a).
const REPEATED: usize = 4;

fn is_long(case: &Absence, facts: &Facts<'_>) -> bool {
    let last = facts.ended(case).unwrap_or(facts.as_of);
    case.from.plus_days(LONG_DAYS.saturating_sub(1)).is_some_and(|day| day <= last)
}

/// Whether it is one of so many; none when earlier ones may not be in the record.
fn is_repeated(case: &Absence, facts: &Facts<'_>) -> Option<bool> {
    let since = case.from.plus_months(-12).unwrap_or(Date::MIN);
    let first = since.plus_days(1).unwrap_or(Date::MAX);
    let repeated = facts.index.absences_of(case.person.as_str(), first, case.from).len() >= REPEATED;
    let is_known = repeated || facts.covers().is_some_and(|covers| covers.from <= since);
    is_known.then_some(repeated)
}

/// What has no day and was not done while the person was away is no longer to be done.
fn has_ended(case: &Absence, facts: &Facts<'_>) -> bool {
    facts.ended(case).is_some_and(|to| to < facts.as_of)
}

impl Kind for CasePractice {
    fn is_about_cases(&self) -> bool {
        true
    }

    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        facts.each_case(&|facts, case, at| self.case(facts, case, at))
    }

    fn asks(&self) -> Vec<Fact> {
        use CasePracticeKind as P;
        let mut asks = vec![Fact::Coverage, Fact::Absences];
        asks.extend_from_slice(match self.practice {
            P::EmployeeTookPartInPlan => &[Fact::CasePlans, Fact::PlanWithEmployee],
            P::PlanContent => &[Fact::CasePlans, Fact::PlanParts],
            P::EmployeeAttendedDialogueMeeting
            | P::EmployeeAttendedNavMeeting
            | P::EmployerAttendedNavMeeting
            | P::Documented => &[
                Fact::CaseMeetings,
                Fact::CaseMeetingDate,
                Fact::CaseMeetingSummoned,
                Fact::CaseMeetingAttended,
            ],
            P::IssuerSummonedWhenWished => &[
                Fact::CaseMeetings,
                Fact::CaseMeetingDate,
                Fact::CaseIssuerWished,
                Fact::CaseMeetingSummoned,
            ],
            P::ToldWorkRelated | P::ToldFunction | P::ToldWorkPossible => &[Fact::CaseTold],
            P::AdaptationConsidered
            | P::EmployeeTookPartInAdaptation
            | P::SolutionForLongAbsence
            | P::SolutionForRepeatedAbsence => &[Fact::CaseAdaptations],
            P::PlanHandedToNavOnDemand => &[Fact::CasePlanDemanded, Fact::CasePlans, Fact::PlanSent],
        });
        asks
    }

    fn roles(&self) -> Vec<Role> {
        Vec::new()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        self.say("case_practice.explain")
    }
}
