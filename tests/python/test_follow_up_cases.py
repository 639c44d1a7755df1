"""From reports of many people to cases: what is known on a day, and what the next step needs."""

from __future__ import annotations

import datetime
from datetime import date
from typing import Any

import ia
import pyarrow as pa
import pytest
from ia import follow_up

TODAY = date(2026, 6, 9)


def reports(*rows: tuple[str | None, str, str, str], **columns: Any) -> dict[str, Any]:
    persons, starts, ends, kinds = zip(*rows)
    return {
        "person": list(persons),
        "from": [date.fromisoformat(day) for day in starts],
        "to": [date.fromisoformat(day) for day in ends],
        "kind": list(kinds),
        **columns,
    }


def joined(*rows: tuple[str | None, str, str, str], as_of: date = TODAY, **columns: Any) -> dict[str, list[Any]]:
    return follow_up.cases(reports(*rows, **columns), as_of).to_dict()


def test_what_begins_or_was_recorded_after_the_day_does_not_count() -> None:
    first = ("p-1", "2026-05-04", "2026-05-31", "certificate")
    second = ("p-1", "2026-06-09", "2026-06-30", "certificate")
    assert joined(first, second, as_of=date(2026, 6, 8))["to"] == [date(2026, 5, 31)]
    assert joined(first, second, as_of=date(2026, 6, 8))["weeks"] == [4]
    assert joined(first, second)["to"] == [None]
    for column, known, later in (
        ("recorded_on", date(2026, 5, 4), date(2026, 6, 10)),
        ("recorded", datetime.datetime(2026, 5, 4, 9), datetime.datetime(2026, 6, 10, 0, 1)),
    ):
        kind = pa.date32() if column == "recorded_on" else pa.timestamp("us")
        for last, ends in ((later, [date(2026, 5, 31)]), (known, [None])):
            assert joined(first, second, **{column: pa.array([known, last], kind)})["to"] == ends
    with pytest.raises(ia.IaError) as wrong:
        joined(first, second, recorded_on=["yesterday", "today"])
    assert wrong.value.path == "/recorded_on"


def test_the_last_day_ends_the_case() -> None:
    row = ("p-1", "2026-05-04", "2026-06-09", "certificate")
    assert joined(row, as_of=date(2026, 6, 8))["to"] == [None]
    assert joined(row)["to"] == [date(2026, 6, 9)]


def test_a_row_without_a_person_is_refused() -> None:
    rows = [(person, "2026-05-04", "2026-05-31", "certificate") for person in ("p-1", None, "p-2")]
    with pytest.raises(ia.IaError) as wrong:
        joined(*rows)
    assert (wrong.value.code, wrong.value.path) == ("missing_key", "/person/1")


def test_a_report_without_an_employer_concerns_every_job() -> None:
    rows = [("p-1", "2026-05-04", "2026-05-17", "certificate"), ("p-1", "2026-05-18", "2026-05-31", "application_work_resumed")]
    other = ("p-1", "2026-05-18", "2026-05-31", "certificate")
    # At work in the only job that is known; away in another one; away, without saying where.
    assert joined(*rows, employer=["o-1", "o-1"])["sick_days"] == [14]
    assert joined(*rows, other, employer=["o-1", "o-1", "o-2"])["sick_days"] == [28]
    assert joined(*rows, other, employer=["o-1", "o-1", None])["sick_days"] == [14]
    assert joined(*rows, other, employer=pa.array([None, None, None], pa.string()))["sick_days"] == [14]


def test_cases_give_what_the_next_step_needs() -> None:
    found = joined(
        ("p-1", "2026-04-01", "2026-05-10", "certificate"),
        ("p-1", "2026-05-04", "2026-06-30", "certificate_graded"),
        ("p-2", "2026-04-01", "2026-05-10", "certificate_graded"),
        grade=[100, 50, 100],
    )
    assert found["certified_to"] == [date(2026, 6, 30), date(2026, 5, 10)]
    assert found["graded_from"] == [date(2026, 5, 11), None]
    assert found["whole_from"] == [date(2026, 4, 1), date(2026, 4, 1)]


def test_graded_absence_is_activity() -> None:
    case = {"from": date(2026, 4, 1), "to": None, "activity": None}
    assert follow_up.one(case, TODAY)["activity"].reason == "past"
    assert follow_up.one({**case, "graded_from": date(2026, 5, 11)}, TODAY)["activity"].reason == "in_time"
    assert follow_up.one({**case, "graded_from": None}, TODAY)["activity"].reason == "past"
    # Without a column of its own, graded absence in time decides, and no other day does.
    unknown = {"from": date(2026, 4, 1), "to": None}
    assert follow_up.one({**unknown, "graded_from": date(2026, 5, 26)}, TODAY)["activity"].reason == "in_time"
    assert follow_up.one({**unknown, "graded_from": date(2026, 5, 27)}, TODAY)["activity"].reason == "step_not_known"


def test_what_falls_away_with_a_step_that_is_left_out_falls_away_too() -> None:
    day = date(2026, 4, 10)
    case = {"from": date(2026, 4, 1), "to": None, "whole_from": date(2026, 4, 1), "whole_to": None}
    steps = {"follow_up_plan": None, "plan_to_issuer": None, "dialogue_meeting_summons": None, "dialogue_meeting_held": None}

    def reasons(**left_out: date) -> list[str]:
        found = follow_up.one({**case, **steps, **left_out}, TODAY)
        return [one.reason for name, one in found.items() if name in steps]

    assert reasons() == ["past"] * 4
    assert reasons(follow_up_plan_left_out=day) == ["left_out", "left_out", "past", "past"]
    assert reasons(plan_to_issuer_left_out=day) == ["past", "left_out", "past", "past"]
    assert reasons(dialogue_meeting_held_left_out=day) == ["past", "past", "left_out", "left_out"]
    assert reasons(dialogue_meeting_summons_left_out=day) == ["past", "past", "left_out", "left_out"]
    late = follow_up.one({**case, **steps, "follow_up_plan_left_out": TODAY}, TODAY)
    assert [late[name][::2] for name in ("follow_up_plan", "plan_to_issuer")] == [("not_applicable", "left_out_late")] * 2


def test_counts_of_many_people() -> None:
    given = reports(
        ("p-1", "2026-03-02", "2026-03-04", "certificate_self_certified"),
        ("p-1", "2026-03-05", "2026-04-30", "certificate"),
        ("p-2", "2026-03-09", "2026-03-10", "certificate_self_certified"),
        ("p-2", "2026-03-09", "2026-03-11", "certificate"),
        employer=[7, 7, 7, 9],
    )
    found = follow_up.counts(given, "2026-03-20")
    rows = found.to_dict()
    # ftrl. § 8-19: sixteen days from the first, 2 to 17 March.
    assert (rows["person"], rows["employer"]) == (["p-1", "p-2", "p-2"], [7, 7, 9])
    assert rows["employer_period_from"] == [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 9)]
    assert rows["employer_period_to"] == [date(2026, 3, 17), date(2026, 3, 10), date(2026, 3, 11)]
    assert rows["employer_period_days"] == rows["employer_period_by_nav_days"] == [16, 2, 3]
    assert rows["employer_period_complete"] == [True, False, False]
    assert (rows["self_certified_days"], rows["self_certified_left"]) == ([3, 2, 0], [0, 1, 3])
    assert (rows["absences_in_year"], rows["may_be_taken_away"]) == ([1, 1, 0], [False] * 3)
    assert rows["is_repeated"] == [False] * 3
    assert pa.table(found).schema.field("employer").type == pa.int64()
    # Nobody, and no column for the employer.
    nobody = follow_up.counts({"person": [], "from": [], "to": [], "kind": []}, "2026-03-20")
    assert nobody.column_names == found.column_names and len(nobody) == 0
    alone = follow_up.counts(reports(("p-1", "2026-03-02", "2026-03-04", "certificate")), "2026-03-20").to_dict()
    assert (alone["employer"], alone["employer_period_days"]) == ([None], [3])


def test_counts_say_of_one_what_the_door_says() -> None:
    rows = [
        ("p-1", "2025-09-01", "2025-09-02", "certificate_self_certified"),
        ("p-1", "2026-01-05", "2026-01-07", "certificate_self_certified"),
        ("p-1", "2026-05-15", "2026-05-15", "certificate_self_certified"),
        ("p-1", "2026-05-18", "2026-05-18", "certificate_self_certified"),
        ("p-1", "2026-05-20", "2026-06-05", "certificate"),
    ]
    found = follow_up.counts(reports(*rows), TODAY).to_dict()
    events = [{"id": f"e-{nth}", "from": row[1], "to": row[2], "kind": row[3]} for nth, row in enumerate(rows)]
    [job] = ia.cases(events, TODAY)["employers"]
    newest, own = job["employer_periods"][-1], job["self_certification"]
    assert found["employer_period_from"] == [date.fromisoformat(newest["days"][0]["from"])]
    assert found["employer_period_days"] == [newest["count"]]
    assert found["employer_period_complete"] == [newest["complete"]]
    assert found["self_certified_days"] == [own["used"]]
    assert found["self_certified_not_settled"] == [own["not_settled"]]
    assert found["self_certified_left"] == [own["left"]]
    assert found["absences_in_year"] == [own["absences_in_year"]]


def test_counts_refuse_what_cases_refuse() -> None:
    row = ("p-1", "2026-03-02", "2026-03-04", "certificate")
    for change, code, path in (
        ({"from": [date(2026, 3, 5)]}, "end_before_start", "/to/0"),
        ({"kind": ["holiday"]}, "unknown_code", "/kind/0"),
        ({"person": [None]}, "missing_key", "/person/0"),
    ):
        with pytest.raises(ia.IaError) as wrong:
            follow_up.counts({**reports(row), **change}, TODAY)
        assert (wrong.value.code, wrong.value.path) == (code, path)
    with pytest.raises(ia.IaError) as wrong:
        follow_up.counts(reports(row), TODAY, join="gap")  # type: ignore[arg-type]
    assert (wrong.value.code, wrong.value.path) == ("unknown_code", "/join")
    with pytest.raises(ia.IaError) as wrong:
        follow_up.counts(reports(*[row] * 101, employer=list(range(101))), TODAY)
    assert (wrong.value.code, wrong.value.path) == ("too_large", "/employer")
    assert len(follow_up.counts(reports(*[row] * 100, employer=list(range(100))), TODAY)) == 100


def test_counts_of_reports_that_go_on_end_on_the_day() -> None:
    given = reports(("p-1", "2026-06-01", "9999-12-31", "certificate"))
    found = follow_up.counts(given, TODAY, open_end="9999-12-31").to_dict()
    assert (found["employer_period_to"], found["employer_period_days"]) == ([TODAY], [9])


def test_a_day_before_the_case_is_of_no_step() -> None:
    first = date(2026, 4, 1)
    case = {"from": first, "to": None, "whole_from": first, "whole_to": None}
    for step in ("follow_up_plan", "plan_to_issuer", "dialogue_meeting_summons", "dialogue_meeting_held", "activity"):
        early = first - datetime.timedelta(days=1)
        assert follow_up.one({**case, step: first}, TODAY)[step].status == "met_in_time"
        assert follow_up.one({**case, step: early}, TODAY)[step][::2] == ("unknown", "step_not_known")
        assert follow_up.one({**case, step: early, "continuous_from": early}, TODAY)[step].status == "met_in_time"
    # A plan is sent when it is made, at the earliest.
    plan = {**case, "follow_up_plan": date(2026, 4, 20)}
    assert follow_up.one({**plan, "plan_to_issuer": date(2026, 4, 20)}, TODAY)["plan_to_issuer"].status == "met_in_time"
    assert follow_up.one({**plan, "plan_to_issuer": date(2026, 4, 19)}, TODAY)["plan_to_issuer"].status == "unknown"
    with pytest.raises(ia.IaError) as wrong:
        follow_up.status({**{key: [value] for key, value in case.items()}, "graded_from": [date(2026, 3, 31)]}, TODAY)
    assert (wrong.value.code, wrong.value.path) == ("end_before_start", "/graded_from/0")
