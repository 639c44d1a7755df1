"""Both answers in one shape: what the library says of people's reports, and what the reference says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import counting
import ia
import polars as pl
from counting import Report

Answer = dict[str, Any]

SCHEMA = {
    "person": pl.Int64,
    "from": pl.Int32,
    "to": pl.Int32,
    "kind": pl.String,
    "grade": pl.Int64,
    "employer": pl.String,
    "recorded": pl.Int64,
    "recorded_on": pl.Int32,
}
#: Days as numbers in a column of days begin here.
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Options:
    """What can be asked at the door beside the rule."""

    employed_from: int | None = None
    days_at_a_time: int | None = None
    days_in_year: int | None = None
    times_in_year: int | None = None
    decided: int | None = None
    heard: int | None = None


def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def named(**values: Any) -> Answer:
    """Without what is not said."""
    return {key: value for key, value in values.items() if value is not None}


def end(day: int, as_of: int) -> int | None:
    """The last day, or none while it goes on."""
    return day if day <= as_of else None


# Columns.


def table(people: Sequence[Sequence[Report]]) -> pl.DataFrame:
    rows = [
        (
            person,
            one.first - EPOCH,
            one.last - EPOCH,
            one.kind,
            one.grade,
            one.employer,
            one.recorded,
            None if one.recorded_on is None else one.recorded_on - EPOCH,
        )
        for person, reports in enumerate(people)
        for one in reports
    ]
    days = pl.col("from", "to", "recorded_on").cast(pl.Date)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(days)


def columns(
    people: Sequence[Sequence[Report]], as_of: int, join: Any, rules: dict[str, str] | None = None
) -> list[list[Answer]]:
    """The cases of each person, as the columns of the library have them; days are ordinals."""
    found = pl.DataFrame(ia.follow_up.cases(table(people), date.fromordinal(as_of), join=join, rules=rules))
    found = found.with_columns(pl.col(pl.Date).cast(pl.Int32) + EPOCH)
    cases: list[list[Answer]] = [[] for _ in people]
    for row in found.iter_rows(named=True):
        cases[row.pop("person")].append(row)
    return cases


def of_case(reports: Sequence[Report], as_of: int, case: counting.Case, join: str) -> Sequence[Report]:
    """Certificates adjoin at one employer, or where none is named: the case is of that job alone."""
    told = counting.known(reports, as_of)
    if join != "adjoining":
        return told
    return counting.of_job(told, case.employers[0] if case.employers else None)


def expected_columns(
    reports: Sequence[Report], as_of: int, join: str, counting_by: str = "last_day_of_week"
) -> list[Answer]:
    return [
        {
            "case": number,
            "from": case.first,
            "to": end(case.last, as_of),
            "whole_from": None if case.whole is None else case.whole[0],
            "whole_to": None if case.whole is None else end(case.whole[1], as_of),
            "certified_to": case.certified_to,
            "graded_from": case.graded_from,
            "continuous_from": counting.continuous_that_counts(of_case(reports, as_of, case, join), as_of, case, counting_by),
            "sick_days": case.sick_days,
            "weeks": case.weeks,
            "graded_at_end": case.graded_at_end,
        }
        for number, case in enumerate(counting.cases(reports, as_of, join, counting_by), 1)
    ]


def counts(people: Sequence[Sequence[Report]], as_of: int, join: Any) -> list[list[Answer]]:
    """What is counted for each employer of each person, by employer; days are ordinals."""
    found = pl.DataFrame(ia.follow_up.counts(table(people), date.fromordinal(as_of), join=join))
    found = found.with_columns(pl.col(pl.Date).cast(pl.Int32) + EPOCH)
    jobs: list[list[Answer]] = [[] for _ in people]
    for row in found.iter_rows(named=True):
        jobs[row.pop("person")].append(row)
    return [sorted(of_one, key=lambda job: job["employer"] or "") for of_one in jobs]


def expected_counts(reports: Sequence[Report], as_of: int, join: str) -> list[Answer]:
    told = counting.known(reports, as_of)
    named_jobs = sorted({report.employer for report in told if report.employer is not None})
    jobs: list[str | None] = [*named_jobs] if named_jobs else [None] if told else []
    repeated = counting.repeated(counting.cases(reports, as_of, join), as_of)
    found = []
    for job in jobs:
        own = counting.of_job(told, job)
        answer: Answer = {"employer": job}
        for name, by_nav in (("employer_period", False), ("employer_period_by_nav", True)):
            periods = counting.employer_periods(own, as_of, by_nav)
            newest = periods[-1] if periods else None
            answer |= {
                f"{name}_from": newest and newest.days[0],
                f"{name}_to": newest and newest.days[-1],
                f"{name}_days": newest and len(newest.days),
                f"{name}_complete": newest and newest.complete,
            }
        standing = expected_self_certification(own, job, as_of, Options())
        answer |= {f"self_certified_{name}": standing[key] for name, key in SELF_CERTIFICATION.items()}
        answer |= {key: standing[key] for key in ("absences_in_year", "may_be_taken_away")}
        found.append(answer | dict(zip(("repeated_cases", "repeated_days", "is_repeated"), repeated)))
    return found


#: The names in columns, and those of the door.
SELF_CERTIFICATION = {"days": "used", "not_settled": "not_settled", "left": "left"}


# One person at the door.


def event(report: Report) -> Answer:
    return named(
        id=report.id,
        to=iso(report.last),
        kind=report.kind,
        employer=report.employer,
        grade=report.grade,
        stage=report.stage,
        recorded=report.recorded,
        recorded_on=None if report.recorded_on is None else iso(report.recorded_on),
        corrects=report.corrects,
    ) | {"from": iso(report.first)}


def door(reports: Sequence[Report], as_of: int, rule: Any, options: Options = Options()) -> Answer:
    scheme = None
    if options.days_at_a_time is not None:
        limits = named(days_in_year=options.days_in_year, times_in_year=options.times_in_year)
        scheme = {"days_at_a_time": options.days_at_a_time, **limits}
    withdrawn = None
    if options.decided is not None:
        heard = None if options.heard is None else iso(options.heard)
        withdrawn = [named(employer="o-1", decided=iso(options.decided), heard=heard)]
    answer = ia.cases(
        [event(report) for report in reports],
        date.fromordinal(as_of),
        rule=rule,
        employed_from=None if options.employed_from is None else iso(options.employed_from),
        scheme=scheme,
        withdrawn=withdrawn,
    )
    for case in answer["cases"]:
        case["employers"].sort()
    return {key: answer[key] for key in ("rule", "cases", "employers", "repeated")}


def expected_door(
    reports: Sequence[Report], as_of: int, rule: str, options: Options = Options()
) -> Answer:
    told = counting.known(reports, as_of)
    cases = counting.cases(reports, as_of, rule)
    named_jobs = sorted({report.employer for report in told if report.employer is not None})
    jobs: list[str | None] = [*named_jobs] if named_jobs else [None] if told else []
    count, days, is_repeated = counting.repeated(cases, as_of)
    return {
        "rule": rule,
        "cases": [expected_case(case) | continuous(of_case(reports, as_of, case, rule), as_of, case) for case in cases],
        "employers": [expected_job(counting.of_job(told, job), job, as_of, options) for job in jobs],
        "repeated": {"cases": count, "days": days, "is_repeated": is_repeated},
    }


def continuous(reports: Sequence[Report], as_of: int, case: counting.Case) -> Answer:
    return {"continuous_from": iso(counting.continuous_that_counts(reports, as_of, case))}


def expected_case(case: counting.Case) -> Answer:
    return {
        "from": iso(case.first),
        "to": iso(case.last),
        "sick_days": case.sick_days,
        "weeks": case.weeks,
        "employers": case.employers,
        "graded_at_end": case.graded_at_end,
    } | named(
        certified_to=None if case.certified_to is None else iso(case.certified_to),
        graded_from=None if case.graded_from is None else iso(case.graded_from),
    )


def expected_job(
    own: Sequence[Report], job: str | None, as_of: int, options: Options
) -> Answer:
    periods = {
        key: [
            {"days": runs(period.days), "count": len(period.days), "complete": period.complete}
            for period in counting.employer_periods(own, as_of, by_nav)
        ]
        for key, by_nav in (("employer_periods", False), ("employer_periods_by_nav", True))
    }
    self_certification = expected_self_certification(own, job, as_of, options)
    return named(employer=job) | periods | {"self_certification": self_certification}


def expected_self_certification(
    own: Sequence[Report], job: str | None, as_of: int, options: Options
) -> Answer:
    found = counting.self_certification(own, as_of)
    at_a_time = 3 if options.days_at_a_time is None else options.days_at_a_time
    left_in_year = None if options.days_in_year is None else max(options.days_in_year - found.used_in_year, 0)
    left = min(max(at_a_time - found.used, 0), at_a_time if left_in_year is None else left_in_year)
    withdrawn = None
    if job == "o-1" and options.decided is not None and options.decided <= as_of:
        left = 0
        review_by = counting.months_after(options.decided, 6)
        withdrawn = {
            "decided": iso(options.decided),
            "heard_before": options.heard is not None and options.heard <= options.decided,
            "review_by": iso(review_by),
            "review_is_due": as_of > review_by,
        }
    return {
        "used": found.used,
        "not_settled": found.not_settled,
        "left": left,
        "used_in_year": found.used_in_year,
        "absences_in_year": found.absences_in_year,
        "may_be_taken_away": found.absences_in_year >= 4,
    } | named(
        qualified=None if options.employed_from is None else as_of >= counting.months_after(options.employed_from, 2),
        left_in_year=left_in_year,
        times_left=None if options.times_in_year is None else max(options.times_in_year - found.absences_in_year, 0),
        withdrawn=withdrawn,
    )


def runs(days: Sequence[int]) -> list[dict[str, str]]:
    begins = [nth for nth, day in enumerate(days) if nth == 0 or days[nth - 1] != day - 1]
    ends = [*begins[1:], len(days)]
    return [{"from": iso(days[begin]), "to": iso(days[last - 1])} for begin, last in zip(begins, ends)]
