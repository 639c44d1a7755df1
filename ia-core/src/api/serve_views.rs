//! From requests to views of the catalogue.

use super::FailureItem;
use super::consistent::{Guidelines, ROOT, consistent, is_not_too_large, warnings};
use super::notices::{days_not_covered, editions_not_read, notices};
use super::request::{
    ChangesBetweenRequest, ConversationGuideRequest, EscalationRequest, FollowUpLogRequest,
    InformationDutiesRequest, KnowledgeRequest, MaySignRequest, ProcessesRequest,
    ResponsibilityMatrixRequest, RoleCardRequest, SearchRequest, TimelineRequest,
};
use super::response::{
    ChangesBetweenResponse, ConversationGuideResponse, EscalationResponse, FollowUpLogResponse,
    InformationDutiesResponse, KnowledgeResponse, MaySignResponse, ProcessesResponse,
    ResponsibilityMatrixResponse, RoleCardResponse, SearchResponse, TimelineResponse,
};
use super::serve::{language, not_included, read_citation, versions};
use crate::assess::{Options, View};
use crate::calendar::Date;
use crate::catalogue::{self, Norm};
use crate::error::{Errors, InputCode, InputError, InputErrors};
use crate::law;
use crate::record::{Absence, Coverage, Id, Record};
use crate::render;
use crate::role::Role;
use crate::text::Table;
use crate::views::{self, CaseError, Query};

pub(super) fn changes_between(
    request: &ChangesBetweenRequest,
) -> Result<ChangesBetweenResponse, InputErrors> {
    let (lang, table) = language(request.lang)?;
    if request.to < request.from {
        return Err(InputError::simple(InputCode::EndBeforeStart, &ROOT.key("to")).into());
    }
    if let Some(record) = &request.record {
        consistent(record, None)?;
        let norms: Vec<&Norm> = catalogue::norms().iter().collect();
        is_not_too_large(&norms, record, request.to)?;
    }
    let options = request.options.map(Options::from).unwrap_or_default();
    let record = request.record.as_ref();
    let view = viewer(request.role, request.person.as_ref());
    let changes = views::changes_seen(request.from, request.to, record, &options, view.as_ref(), lang)
        .map_err(not_included)?;
    let mut notices = days_not_covered(request.from, request.to, lang, table);
    notices.extend(editions_not_read(request.to, record, lang, table));
    Ok(ChangesBetweenResponse {
        versions: versions(),
        warnings: record.map(|record| warnings(record, None, table)).unwrap_or_default(),
        notices,
        provisions: changes.provisions,
        norms: changes.norms,
    })
}

pub(super) fn conversation_guide(
    request: &ConversationGuideRequest,
) -> Result<ConversationGuideResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    let guide = views::conversation_guide(request.milestone, lang).map_err(not_included)?;
    Ok(ConversationGuideResponse { versions: versions(), guide })
}

/// The place in the request of what stands in the record of a case.
fn in_request(path: &mut String) {
    if let Some(rest) = path.strip_prefix("/record/absences/0") {
        *path = ["/case", rest].concat();
    }
}

/// Refuses a case that is not consistent, and gives what is to be warned of.
fn consistent_case(case: &Absence, as_of: Date, table: &Table) -> Result<Vec<FailureItem>, InputErrors> {
    let covers = Some(Coverage { from: case.from.min(as_of), to: Date::MAX });
    let record = Record { covers, absences: Some(vec![case.clone()]), ..Record::default() };
    consistent(&record, None).map_err(|mut errors| {
        for error in &mut errors.0 {
            in_request(&mut error.path);
        }
        errors
    })?;
    let mut warnings = warnings(&record, None, table);
    for warning in &mut warnings {
        in_request(&mut warning.path);
    }
    Ok(warnings)
}

fn no_case(error: CaseError) -> InputErrors {
    match error {
        CaseError::NotVisible => InputError::simple(InputCode::NotVisible, &ROOT.key("role")).into(),
        CaseError::Language(missing) => not_included(missing),
    }
}

fn viewer(role: Option<Role>, person: Option<&Id>) -> Option<View> {
    role.map(|role| View { role, person: person.cloned() })
}

pub(super) fn follow_up_log(request: &FollowUpLogRequest) -> Result<FollowUpLogResponse, InputErrors> {
    let (lang, table) = language(request.lang)?;
    let warnings = consistent_case(&request.case, request.as_of, table)?;
    let options = request.options.map(Options::from).unwrap_or_default();
    let view = viewer(request.role, request.person.as_ref());
    let log =
        views::follow_up_log(&request.case, request.as_of, &options, view.as_ref(), lang).map_err(no_case)?;
    let document = request.format.map(|format| render::log(&log, table, lang, format));
    Ok(FollowUpLogResponse { versions: versions(), warnings, log, document })
}

pub(super) fn timeline(request: &TimelineRequest) -> Result<TimelineResponse, InputErrors> {
    let (lang, table) = language(request.lang)?;
    let warnings = consistent_case(&request.case, request.as_of, table)?;
    let options = request.options.map(Options::from).unwrap_or_default();
    let view = viewer(request.role, request.person.as_ref());
    let timeline =
        views::timeline(&request.case, request.as_of, &options, view.as_ref(), lang).map_err(no_case)?;
    let document = request.format.map(|format| render::timeline(&timeline, table, lang, format));
    Ok(TimelineResponse {
        versions: versions(),
        warnings,
        notices: notices(request.as_of, lang, table),
        timeline,
        document,
    })
}

pub(super) fn escalation(request: &EscalationRequest) -> Result<EscalationResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    let steps = views::escalation(request.matter, request.from, request.as_of, lang).map_err(not_included)?;
    Ok(EscalationResponse { steps })
}

pub(super) fn information_duties(
    request: &InformationDutiesRequest,
) -> Result<InformationDutiesResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    let duties =
        views::information_duties(request.from, request.to, request.as_of, lang).map_err(not_included)?;
    Ok(InformationDutiesResponse { duties })
}

pub(super) fn knowledge(request: &KnowledgeRequest) -> Result<KnowledgeResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    let KnowledgeRequest { kind, topic, role, as_of, .. } = *request;
    let entries = views::knowledge(kind, topic, role, as_of, lang).map_err(not_included)?;
    Ok(KnowledgeResponse { entries })
}

pub(super) fn may_sign(request: &MaySignRequest) -> Result<MaySignResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    let signing =
        views::may_sign(request.office, request.scope, request.as_of, lang).map_err(not_included)?;
    Ok(MaySignResponse { signing })
}

pub(super) fn processes(request: &ProcessesRequest) -> Result<ProcessesResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    Ok(ProcessesResponse { processes: views::processes(lang).map_err(not_included)? })
}

pub(super) fn responsibility_matrix(
    request: &ResponsibilityMatrixRequest,
) -> Result<ResponsibilityMatrixResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    let topics = request.topics.as_deref().unwrap_or_default();
    let matrix = views::responsibility_matrix(topics, request.as_of, lang).map_err(not_included)?;
    Ok(ResponsibilityMatrixResponse { matrix })
}

pub(super) fn role_card(request: &RoleCardRequest) -> Result<RoleCardResponse, InputErrors> {
    let (lang, table) = language(request.lang)?;
    let guidelines = request.guidelines.as_deref().unwrap_or_default();
    let (known, at, mut errors) = (Guidelines::new(None), ROOT.key("guidelines"), Errors::default());
    for (nth, id) in guidelines.iter().enumerate() {
        known.check(id.as_str(), &at.index(nth), &mut errors);
    }
    errors.or(|| ())?;
    let card = views::role_card(request.role, request.as_of, request.sector, guidelines, lang)
        .map_err(not_included)?;
    let document = request.format.map(|format| render::card(&card, table, lang, format));
    Ok(RoleCardResponse { versions: versions(), card, document })
}

pub(super) fn search(request: &SearchRequest) -> Result<SearchResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    if let Some(id) = request.source.as_ref().map(Id::as_str)
        && law::source(id).is_none()
    {
        let known = law::sources().iter().map(|source| source.id.as_str());
        return Err(InputError::unknown(InputCode::UnknownSource, &ROOT.key("source"), id, known).into());
    }
    let citation = request.citation.as_ref().map(|text| read_citation(&text.0, "citation")).transpose()?;
    let query = Query {
        words: request.words.as_ref().map(|text| text.0.as_str()),
        role: request.role,
        topic: request.topic,
        source: request.source.as_ref().map(Id::as_str),
        citation,
        as_of: request.as_of,
    };
    Ok(SearchResponse { hits: views::search(&query, lang).map_err(not_included)? })
}
