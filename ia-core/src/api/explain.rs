//! A reason as lines of text.

use super::FailureItem;
use super::response::{FindingView, Versions, answers};
use crate::requirement::{Reason, State};
use crate::text::{Table, capitalised};

answers! {
    /// Why a norm comes out as it does.
    pub struct ExplainResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// Slips with which the record can still be judged: [`CheckResponse::warnings`](super::CheckResponse).
        pub warnings: Vec<FailureItem>,
        /// One for the workplace, or one a case.
        pub explained: Vec<Explained>,
    }

    /// A finding with its reasons.
    pub struct Explained {
        /// The finding.
        pub finding: FindingView,
        /// The reasons as data.
        pub reason: Reason,
        /// The reasons as lines, the outermost first.
        pub lines: Vec<Line>,
    }

    /// A line of a reason.
    pub struct Line {
        /// How deep it lies.
        pub depth: usize,
        /// How it stands.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub state: Option<State>,
        /// The sentence.
        pub text: String,
        /// The facts it rests on, as JSON Pointers into the record.
        pub facts: Vec<String>,
    }
}

/// The reason and all behind it, depth first.
pub(super) fn lines(reason: &Reason, table: &Table) -> Vec<Line> {
    fn walk(reason: &Reason, depth: usize, table: &Table, lines: &mut Vec<Line>) {
        lines.push(Line {
            depth,
            state: reason.state,
            text: capitalised(&reason.message.render(table)),
            facts: reason.facts.clone(),
        });
        for behind in &reason.because {
            walk(behind, depth.saturating_add(1), table, lines);
        }
    }
    let mut found = Vec::new();
    walk(reason, 0, table, &mut found);
    found
}
