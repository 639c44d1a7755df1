"""The reference against days counted by hand from the sources."""

from __future__ import annotations

from datetime import date

import counting
import pytest
from counting import Report, cases, continuous_from, continuous_runs, employer_periods, self_certification

LETTERS = {
    "U": "certificate_self_certified",
    "S": "certificate",
    "G": "certificate_graded",
    "A": "application_work_resumed",
    "F": "application_holiday",
    "P": "application_leave",
    "R": "day_off",
}


def day(text: str) -> int:
    return date.fromisoformat(f"2026-{text}").toordinal()


def short(found: int | None) -> str | None:
    return None if found is None else date.fromordinal(found).isoformat()[5:]


def told(text: str) -> list[Report]:
    """Letter and days of each report of 2026, as ``U 06-05`` or ``S 06-05..06-08``; ``S@o-2`` is of another job."""
    found = []
    for nth, one in enumerate(text.split(";")):
        what, when = one.split()
        letter, _, job = what.partition("@")
        first, _, last = when.partition("..")
        found.append(Report(day(first), day(last or first), LETTERS[letter], job or "o-1", id=f"e-{nth}"))
    return found


# The first day by two readings (aml. § 4-6). 1 June 2026 is a Monday; Easter is from Thursday 2 to Monday 6 April, Ascension Day
# Thursday 14 May, Whit Monday 25 May.


@pytest.mark.parametrize(
    ("reports", "as_of", "by_nav", "continuous", "why"),
    [
        ("S 06-01..06-12", "06-12", "06-01", "06-01", "one certificate"),
        ("S 06-01..06-05; S 06-08..06-12", "06-12", "06-01", "06-01", "a weekend between"),
        ("S 06-01..06-04; S 06-08..06-12", "06-12", "06-01", "06-08", "a working day of which nothing is known"),
        ("S 06-01..06-05; S 06-09..06-12", "06-12", "06-01", "06-09", "at work on Monday"),
        ("S 06-01..06-05; A 06-06; S 06-08..06-12", "06-12", "06-01", "06-08", "at work on Saturday"),
        ("S 05-11..05-13; S 05-15..05-29", "05-29", "05-11", "05-11", "Ascension Day between"),
        ("S 05-18..05-22; S 05-26..05-29", "05-29", "05-18", "05-18", "Whitsun between"),
        ("S 03-30..04-01; S 04-07..04-10", "04-10", "03-30", "03-30", "Easter between"),
        ("S 03-30..03-31; S 04-07..04-10", "04-10", "03-30", "04-07", "a working day before Easter"),
        ("U 06-03; R 06-04; U 06-05", "06-05", "06-03", "06-03", "Thursday off by the rota"),
        ("U 06-03; U 06-05", "06-05", "06-03", "06-05", "Thursday not known to be off"),
        ("U 06-05; S 06-08..06-12", "06-12", "06-05", "06-05", "own word on Friday, a certificate from Monday"),
        ("S 06-01..06-14; F 06-15..06-26; S 06-29..07-10", "07-10", "06-01", "06-01", "holiday in the course of it"),
        ("S 06-01..06-12; F 06-15..06-26; S 06-29..07-10", "07-10", "06-29", "06-01", "a weekend, then holiday: earlier"),
        ("S 06-01..06-30; F 06-10..06-19", "06-30", "06-01", "06-01", "holiday inside a certificate"),
        ("S 06-01..06-14; P 06-15..06-26; S 06-29..07-10", "07-10", "06-01", "06-01", "leave in the course of it"),
        ("S 06-01..06-12; A 06-15; F 06-16..06-19; S 06-22..07-10", "07-10", "06-01", "06-22", "work, then holiday"),
        ("S 06-01..06-12; F 06-16..06-19; S 06-22..07-10", "07-10", "06-01", "06-22", "work on Monday, then holiday"),
        ("G 06-01..06-12; S 06-15..06-26", "06-26", "06-01", "06-01", "graded, then whole"),
        ("S 06-01..06-12; A 06-08..06-12; S 06-15..06-26", "06-26", "06-01", "06-15", "back for a week"),
        ("S 06-01..06-05; S 06-15..06-19; S 06-29..07-10", "07-10", "06-01", "06-29", "each gap of ten days"),
        ("S 06-01..06-05; S 06-22..07-10", "07-10", "06-22", "06-22", "sixteen days between: by both a new one"),
        ("S 06-01..06-05; S 06-21..07-10", "07-10", "06-01", "06-21", "fifteen days between"),
        ("S 06-01..06-05; R 06-08..06-26; S 06-29..07-10", "07-10", "06-29", "06-01", "long off by the rota: earlier"),
        ("S 06-01..06-05; S 06-09..06-12", "06-08", "06-01", "06-01", "what begins later is not known"),
        ("S 06-01..06-05; S@o-2 06-08..06-12", "06-12", "06-01", "06-01", "from one job, then from another"),
        ("S 06-01..06-12; A@o-2 06-08..06-12; S 06-15..06-19", "06-19", "06-01", "06-01", "at work in another job alone"),
        ("S 06-03; R@o-2 06-04; S 06-05", "06-05", "06-03", "06-05", "off in another job alone"),
        ("S 06-03; S@o-2 06-03; R 06-04; S 06-05", "06-05", "06-03", "06-05", "away from two jobs, off in one"),
    ],
)
def test_the_first_day_by_nav_and_by_the_continuous_reading(
    reports: str, as_of: str, by_nav: str, continuous: str, why: str
) -> None:
    last = cases(told(reports), day(as_of))[-1]
    assert short(last.first) == by_nav, why
    assert short(continuous_from(told(reports), day(as_of), last)) == continuous, why
    assert short(continuous_from(told(reports), day(as_of))) == continuous, why


def test_each_case_has_its_own_continuous_day() -> None:
    reports = told("S 03-02..03-06; S 03-10..03-13; S 06-01..06-05; S 06-09..06-12")
    found = [short(continuous_from(reports, day("06-30"), case)) for case in cases(reports, day("06-30"))]
    assert found == ["03-10", "06-09"]


def test_days_off_at_either_end_belong_to_no_absence() -> None:
    # Monday 1 June to Friday 5 June; the weekends around are nobody's.
    runs = continuous_runs(told("S 06-01..06-05; R 06-08; F 05-30..05-31"), day("06-30"))
    assert [(short(first), short(last)) for first, last in runs] == [("06-01", "06-05")]


def test_nothing_reported_is_no_absence() -> None:
    assert continuous_from([], day("06-30")) is None
    assert continuous_from(told("A 06-01..06-05; F 06-08..06-12; R 06-15"), day("06-30")) is None
    assert continuous_from(told("S 06-01..06-05"), day("05-31")) is None


# Self-certified days (ftrl. § 8-24).


@pytest.mark.parametrize(
    ("reports", "as_of", "used", "absences", "not_settled", "why"),
    [
        ("U 06-03; R 06-04; U 06-05", "06-08", 3, 1, 0, "Wednesday and Friday, Thursday off by the rota"),
        ("U 06-05; U 06-08", "06-09", 4, 1, 0, "Friday and Monday"),
        ("U 06-05", "06-09", 1, 1, 0, "days off after it"),
        ("U 06-05; U 06-09", "06-09", 2, 2, 0, "at work on Monday"),
        ("U 06-05; S 06-08..06-12", "06-15", 1, 1, 2, "a weekend before the certificate"),
        ("U 06-01..06-03; S 06-04..06-30", "07-16", 3, 1, 0, "a certificate gives no days back"),
        ("U 06-01..06-03; S 06-04..06-30", "07-17", 0, 1, 0, "sixteen days after it"),
        ("U 06-01..06-03; S 06-05..06-26", "06-30", 3, 1, 0, "nor does one after a day at work"),
        ("U 06-01; U 06-17", "06-30", 2, 2, 0, "fifteen days between"),
        ("U 06-01; U 06-18", "06-30", 1, 2, 0, "sixteen days between"),
    ],
)
def test_self_certified_days(reports: str, as_of: str, used: int, absences: int, not_settled: int, why: str) -> None:
    found = self_certification(told(reports), day(as_of))
    assert (found.used, found.absences_in_year, found.not_settled) == (used, absences, not_settled), why


def test_twelve_months_end_on_the_day() -> None:
    reports = told("U 01-12; U 03-09")
    for as_of, absences in ((date(2027, 1, 11), 2), (date(2027, 1, 12), 1), (date(2027, 3, 9), 0)):
        assert self_certification(reports, as_of.toordinal()).absences_in_year == absences


# The employer period (ftrl. § 8-19). Strings of days from Monday 1 January 2018, as in navikt/helse-spleis.

SPLEIS = {
    "S": "certificate",
    "K": "certificate",
    "U": "certificate_self_certified",
    "A": "application_work_resumed",
    "R": "application_work_resumed",
    "F": "application_holiday",
    "AIG": "application_leave",
    "opphold": None,
}


def string_of_days(text: str) -> list[Report]:
    found: list[Report] = []
    first = date(2018, 1, 1).toordinal()
    for part in text.replace(".", "").split("+"):
        count = int("".join(filter(str.isdigit, part)))
        kind = SPLEIS["".join(filter(str.isalpha, part))]
        if kind is not None:
            found.append(Report(first, first + count - 1, kind, "o-1"))
        first += count
    return found


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("12U+2R+2F+2U", [14]),
        ("6S+1A+15F+16S", [6, 16]),
        ("5S+15F+1A+16S", [16]),
        ("15S+15A+1S", [16]),
        ("15S+16A+1S", [15, 1]),
        ("16S+15A+15S", [16]),
        ("16S+16A+16S", [16, 16]),
        ("5S+2opphold+11S", [16]),
        ("5S+3opphold+11S", [16]),
    ],
)
def test_the_employer_period_of_a_string_of_days(text: str, counts: list[int]) -> None:
    reports = string_of_days(text)
    for by_nav in (False, True):
        found = employer_periods(reports, max(report.last for report in reports), by_nav)
        assert [len(period.days) for period in found] == counts, (text, by_nav)


def test_a_public_holiday_is_off_by_guidance_and_a_working_day_by_nav() -> None:
    reports = told("S 05-04..05-13; S 05-15..05-31")
    guidance, nav = (employer_periods(reports, day("05-31"), by_nav)[0] for by_nav in (False, True))
    assert (short(guidance.days[-1]), day("05-14") in guidance.days) == ("05-19", True)
    assert (short(nav.days[-1]), day("05-14") in nav.days) == ("05-20", False)


def test_public_holidays() -> None:
    assert [date.fromordinal(counting.easter(year)).isoformat() for year in (2000, 2019, 2025, 2026, 2038)] == [
        "2000-04-23",
        "2019-04-21",
        "2025-04-20",
        "2026-04-05",
        "2038-04-25",
    ]
    assert [short(found) for found in sorted(counting.public_holidays(2026))] == [
        "01-01",
        "04-02",
        "04-03",
        "04-05",
        "04-06",
        "05-01",
        "05-14",
        "05-17",
        "05-24",
        "05-25",
        "12-25",
        "12-26",
    ]
