"""The library against a reference in plain Python, on random reports of many people, value by value.

``IA_REFERENCE_PEOPLE`` says how many people. In columns all are asked by every rule. Half as many are asked at the door, where
each rule and option gets its share.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product
from typing import Any

import pytest
from counting import Report, cases
from library import Answer, Options, columns, counts, door, expected_columns, expected_counts, expected_door, iso
from people import anniversary, day_to_ask, person

PEOPLE = int(os.environ.get("IA_REFERENCE_PEOPLE", "20000"))
BATCH = 500
RULES = ("holiday_counts", "holiday_left_out", "adjoining")
SEED = 20261201


Ask = Callable[[Sequence[Report]], Any]


def check(rule: str, as_of: int, reports: Sequence[Report], library: Ask, reference: Ask, given: Any) -> None:
    """That the two answers are the same; else shows the fewest reports of which they are not."""
    if given == reference(reports):
        return
    fewest = shortest(reports, library, reference)
    told = "\n".join(f"  {iso(report.first)} {iso(report.last)} {report}" for report in fewest)
    answers = f"library {library(fewest)}\nreference {reference(fewest)}"
    pytest.fail(f"by {rule} on {iso(as_of)}\n{told}\n{answers}")


def shortest(reports: Sequence[Report], library: Ask, reference: Ask) -> Sequence[Report]:
    """Fewer reports about which the two differ as well, for whoever reads the failure."""
    for left_out in reports:
        rest = [one for one in reports if one is not left_out]
        fewer = [replace(one, corrects=None) if one.corrects == left_out.id else one for one in rest]
        if library(fewer) != reference(fewer):
            return shortest(fewer, library, reference)
    return reports


def batches(people: int) -> Iterator[tuple[int, int]]:
    """The number of each batch, and how many people are in it."""
    for number, first in enumerate(range(0, people, BATCH)):
        yield number, min(BATCH, people - first)


def test_columns_are_as_the_reference_counts() -> None:
    compared = 0
    for number, size in batches(PEOPLE):
        dice = random.Random(SEED + number)
        as_of = day_to_ask(dice)
        people = [person(dice, as_of, door=False) for _ in range(size)]
        counting_by = ("last_day_of_week", "same_weekday")[number % 2]
        for rule in RULES:
            rules = {"counting": counting_by}
            library = partial(one_in_columns, as_of=as_of, join=rule, rules=rules)
            reference = partial(expected_columns, as_of=as_of, join=rule, counting_by=counting_by)
            for reports, given in zip(people, columns(people, as_of, rule, rules)):
                check(rule, as_of, reports, library, reference, given)
                compared += 1
    assert compared == PEOPLE * len(RULES)


def one_in_columns(reports: Sequence[Report], as_of: int, join: str, rules: dict[str, str]) -> Any:
    return columns([reports], as_of, join, rules)[0]


def test_counts_are_as_the_reference_counts() -> None:
    compared = 0
    for number, size in batches(PEOPLE):
        dice = random.Random(SEED + 1_000_000 + number)
        as_of, rule = day_to_ask(dice), RULES[number % 3]
        people = [person(dice, as_of, door=False) for _ in range(size)]
        library = partial(one_in_counts, as_of=as_of, join=rule)
        reference = partial(expected_counts, as_of=as_of, join=rule)
        for reports, given in zip(people, counts(people, as_of, rule)):
            check(rule, as_of, reports, library, reference, given)
            compared += 1
    assert compared == PEOPLE


def one_in_counts(reports: Sequence[Report], as_of: int, join: str) -> Any:
    return counts([reports], as_of, join)[0]


def test_the_door_is_as_the_reference_counts() -> None:
    compared = 0
    for number, size in batches(PEOPLE // 2):
        dice = random.Random(SEED - 1 - number)
        for _ in range(size):
            as_of = day_to_ask(dice)
            reports = person(dice, as_of, door=True)
            as_of = anniversary(dice, reports, as_of)
            rule, options = RULES[compared % 3], some_options(dice, as_of)
            library = partial(door, as_of=as_of, rule=rule, options=options)
            reference = partial(expected_door, as_of=as_of, rule=rule, options=options)
            check(rule, as_of, reports, library, reference, library(reports))
            compared += 1
    assert compared == PEOPLE // 2


def test_every_small_gap_is_as_the_reference_counts() -> None:
    """Each way to be away, up to seventeen days of each kind between, and each way to be away again, from each day of a week."""
    own, whole, partly_away = "certificate_self_certified", "certificate", "certificate_graded"
    before = ((own,), (whole,), (partly_away,), (own, whole))
    between = (None, "application_holiday", "application_leave", "day_off", "application_work_resumed")
    after = (own, whole, partly_away, "application_self_certified")
    compared = 0
    for first, way, gap, off, again in product(range(7), before, range(18), between, after):
        days = [(one, 2) for one in way] + [(off, gap), (again, 3)]
        reports: list[Report] = []
        next_day = day("05-04") + first
        for kind, length in days:
            if kind is not None and length:
                reports.append(Report(next_day, next_day + length - 1, kind, "o-1", id=f"e-{len(reports)}"))
            next_day += length
        rule = RULES[compared % 3]
        # In the last absence, on its last day, and as many days after it as count.
        as_of = next_day + (-2, -1, 14, 15)[compared // 3 % 4]
        library = partial(door, as_of=as_of, rule=rule, options=Options())
        reference = partial(expected_door, as_of=as_of, rule=rule, options=Options())
        check(rule, as_of, reports, library, reference, library(reports))
        compared += 1
    assert compared == 7 * 4 * 18 * 5 * 4


def some_options(dice: random.Random, as_of: int) -> Options:
    if dice.random() < 0.5:
        return Options()
    decided = dice.choice((None, as_of - 200, as_of - 3, as_of, as_of + 1))
    scheme = dice.random() < 0.5
    return Options(
        employed_from=dice.choice((None, as_of - dice.randrange(120))),
        days_at_a_time=dice.choice((0, 3, 8, 16)) if scheme else None,
        days_in_year=dice.choice((None, 0, 12, 24)) if scheme else None,
        times_in_year=dice.choice((None, 0, 4)) if scheme else None,
        decided=decided,
        heard=None if decided is None else dice.choice((None, decided - 1, decided, decided + 1)),
    )


def test_the_order_of_arrival_makes_no_difference_to_the_reference() -> None:
    dice = random.Random(SEED)
    for number in range(300):
        as_of = day_to_ask(dice)
        reports = person(dice, as_of, door=True)
        mixed = dice.sample(reports, len(reports))
        rule = RULES[number % 3]
        assert cases(reports, as_of, rule) == cases(mixed, as_of, rule)


# What the two once did not agree about, each by the fewest reports.


def day(text: str) -> int:
    return date.fromisoformat(f"2026-{text}").toordinal()


def told(*reports: tuple[str, str] | tuple[str, str, str]) -> list[Report]:
    """Kind, and days of 2026, of reports of one job, or of the one that is named."""
    found = []
    for nth, (kind, when, *job) in enumerate(reports):
        first, _, last = when.partition("..")
        found.append(Report(day(first), day(last or first), kind, job[0] if job else "o-1", id=f"e-{nth}"))
    return found


def column(reports: Sequence[Report], rule: str = "holiday_counts") -> Answer:
    [case] = columns([reports], day("08-31"), rule)[0]
    [wanted] = expected_columns(reports, day("08-31"), rule)
    assert [case[key] for key in ("from", "to")] == [wanted[key] for key in ("from", "to")]
    return case


@pytest.mark.parametrize("kind", ["application", "income_report"])
def test_what_says_nothing_of_how_much_leaves_graded_absence_graded(kind: str) -> None:
    case = column(told(("certificate_graded", "06-01..06-10"), (kind, "06-01..06-10")))
    assert (case["whole_from"], case["graded_from"]) == (None, day("06-01"))


def test_hours_corrected_to_full_activity_are_no_whole_absence() -> None:
    reports = told(("certificate", "06-01..06-10"), ("corrected_to_full", "06-05..06-10"))
    assert column(reports)["whole_to"] == day("06-04")


@pytest.mark.parametrize("holiday", ["06-05..06-08", "06-11..06-20"])
def test_holiday_in_graded_absence_begins_no_whole_absence(holiday: str) -> None:
    case = column(told(("certificate_graded", "06-01..06-10"), ("application_holiday", holiday)))
    assert case["whole_from"] is None


def test_holiday_after_a_return_to_work_begins_no_whole_absence() -> None:
    back, holiday = ("application_work_resumed", "06-08"), ("application_holiday", "06-09..06-12")
    reports = told(("certificate", "06-01..06-05"), back, holiday, ("certificate", "06-15..06-19"))
    assert column(reports)["whole_from"] == day("06-15")


@pytest.mark.parametrize("kind", ["application_work_resumed", "corrected_to_treatment"])
def test_work_in_one_job_does_not_end_whole_absence_from_another(kind: str) -> None:
    case = column(told(("certificate", "06-01..06-10"), (kind, "06-01..06-10", "o-2")))
    assert (case["whole_from"], case["certified_to"]) == (day("06-01"), day("06-10"))


def test_full_activity_in_one_job_leaves_absence_from_another_graded() -> None:
    case = column(told(("certificate_graded", "06-01..06-10"), ("certificate_full_activity", "06-01..06-10", "o-2")))
    assert (case["graded_from"], case["certified_to"]) == (day("06-01"), day("06-10"))


def test_certificates_that_adjoin_at_one_employer_are_not_made_whole_by_another() -> None:
    reports = told(("certificate_graded", "06-01..06-10"), ("certificate", "06-01..06-10", "o-2"))
    found = columns([reports], day("08-31"), "adjoining")[0]
    assert [case["whole_from"] for case in found] == [None, day("06-01")]


@pytest.mark.parametrize("kind", ["application_absence_before", "income_report"])
def test_absence_before_the_certificate_and_an_income_report_are_no_certificate(kind: str) -> None:
    assert column(told((kind, "06-01..06-10")))["certified_to"] is None


@pytest.mark.parametrize("kind", ["application_holiday", "application_self_certified"])
def test_a_day_of_a_certificate_is_certified_also_when_something_else_is_heard(kind: str) -> None:
    assert column(told(("certificate", "06-01..06-10"), (kind, "06-06..06-10")))["certified_to"] == day("06-10")


def test_whole_absence_has_ended_on_its_last_day_when_graded_absence_is_known_to_follow() -> None:
    reports = told(("certificate", "06-01..06-17"), ("certificate_graded", "06-12..07-16"))
    [case] = columns([reports], day("06-17"), "holiday_counts")[0]
    assert case["whole_to"] == day("06-17")


def test_a_last_day_of_whole_absence_is_not_graded() -> None:
    case = column(told(("certificate_graded", "06-01..06-10"), ("corrected_to_none", "06-05..06-10")), "adjoining")
    assert (case["whole_to"], case["graded_at_end"]) == (case["to"], False)


def test_only_what_was_sent_to_an_employer_adjoins() -> None:
    reports = [replace(report, stage="confirmed") for report in told(("certificate", "06-01..06-10"))]
    assert door(reports, day("08-31"), "adjoining")["cases"] == []


def test_a_certificate_between_does_not_give_self_certified_days_back() -> None:
    reports = told(("certificate_self_certified", "06-01..06-03"), ("certificate", "06-05..06-26"))
    [job] = door(reports, day("06-30"), "holiday_counts")["employers"]
    assert (job["self_certification"]["used"], job["self_certification"]["left"]) == (3, 0)


def test_days_of_the_last_twelve_months_count_when_the_absence_began_before() -> None:
    first = date(2025, 11, 10).toordinal()
    reports = [Report(first, first + 4, "certificate_self_certified", "o-1", id="e-0")]
    [job] = door(reports, date(2026, 11, 12).toordinal(), "holiday_counts")["employers"]
    # The 13th and 14th of November.
    assert job["self_certification"]["used_in_year"] == 2
