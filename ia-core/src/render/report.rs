use crate::api::{AssessResponse, DueView, FindingView, Format};
use crate::assess::Outcome;
use crate::calendar::Date;
use crate::catalogue::Weight;
use crate::code::Code;
use crate::text::{Message, Table};
use askama::Template;

/// What the templates read. Words come from the language's table alone.
pub(super) struct Report<'a> {
    assessment: &'a AssessResponse,
    table: &'a Table,
    groups: Vec<Group<'a>>,
}

/// The findings of one outcome, heaviest first.
struct Group<'a> {
    outcome: Outcome,
    findings: Vec<&'a FindingView>,
}

#[derive(Template)]
#[template(path = "report.html")]
struct Html<'a>(&'a Report<'a>);

#[derive(Template)]
#[template(path = "report.md", escape = "none")]
struct Markdown<'a>(&'a Report<'a>);

/// What needs a reader's eye first.
const ORDER: [Outcome; 7] = [
    Outcome::Breached,
    Outcome::Partly,
    Outcome::Due,
    Outcome::NotInPlace,
    Outcome::Unknown,
    Outcome::Met,
    Outcome::NotApplicable,
];

const WEIGHTS: [Weight; 3] = [Weight::Binding, Weight::Agreed, Weight::GoodPractice];

impl<'a> Report<'a> {
    pub(super) fn new(assessment: &'a AssessResponse, table: &'a Table) -> Self {
        let groups = ORDER.iter().map(|&outcome| {
            // Law first, by filtering and not by sorting: a stable order of a few.
            let of_weight = |weight: Weight| {
                let fits =
                    move |finding: &&FindingView| finding.outcome == outcome && finding.weight == weight;
                assessment.findings.iter().filter(fits)
            };
            let findings = WEIGHTS.into_iter().flat_map(of_weight).collect();
            Group { outcome, findings }
        });
        Self { assessment, table, groups: groups.filter(|group| !group.findings.is_empty()).collect() }
    }

    pub(super) fn render(&self, format: Format) -> String {
        let rendered = match format {
            Format::Html => Html(self).render(),
            Format::Markdown => Markdown(self).render(),
        };
        // The templates write to memory and call nothing that fails.
        rendered.unwrap_or_default()
    }

    fn t<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        self.table.label(key)
    }

    fn label<C: Code>(&self, member: &C) -> &str {
        self.table.label(member.label())
    }

    fn labels<C: Code>(&self, members: &[C]) -> String {
        Message::new("format.terms").terms("terms", members).render(self.table)
    }

    fn date(&self, day: &Date) -> String {
        let mut out = String::new();
        self.table.write_date(*day, &mut out);
        out
    }

    fn with_date(&self, key: &'static str, day: &Date) -> String {
        Message::new(key).date("date", *day).render(self.table)
    }

    fn count(&self, weight: &Weight, outcome: &Outcome) -> usize {
        self.assessment.totals.by_weight(*weight).of(*outcome)
    }

    /// A sign beside the word, so that colour is never alone.
    fn sign(&self, outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Met => "✓",
            Outcome::Partly => "◐",
            Outcome::Due => "◷",
            Outcome::Breached => "✗",
            Outcome::NotInPlace => "○",
            Outcome::NotApplicable => "–",
            Outcome::Unknown => "?",
        }
    }

    /// Groups that need action stand open, the others are folded.
    fn is_open(&self, outcome: &Outcome) -> bool {
        outcome.needs_action()
    }

    fn overdue(&self, item: &DueView) -> &str {
        self.table.label(if item.overdue { "report.overdue" } else { "report.to_come" })
    }
}
