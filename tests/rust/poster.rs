//! The poster: one sheet that holds its texts, whatever the caller writes on it.

use ia_core::api;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[path = "../../ia-core/src/render/width.rs"]
mod widths;

const LANGS: [&str; 3] = ["nb", "nn", "en"];

fn poster(format: &str, size: &str, lang: &str, contacts: &Value) -> String {
    let request = json!({ "format": format, "size": size, "lang": lang, "contacts": contacts });
    let answer = api::poster(&request.to_string()).expect("a poster");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    answer["poster"].as_str().expect("a text").to_owned()
}

fn refused(contacts: &Value) -> Vec<(String, String)> {
    let request = json!({ "format": "svg", "size": "a4", "contacts": contacts });
    let failure = api::poster(&request.to_string()).expect_err("a failure");
    let failure: Value = serde_json::from_str(&failure).expect("JSON");
    let text = |error: &Value, key: &str| error[key].as_str().expect("a text").to_owned();
    let errors = failure["errors"].as_array().expect("errors");
    errors.iter().map(|error| (text(error, "code"), text(error, "path"))).collect()
}

/// Contacts of different length for every card, then the hardest that can be.
fn contacts() -> Vec<Value> {
    let all = |text: &str| -> Value {
        let roles = [
            "employer",
            "line_manager",
            "employee",
            "elected_representative",
            "union_representative",
            "safety_representative",
            "deputy_safety_representative",
            "chief_safety_representative",
            "working_environment_committee",
            "occupational_health_service",
            "nav",
            "nav_working_life_centre",
        ];
        roles.iter().map(|role| json!({ "role": role, "text": text })).collect()
    };
    vec![
        Value::Null,
        json!([
            { "role": "employer", "text": "Rom 214, tlf. 55 12 34 56" },
            { "role": "safety_representative", "text": "Tlf. 99 88 77 66, hver dag 8–16" },
            { "role": "chief_safety_representative", "text": "Tlf. 99 88 77 65" },
        ]),
        all("Postboks 1234 Sentrum, 0101 Oslo, inngang B i tredje etasje."),
        all(&"W".repeat(60)),
        all(&"\u{1f6e0}".repeat(60)),
        all("   "),
    ]
}

#[derive(Debug, Clone, Default)]
struct Open {
    name: String,
    attributes: BTreeMap<String, String>,
    /// Where the element's own zero stands on the sheet.
    at: (f64, f64),
    /// The first rectangle inside, on the sheet: left, top, right and bottom.
    area: Option<[f64; 4]>,
}

#[derive(Debug)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
    area: [f64; 4],
}

fn number(text: &str) -> f64 {
    text.trim_end_matches("px").trim_end_matches("mm").parse().expect("a number")
}

fn style<'a>(element: &'a Open, name: &str) -> Option<&'a str> {
    let styles = element.attributes.get("style")?;
    styles.split(';').find_map(|style| style.strip_prefix(name)?.strip_prefix(':'))
}

fn plain(text: &str) -> String {
    for part in text.split('&').skip(1) {
        let entity = part.split(';').next().expect("an entity");
        assert!(
            ["amp", "lt", "gt", "quot", "#34", "#38", "#39", "#60", "#62"].contains(&entity),
            "&{entity};"
        );
    }
    let signs =
        [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">")];
    let text = signs.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign));
    text.replace("&#38;", "&").replace("&amp;", "&")
}

fn attributes(tag: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = tag.trim();
    while !rest.is_empty() {
        let (name, value) = rest.split_once("=\"").expect("an attribute with a quoted value");
        let (value, after) = value.split_once('"').expect("the end of the value");
        assert!(!value.contains('<'), "{value}");
        assert!(found.insert(name.trim().to_owned(), plain(value)).is_none(), "{name} twice");
        rest = after.trim_start();
    }
    found
}

/// Reads the drawing as strict XML, and gives every line of text with its place.
fn drawn(svg: &str) -> Vec<Line> {
    assert!(svg.chars().all(|sign| sign == '\n' || !sign.is_control()), "a sign that XML cannot hold");
    let mut open: Vec<Open> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut base = 0.0;
    let mut rest = svg;
    while let Some((text, tail)) = rest.split_once('<') {
        let text = plain(text);
        if open.last().is_some_and(|element| element.name == "tspan") {
            let [.., group, words, part] = open.as_slice() else { panic!("a part outside a text") };
            base += number(&part.attributes["dy"]);
            let class = part.attributes.get("class").map(String::as_str).unwrap_or_default();
            let has = |name: &str| class.split(' ').any(|one| one == name);
            let of_class = [("k", 18.0), ("h", 16.0), ("s", 14.0), ("xs", 12.0)];
            let of_class = of_class.iter().find(|(name, _)| has(name)).map(|(_, size)| *size);
            let of_style = style(part, "font-size").or(style(words, "font-size")).map(number);
            let size = of_style.or(of_class).unwrap_or(15.0);
            let weight = style(part, "font-weight").or(style(words, "font-weight"));
            let bold = weight == Some("700") || has("k") || has("h") || has("c");
            let width = f64::from(widths::width(&text, bold)) * size / 100.0;
            let x = words.at.0 + number(&part.attributes["x"]);
            let middle = words.attributes.get("class").is_some_and(|class| class == "m");
            let left = if middle { x - width / 2.0 } else { x };
            let area = group.area.expect("a box around the text");
            lines.push(Line {
                text: text.clone(),
                left,
                right: left + width,
                base: words.at.1 + base,
                size,
                area,
            });
        } else if let Some(words) =
            open.last().filter(|element| element.name == "text" && !text.trim().is_empty())
        {
            let size = number(style(words, "font-size").expect("a size"));
            let bold = style(words, "font-weight") == Some("700");
            let width = f64::from(widths::width(&text, bold)) * size / 100.0;
            let area = open[open.len() - 2].area.expect("a box around the text");
            let (left, base) = words.at;
            lines.push(Line { text: text.clone(), left, right: left + width, base, size, area });
        }
        let (tag, after) = tail.split_once('>').expect("the end of a tag");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().expect("an open element").name, name);
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, inside) = tag.split_once(' ').unwrap_or((tag, ""));
        let attributes = attributes(inside);
        let mut at = open.last().map_or((0.0, 0.0), |element| element.at);
        if let Some(moved) = attributes.get("transform") {
            let moved =
                moved.strip_prefix("translate(").and_then(|moved| moved.strip_suffix(')')).expect("a move");
            let (x, y) = moved.split_once(' ').expect("two numbers");
            at = (at.0 + number(x), at.1 + number(y));
        }
        if name == "rect" {
            let of = |name: &str| attributes.get(name).map_or(0.0, |value| number(value));
            let (left, top) = (at.0 + of("x"), at.1 + of("y"));
            let parent = open.last_mut().expect("a parent");
            parent.area.get_or_insert([left, top, left + of("width"), top + of("height")]);
        }
        if name == "text" {
            base = 0.0;
        }
        if !empty {
            open.push(Open { name: name.to_owned(), attributes, at, area: None });
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
    lines
}

#[test]
fn the_drawing_is_well_formed_and_every_line_stands_in_its_box() {
    for lang in LANGS {
        for size in ["a4", "a3"] {
            for contacts in contacts() {
                let svg = poster("svg", size, lang, &contacts);
                let lines = drawn(&svg);
                assert!(lines.len() > 60, "{lang}: {} lines", lines.len());
                for line in lines {
                    let [left, top, right, bottom] = line.area;
                    let wide = left <= line.left && line.right <= right;
                    let high = top <= line.base - line.size * 0.7 && line.base + line.size * 0.25 <= bottom;
                    assert!(wide && high, "{lang}: {line:?}");
                    assert_eq!(line.text.trim(), line.text, "{lang}");
                }
            }
        }
    }
}

#[test]
fn a_text_is_broken_at_spaces_and_inside_a_word_only_when_it_must() {
    assert_eq!(widths::wrap("aa  aa aa", false, 62 * 5), ["aa aa", "aa"]);
    assert_eq!(widths::wrap("WWW a", true, 230), ["WW", "W a"]);
    assert!(widths::wrap("", false, 100).is_empty());
}

/// A card's text ends above the box for its contacts.
#[test]
fn text_and_contacts_do_not_meet() {
    for lang in LANGS {
        for contacts in contacts() {
            let lines = drawn(&poster("svg", "a4", lang, &contacts));
            for inner in &lines {
                let [left, top, right, bottom] = inner.area;
                for outer in
                    lines.iter().filter(|outer| outer.area.map(f64::to_bits) != inner.area.map(f64::to_bits))
                {
                    let within =
                        left <= outer.left && outer.left < right && top < outer.base && outer.base < bottom;
                    let holds = outer.area[0] < left && outer.area[3] > bottom;
                    let meets = within && holds && outer.base + outer.size * 0.2 > top;
                    assert!(!meets, "{lang}: {outer:?} {inner:?}");
                }
            }
        }
    }
}

#[test]
fn what_the_caller_writes_is_text_and_nothing_else() {
    let wild = "</tspan></text><script>x('&\"')</script>";
    let contacts = json!([{ "role": "nav", "text": wild }]);
    for lang in LANGS {
        let svg = poster("svg", "a4", lang, &contacts);
        drawn(&svg);
        let html = poster("html", "a4", lang, &contacts);
        for text in [svg, html] {
            assert!(!text.contains("<script"), "{text}");
        }
    }
}

#[test]
fn a_contact_has_no_sign_that_is_not_seen() {
    for sign in ['\u{0}', '\u{7}', '\n', '\r', '\u{1b}', '\u{202e}', '\u{200b}', '\u{2066}', '\u{fffe}'] {
        let request = json!({
            "format": "svg", "size": "a4", "lang": "en",
            "contacts": [{ "role": "nav", "text": format!("55 55{sign} 33 36") }]
        });
        let failure = api::poster(&request.to_string()).expect_err("a failure");
        assert!(failure.contains("\"path\":\"/contacts/0/text\""), "{sign:?} {failure}");
        assert!(!failure.contains("55"), "{failure}");
    }
}

#[test]
fn each_language_is_its_own_and_named() {
    for format in ["svg", "html"] {
        let posters = LANGS.map(|lang| poster(format, "a4", lang, &Value::Null));
        for (lang, text) in LANGS.iter().zip(&posters) {
            assert!(text.contains(&format!(" lang=\"{lang}\"")));
            assert!(!text.contains("poster."), "a text is missing in {lang}");
            assert!(!text.contains('…'), "an argument is missing in {lang}");
            assert!(!text.replace("http://www.w3.org/2000/svg", "").contains("//"), "something from outside");
        }
        assert!(posters[0] != posters[1] && posters[1] != posters[2] && posters[0] != posters[2]);
    }
}

#[test]
fn the_drawing_says_what_it_is() {
    let svg = poster("svg", "a3", "nb", &json!([{ "role": "nav", "text": "55 55 33 36" }]));
    assert!(svg.starts_with("<svg "));
    for part in [
        "role=\"img\"",
        "aria-labelledby=\"title desc\"",
        "<title id=\"title\">Godt IA-samarbeid</title>",
        "width=\"297mm\" height=\"420mm\"",
    ] {
        assert!(svg.contains(part), "{part}");
    }
    let description = svg.split_once("<desc id=\"desc\">").and_then(|(_, rest)| rest.split_once("</desc>"));
    let description = description.expect("a description").0;
    for part in [
        "Verneombud: ",
        "senest etter 4 uker",
        "senest etter 7 uker",
        "senest etter 26 uker",
        "Kontakt: 55\u{a0}55\u{a0}33\u{a0}36",
    ] {
        assert!(description.contains(part), "{part} in {description}");
    }
}

#[test]
fn the_page_has_headings_and_lists() {
    let html = poster("html", "a4", "nn", &Value::Null);
    assert_eq!(html.matches("<h1>").count(), 1);
    assert_eq!(html.matches("<ol>").count(), 2);
    assert_eq!(html.matches("<ul ").count(), 1);
    assert_eq!(html.matches("<section class=\"card").count(), 7);
    assert!(html.contains("@page{size:210mm 297mm;margin:0}"));
}

#[test]
fn contacts_are_shown_and_others_have_a_line_to_write_on() {
    let contacts = json!([
        { "role": "safety_representative", "text": "Rom 7" },
        { "role": "chief_safety_representative", "text": "tlf. 55 12 34 56" },
    ]);
    let html = poster("html", "a4", "nb", &contacts);
    assert!(html.contains("<p>Rom 7</p>"));
    assert!(html.contains("<p>Hovedverneombud: tlf. 55\u{a0}12\u{a0}34\u{a0}56</p>"));
    // One card has contacts, and an employee is not asked for one.
    assert_eq!(html.matches("class=\"to blank\"").count(), 5);
    assert_eq!(poster("html", "a4", "nb", &Value::Null).matches("class=\"to blank\"").count(), 6);
}

#[test]
fn what_the_poster_cannot_show_is_refused_with_its_place() {
    let one = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
    let long = "5".repeat(61);
    assert_eq!(refused(&json!([{ "role": "nav", "text": long }])), one("too_large", "/contacts/0/text"));
    assert_eq!(refused(&json!([{ "role": "boss", "text": "1" }])), one("unknown_code", "/contacts/0/role"));
    // A role of the vocabulary that the poster has no card for.
    assert_eq!(
        refused(&json!([{ "role": "ministry", "text": "1" }])),
        one("unknown_code", "/contacts/0/role")
    );
    let twice = json!([{ "role": "nav", "text": "1" }, { "role": "nav", "text": "2" }]);
    assert_eq!(refused(&twice), one("duplicate_id", "/contacts/1/role"));
    assert_eq!(
        refused(&json!([{ "role": "nav", "text": "1", "name": "x" }])),
        one("unknown_key", "/contacts/0/name")
    );
}
