//! The end of benefit, from navikt/helse-spleis: lines that begin on Monday 2018-01-01.

use ia_core::Date;
use ia_core::follow_up::{Benefit, BenefitDay, BenefitGroup, BenefitRule};
use ia_tests::day;

/// `16e 10c 248p 181f 25w`: employer days, days that Nav pays with weekends among them (`c` by the calendar, `p`
/// by benefit days), free days, days at work, `h` weekend days and `q` paid days of any weekday.
fn line(text: &str) -> Vec<(Date, BenefitDay)> {
    let mut days: Vec<(Date, BenefitDay)> = Vec::new();
    let mut next = day("2018-01-01");
    for part in text.split_whitespace() {
        let (count, letter) = part.split_at(part.len() - 1);
        let mut left: u16 = count.parse().expect("a count");
        while left > 0 {
            let paid = if next.is_weekend() { BenefitDay::Weekend } else { BenefitDay::Paid };
            let kind = match letter {
                "e" | "a" => BenefitDay::NotPaid,
                "f" => BenefitDay::Free,
                "h" => BenefitDay::Weekend,
                "c" | "p" => paid,
                other => panic!("{other}"),
            };
            if letter != "p" || kind == BenefitDay::Paid {
                left -= 1;
            }
            days.push((next, kind));
            next = next.plus_days(1).expect("a day");
        }
    }
    days
}

fn benefit(text: &str, born: Option<&str>) -> Benefit {
    let before = day("2017-12-31");
    let rule = BenefitRule::at(day("2018-01-01"), BenefitGroup::Employee).expect("the rule");
    rule.of(line(text), born.map(day), before)
}

/// How many days are refused, the first of them, and the last day of benefit.
#[test]
fn days_refused() {
    for (text, count, first) in [
        ("16e 249p", 1, "2018-12-31"),
        ("16e 248p 182a 10p", 0, ""),
        ("16e 248p 175a 10c", 6, "2019-06-24"),
        ("16e 248p 180a 10c", 7, "2019-06-27"),
        ("16e 248p 175a 10c 1a 10c", 6, "2019-06-24"),
        ("16e 248p 175a 10c 1e 10c", 6, "2019-06-24"),
        ("16e 248p 168a 7c 14a 10c", 5, "2019-06-17"),
        ("16e 248p 175f 7a 7c", 0, ""),
        ("16e 248p 181f 1c", 1, "2019-06-28"),
        ("16e 248p 182h 60p", 60, "2019-07-01"),
        ("16e 248p 181h 1a 60p", 0, ""),
        ("16e 248p 1a 181h 60p", 60, "2019-07-01"),
        ("16e 50p 175a 7e 248p", 0, ""),
    ] {
        let found = benefit(text, None);
        let shown = found.refused.first().map(Date::to_string).unwrap_or_default();
        assert_eq!((found.refused.len(), shown.as_str()), (count, first), "{text}");
    }
}

#[test]
fn used_left_and_last() {
    for (text, born, used, left, last) in [
        ("16e", None, 0, 248, "2018-12-28"),
        ("16e 10c", None, 8, 240, "2018-12-28"),
        ("16e 248p", None, 248, 0, "2018-12-28"),
        ("16e 249p", None, 248, 0, "2018-12-28"),
        ("16e 247p", None, 247, 1, "2018-12-28"),
        ("11c 61p", Some("1951-01-11"), 69, 0, "2018-04-05"),
    ] {
        let found = benefit(text, born);
        let shown = (found.used, found.left, found.last_day.to_string());
        assert_eq!(shown, (used, left, last.to_owned()), "{text}");
    }
}

#[test]
fn the_right_narrows_at_67_and_ends_at_70() {
    let refused = |text: &str, born: &str| -> Vec<String> {
        benefit(text, Some(born)).refused.iter().map(Date::to_string).collect()
    };
    assert_eq!(refused("11c 61p", "1951-01-11"), ["2018-04-06"]);
    assert_eq!(refused("10c 60p 182a 60p", "1951-01-11"), [""; 0]);
    assert_eq!(refused("11c", "1948-01-10"), ["2018-01-10", "2018-01-11"]);
}

#[test]
fn three_groups_three_limits() {
    let before = day("2017-12-31");
    let last = |group| {
        let rule = BenefitRule::at(day("2018-01-01"), group).expect("the rule");
        (rule.days, rule.of([], None, before).last_day.to_string())
    };
    assert_eq!(last(BenefitGroup::FromFirstDay), (260, "2018-12-28".to_owned()));
    assert_eq!(last(BenefitGroup::Other), (250, "2018-12-14".to_owned()));
    assert_eq!(last(BenefitGroup::Employee), (248, "2018-12-12".to_owned()));
    let rule = BenefitRule::at(before, BenefitGroup::Employee).expect("the rule");
    assert!(!rule.gives_new_right(181));
    assert!(rule.gives_new_right(182));
    assert!(BenefitRule::at(day("2014-12-31"), BenefitGroup::Employee).is_err());
}
