use crate::api::{AssessResponse, DueView, FindingView, Format};
use crate::assess::{Outcome, Subject};
use crate::calendar::Date;
use crate::catalogue::Weight;
use crate::code::Code;
use crate::role::Role;
use crate::text::{Arg, Message, Table};
use askama::Template;

/// What the templates read. Words come from the language's table alone.
pub(super) struct Report<'a> {
    assessment: &'a AssessResponse,
    table: &'a Table,
    groups: Vec<Group<'a>>,
    /// The findings that others carry, which have no block of their own.
    carried: Vec<&'a FindingView>,
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
#[template(path = "report.md")]
struct Markdown<'a>(&'a Report<'a>);

const WEIGHTS: [Weight; 3] = [Weight::Binding, Weight::Agreed, Weight::GoodPractice];

impl<'a> Report<'a> {
    pub(super) fn new(assessment: &'a AssessResponse, table: &'a Table) -> Self {
        let groups = Outcome::BY_URGENCY.iter().map(|&outcome| {
            // Law first, and last what others owe or is owed above, by filtering and not by sorting: a stable order of a few.
            let of_weight = |weight: Weight, last: bool| {
                let fits = move |finding: &&FindingView| {
                    finding.outcome == outcome
                        && finding.weight == weight
                        && finding.carried_by.is_none()
                        && finding.of_others.or(finding.owed_above).is_some() == last
                };
                assessment.findings.iter().filter(fits)
            };
            let own = WEIGHTS.into_iter().flat_map(|weight| of_weight(weight, false));
            let findings =
                own.chain(WEIGHTS.into_iter().flat_map(|weight| of_weight(weight, true))).collect();
            Group { outcome, findings }
        });
        let groups = groups.filter(|group| !group.findings.is_empty()).collect();
        let carried = assessment.findings.iter().filter(|finding| finding.carried_by.is_some()).collect();
        Self { assessment, table, groups, carried }
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

    fn seen_by(&self, role: &Role) -> String {
        Message::new("report.seen_by").term("role", *role).render(self.table)
    }

    fn case(&self, subject: &Subject) -> String {
        let case = Arg::Verbatim(subject.case.as_str().to_owned());
        Message::new("report.case").with("case", case).render(self.table)
    }

    fn conventions(&self) -> String {
        let options = self.assessment.options;
        Message::new("report.conventions")
            .term("counting", options.counting)
            .count("promptly", options.promptly_days.into())
            .count("review", options.review_months.into())
            .count("look_back", options.look_back_months.into())
            .render(self.table)
    }

    fn catalogue(&self) -> String {
        let version = Arg::Verbatim(self.assessment.versions.catalogue.to_owned());
        Message::new("report.catalogue").with("version", version).render(self.table)
    }

    fn count(&self, weight: &Weight, outcome: &Outcome) -> usize {
        self.assessment.totals.by_weight(*weight).of(*outcome)
    }

    /// How many findings are not counted, in a sentence for each reason: what others owe, and what is owed above.
    fn not_counted(&self) -> Vec<String> {
        let of_others = |finding: &&FindingView| finding.of_others.is_some();
        let above = |finding: &&FindingView| finding.of_others.is_none() && finding.owed_above.is_some();
        let counts = [
            ("report.of_others", self.assessment.findings.iter().filter(of_others).count()),
            ("report.owed_above", self.assessment.findings.iter().filter(above).count()),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        counts.map(|(key, count)| Message::new(key).count("count", count).render(self.table)).collect()
    }

    /// The titles of the findings that this one carries.
    fn also(&self, finding: &FindingView) -> Vec<&str> {
        let own = self.carried.iter().filter(|one| one.carried_by.as_ref() == Some(&finding.norm));
        own.map(|one| one.title.as_str()).collect()
    }

    /// Groups that need action stand open, the others are folded.
    fn is_open(&self, outcome: &Outcome) -> bool {
        outcome.needs_action()
    }

    fn overdue(&self, item: &DueView) -> &str {
        let key = match (item.provisional, item.overdue) {
            (true, _) => "report.provisional",
            (_, true) => "report.overdue",
            _ => "report.to_come",
        };
        self.table.label(key)
    }
}
