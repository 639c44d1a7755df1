//! Rules for cooperation on an inclusive working life in Norway (IA-samarbeid), as typed, dated, explained data.
//!
//! A [`Record`] says what is known about a workplace. [`assess`] answers, for any day, which duties are
//! met, due, breached or undecided, why, and by which provision in which version. [`questions`] says which
//! facts are missing. There is no clock, file, network or randomness in here: the day is an argument.
//!
//! ```
//! use ia_core::{assess, record::Record, Date, Options, Outcome};
//!
//! let record = Record::from_json(r#"{
//!     "covers": { "from": "2026-01-01", "to": "2026-11-22" },
//!     "workplace": { "headcount": [{ "from": "2026-01-01", "employees": 12 }] },
//!     "offices": []
//! }"#)?;
//! let today = "2026-11-22".parse::<Date>().unwrap();
//! let assessment = assess(&record, today, &Options::default());
//! let elected = assessment.finding("safety-representative-elected").unwrap();
//! assert_eq!(elected.outcome, Outcome::Breached);
//! # Ok::<(), ia_core::InputErrors>(())
//! ```
//!
//! It is no legal advice, stores nothing, and knows no names.

pub mod api;
pub mod assess;
pub mod calendar;
pub mod catalogue;
mod code;
mod count;
mod error;
pub mod follow_up;
mod json;
pub mod law;
pub mod limits;
mod nearest;
mod order;
pub mod record;
pub mod render;
pub mod requirement;
pub mod role;
mod tables;
pub mod text;
pub mod views;
pub mod vocabulary;
mod write;

/// The examples of the readme are tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

pub use assess::{Assessment, Finding, Options, Outcome, View, assess, questions};
pub use calendar::{Date, Period};
pub use catalogue::{Modality, Norm, Weight, norm, norms};
pub use code::Code;
#[doc(hidden)]
pub use count::comparisons;
pub use error::{InputCode, InputError, InputErrors};
pub use law::{Citation, Law, Provision, Source};
pub use limits::MAX_BYTES;
pub use record::Record;
pub use role::Role;
pub use text::Lang;
