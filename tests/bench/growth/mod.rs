//! Inputs that grow, for the benchmark `growth` and the test of the same name.

mod inputs;
mod lifelike;
mod meter;
mod packs;
mod sample;

pub use inputs::{Input, all};
pub use lifelike::{FULL, Size, lifelike, lifelike_packs};
pub use meter::{Counting, Spent, measure};
pub use packs::packs_of;
