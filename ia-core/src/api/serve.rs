//! From requests to responses.

use super::consistent::{ROOT, consistent, exists, is_not_too_large, no_such_norm, warnings};
use super::explain::{ExplainResponse, Explained, lines};
use super::notices::{acts, editions_not_read, notices};
use super::request::{
    AssessRequest, CheckRequest, CiteRequest, ExplainRequest, NormsRequest, PosterRequest, QuestionsRequest,
    ReportRequest, RolesRequest, SchemaRequest, TermsRequest, VersionRequest,
};
use super::response::{
    AllTerms, AssessResponse, CheckResponse, CitationView, CiteResponse, DueView, FindingView, LawRead,
    MissingView, NormVersionView, NormView, NormsResponse, PosterResponse, ProvisionView, QuestionView,
    QuestionsResponse, RecordSchema, RelationView, ReportResponse, RoleView, RolesResponse, SchemaResponse,
    Terms, TermsResponse, Versions,
};
use crate::assess::{
    Assessment, Cause, DecidedBy, Finding, Options, Outcome, Question, Reason, State, Totals, View, carried,
    findings, index_for, question_list,
};
use crate::calendar::{Date, Period};
use crate::catalogue::{self, Basis, Norm, Pack, Version, with_packs};
use crate::code::Code;
use crate::error::{Errors, InputCode, InputError, InputErrors};
use crate::law::{self, Citation, CitationError, LawError, Style};
use crate::order::{ById, in_order};
use crate::record::{Level, Record};
use crate::render;
use crate::requirement::{Condition, Fact, Kind, MEETING_AREA, Requirement, to_do};
use crate::role::{RELATIONS, Role};
use crate::text::{Arg, Lang, LanguageNotIncluded, Message, Table, capitalised, table};
use crate::views::{BasisView, basis};

pub(super) use super::serve_cases::cases;
pub(super) use super::serve_views::{
    changes_between, conversation_guide, escalation, follow_up_log, information_duties, knowledge, may_sign,
    processes, responsibility_matrix, role_card, search, timeline,
};

/// The language asked for, or the first that this build carries, with its texts.
pub(super) fn language(asked: Option<Lang>) -> Result<(Lang, &'static Table), InputErrors> {
    let lang = asked.unwrap_or_else(Lang::first_included);
    table(lang).map(|table| (lang, table)).map_err(not_included)
}

pub(super) fn not_included(_: LanguageNotIncluded) -> InputErrors {
    let options = Lang::included().map(|lang| lang.code().to_owned()).collect();
    InputError::expected_one_of(InputCode::LanguageNotIncluded, &ROOT.key("lang"), options).into()
}

/// The citation that stands under the key.
pub(super) fn read_citation(text: &str, key: &str) -> Result<Citation, InputErrors> {
    text.parse().map_err(|error: CitationError| {
        let message = match error {
            CitationError::UnknownSource => "error.citation_unknown_source",
            CitationError::NoSection => "error.citation_no_section",
            CitationError::Unreadable => "error.citation_unreadable",
        };
        InputError::new(InputCode::NotACitation, &ROOT.key(key), Message::new(message)).into()
    })
}

pub(super) fn versions() -> Versions {
    Versions {
        library: env!("CARGO_PKG_VERSION"),
        catalogue: catalogue::VERSION,
        law_read_to: law::READ_TO,
        law_read: acts().map(|(source, to)| LawRead { source: &source.id, to }).collect(),
    }
}

/// How an assessment is shown to one viewer.
struct Shown {
    as_of: Date,
    options: Options,
    view: Option<View>,
    lang: Lang,
    table: &'static Table,
}

/// What an assessment is asked for with.
struct Ask<'r> {
    record: &'r Record,
    packs: &'r [Pack],
    as_of: Date,
    lang: Option<Lang>,
    view: Option<View>,
    options: Options,
}

/// The same fields stand in every request that asks for an assessment.
macro_rules! ask {
    ($request:ident) => {
        Ask {
            record: &$request.record,
            packs: $request.packs.as_deref().unwrap_or_default(),
            as_of: $request.as_of,
            lang: $request.lang,
            view: $request.role.map(|role| View { role, person: $request.person.clone() }),
            options: $request.options.map(Options::from).unwrap_or_default(),
        }
    };
}

/// Decides these norms, all when none is named, one after another, and shows what the viewer may see of each. Of many
/// cases all findings at once would not fit in memory.
fn see<'r>(
    ask: &Ask<'r>,
    only: Option<&str>,
    show: &mut dyn FnMut(&Shown, Vec<Finding<'r>>),
) -> Result<Shown, InputErrors> {
    let (lang, table) = language(ask.lang)?;
    consistent(ask.record, Some(ask.packs))?;
    let norms: Vec<&Norm> =
        with_packs(ask.packs).into_iter().filter(|norm| only.is_none_or(|only| norm.id == only)).collect();
    is_not_too_large(&norms, ask.record, ask.as_of)?;
    let shown = Shown { as_of: ask.as_of, options: ask.options, view: ask.view.clone(), lang, table };
    let view = ask.view.as_ref();
    let index = index_for(ask.record, ask.as_of, view);
    for norm in norms {
        show(&shown, findings(norm, &index, &ask.options, view));
    }
    Ok(shown)
}

/// The assessment as the viewer sees it, and the texts it is written in.
fn seen(ask: &Ask<'_>) -> Result<(AssessResponse, &'static Table), InputErrors> {
    let [mut totals, mut totals_of_others, mut owed_above] = [Totals::default(); 3];
    let mut causes = Vec::new();
    let mut due: Vec<DueView> = Vec::new();
    let mut views: Vec<FindingView> = Vec::new();
    let shown = see(ask, None, &mut |shown, findings| {
        for (nth, finding) in findings.iter().enumerate() {
            let is_of_others = View::is_of_others(shown.view.as_ref(), finding);
            let totals = match (is_of_others, finding.owed_above) {
                (true, _) => &mut totals_of_others,
                (false, true) => &mut owed_above,
                (false, false) => &mut totals,
            };
            totals.add(finding);
            due.extend(shown.due(finding));
            let place = views.len().saturating_add(nth);
            causes.extend(Cause::of(finding, place, is_of_others));
        }
        shown.findings(&findings, &mut views);
    })?;
    for (place, norm) in carried(&causes) {
        if let Some(view) = views.get_mut(place) {
            view.carried_by = Some(norm.to_owned());
        }
    }
    let is_part = ask.record.workplace.as_ref().and_then(|workplace| workplace.level);
    let is_part = is_part.is_some_and(|level| level != Level::Enterprise);
    let ordered = in_order(&due, |item| Some((item.date, item.norm.as_str())));
    let due = ordered.into_iter().map(|(_, item)| item.clone()).collect();
    let Shown { as_of, options, view, lang, table } = shown;
    let mut notices = notices(as_of, lang, table);
    notices.extend(editions_not_read(as_of, Some(ask.record), lang, table));
    if view.as_ref().is_some_and(View::lacks_person) {
        notices.push(Message::new("notice.no_person").render(table));
    }
    let response = AssessResponse {
        versions: versions(),
        warnings: warnings(ask.record, Some(ask.packs), table),
        as_of,
        lang,
        role: view.map(|view| view.role),
        options,
        notices,
        totals,
        totals_of_others,
        totals_owed_above: is_part.then_some(owed_above),
        due,
        findings: views,
    };
    Ok((response, table))
}

pub(super) fn assess(request: &AssessRequest) -> Result<AssessResponse, InputErrors> {
    Ok(seen(&ask!(request))?.0)
}

pub(super) fn report(request: &ReportRequest) -> Result<ReportResponse, InputErrors> {
    let (response, table) = seen(&ask!(request))?;
    Ok(ReportResponse { report: render::report(&response, table, request.format) })
}

pub(super) fn poster(request: &PosterRequest) -> Result<PosterResponse, InputErrors> {
    let (lang, table) = language(request.lang)?;
    let contacts = request.contacts.as_deref().unwrap_or_default();
    let at = ROOT.key("contacts");
    let mut errors = Errors::default();
    let mut seen: Vec<bool> = Role::ALL.iter().map(|_| false).collect();
    for (nth, contact) in contacts.iter().enumerate() {
        let at = at.index(nth);
        let at = at.key("role");
        if !render::has_card(contact.role) {
            let shown = Role::ALL.iter().filter(|role| render::has_card(**role));
            errors.one_of(
                InputCode::UnknownCode,
                &at,
                contact.role.code(),
                &mut shown.map(|role| role.code()),
            );
        } else if let Some(seen) = seen.get_mut(contact.role.place())
            && core::mem::replace(seen, true)
        {
            errors.simple(InputCode::DuplicateId, &at);
        }
    }
    errors.or(|| ())?;
    let poster = render::poster(contacts, lang, table, (request.format, request.size));
    Ok(PosterResponse { poster })
}

pub(super) fn explain(request: &ExplainRequest) -> Result<ExplainResponse, InputErrors> {
    let ask = ask!(request);
    let norm = request.norm.as_str();
    if !exists(norm, ask.packs) {
        return Err(no_such_norm(norm, ask.packs, &ROOT.key("norm")).into());
    }
    let mut explained = Vec::new();
    let shown = see(&ask, Some(norm), &mut |shown, findings| {
        let mut views = Vec::new();
        shown.findings(&findings, &mut views);
        explained.extend(views.into_iter().zip(findings).map(|(view, finding)| Explained {
            finding: view,
            lines: lines(&finding.reason, shown.table),
            reason: finding.reason,
        }));
    })?;
    let warnings = warnings(ask.record, Some(ask.packs), shown.table);
    Ok(ExplainResponse { versions: versions(), warnings, explained })
}

pub(super) fn questions(request: &QuestionsRequest) -> Result<QuestionsResponse, InputErrors> {
    let (lang, table) = language(request.lang)?;
    let packs = request.packs.as_deref().unwrap_or_default();
    consistent(&request.record, Some(packs))?;
    let options = request.options.map(Options::from).unwrap_or_default();
    let view = View { role: request.role, person: request.person.clone() };
    let norms = with_packs(packs);
    is_not_too_large(&norms, &request.record, request.as_of)?;
    let index = index_for(&request.record, request.as_of, Some(&view));
    // Of a finding only what is missing is asked about: its reasons are dropped.
    let mut open = Vec::new();
    for norm in norms {
        for mut finding in findings(norm, &index, &options, Some(&view)) {
            finding.reason = Reason::new(None, Message::new("reason.nothing"));
            open.push(finding);
        }
    }
    let assessment = Assessment { as_of: request.as_of, options, findings: open };
    let questions = question_list(&assessment, &view).iter().map(|one| question(one, lang, table)).collect();
    Ok(QuestionsResponse {
        versions: versions(),
        warnings: warnings(&request.record, Some(packs), table),
        questions: told_apart(questions, table),
    })
}

/// Questions with the same words say which entry of the record each is about: `4`, or `1.2` inside another.
fn told_apart(mut questions: Vec<QuestionView>, table: &Table) -> Vec<QuestionView> {
    let mut is_shared: Vec<bool> = questions.iter().map(|_| false).collect();
    for same in ById::new(&questions, |one| Some((one.text.as_str(), Date::MIN))).groups() {
        for one in same.iter().filter(|_| same.len() > 1) {
            if let Some(shared) = is_shared.get_mut(one.place) {
                *shared = true;
            }
        }
    }
    for (question, _) in questions.iter_mut().zip(is_shared).filter(|(_, shared)| *shared) {
        let places = question.path.split('/').filter_map(|step| step.parse::<usize>().ok()?.checked_add(1));
        let entry: Vec<String> = places.map(|place| place.to_string()).collect();
        if !entry.is_empty() {
            let which = Message::new("question.which").with("question", Arg::Verbatim(question.text.clone()));
            question.text = which.with("entry", Arg::Verbatim(entry.join("."))).render(table);
        }
    }
    questions
}

fn question(question: &Question<'_>, lang: Lang, table: &Table) -> QuestionView {
    let titles: Vec<String> = question.because.iter().map(|norm| title(norm, lang)).collect();
    let own = question.norm.and_then(|norm| norm.question(lang).ok().flatten());
    let fact = question.missing.fact;
    QuestionView {
        id: match question.norm {
            Some(norm) => format!("{}:{}", fact.code(), norm.id),
            None => format!("{}:{}", fact.code(), question.missing.path),
        },
        fact,
        path: question.missing.path.clone(),
        norm: question.norm.map(|norm| norm.id.clone()),
        text: own.map_or_else(|| question.message().render(table), str::to_owned),
        help: question.norm.and_then(|norm| norm.help(lang).ok().flatten()).map(str::to_owned),
        answer: fact.answer_type(),
        why: Message::new("question.because").with("titles", Arg::List(titles)).render(table),
        because: question.because.iter().map(|norm| norm.id.clone()).collect(),
        decides: question.decides,
    }
}

pub(super) fn check(request: &CheckRequest) -> Result<CheckResponse, InputErrors> {
    let (_, table) = language(request.lang)?;
    let packs = request.packs.as_deref().unwrap_or_default();
    consistent(&request.record, Some(packs))?;
    Ok(CheckResponse { valid: true, warnings: warnings(&request.record, Some(packs), table) })
}

pub(super) fn cite(request: &CiteRequest) -> Result<CiteResponse, InputErrors> {
    let (lang, table) = language(request.lang)?;
    let style = request.style.unwrap_or(Style::Short);
    let citation = read_citation(&request.text.0, "text")?;
    let found = law::at(request.on).find(&citation).map_err(|error| {
        let expected = match error {
            LawError::Unknown => Message::new(InputCode::NoSuchLaw.label()),
            LawError::BeforeFirst { known_from } => {
                Message::new("error.law_before_first").date("date", known_from)
            }
            LawError::NotEstablished { from, to } => {
                Message::new("error.law_not_established").date("from", from).date("to", to)
            }
            LawError::Gap { after, before } => {
                Message::new("error.law_gap").date("after", after).date("before", before)
            }
            LawError::Ended { ended } => Message::new("error.law_ended").date("date", ended),
        };
        InputError::new(InputCode::NoSuchLaw, &ROOT.key("text"), expected)
    })?;
    let norms = catalogue::norms().iter().filter(|norm| {
        norm.at(request.on).is_ok_and(|version| {
            version.basis.iter().any(|basis| {
                matches!(basis, Basis::Provision(id) if found.iter().any(|(provision, _)| provision.id == *id))
            })
        })
    });
    let provisions = found.iter().map(|(provision, version)| ProvisionView {
        id: &provision.id,
        label: provision_label(&provision.id, table),
        citation: version.citation(&provision.source).print(lang, style),
        in_force: version.period(),
        numbers: &version.numbers,
        act: version.act.as_deref(),
        confidence: version.confidence,
        from_confidence: version.from_confidence.unwrap_or(version.confidence),
        read_to: provision.read_to(),
    });
    Ok(CiteResponse {
        citation: CitationView {
            name: law::source(citation.source).map_or("", |source| source.name(lang)),
            section: citation.section.to_string(),
            paragraph: citation.paragraph,
            letter: citation.letter,
            item: citation.item,
            sentence: citation.sentence,
            text: citation.print(lang, style),
            url: citation.permalink(),
            source: citation.source.to_owned(),
        },
        provisions: provisions.collect(),
        norms: norms.map(|norm| norm.id.as_ref()).collect(),
    })
}

fn provision_label(id: &str, table: &Table) -> &'static str {
    law::index_of(id).and_then(|place| table.provisions.get(place)).copied().unwrap_or_default()
}

pub(super) fn norms(request: &NormsRequest) -> Result<NormsResponse, InputErrors> {
    let (lang, table) = language(request.lang)?;
    let packs = request.packs.as_deref().unwrap_or_default();
    if let Some(id) = &request.norm
        && !exists(id.as_str(), packs)
    {
        return Err(no_such_norm(id.as_str(), packs, &ROOT.key("norm")).into());
    }
    let wanted = |norm: &&Norm| {
        request.norm.as_ref().is_none_or(|id| norm.id == id.as_str())
            && request.topic.is_none_or(|topic| norm.topic == topic)
            && request.role.is_none_or(|role| {
                norm.bearers.iter().chain(norm.toward.iter()).any(|&named| role.is_concerned_by(named))
            })
            && request.as_of.is_none_or(|day| norm.at(day).is_ok())
    };
    let mut norms = Vec::new();
    for norm in with_packs(packs).into_iter().filter(wanted) {
        let mut of_norm = Vec::new();
        for version in &norm.versions {
            if request.as_of.is_none_or(|day| version.period().contains(day)) {
                of_norm.push(norm_version(norm, version, request.as_of, lang, table));
            }
        }
        norms.push(NormView {
            id: norm.id.clone(),
            title: title(norm, lang),
            topic: norm.topic,
            bearers: norm.bearers.clone(),
            toward: norm.toward.clone(),
            statements: norm.statements.clone(),
            sensitivity: norm.sensitivity,
            level: norm.level,
            knowers: norm.knowers(),
            question: norm.question(lang).ok().flatten().map(str::to_owned),
            help: norm.help(lang).ok().flatten().map(str::to_owned),
            versions: of_norm,
        });
    }
    Ok(NormsResponse { versions: versions(), norms })
}

/// The version, with the numbers of the law on the day; without one, those of its last day, or of today.
fn norm_version(
    norm: &Norm,
    version: &Version,
    day: Option<Date>,
    lang: Lang,
    table: &Table,
) -> NormVersionView {
    let kind = version.requirement.as_ref().map(Requirement::kind);
    NormVersionView {
        in_force: version.period(),
        text: norm.text(version, lang).unwrap_or_default(),
        modality: version.modality,
        weight: version.weight(),
        group: norm.group(version),
        basis: basis(version, day.or(version.to).unwrap_or(Date::MAX), lang),
        confidence: version.confidence,
        requires: kind.map(|kind| kind.explain().render(table)),
        asks: {
            let mut asks: Vec<Fact> = Vec::new();
            let of_condition = version.condition().as_ref().map(Condition::asks).unwrap_or_default();
            for fact in of_condition.into_iter().chain(kind.map(Kind::asks).unwrap_or_default()) {
                if !asks.contains(&fact) {
                    asks.push(fact);
                }
            }
            asks
        },
    }
}

fn title(norm: &Norm, lang: Lang) -> String {
    norm.title(lang).unwrap_or_default().to_owned()
}

pub(super) fn roles(request: &RolesRequest) -> Result<RolesResponse, InputErrors> {
    let (_, table) = language(request.lang)?;
    let roles = Role::ALL.iter().map(|&role| RoleView {
        role,
        label: table.label(role.label()),
        standing: role.standing(),
        reveals_union_membership: role.reveals_union_membership(),
        relations: RELATIONS
            .iter()
            .filter(|relation| relation.from == role)
            .map(|relation| RelationView {
                kind: relation.kind,
                to: relation.to,
                text: Message::new("format.relation")
                    .term("relation", relation.kind)
                    .term("role", relation.to)
                    .render(table),
            })
            .collect(),
    });
    Ok(RolesResponse { roles: roles.collect() })
}

pub(super) fn schema(_: &SchemaRequest) -> Result<SchemaResponse, InputErrors> {
    Ok(SchemaResponse { schema: RecordSchema(super::RECORD_SCHEMA) })
}

pub(super) fn terms(request: &TermsRequest) -> Result<TermsResponse, InputErrors> {
    let (_, table) = language(request.lang)?;
    let mut terms: Vec<Terms> = Vec::new();
    for (family, code, text) in table.labels() {
        match terms.last_mut() {
            Some(last) if last.family == family => last.labels.push((code, text)),
            _ => terms.push(Terms { family, labels: vec![(code, text)] }),
        }
    }
    Ok(TermsResponse { terms: AllTerms(terms), error_codes: InputCode::ALL.to_vec() })
}

pub(super) fn version(_: &VersionRequest) -> Result<Versions, InputErrors> {
    Ok(versions())
}

/// The texts of a norm's version, the same in each of its findings.
struct VersionTexts {
    title: String,
    text: String,
    basis: Vec<BasisView>,
}

impl Shown {
    fn say(&self, message: &Message) -> String {
        capitalised(&message.render(self.table))
    }

    /// What has a day in a finding that needs action, or may.
    fn due(&self, finding: &Finding<'_>) -> impl Iterator<Item = DueView> {
        finding.days(self.as_of).map(|(date, overdue, provisional)| DueView {
            date,
            weight: finding.weight,
            overdue,
            provisional,
            title: title(finding.norm, self.lang),
            norm: finding.norm.id.clone(),
            subject: finding.subject.clone(),
        })
    }

    /// Shows the findings of a norm.
    fn findings(&self, findings: &[Finding<'_>], into: &mut Vec<FindingView>) {
        let mut texts: Option<(&Version, VersionTexts)> = None;
        for finding in findings {
            let own = texts.take().filter(|(version, _)| core::ptr::eq(*version, finding.version));
            let own = own.unwrap_or_else(|| (finding.version, self.texts(finding.norm, finding.version)));
            into.push(self.finding(finding, &own.1));
            texts = Some(own);
        }
    }

    fn texts(&self, norm: &Norm, version: &Version) -> VersionTexts {
        let day = if version.period().contains(self.as_of) { self.as_of } else { version.from };
        VersionTexts {
            title: title(norm, self.lang),
            text: norm.text(version, self.lang).unwrap_or_default(),
            basis: basis(version, day, self.lang),
        }
    }

    fn finding(&self, finding: &Finding<'_>, texts: &VersionTexts) -> FindingView {
        let Finding { norm, version, .. } = *finding;
        FindingView {
            norm: norm.id.clone(),
            title: texts.title.clone(),
            text: texts.text.clone(),
            topic: norm.topic,
            weight: finding.weight,
            modality: version.modality,
            outcome: finding.outcome,
            decided_by: finding.decided_by,
            subject: finding.subject.clone(),
            due: finding.due,
            next: finding.next,
            why: self.why(finding),
            next_step: self.next_step(finding),
            missing: finding
                .missing
                .iter()
                .map(|missing| MissingView {
                    fact: missing.fact,
                    label: self.table.label(missing.fact.label()),
                    path: missing.path.clone(),
                })
                .collect(),
            bearers: norm.bearers.clone(),
            toward: norm.toward.clone(),
            yours: self.view.as_ref().map(|view| view.is_theirs(finding)),
            of_others: View::is_of_others(self.view.as_ref(), finding).then_some(true),
            owed_above: finding.owed_above.then_some(true),
            carried_by: None,
            in_force: Period { from: version.from, to: version.to },
            basis: texts.basis.clone(),
            confidence: version.confidence,
            sensitivity: norm.sensitivity,
        }
    }

    /// The sentences that decided it: for what is not met, only the parts that are not.
    fn why(&self, finding: &Finding<'_>) -> Vec<String> {
        let telling = |state: Option<State>| match (finding.outcome, state) {
            (_, None) => false,
            (Outcome::Met | Outcome::NotApplicable, Some(_)) => true,
            (_, Some(state)) => !matches!(state, State::Met),
        };
        let telling = finding.reason.because.iter().filter(|reason| telling(reason.state));
        each_once(telling.map(|reason| self.sentence(reason)).collect())
    }

    /// The sentence of a reason; of a meeting that each safety area has, with the area.
    fn sentence(&self, reason: &Reason) -> String {
        let mut said = self.say(&reason.message);
        if let Some(area) = reason.because.iter().find(|one| one.message.key == MEETING_AREA) {
            said.push(' ');
            said.push_str(&self.say(&area.message));
        }
        said
    }

    fn next_step(&self, finding: &Finding<'_>) -> Option<String> {
        let requirement = finding.version.requirement.as_ref()?;
        match finding.outcome {
            // Late is late: what is done needs no doing.
            Outcome::Partly if is_only_late(finding) => None,
            Outcome::Contestable if finding.due.is_none() => None,
            Outcome::Due if finding.decided_by == DecidedBy::Answer => {
                Some(self.say(&Message::new("answered.again")))
            }
            Outcome::Partly
            | Outcome::Due
            | Outcome::Contestable
            | Outcome::Breached
            | Outcome::NotInPlace => Some(self.say(&match requirement {
                Requirement::DocumentInPlace(one) if one.kind.is_displayed() => {
                    Message::new("document_in_place.to_do_displayed").term("document", one.kind)
                }
                _ => to_do(requirement.kind()),
            })),
            Outcome::Unknown => {
                let is_judged = finding.missing.iter().any(|missing| missing.fact == Fact::Answer);
                let question = finding.norm.question(self.lang).ok().flatten().filter(|_| is_judged);
                if let Some(question) = question {
                    let message = Message::new("next_step.answer");
                    let message = message.with("question", Arg::Verbatim(question.to_owned()));
                    return Some(self.say(&message.terms("roles", finding.version.asked())));
                }
                let missing = in_order(&finding.missing, |missing| Some((Date::MIN, missing.fact.label())));
                let mut labels: Vec<&'static str> =
                    missing.into_iter().map(|(_, missing)| missing.fact.label()).collect();
                labels.dedup();
                Some(self.say(&Message::new("next_step.unknown").with("facts", Arg::Terms(labels))))
            }
            Outcome::Met | Outcome::NotApplicable => None,
        }
    }
}

/// Everything is done, and some of it was late.
fn is_only_late(finding: &Finding<'_>) -> bool {
    finding.decided_by == DecidedBy::Record
        && !finding
            .reason
            .because
            .iter()
            .any(|reason| matches!(reason.state, Some(State::NotMet | State::Due)))
}

/// Each text where it first stands.
fn each_once(texts: Vec<String>) -> Vec<String> {
    let mut is_first: Vec<bool> = texts.iter().map(|_| false).collect();
    let mut before = None;
    for (place, text) in in_order(&texts, |text| Some((scattered(text), text.as_str()))) {
        if before != Some(text)
            && let Some(first) = is_first.get_mut(place)
        {
            *first = true;
        }
        before = Some(text);
    }
    texts.into_iter().zip(is_first).filter_map(|(text, first)| first.then_some(text)).collect()
}

/// A day for a text, any: the same for the same text. Most texts are told apart by it, and need not be read again to be
/// sorted. (FNV-1a. Texts that are made to have one day are sorted as texts.)
fn scattered(text: &str) -> Date {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let day = i64::from(hash.checked_rem(100_000).unwrap_or_default());
    Date::MIN.plus_days(day).unwrap_or(Date::MIN)
}
