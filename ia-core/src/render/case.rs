//! One case as a document: its steps, and what can be shown of its follow-up.

use super::page::Page;
use crate::api::Format;
use crate::calendar::Date;
use crate::code::Code;
use crate::follow_up::{StepReason, StepStatus};
use crate::role::Role;
use crate::text::{Arg, Lang, Message, Table, capitalised};
use crate::views::{FollowUpLog, PointView, Timeline, TimelineStep};
use askama::Template;

#[derive(Template)]
#[template(path = "timeline.html")]
struct TimelineHtml<'a>(&'a Page<'a, Timeline>);

#[derive(Template)]
#[template(path = "timeline.md")]
struct TimelineMarkdown<'a>(&'a Page<'a, Timeline>);

#[derive(Template)]
#[template(path = "log.html")]
struct LogHtml<'a>(&'a Page<'a, FollowUpLog>);

#[derive(Template)]
#[template(path = "log.md")]
struct LogMarkdown<'a>(&'a Page<'a, FollowUpLog>);

pub(super) fn timeline(timeline: &Timeline, table: &Table, lang: Lang, format: Format) -> String {
    let page = Page { of: timeline, table, lang };
    let rendered = match format {
        Format::Html => TimelineHtml(&page).render(),
        Format::Markdown => TimelineMarkdown(&page).render(),
    };
    // The templates write to memory and call nothing that fails.
    rendered.unwrap_or_default()
}

pub(super) fn log(log: &FollowUpLog, table: &Table, lang: Lang, format: Format) -> String {
    let page = Page { of: log, table, lang };
    let rendered = match format {
        Format::Html => LogHtml(&page).render(),
        Format::Markdown => LogMarkdown(&page).render(),
    };
    rendered.unwrap_or_default()
}

/// A sign to stand beside the word, so that colour is never alone.
const fn sign(status: StepStatus) -> &'static str {
    match status {
        StepStatus::MetInTime => "✓",
        StepStatus::MetLate => "◐",
        StepStatus::Due => "◷",
        StepStatus::Contestable => "≠",
        StepStatus::Overdue => "✗",
        StepStatus::NotApplicable => "–",
        StepStatus::Unknown | StepStatus::NotEstablished => "?",
        StepStatus::Information => "i",
    }
}

impl<T> Page<'_, T> {
    fn day(&self, day: &Date) -> String {
        let mut out = String::new();
        self.table.write_date(*day, &mut out);
        out
    }

    fn roles(&self, key: &'static str, roles: &[Role]) -> String {
        Message::new(key).terms("roles", roles).render(self.table)
    }
}

impl Page<'_, Timeline> {
    fn case(&self) -> String {
        Message::new("timeline.case")
            .with("case", Arg::Verbatim(self.of.case.as_str().to_owned()))
            .date("from", self.of.from)
            .date("date", self.of.as_of)
            .render(self.table)
    }

    /// The steps that a rule of the time or Nav's practice knows.
    fn steps(&self) -> impl Iterator<Item = &TimelineStep> {
        self.of.steps.iter().filter(|step| step.reason != StepReason::NoRule)
    }

    fn heading(&self, step: &TimelineStep) -> String {
        capitalised(&step.label)
    }

    fn sign(&self, step: &TimelineStep) -> &'static str {
        sign(step.status)
    }

    /// What a style sheet knows the status by.
    fn class(&self, step: &TimelineStep) -> &'static str {
        step.status.code()
    }

    fn due(&self, due: &Date) -> String {
        Message::new("timeline.due").date("date", *due).render(self.table)
    }

    fn point(&self, point: &PointView) -> String {
        let message = match point.to {
            Some(to) => Message::new("timeline.window").date("from", point.from).date("to", to),
            None => Message::new("timeline.point").date("date", point.from),
        };
        message.term("point", point.point).render(self.table)
    }

    fn called(&self, step: &TimelineStep) -> String {
        let mut roles: Vec<Role> = step.may_be_called.iter().map(|called| called.role).collect();
        roles.dedup();
        self.roles("timeline.called", &roles)
    }

    fn contents(&self, step: &TimelineStep) -> String {
        let parts: Vec<_> = step.contents.iter().map(|part| part.part).collect();
        Message::new("timeline.contents").terms("parts", &parts).render(self.table)
    }
}

impl Page<'_, FollowUpLog> {
    fn case(&self) -> String {
        Message::new("log.case")
            .with("case", Arg::Verbatim(self.of.case.as_str().to_owned()))
            .with("person", Arg::Verbatim(self.of.person.as_str().to_owned()))
            .date("date", self.of.as_of)
            .render(self.table)
    }
}
