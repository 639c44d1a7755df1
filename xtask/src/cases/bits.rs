//! Bits of Nav's systems, told by tags: to follow-up cases.

use super::read::{day, id, recorded, text};
use super::{Answer, Case, shown};
use ia_core::follow_up::{Event, EventKind, FollowUpCase, JoinRule, Stage, decides, join, join_days};
use serde_json::{Value, json};

/// Tags of a bit.
struct Tags<'a>(Vec<&'a str>);

impl<'a> Tags<'a> {
    fn of(value: &'a Value) -> Option<Self> {
        value.as_array()?.iter().map(Value::as_str).collect::<Option<_>>().map(Self)
    }

    fn has(&self, tag: &str) -> bool {
        self.0.contains(&tag)
    }

    fn stage(&self) -> Stage {
        match () {
            () if self.has("SENDT") || self.has("INNTEKTSMELDING") => Stage::Sent,
            () if self.has("BEKREFTET") => Stage::Confirmed,
            () => Stage::New,
        }
    }

    /// What is reported, by the first tag that says so.
    fn kind(&self) -> EventKind {
        let first = |kinds: &[(&str, EventKind)], other| {
            kinds.iter().find(|(tag, _)| self.has(tag)).map_or(other, |(_, kind)| *kind)
        };
        if self.has("INNTEKTSMELDING") {
            return EventKind::IncomeReport;
        }
        if self.has("SYKMELDING") {
            let travel = self.has("REISETILSKUDD") && self.has("UKJENT_AKTIVITET");
            let other =
                if travel { EventKind::CertificateTravelGrant } else { EventKind::CertificateWaiting };
            let in_period = [
                ("INGEN_AKTIVITET", EventKind::Certificate),
                ("FULL_AKTIVITET", EventKind::CertificateFullActivity),
                ("GRADERT_AKTIVITET", EventKind::CertificateGraded),
            ];
            let in_period: &[_] = if self.has("PERIODE") { &in_period } else { &[] };
            let always = first(
                &[
                    ("EGENMELDING", EventKind::CertificateSelfCertified),
                    ("BEHANDLINGSDAGER", EventKind::CertificateTreatmentDays),
                    ("ANNET_FRAVAR", EventKind::CertificateOtherAbsence),
                ],
                other,
            );
            return first(in_period, always);
        }
        let corrected: &[_] = if self.has("KORRIGERT_ARBEIDSTID") {
            &[
                ("ARBEID_GJENNOPPTATT", EventKind::ApplicationWorkResumed),
                ("BEHANDLINGSDAGER", EventKind::CorrectedToTreatment),
                ("INGEN_AKTIVITET", EventKind::CorrectedToNone),
                ("FULL_AKTIVITET", EventKind::CorrectedToFull),
                ("GRADERT_AKTIVITET", EventKind::CorrectedToGraded),
            ]
        } else {
            &[]
        };
        let plain = self.0.iter().all(|tag| ["SYKEPENGESOKNAD", "SENDT"].contains(tag));
        let other = if plain { EventKind::Application } else { EventKind::ApplicationOther };
        let told = first(
            &[
                ("ARBEID_GJENNOPPTATT", EventKind::ApplicationWorkResumed),
                ("PERMISJON", EventKind::ApplicationLeave),
                ("FERIE", EventKind::ApplicationHoliday),
                ("EGENMELDING", EventKind::ApplicationSelfCertified),
                ("PAPIRSYKMELDING", EventKind::ApplicationPaper),
                ("FRAVAR_FOR_SYKMELDING", EventKind::ApplicationAbsenceBefore),
                ("BEHANDLINGSDAG", EventKind::ApplicationTreatmentDay),
                ("BEHANDLINGSDAGER", EventKind::ApplicationTreatmentDays),
            ],
            other,
        );
        first(corrected, told)
    }
}

/// The names a bit may have.
fn names(bit: &Value) -> Vec<String> {
    ["id", "navn", "ressursId", "uuid"].iter().filter_map(|name| text(bit.get(*name)?)).collect()
}

fn event(nth: usize, bit: &Value, bits: &[Value]) -> Option<Event> {
    let tags = Tags::of(bit.get("tags")?)?;
    // The order in the file decides between those that are alike in all else: the smaller id.
    let of = |nth: usize| format!("bit-{nth:05}").parse().ok();
    let corrects = match bit.get("korrigerer").and_then(text) {
        Some(name) => {
            let named = bits.iter().position(|other| names(other).contains(&name));
            // Of two, the other is meant, whatever it is called.
            let other = (bits.len() == 2).then_some(1 - nth.min(1));
            of(named.or_else(|| name.parse().ok()).or(other)?)
        }
        None => None,
    };
    Some(Event {
        id: of(nth)?,
        employer: bit.get("virksomhetsnummer").and_then(text).and_then(|number| id("employer", &number)),
        from: day(bit.get("fom")?)?,
        to: day(bit.get("tom")?)?,
        kind: tags.kind(),
        stage: tags.stage(),
        recorded: recorded(bit.get("inntruffet"))?,
        corrects,
    })
}

/// Bits in, follow-up cases out.
pub fn case(id: &str, case: &Value) -> Case {
    let expected = &case["forventet"];
    Case::held(id, "bits", of(case).as_ref(), expected)
}

fn of(case: &Value) -> Option<Answer> {
    let bits = case.get("biter")?.as_array()?;
    let events =
        bits.iter().enumerate().map(|(nth, bit)| event(nth, bit, bits)).collect::<Option<Vec<_>>>()?;
    let cases = join(&events, JoinRule::HolidayCounts);
    let as_of = super::read::today()?;
    let mut answer = Answer::new();
    answer.insert("antall_tilfeller".into(), json!(cases.len()));
    for (prefix, one) in [("forste_", cases.first()), ("siste_", cases.last()), ("", cases.first())] {
        let Some(one) = one else {
            continue;
        };
        let mut put = |name: &str, value: Value| answer.insert(format!("{prefix}{name}"), value);
        put("varighet_dager_start_til_slutt", json!(one.to.days_since(one.from)));
        put("antall_sykedager", json!(one.sick_days));
        put("gradert_ved_slutt", json!(one.graded_at_end));
        put("varighet_uker_naa", json!(one.weeks(as_of)));
        put("antall_virksomheter", json!(one.employers.len()));
        put("arbeidstaker_ved_slutt", json!(one.is_employee_at_end));
        put("start", shown(Some(one.from)));
        put("slutt", shown(Some(one.to)));
    }
    let assertions = case["forventet"].get("upstream_assert_ikke_strukturert").and_then(Value::as_array);
    let held: Vec<Value> = assertions
        .into_iter()
        .flatten()
        .map(|line| {
            let line = line.as_str().unwrap_or_default();
            match holds(line, &cases, &events) {
                Some(true) => json!(line),
                Some(false) => json!(format!("false: {line}")),
                None => json!(format!("not understood: {line}")),
            }
        })
        .collect();
    answer.insert("upstream_assert_ikke_strukturert".into(), json!(held));
    Some(answer)
}

/// Whether a line of the original test holds; none when we do not know what it says.
fn holds(line: &str, cases: &[FollowUpCase], events: &[Event]) -> Option<bool> {
    let last = cases.last()?;
    let truth = match line {
        _ if line.contains("assertTrue") => true,
        _ if line.contains("assertFalse") => false,
        _ => {
            let expected = line.split(['(', ',']).nth(1)?.trim().trim_matches('"');
            if line.contains("virksomhetsnummerList[0]") {
                return Some(last.employers.first().cloned() == id("employer", expected));
            }
            if line.contains("DagerInTilfelle") || line.contains("antallSykedager") {
                return Some(expected.parse() == Ok(last.sick_days));
            }
            if line.contains("Duration") {
                let one = if line.contains("first") { cases.first()? } else { last };
                return Some(expected.parse() == Ok(one.to.days_since(one.from)));
            }
            return None;
        }
    };
    if line.contains("gradertAtTilfelleEnd") {
        return Some(last.graded_at_end == truth);
    }
    if line.contains("arbeidstakerAtTilfelleEnd") {
        return Some(last.is_employee_at_end == truth);
    }
    if line.contains("priorityOppfolgingstilfelleBit") {
        let kind = decides(events, last.to)?.kind;
        let named = match line.split("contains(").nth(1)?.split(')').next()? {
            "INGEN_AKTIVITET" => matches!(kind, EventKind::Certificate | EventKind::CorrectedToNone),
            "GRADERT_AKTIVITET" => {
                matches!(kind, EventKind::CertificateGraded | EventKind::CorrectedToGraded)
            }
            _ => return None,
        };
        return Some(named == truth);
    }
    None
}

/// A tag list for each day: the second of Nav's implementations.
pub fn day_list(id: &str, case: &Value) -> Case {
    Case::held(id, "days", of_days(case).as_ref(), &case["forventet"])
}

fn of_days(case: &Value) -> Option<Answer> {
    let start = day(case.get("start")?)?;
    let rule = JoinRule::HolidayLeftOut;
    let days = case.get("dager")?.as_array()?.iter().map(|one| {
        let day = match one.get("dag")? {
            Value::Number(offset) => start.plus_days(offset.as_i64()?)?,
            written => day(written)?,
        };
        let kind = match one.get("tags") {
            None | Some(Value::Null) => ia_core::follow_up::DayKind::Working,
            Some(tags) => match Tags::of(tags)?.kind() {
                // Here all that is chosen for a day and is not work or holiday is a sick day.
                EventKind::CertificateWaiting | EventKind::ApplicationOther => {
                    EventKind::Certificate.day(rule)
                }
                kind => kind.day(rule),
            },
        };
        Some((day, kind))
    });
    let cases = join_days(days.collect::<Option<Vec<_>>>()?, rule);
    let sick: Vec<u16> = cases.iter().map(|one| one.sick_days).collect();
    Some(super::answer([
        ("antall_tilfeller", json!(cases.len())),
        ("antallTilfeller", json!(cases.len())),
        ("antallDager", json!(sick)),
        ("antall_dager", json!(sick)),
    ]))
}
