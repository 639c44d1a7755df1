//! How much is read and answered at most. `docs/limits.md` holds the same table, and a test holds the two equal.
//!
//! Every limit lies far above a large workplace: 15,000 employees, 600 units, 30,000 absences, 40 packs of 100 norms.

/// The longest text that is read, in bytes: 64 MiB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How deep lists and objects lie in each other at most.
pub const MOST_DEEP: usize = 127;

/// The most errors that are shown. One more item says how many there were.
pub const MOST_ERRORS: usize = 100;

/// The most packs in a request.
pub const MOST_PACKS: usize = 1_000;

/// The most norms in a pack.
pub const MOST_NORMS: usize = 1_000;

/// The most norms in all packs of a request.
pub const MOST_NORMS_IN_ALL: usize = 20_000;

/// The longest norm of a pack, in bytes of its JSON: 64 KiB.
pub const MOST_NORM_BYTES: usize = 64 * 1024;

/// The most entries of a list in a norm of a pack: versions, parties, basis, conditions in a condition.
pub const MOST_IN_LIST: usize = 100;

/// How deep lists and objects lie in each other at most in a norm of a pack.
pub const MOST_DEEP_IN_NORM: usize = 24;

/// The longest text of a norm in a pack, in characters.
pub const MOST_TEXT: usize = 1_000;

/// The longest name of a pack's source, in characters.
pub const MOST_NAME: usize = 200;

/// The most parts in an assessment: an entry of the record that a norm judges is one, a finding about a case five.
pub const MOST_PARTS: usize = 40_000_000;

/// The parts that norms of packs may always make.
pub const PARTS_ALWAYS: usize = 200_000;

/// The parts that norms of packs may make besides, for each entry of the record and each of these norms.
pub const PARTS_FOR_EACH: usize = 400;

/// The most events of one person in `cases`.
pub const MOST_EVENTS: usize = 1_000;

/// The most employers of one person in the cases and counts of many people.
pub const MOST_EMPLOYERS: usize = 100;

/// The most days between the first and the last event of one person: 20 years.
pub const MOST_DAYS: i64 = 20 * 366;
