use super::width::{width, wrap};
use crate::api::{Contact, PaperSize, PosterFormat};
use crate::code::Code;
use crate::law::{READ_TO, provision};
use crate::role::Role;
use crate::text::{Arg, Lang, Message, Table, capitalised};
use askama::Template;
use core::borrow::Borrow;

/// The roles of one card: the first gives it its name, the others are those whose contacts stand on it too.
type Roles = &'static [Role];

/// The cards, in the order they are read, with the keys of their name and text. Six stand around the table, from
/// left to right and down, and the last beside the follow-up clock.
const CARDS: [(Roles, &str, &str); 7] = [
    (&[Role::Employer, Role::LineManager], "poster.employer", "poster.employer_text"),
    (&[Role::Employee], "poster.employee", "poster.employee_text"),
    (&[Role::ElectedRepresentative, Role::UnionRepresentative], "poster.elected", "poster.elected_text"),
    (
        &[Role::SafetyRepresentative, Role::DeputySafetyRepresentative, Role::ChiefSafetyRepresentative],
        "poster.safety",
        "poster.safety_text",
    ),
    (&[Role::WorkingEnvironmentCommittee], "poster.committee", "poster.committee_text"),
    (&[Role::OccupationalHealthService], "poster.occupational", "poster.occupational_text"),
    (&[Role::Nav, Role::NavWorkingLifeCentre], "poster.nav", "poster.nav_text"),
];

/// What good cooperation is, with the keys of name and text.
const POINTS: [(&str, &str); 6] = [
    ("poster.trust", "poster.trust_text"),
    ("poster.clear_roles", "poster.clear_roles_text"),
    ("poster.meetings", "poster.meetings_text"),
    ("poster.overview", "poster.overview_text"),
    ("poster.goals", "poster.goals_text"),
    ("poster.follow_up", "poster.follow_up_text"),
];

/// The cycle of prevention, clockwise from the top, with the middle of each in the drawing of the table.
const STEPS: [(&str, u32, u32); 4] = [
    ("poster.map", 118, 542),
    ("poster.risk", 182, 610),
    ("poster.measures", 118, 678),
    ("poster.evaluate", 54, 610),
];

/// The stops of the follow-up clock: the provision that sets the week, and the keys of name and text.
const STOPS: [(&str, &str, &str); 3] = [
    ("aml-4-6-3-a", "poster.plan", "poster.plan_text"),
    ("aml-4-6-4-a", "poster.dialogue", "poster.dialogue_text"),
    ("ftrl-8-7a-2-a", "poster.nav_meeting", "poster.nav_meeting_text"),
];

/// The arrows of the cycle, in the drawing of the table.
const ARROWS: &str =
    "M166 568L176 574 179 563M169 632L168 644 180 640M70 636L60 630 57 641M67 572L68 560 56 564";

/// The seats around the small table of the header.
const SEATS: [(i8, i8); 6] = [(26, 0), (13, 22), (-13, 22), (-26, 0), (-13, -22), (13, -22)];

/// Where each card stands on the sheet, and how high it is.
const PLACES: [(u32, u32, u32); 7] = [
    (36, 158, 230),
    (566, 158, 230),
    (36, 404, 230),
    (566, 404, 230),
    (36, 650, 220),
    (566, 650, 220),
    (36, 890, 222),
];

/// The column and row of each card in the grid of the page.
const CELLS: [(u8, u8); 7] = [(1, 2), (3, 2), (1, 3), (3, 3), (1, 4), (3, 4), (1, 5)];

/// The width of a text on a card, of a contact, and the least height of the place for contacts.
const TEXT: u32 = 212;
const CONTACT: u32 = 204;
const CONTACT_BOX: u32 = 56;

/// Whether the poster has a card for the role.
pub(crate) fn has_card(role: Role) -> bool {
    CARDS.iter().any(|(roles, ..)| roles.contains(&role))
}

/// What the templates read. A unit is a quarter of a millimetre on A4: 840 by 1188.
struct Poster {
    lang: Lang,
    size: PaperSize,
    table: &'static Table,
    cards: Vec<Card>,
    stops: Vec<Stop>,
}

struct Card {
    /// Its corner and height on the sheet.
    place: (u32, u32, u32),
    /// Its column and row in the grid of the page.
    cell: (u8, u8),
    title: &'static str,
    text: String,
    contacts: Contacts,
    /// Whether there is a line to write on when there is no contact.
    asks: bool,
}

/// The contacts of a card as they fit it.
struct Contacts {
    /// Each with its lines.
    texts: Vec<(String, Vec<String>)>,
    font: u32,
    /// The height of their place, and how far below its top the first line stands.
    height: u32,
    first: u32,
}

struct Stop {
    weeks: String,
    title: &'static str,
    text: &'static str,
}

#[derive(Template)]
#[template(path = "poster.html")]
struct Html<'a>(&'a Poster);

#[derive(Template)]
#[template(path = "poster.svg", escape = "html")]
struct Svg<'a>(&'a Poster);

/// The poster with the workplace's own contacts.
pub(crate) fn poster(
    contacts: &[Contact],
    lang: Lang,
    table: &'static Table,
    (format, size): (PosterFormat, PaperSize),
) -> String {
    let cards = CARDS.iter().zip(PLACES).zip(CELLS).map(|((&(roles, title, text), place), cell)| {
        let title = table.label(title);
        let employees = figure("aml-7-1-1-a", "employees");
        let text = Message::new(text).with("employees", employees).render(table);
        let contacts = fitted(named(roles, contacts, table), left(place.2, title, &text));
        Card { place, cell, title, text, contacts, asks: roles.first() != Some(&Role::Employee) }
    });
    let stops = STOPS.iter().map(|&(id, title, text)| Stop {
        weeks: Message::new("poster.weeks").with("weeks", figure(id, "weeks")).render(table),
        title: table.label(title),
        text: table.label(text),
    });
    let poster = Poster { lang, size, table, cards: cards.collect(), stops: stops.collect() };
    let rendered = match format {
        PosterFormat::Html => Html(&poster).render(),
        PosterFormat::Svg => Svg(&poster).render(),
    };
    // The templates write to memory and call nothing that fails.
    rendered.unwrap_or_default()
}

/// A figure of the law as it stands on the last day it was read.
fn figure(id: &str, name: &str) -> Arg {
    let version = provision(id).and_then(|provision| provision.at(READ_TO));
    Arg::Number(version.ok().and_then(|version| version.number(name)).unwrap_or_default().into())
}

/// What XML cannot hold, and line breaks, become spaces. The groups of a number stay together.
fn one_line(text: &str) -> String {
    let bad =
        |sign: char| sign.is_control() || sign.is_whitespace() || matches!(sign, '\u{fffe}' | '\u{ffff}');
    text.split(bad).filter(|word| !word.is_empty()).fold(String::new(), |mut line, word| {
        if !line.is_empty() {
            let number = line.ends_with(|last: char| last.is_ascii_digit())
                && word.starts_with(|first: char| first.is_ascii_digit());
            line.push(if number { '\u{a0}' } else { ' ' });
        }
        line.push_str(word);
        line
    })
}

/// The contacts of a card. Who it is stands beside each that is not the card's first role.
fn named(roles: Roles, contacts: &[Contact], table: &Table) -> Vec<String> {
    let of_role = |role: &Role| {
        let contact = contacts.iter().find(|contact| contact.role == *role)?;
        let text = Some(one_line(&contact.text.0)).filter(|text| !text.is_empty())?;
        if roles.first() == Some(role) {
            return Some(text);
        }
        let message = Message::new("poster.named").term("role", *role).with("contact", Arg::Verbatim(text));
        Some(capitalised(&message.render(table)))
    };
    roles.iter().filter_map(of_role).collect()
}

/// The height that a card has left below its name and text.
fn left(height: u32, title: &str, text: &str) -> u32 {
    let lines = |text: &str, font: u32, bold: bool| count(&wrap(text, bold, hundredths(TEXT, font)));
    let taken =
        lines(title, 16, true).saturating_mul(20).saturating_add(lines(text, 15, false).saturating_mul(19));
    height.saturating_sub(taken).saturating_sub(33)
}

/// The texts at the largest size at which they fit the height: whole words and few lines where that can be.
fn fitted(texts: Vec<String>, most: u32) -> Contacts {
    let inside = most.max(CONTACT_BOX).saturating_sub(8);
    let at = |font: u32| -> Vec<Vec<String>> {
        texts.iter().map(|text| wrap(text, true, hundredths(CONTACT, font))).collect()
    };
    let height_at = |font: u32| {
        at(font)
            .iter()
            .fold(0_u32, |sum, lines| sum.saturating_add(count(lines).saturating_mul(leading(font))))
    };
    let whole = |font: &u32| {
        let words = texts.iter().flat_map(|text| text.split(' '));
        words.into_iter().all(|word| width(word, true) <= hundredths(CONTACT, *font))
    };
    let one_line = |font: &u32| at(*font).iter().all(|lines| lines.len() <= 1);
    let fits = |font: &u32| height_at(*font) <= inside;
    let font = (13..=15)
        .rev()
        .find(|font| one_line(font) && fits(font))
        .or_else(|| (10..=15).rev().find(|font| whole(font) && fits(font)))
        .or_else(|| (5..=15).rev().find(fits))
        .unwrap_or(4);
    let height = height_at(font).saturating_add(8).max(CONTACT_BOX);
    let first = (height.saturating_sub(height_at(font)) / 2).saturating_add(font);
    let lines = at(font);
    Contacts { texts: texts.into_iter().zip(lines).collect(), font, height, first }
}

fn count(lines: &[String]) -> u32 {
    u32::try_from(lines.len()).unwrap_or(u32::MAX)
}

/// So many units, in hundredths of a font size.
fn hundredths(units: u32, font: u32) -> u32 {
    units.saturating_mul(100).checked_div(font).unwrap_or_default()
}

/// From one line of a font size to the next.
fn leading(font: u32) -> u32 {
    font.saturating_add(font / 4)
}

impl Poster {
    fn t(&self, key: &'static str) -> &'static str {
        self.table.label(key)
    }

    /// The lines of a text in a box so many units wide.
    fn lines(&self, text: impl AsRef<str>, font: u32, bold: bool, width: u32) -> Vec<String> {
        wrap(text.as_ref(), bold, hundredths(width, font))
    }

    /// As few lines, of about the same width.
    fn even(&self, text: impl AsRef<str>, font: u32, width: u32) -> Vec<String> {
        let (text, bold) = (text.as_ref(), false);
        let widest = wrap(text, bold, hundredths(width, font));
        let same = |lines: &Vec<String>| lines.len() == widest.len() && lines.join(" ") == text;
        let narrower = (0..width).rev().map(|units| wrap(text, bold, hundredths(units, font)));
        narrower.take_while(same).last().unwrap_or(widest)
    }

    fn leading(&self, font: &u32) -> u32 {
        leading(*font)
    }

    /// The place of the nth of a row.
    fn at(&self, first: u32, step: u32, nth: impl Borrow<usize>) -> u32 {
        first.saturating_add(step.saturating_mul(u32::try_from(*nth.borrow()).unwrap_or_default()))
    }

    fn less(&self, place: &u32, less: u32) -> u32 {
        place.saturating_sub(less)
    }

    /// The top of a box of this height at the bottom of a card.
    fn above(&self, height: &u32, own: impl Borrow<u32>) -> u32 {
        height.saturating_sub(*own.borrow()).saturating_sub(8)
    }

    fn exception(&self) -> String {
        Message::new("poster.exception").date("date", READ_TO).render(self.table)
    }

    fn is_a3(&self) -> bool {
        self.size == PaperSize::A3
    }
}
