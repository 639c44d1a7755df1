"""A day that stands for no end: only where the caller says so, in every class of days, and for last days alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import ia
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from ia import follow_up

D = datetime.date
TODAY = "2026-11-22"
FIRST = D(2026, 10, 1)
NO_END = D(9999, 12, 31)
HINT = "open_end"

#: The last day of the calendar of ours, days beyond it, and one that a timestamp in nanoseconds can hold.
ENDS = [NO_END, D(2099, 12, 31), D(2199, 12, 31), D(2200, 1, 1), D(1, 1, 1)]

COLUMNS: dict[str, Callable[[list[Any]], Any]] = {
    "list of date": list,
    "list of datetime": lambda days: [day and datetime.datetime(day.year, day.month, day.day) for day in days],
    "list of Timestamp": lambda days: [day and pd.Timestamp(str(day)) for day in days],
    "list of datetime64": lambda days: [np.datetime64("NaT" if day is None else str(day)) for day in days],
    "datetime64[D]": lambda days: np.array(["NaT" if day is None else str(day) for day in days], "datetime64[D]"),
    "datetime64[s]": lambda days: np.array(["NaT" if day is None else str(day) for day in days], "datetime64[s]"),
    "date32": lambda days: pa.array(days, pa.date32()),
    "date64": lambda days: pa.array(days, pa.date64()),
    "timestamp[s]": lambda days: pa.array(days, pa.date32()).cast(pa.timestamp("s")),
    "timestamp[ms]": lambda days: pa.array(days, pa.date32()).cast(pa.timestamp("ms")),
    "timestamp[us]": lambda days: pa.array(days, pa.date32()).cast(pa.timestamp("us")),
    "chunks": lambda days: pa.chunked_array([pa.array([day], pa.date32()) for day in days], pa.date32()),
    "pandas object": lambda days: pd.Series(days, dtype=object),
    "pandas datetime64[s]": lambda days: pd.Series(np.array([str(day or "NaT") for day in days], "datetime64[s]")),
    "pandas arrow": lambda days: pd.Series(pd.array(days, pd.ArrowDtype(pa.date32()))),
    "polars Date": lambda days: pl.Series(days, dtype=pl.Date),
    "polars Datetime": lambda days: pl.Series(days, dtype=pl.Date).cast(pl.Datetime("ms")),
}


def problems(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ia.IaError) as caught:
        call()
    return [(one.code, one.path) for one in caught.value.problems]


def plans(table: Any, **options: Any) -> list[str]:
    return follow_up.status(table, TODAY, **options).to_dict()["follow_up_plan_status"]


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("no_end", ENDS)
def test_an_open_end_is_a_null_in_every_class_of_days(name: str, no_end: D) -> None:
    column = COLUMNS[name]
    days = [FIRST + datetime.timedelta(9), no_end, None, no_end]
    table = {"from": [FIRST] * 4, "to": column(days), "follow_up_plan": [None] * 4}
    plain = {**table, "to": [None if day == no_end else day for day in days]}
    expected = plans(plain)
    assert expected == ["not_applicable", "overdue", "overdue", "overdue"]
    assert plans(table, open_end=no_end) == expected
    frames: list[Any] = []
    if name.startswith(("date32", "date64", "timestamp", "chunks")):
        frames = [pa.table({**table, "follow_up_plan": pa.nulls(4)}), pl.DataFrame({**table, "follow_up_plan": pa.nulls(4)})]
    if name.startswith("pandas"):
        frames = [pd.DataFrame(table)]
    for frame in frames:
        assert plans(frame, open_end=no_end) == expected


def test_nanoseconds_hold_no_far_day_but_an_open_end_all_the_same() -> None:
    days = pa.array([D(2099, 12, 31), FIRST], pa.date32()).cast(pa.timestamp("ns"))
    table = pa.table({"from": [FIRST] * 2, "to": days, "follow_up_plan": pa.nulls(2)})
    assert plans(table, open_end="2099-12-31") == ["overdue", "not_applicable"]
    assert plans(table, open_end="9999-12-31") == ["overdue", "not_applicable"]


@pytest.mark.parametrize(
    "open_end",
    [
        NO_END,
        "9999-12-31",
        datetime.datetime(9999, 12, 31),
        pd.Timestamp("9999-12-31").as_unit("s") if hasattr(pd.Timestamp, "as_unit") else NO_END,
        np.datetime64("9999-12-31"),
        np.datetime64("9999-12-31T00:00", "s"),
    ],
)
def test_an_open_end_is_said_in_any_class(open_end: Any) -> None:
    assert plans({"from": [FIRST], "to": [NO_END], "follow_up_plan": [None]}, open_end=open_end) == ["overdue"]


@pytest.mark.parametrize(
    ("open_end", "code"),
    [
        ("31.12.9999", "not_a_date"),
        ("9999-12-32", "not_a_date"),
        ("99991231", "not_a_date"),
        ("9999-W52-5", "not_a_date"),
        ("9999-12-31 ", "not_a_date"),
        ("\udc80999-12-31", "not_a_date"),
        ("", "not_a_date"),
        (datetime.datetime(9999, 12, 31, 23, 59, 59), "wrong_type"),
        (datetime.datetime(9999, 12, 31, tzinfo=datetime.timezone.utc), "wrong_type"),
        (pd.NaT, "wrong_type"),
        (99991231, "wrong_type"),
        ([NO_END], "wrong_type"),
        (True, "wrong_type"),
    ],
)
def test_what_is_no_day_is_no_open_end(open_end: Any, code: str) -> None:
    table: dict[str, list[Any]] = {"from": [], "to": [], "unit": [], "person": [], "kind": []}
    calls: list[Callable[[], object]] = [
        lambda: follow_up.status(table, TODAY, open_end=open_end),
        lambda: follow_up.kpi(table, TODAY, open_end=open_end),
        lambda: follow_up.cases(table, TODAY, open_end=open_end),
        lambda: follow_up.counts(table, TODAY, open_end=open_end),
        lambda: follow_up.one({"from": FIRST, "to": None}, TODAY, open_end=open_end),
    ]
    for call in calls:
        assert problems(call) == [(code, "/open_end")]


def test_no_day_is_open_by_itself() -> None:
    table = {"from": [FIRST] * 3, "to": [None, NO_END, D(9999, 12, 30)]}
    with pytest.raises(ia.IaError) as caught:
        follow_up.status(table, TODAY)
    assert [(one.code, one.path) for one in caught.value.problems] == [("out_of_range", "/to/1"), ("out_of_range", "/to/2")]
    assert [HINT in one.message for one in caught.value.problems] == [True, False]
    assert "9999" not in str(caught.value)
    # Another day than that of the table changes nothing.
    assert problems(lambda: follow_up.status(table, TODAY, open_end="9998-12-31")) == [
        ("out_of_range", "/to/1"),
        ("out_of_range", "/to/2"),
    ]
    # In the calendar, a day far ahead is a last day.
    case = {"from": FIRST, "to": D(2099, 12, 31), "follow_up_plan": None}
    assert follow_up.one(case, "2100-01-01")["follow_up_plan"].status == "overdue"


def test_only_a_last_day_is_open() -> None:
    table = {
        "from": [NO_END, FIRST, FIRST, FIRST],
        "to": [NO_END] * 4,
        "whole_from": [None, NO_END, None, None],
        "whole_to": [NO_END] * 4,
        "graded_from": [None, None, NO_END, None],
        "activity": [None, None, None, NO_END],
    }
    expected = [f"/{name}/{row}" for row, name in enumerate(["from", "whole_from", "graded_from", "activity"])]
    for open_end in (None, NO_END):
        found = problems(lambda: follow_up.status(table, TODAY, open_end=open_end))
        assert {path for _, path in found if path.split("/")[1] not in ("to", "whole_to")} == set(expected)
        assert any(path.startswith("/to") for _, path in found) == (open_end is None)


def test_whole_absence_goes_on_too() -> None:
    def case(end: D | None) -> dict[str, Any]:
        steps: dict[str, Any] = {"dialogue_meeting_held": None, "dialogue_meeting_summons": None}
        return {"from": FIRST, "to": end, "whole_from": FIRST, "whole_to": end, **steps}

    expected = follow_up.one(case(None), TODAY)
    assert follow_up.one(case(NO_END), TODAY, open_end=NO_END) == expected
    table = {name: [value] for name, value in case(NO_END).items()}
    found = follow_up.status(table, TODAY, reasons=True, open_end=NO_END).to_dict()
    for step, one in expected.items():
        assert tuple(one) == tuple(found[f"{step}_{part}"][0] for part in ("status", "due", "reason"))
    with pytest.raises(ia.IaError) as caught:
        follow_up.one(case(NO_END), TODAY)
    assert [one.path for one in caught.value.problems] == ["/to", "/whole_to"]
    assert all(HINT in one.message for one in caught.value.problems)


def test_shares_with_an_open_end() -> None:
    persons = [f"p-{nth}" for nth in range(6)]
    table = {"from": [FIRST] * 6, "to": [NO_END] * 6, "follow_up_plan": [None] * 6, "unit": ["a"] * 6, "person": persons}
    expected = follow_up.kpi({**table, "to": [None] * 6}, TODAY).to_dict()
    assert expected["missing"] == [6]
    assert follow_up.kpi(table, TODAY, open_end=NO_END).to_dict() == expected
    assert problems(lambda: follow_up.kpi(table, TODAY)) == [("out_of_range", f"/to/{row}") for row in range(6)]


def reports(**columns: Any) -> dict[str, Any]:
    made = {"person": ["p-1"], "from": [D(2026, 11, 2)], "to": [NO_END], "kind": ["certificate"]}
    return {**made, **columns}


def test_a_report_with_an_open_end_goes_on() -> None:
    found = follow_up.cases(reports(), TODAY, open_end=NO_END).to_dict()
    assert (found["to"], found["whole_to"], found["certified_to"]) == ([None], [None], [None])
    # 2 to 22 November: three weeks. No later day is known.
    assert (found["sick_days"], found["weeks"]) == ([21], [3])
    closed = follow_up.cases(reports(to=[D(2026, 12, 31)]), TODAY).to_dict()
    for name in ("person", "case", "from", "to", "whole_from", "whole_to", "graded_from", "weeks", "graded_at_end"):
        assert found[name] == closed[name], name
    status = follow_up.status(follow_up.cases(reports(), TODAY, open_end=NO_END), TODAY)
    assert status.to_dict()["follow_up_plan_due"] == [D(2026, 11, 29)]


def test_a_report_has_a_last_day_unless_its_end_is_open() -> None:
    for open_end in (None, NO_END):
        assert problems(lambda: follow_up.cases(reports(to=[None]), TODAY, open_end=open_end)) == [("missing_key", "/to/0")]
    with pytest.raises(ia.IaError) as caught:
        follow_up.cases(reports(), TODAY)
    assert (caught.value.code, caught.value.path) == ("out_of_range", "/to/0")
    assert HINT in str(caught.value)
    wrong = reports(**{"from": [NO_END]})
    assert problems(lambda: follow_up.cases(wrong, TODAY, open_end=NO_END)) == [("out_of_range", "/from/0")]


def test_an_open_report_ends_where_work_is_resumed() -> None:
    table = {
        "person": ["p-1", "p-1"],
        "from": [D(2026, 11, 2), D(2026, 11, 16)],
        "to": [NO_END, NO_END],
        "kind": ["certificate", "application_work_resumed"],
    }
    found = follow_up.cases(table, TODAY, open_end=NO_END).to_dict()
    assert (found["to"], found["sick_days"], found["certified_to"]) == ([D(2026, 11, 15)], [14], [D(2026, 11, 15)])


def test_the_day_after_the_calendar_is_outside_it() -> None:
    after = D(2200, 1, 1)
    for name in ("to", "activity", "activity_left_out", "graded_from"):
        table = {"from": [FIRST], "to": [None], "activity": [None], name: [after]}
        assert problems(lambda: follow_up.status(table, TODAY)) == [("out_of_range", f"/{name}/0")]
