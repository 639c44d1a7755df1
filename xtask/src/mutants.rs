//! Mutants: small changes of the code that some test must notice.

use crate::outcome::Done;
use crate::{command, tool};

pub fn run(more: &[String]) -> Done {
    let mut mutants = tool::MUTANTS.ready()?;
    mutants.args(more);
    command::run(mutants)?;
    Ok(String::new())
}
