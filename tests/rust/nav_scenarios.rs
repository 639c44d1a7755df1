//! Scenarios of Nav's own systems, told by a researcher who read their tests: what we answer is what they answer.
//! Days are days from today, 2026-11-22, unless a date is written.

use ia_core::Date;
use ia_core::follow_up::{Event, EventKind, FollowUpCase, JoinRule, Stage, join};
use ia_tests::day;

mod nav {
    pub mod benefit;
    pub mod employer;
    pub mod waiting;
}

fn today() -> Date {
    day("2026-11-22")
}

/// `SENDT INGEN A -16..0`: what is reported, the employer or `-`, the days, and perhaps `@-8` for when.
fn event(nth: usize, text: &str) -> Event {
    use EventKind as K;
    use Stage::{Confirmed, New, Sent};
    let mut words = text.split_whitespace();
    let (stage, kind) = match words.next().expect("what") {
        "app" => (Sent, K::Application),
        "resumed" => (Sent, K::ApplicationWorkResumed),
        "holiday" => (Sent, K::ApplicationHoliday),
        "leave" => (Sent, K::ApplicationLeave),
        "to-none" => (Sent, K::CorrectedToNone),
        "to-graded" => (Sent, K::CorrectedToGraded),
        "report" => (Sent, K::IncomeReport),
        "sent" => (Sent, K::Certificate),
        "sent-graded" => (Sent, K::CertificateGraded),
        "sent-treatment" => (Sent, K::CertificateTreatmentDays),
        "confirmed" => (Confirmed, K::Certificate),
        "new" => (New, K::Certificate),
        "new-graded" => (New, K::CertificateGraded),
        other => panic!("{other}"),
    };
    let employer = words.next().filter(|name| *name != "-");
    let (from, to) = words.next().expect("days").split_once("..").expect("two days");
    let offset = |days: &str| days.parse::<i64>().expect("days");
    let on = |days: &str| today().plus_days(offset(days)).expect("a day");
    let (mut recorded, mut corrects) = (1000, None);
    for word in words {
        match word.split_at(1) {
            ("@", days) => recorded = 1000_u64.saturating_add_signed(offset(days)),
            ("!", number) => corrects = Some(format!("e-{number}").parse().expect("an id")),
            _ => panic!("{word}"),
        }
    }
    Event {
        id: format!("e-{nth}").parse().expect("an id"),
        employer: employer.map(|name| name.parse().expect("an id")),
        from: on(from),
        to: on(to),
        kind,
        stage,
        recorded,
        corrects,
    }
}

fn cases(text: &str) -> Vec<FollowUpCase> {
    let events: Vec<Event> = text.split(';').enumerate().map(|(nth, one)| event(nth, one)).collect();
    join(&events, JoinRule::HolidayCounts)
}

/// Events, and for each case: days from first to last, sick days, weeks today.
#[test]
fn cases_of_events() {
    for (events, expected) in [
        ("app A -16..0", "16/17/2"),
        ("app A -16..-16; app A 0..0; app A -15..-1", "16/17/2"),
        ("sent A -1..-1; new-graded A -1..-1", "0/1/0"),
        ("resumed A -26..0; app A -16..0 !0", "16/17/2"),
        ("app A -16..-16; resumed A -15..-1; app A 0..0", "16/2/0"),
        ("sent-treatment A -18..0", ""),
        ("sent-treatment A -18..0; sent A -10..0", "10/11/1"),
        ("app A -17..-17; app B -17..-17; resumed A -16..-1; app B -16..-1; app A 0..0", "17/18/2"),
        ("app A -20..-20; holiday A -18..-10; leave A -9..-1; app A 0..0", "0/1/0 0/1/0"),
        ("app A -30..-28; holiday A -27..-20; holiday A -18..0", "10/11/1"),
        ("sent A -5..0; sent A 15..20", "25/12/0"),
        ("app A -17..-17; app A -1..0", "17/3/0"),
        ("app A -17..-17; app A 0..0", "0/1/0 0/1/0"),
    ] {
        let shown: Vec<String> = cases(events)
            .iter()
            .map(|case| {
                format!("{}/{}/{}", case.to.days_since(case.from), case.sick_days, case.weeks(today()))
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{events}");
    }
}

/// Whether each case is graded at its end.
#[test]
fn graded_at_the_end() {
    for (events, expected) in [
        ("sent-treatment A -16..-1; app A 0..6", "false"),
        ("sent-treatment A 0..6; sent-graded A 6..15; sent A 16..25", "false"),
        ("new A -16..0; sent-graded A -16..0; to-graded A -16..0", "true"),
        ("sent-graded A -16..0; to-none A -16..0", "false"),
        ("to-none A -16..0; sent-graded B -16..0", "false"),
        ("app A -16..0; sent-graded B -16..0", "true"),
        ("app A -16..0; app B -16..0", "false"),
        ("sent-graded A -16..0; sent-graded B -16..0", "true"),
        ("new A -16..0; sent-graded B -16..0; to-graded B -16..0", "true"),
        ("new A -16..0; app B -16..0", "false"),
        ("new-graded A -16..0; new-graded B -16..0", "true"),
        ("new A -16..0; new B -16..0", "false"),
        ("sent-graded A -100..-50; sent A -20..1", "true false"),
    ] {
        let graded: Vec<String> = cases(events).iter().map(|case| case.graded_at_end.to_string()).collect();
        assert_eq!(graded.join(" "), expected, "{events}");
    }
}

/// How many employers, and whether employed at the end.
#[test]
fn employers_of_a_case() {
    for (events, expected) in [
        ("confirmed - -16..0; app A -16..-8 @-8; app B -7..0 @-1", "2 true"),
        ("new A -16..-7; new B -6..0", "2 true"),
        ("confirmed - -16..-8; sent C -6..-4; new C -3..0", "1 true"),
        ("confirmed - -16..-8; report C -6..-4; new D -3..0", "1 true"),
        ("confirmed - -16..-8; sent C -6..-4; new - -3..0", "1 true"),
        ("sent C -80..-60; confirmed - -16..-8; new - -3..0", "1 true, 0 false"),
        ("sent C -16..-8; confirmed - -7..0", "1 false"),
        ("confirmed - -16..-8; new D -6..0", "0 false"),
        // Only a certificate that was sent to an employer speaks for a new one.
        ("app C -16..-8; new - -7..0", "1 false"),
        ("confirmed C -16..-12; app C -11..-8; new - -7..0", "1 false"),
    ] {
        let shown: Vec<String> = cases(events)
            .iter()
            .map(|case| format!("{} {}", case.employers.len(), case.is_employee_at_end))
            .collect();
        assert_eq!(shown.join(", "), expected, "{events}");
    }
}
