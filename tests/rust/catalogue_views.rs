//! The views of the catalogue: cards, matrix, information, escalation, signing, changes, search.

use ia_core::catalogue::{KnowledgeKind, Topic};
use ia_core::record::Id;
use ia_core::views::{
    CardGroupKind, ChangeKind, Effect, HitKind, MatterKind, Part, Query, Scope, changes_between, escalation,
    information_duties, knowledge, may_sign, processes, responsibility_matrix, role_card, search,
};
use ia_core::{Code, Lang, Options, Record, Role};
use ia_tests::day;
use std::collections::BTreeSet;

const TODAY: &str = "2026-11-22";

fn guideline(id: &str) -> Id {
    id.parse().expect("an id")
}

/// The norms of a group of a card.
fn on_card(role: Role, guidelines: &[Id], group: CardGroupKind) -> BTreeSet<String> {
    let card = role_card(role, day(TODAY), None, guidelines, Lang::Nb).expect("a card");
    let found = card.groups.into_iter().find(|one| one.group == group);
    found.into_iter().flat_map(|group| group.entries).map(|entry| entry.norm).collect()
}

#[test]
fn a_card_holds_what_is_the_roles_and_nothing_else() {
    let duties = on_card(Role::SafetyRepresentative, &[], CardGroupKind::Duties);
    assert!(duties.contains("danger-warning") && duties.contains("safety-representative-sound-operation"));
    assert!(!duties.contains("follow-up-plan") && !duties.contains("committee-task"));
    assert!(
        on_card(Role::SafetyRepresentative, &[], CardGroupKind::Rights)
            .contains("safety-representative-may-stop-work")
    );
    assert!(
        on_card(Role::SafetyRepresentative, &[], CardGroupKind::Owed).contains("safety-representative-time")
    );
    // An employee is a member of no committee for that, and bears none of its duties.
    assert!(!on_card(Role::Employee, &[], CardGroupKind::Duties).contains("committee-task"));
    // A manager follows people up on the employer's behalf; the employer's other duties stand with the employer.
    let behalf = on_card(Role::LineManager, &[], CardGroupKind::OnBehalf);
    assert!(behalf.contains("follow-up-plan") && !behalf.contains("hse-goals"));
    assert!(on_card(Role::Employer, &[], CardGroupKind::Duties).contains("hse-goals"));
    assert!(on_card(Role::Employer, &[], CardGroupKind::Duties).contains("committee-required"));
}

#[test]
fn a_guideline_is_on_the_card_only_where_it_is_adopted() {
    let norm = "line-manager-meeting-quarterly";
    let meetings =
        |guidelines: &[Id]| on_card(Role::SafetyRepresentative, guidelines, CardGroupKind::Meetings);
    assert!(!meetings(&[]).contains(norm));
    assert!(meetings(&[guideline("line-manager-safety-rep-guideline")]).contains(norm));
}

#[test]
fn a_card_is_of_its_day() {
    let has = |on: &str, norm: &str| {
        let card = role_card(Role::SafetyRepresentative, day(on), None, &[], Lang::En).expect("a card");
        card.groups.iter().any(|group| group.entries.iter().any(|entry| entry.norm == norm))
    };
    // § 6-2 (2) f came on 1 January 2024.
    assert!(!has("2023-12-31", "safety-representative-psychosocial-environment"));
    assert!(has("2024-01-01", "safety-representative-psychosocial-environment"));
}

#[test]
fn every_norm_that_binds_stands_on_somebodys_card() {
    let guidelines: Vec<Id> = ia_core::law::sources().iter().map(|source| guideline(&source.id)).collect();
    let mut seen = BTreeSet::new();
    for &role in Role::ALL {
        for sector in [None, Some(ia_core::record::Sector::Municipal)] {
            let card = role_card(role, day(TODAY), sector, &guidelines, Lang::Nb).expect("a card");
            seen.extend(card.groups.into_iter().flat_map(|group| group.entries).map(|entry| entry.norm));
        }
    }
    let missing: Vec<&str> = ia_core::norms()
        .iter()
        .filter(|norm| norm.at(day(TODAY)).is_ok())
        .map(|norm| norm.id.as_str())
        .filter(|id| !seen.contains(*id))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_matrix_is_worked_out_from_the_norms() {
    let matrix = responsibility_matrix(&[Topic::Adaptation], day(TODAY), Lang::Nb).expect("a matrix");
    assert!(matrix.activities.iter().all(|one| one.topic == Topic::Adaptation));
    let all = responsibility_matrix(&[], day(TODAY), Lang::Nb).expect("a matrix");
    let part = |norm: &str, role: Role| {
        let activity =
            all.activities.iter().find(|one| one.norm == norm).unwrap_or_else(|| panic!("no {norm}"));
        activity.parts.iter().find(|cell| cell.role == role).map(|cell| cell.part)
    };
    assert_eq!(part("safety-representative-consulted", Role::Employer), Some(Part::Responsible));
    assert_eq!(part("safety-representative-consulted", Role::SafetyRepresentative), Some(Part::Consulted));
    assert_eq!(part("line-manager-informs-regularly", Role::LineManager), Some(Part::Responsible));
    assert_eq!(part("line-manager-informs-regularly", Role::Employer), Some(Part::Accountable));
    assert_eq!(part("line-manager-informs-regularly", Role::SafetyRepresentative), Some(Part::Informed));
    assert_eq!(part("line-manager-informs-regularly", Role::Nav), None);
    // Every activity has somebody who does it, and each role one part.
    for activity in &all.activities {
        assert!(activity.parts.iter().any(|cell| cell.part == Part::Responsible), "{}", activity.norm);
        let roles: BTreeSet<Role> = activity.parts.iter().map(|cell| cell.role).collect();
        assert_eq!(roles.len(), activity.parts.len(), "{}", activity.norm);
    }
}

#[test]
fn information_duties_name_who_whom_what_and_how_often() {
    let from = Some(Role::LineManager);
    let to = Some(Role::SafetyRepresentative);
    let duties = information_duties(from, to, day(TODAY), Lang::Nb).expect("duties");
    let find =
        |norm: &str| duties.iter().find(|duty| duty.rule.norm == norm).unwrap_or_else(|| panic!("no {norm}"));
    let regular = find("line-manager-informs-regularly");
    assert_eq!(regular.often.code(), "routinely");
    let topics: Vec<&str> = regular.topics.iter().map(|topic| topic.code.as_str()).collect();
    assert!(["budget", "sickness_absence", "ia"].iter().all(|topic| topics.contains(topic)), "{topics:?}");
    assert_eq!(find("line-manager-informs-when-it-happens").often.code(), "when_it_happens");
    let back = information_duties(to, from, day(TODAY), Lang::Nb).expect("duties");
    assert!(back.iter().all(|duty| duty.from.contains(&Role::SafetyRepresentative)));
    assert!(!back.is_empty());
}

#[test]
fn a_matter_goes_to_the_nearest_first() {
    let steps =
        escalation(MatterKind::WorkingEnvironment, Role::Employee, day(TODAY), Lang::Nb).expect("steps");
    let way: Vec<(Role, Role, usize)> =
        steps.iter().map(|step| (step.from, step.to, step.distance)).collect();
    assert_eq!(way[0], (Role::Employee, Role::LineManager, 1));
    assert_eq!(way[1], (Role::Employee, Role::SafetyRepresentative, 1));
    assert!(way.contains(&(Role::SafetyRepresentative, Role::WorkingEnvironmentCommittee, 2)));
    assert_eq!(way.last(), Some(&(Role::Employer, Role::LabourInspectorate, 3)));
    assert!(steps.windows(2).all(|pair| pair[0].distance <= pair[1].distance));
    let several = escalation(MatterKind::SeveralAreas, Role::SafetyRepresentative, day(TODAY), Lang::Nb)
        .expect("steps");
    assert_eq!(several[0].to, Role::ChiefSafetyRepresentative);
    for &matter in MatterKind::ALL {
        let steps = escalation(matter, Role::Nav, day(TODAY), Lang::En).expect("steps");
        assert!(steps.is_empty(), "Nav goes nowhere with {}", matter.code());
    }
}

#[test]
fn a_safety_representative_signs_for_the_own_area_alone() {
    let sign = |office, scope| may_sign(office, scope, day(TODAY), Lang::Nb).expect("an answer");
    let own = sign(Role::SafetyRepresentative, Scope::OwnArea).expect("a rule");
    assert!(own.may_sign && own.instead.is_none());
    let several = sign(Role::SafetyRepresentative, Scope::SeveralAreas).expect("a rule");
    assert_eq!((several.may_sign, several.instead), (false, Some(Role::ChiefSafetyRepresentative)));
    let chief = sign(Role::ChiefSafetyRepresentative, Scope::SeveralAreas).expect("a rule");
    assert!(chief.may_sign);
    let before = may_sign(Role::SafetyRepresentative, Scope::OwnArea, day("2005-12-31"), Lang::Nb);
    assert_eq!(before.expect("an answer"), None, "the rule begins on 2006-01-01");
    let rules: Vec<&str> = several.rules.iter().map(|rule| rule.norm.as_str()).collect();
    assert!(rules.contains(&"signature-time-to-think") && rules.contains(&"signature-understood"));
    assert!(sign(Role::Employee, Scope::OwnArea).is_none());
}

#[test]
fn what_is_new_on_the_first_of_january() {
    let record = |employees: u32| {
        let text = format!(
            r#"{{ "covers": {{ "from": "2023-01-01", "to": "2024-12-31" }},
                  "workplace": {{ "headcount": [{{ "from": "2023-01-01", "employees": {employees} }}],
                    "committee_headcount": [{{ "from": "2023-01-01", "employees": {employees} }}] }},
                  "offices": [], "bodies": [] }}"#
        );
        Record::from_json(&text).expect("a record")
    };
    let effect = |employees: u32, norm: &str| {
        let (from, to) = (day("2023-12-31"), day("2024-01-01"));
        let changes =
            changes_between(from, to, Some(&record(employees)), &Options::default(), None, Lang::Nb);
        let changes = changes.expect("changes").norms;
        changes.into_iter().find(|change| change.id == norm).unwrap_or_else(|| panic!("no {norm}"))
    };
    // The committee became mandatory from 30 instead of 50.
    for (employees, expected) in [
        (29, Effect::DoesNotApply),
        (30, Effect::NewlyApplies),
        (49, Effect::NewlyApplies),
        (50, Effect::StillApplies),
    ] {
        let change = effect(employees, "committee-required");
        assert_eq!(change.kind, ChangeKind::Changed);
        assert_eq!(change.on, day("2024-01-01"));
        assert_eq!(change.effect, Some(expected), "{employees} employees");
    }
    // Nothing changed from one ordinary day to the next.
    let quiet =
        changes_between(day("2025-03-03"), day("2025-03-04"), None, &Options::default(), None, Lang::Nb);
    let quiet = quiet.expect("changes");
    assert!(quiet.provisions.is_empty() && quiet.norms.is_empty());
    // § 4-3 was renumbered on 1 January 2026.
    let renumbered =
        changes_between(day("2025-12-31"), day("2026-01-01"), None, &Options::default(), None, Lang::Nb)
            .expect("changes");
    let moved = renumbered.provisions.iter().find(|change| change.id == "aml-4-3-5").expect("a change");
    assert_eq!(moved.before.as_deref(), Some("aml. § 4-3 (3)"));
    assert_eq!(moved.after.as_deref(), Some("aml. § 4-3 (5)"));
}

fn found(words: &str, lang: Lang) -> Vec<(HitKind, String)> {
    let query = Query { words: Some(words), ..Query::default() };
    search(&query, lang).expect("hits").into_iter().map(|hit| (hit.kind, hit.id)).collect()
}

#[test]
fn a_search_forgives_letters_and_endings() {
    for (words, lang) in [
        ("oppfølgingsplan", Lang::Nb),
        ("oppfoelgingsplaner", Lang::Nb),
        ("OPPFØLGINGSPLANEN", Lang::Nb),
        ("oppfolgingsplan", Lang::Nb),
        ("oppfølgingsplanar", Lang::Nn),
        ("follow-up plans", Lang::En),
    ] {
        let hits = found(words, lang);
        assert!(hits.contains(&(HitKind::Norm, "follow-up-plan".to_owned())), "{words}: {hits:?}");
    }
    assert!(found("qwertyuiop", Lang::Nb).is_empty());
    // All words must fit.
    assert!(
        !found("oppfølgingsplan verneombud stans", Lang::Nb)
            .contains(&(HitKind::Norm, "follow-up-plan".to_owned()))
    );
}

#[test]
fn a_search_goes_by_role_topic_source_and_place() {
    let query =
        Query { source: Some("org"), role: Some(Role::WorkingEnvironmentCommittee), ..Query::default() };
    let hits = search(&query, Lang::Nb).expect("hits");
    assert!(hits.iter().any(|hit| hit.id == "committee-meetings"));
    let citation = "aml § 4-6 (3)".parse().expect("a citation");
    let query = Query { citation: Some(citation), ..Query::default() };
    let hits = search(&query, Lang::Nb).expect("hits");
    assert!(hits.iter().any(|hit| hit.id == "follow-up-plan"));
    assert!(hits.iter().any(|hit| hit.kind == HitKind::Provision && hit.id == "aml-4-6-3-a"));
    assert!(hits.iter().all(|hit| hit.kind != HitKind::Knowledge));
}

#[test]
fn knowledge_and_processes_are_listed() {
    let instruments = |on: &str| -> Vec<String> {
        let kind = Some(KnowledgeKind::Instrument);
        let found = knowledge(kind, None, None, Some(day(on)), Lang::Nb).expect("knowledge");
        assert!(found.iter().all(|one| one.how.is_some()));
        found.into_iter().map(|one| one.id).collect()
    };
    // What the IA enterprises had ended with 2018.
    let (before, after) = (instruments("2018-12-31"), instruments("2019-01-01"));
    assert!(before.iter().any(|id| !after.contains(id)), "{before:?} {after:?}");
    let processes = processes(Lang::Nn).expect("processes");
    assert_eq!(processes.len(), 9);
    for process in &processes {
        assert!(!process.title.is_empty() && !process.phases.is_empty(), "{}", process.id);
        assert!(process.phases.iter().all(|phase| !phase.title.is_empty()), "{}", process.id);
        assert!(process.phases.iter().flat_map(|phase| &phase.steps).all(|step| !step.text.is_empty()));
    }
}

/// Information is of those it is about, and what is owed of those it is owed to; a description stands without any guideline.
#[test]
fn a_card_tells_what_is_owed_and_what_to_know() {
    for role in [Role::Employer, Role::Employee] {
        assert!(on_card(role, &[], CardGroupKind::Information).contains("act-purpose-inclusion"), "{role:?}");
    }
    assert!(!on_card(Role::Nav, &[], CardGroupKind::Information).contains("act-purpose-inclusion"));
    assert!(on_card(Role::Employee, &[], CardGroupKind::Owed).contains("training-and-instruction"));
    assert!(
        !on_card(Role::SafetyRepresentative, &[], CardGroupKind::Owed)
            .contains("benefit-after-employer-period")
    );
    let about = |role: Role, guidelines: &[Id]| {
        role_card(role, day(TODAY), None, guidelines, Lang::Nb).expect("a card").about.len()
    };
    let all: Vec<Id> = ia_core::law::sources().iter().map(|source| guideline(&source.id)).collect();
    let told = |guidelines: &[Id]| Role::ALL.iter().map(|role| about(*role, guidelines)).sum::<usize>();
    assert!(told(&[]) > 0, "descriptions that rest on no guideline");
    // One guideline describes the line manager, another three others: each stands where it is adopted.
    let with = |role: Role, id: &str| about(role, &[guideline(id)]) - about(role, &[]);
    let (guide, programme) = ("line-manager-safety-rep-guideline", "sammen-om-forbedring");
    assert_eq!((with(Role::LineManager, guide), with(Role::LineManager, programme)), (1, 0));
    assert_eq!((with(Role::Employer, guide), with(Role::Employer, programme)), (0, 1));
    assert!(Role::ALL.iter().all(|role| about(*role, &[]) <= about(*role, &all)));
}

/// What is searched for by topic, role and source is held to each of them.
#[test]
fn every_condition_of_a_search_holds() {
    let found = |query: &Query<'_>, kind: HitKind| -> BTreeSet<String> {
        let hits = search(query, Lang::Nb).expect("hits").into_iter();
        hits.filter(|hit| hit.kind == kind).map(|hit| hit.id).collect()
    };
    for process in processes(Lang::Nb).expect("processes") {
        let title = process.title.as_str();
        let with = |topic| Query { words: Some(title), topic: Some(topic), ..Query::default() };
        assert!(found(&with(process.topic), HitKind::Process).contains(&process.id), "{}", process.id);
        let other = if process.topic == Topic::Risk { Topic::Meetings } else { Topic::Risk };
        assert!(!found(&with(other), HitKind::Process).contains(&process.id), "{}", process.id);
        let by_nobody = Query { words: Some(title), role: Some(Role::Ministry), ..Query::default() };
        assert!(!found(&by_nobody, HitKind::Process).contains(&process.id), "{}", process.id);
    }
    let of_source = Query { source: Some("ftrl"), ..Query::default() };
    let provisions = found(&of_source, HitKind::Provision);
    assert!(!provisions.is_empty() && provisions.iter().all(|id| id.starts_with("ftrl-")), "{provisions:?}");
    let before = Query { source: Some("ftrl"), as_of: Some(day("1990-01-01")), ..Query::default() };
    assert!(found(&before, HitKind::Provision).is_empty());
}
