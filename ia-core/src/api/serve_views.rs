//! From requests to views of the catalogue.

use super::request::{
    ChangesBetweenRequest, EscalationRequest, InformationDutiesRequest, KnowledgeRequest, MaySignRequest,
    ProcessesRequest, ResponsibilityMatrixRequest, RoleCardRequest, SearchRequest,
};
use super::response::{
    ChangesBetweenResponse, EscalationResponse, InformationDutiesResponse, KnowledgeResponse,
    MaySignResponse, ProcessesResponse, ResponsibilityMatrixResponse, RoleCardResponse, SearchResponse,
};
use super::serve::{ROOT, consistent, language, not_included, read_citation, versions};
use crate::assess::Options;
use crate::error::{InputCode, InputError, InputErrors};
use crate::record::Id;
use crate::render;
use crate::views::{self, Query};

pub(super) fn changes_between(
    request: &ChangesBetweenRequest,
) -> Result<ChangesBetweenResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
    if request.to < request.from {
        return Err(InputError::simple(InputCode::EndBeforeStart, &ROOT.key("to")).into());
    }
    if let Some(record) = &request.record {
        consistent(record, &[])?;
    }
    let options = request.options.map(Options::from).unwrap_or_default();
    let record = request.record.as_ref();
    let changes =
        views::changes_between(request.from, request.to, record, &options, lang).map_err(not_included)?;
    Ok(ChangesBetweenResponse { versions: versions(), provisions: changes.provisions, norms: changes.norms })
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
    let card = views::role_card(request.role, request.as_of, request.sector, guidelines, lang)
        .map_err(not_included)?;
    let document = request.format.map(|format| render::card(&card, table, lang, format));
    Ok(RoleCardResponse { versions: versions(), card, document })
}

pub(super) fn search(request: &SearchRequest) -> Result<SearchResponse, InputErrors> {
    let (lang, _) = language(request.lang)?;
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
