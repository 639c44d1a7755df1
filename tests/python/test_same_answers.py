"""One answer whichever way is asked: kpi and status, one case and a table, days and missing values of every library."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from typing import Any

import ia
import numpy as np
import pandas as pd
import polars as pl
import pytest
from ia import follow_up

DAY = datetime.date(2026, 7, 30)
FIRST = datetime.date(2026, 5, 20)
STEPS = (
    "follow_up_plan",
    "plan_to_issuer",
    "dialogue_meeting_summons",
    "dialogue_meeting_held",
    "activity",
    "nav_dialogue_meeting",
)
#: The column of kpi in which a status is counted.
COLUMNS = {
    "met_in_time": "in_time",
    "met_late": "late",
    "overdue": "missing",
    "contestable": "contestable",
    "unknown": "unknown",
    "not_established": "unknown",
}


def random_table(dice: random.Random, rows: int) -> dict[str, list[Any]]:
    def after(first: datetime.date, most: int, often: float) -> datetime.date | None:
        return first + datetime.timedelta(dice.randrange(-3, most)) if dice.random() < often else None

    table: dict[str, list[Any]] = {"unit": [], "person": [], "from": [], "to": [], "whole_from": [], "whole_to": []}
    columns = [name + end for name in STEPS for end in ("", "_left_out")]
    table |= {name: [] for name in columns}
    for nth in range(rows):
        table["person"].append(f"p-{nth}")
        first = DAY - datetime.timedelta(dice.randrange(260))
        to = first + datetime.timedelta(dice.randrange(200)) if dice.random() < 0.4 else None
        whole = first if dice.random() < 0.8 else None
        table["unit"].append("u")
        for name, value in (("from", first), ("to", to), ("whole_from", whole), ("whole_to", to if whole else None)):
            table[name].append(value)
        for name in columns:
            table[name].append(after(first, 90, 0.15 if name.endswith("_left_out") else 0.6))
    return table


@pytest.mark.parametrize("step", STEPS)
def test_kpi_counts_what_status_says(step: Any) -> None:
    table = random_table(random.Random(20261201), 4000)
    answer = follow_up.status(table, DAY).to_dict()
    # A case counts once its limit is past.
    past = [one for one, due in zip(answer[f"{step}_status"], answer[f"{step}_due"]) if due is not None and due < DAY]
    expected = Counter(COLUMNS[one] for one in past if one in COLUMNS)
    found = pl.DataFrame(follow_up.kpi(table, DAY, step=step, month=False)).row(0, named=True)
    assert {name: found[name] for name in COLUMNS.values()} == {name: expected[name] for name in COLUMNS.values()}
    assert sum(expected.values()) > 500


def test_what_falls_away_or_is_sent_too_early_is_so_in_kpi_too() -> None:
    cases = {"unit": ["u"] * 6, "person": list("abcdef"), "from": [datetime.date(2026, 3, 2)] * 6, "to": [None] * 6}
    left_out = {"follow_up_plan": [None] * 6, "plan_to_issuer": [None] * 6, "follow_up_plan_left_out": [datetime.date(2026, 3, 10)] * 6}
    found = follow_up.kpi(cases | left_out, "2026-06-10", step="plan_to_issuer").to_dict()
    assert found["cases"] == []
    early = {"follow_up_plan": [datetime.date(2026, 3, 20)] * 6, "plan_to_issuer": [datetime.date(2026, 3, 10)] * 6}
    found = follow_up.kpi(cases | early, "2026-06-10", step="plan_to_issuer").to_dict()
    # Nobody stands behind the shares of no case.
    assert (found["suppressed"], found["in_time"]) == ([True], [None])


@pytest.mark.parametrize("unit", ["Y", "M", "W"])
def test_a_month_is_no_day(unit: str) -> None:
    month: Any = np.datetime64("2026-06-11").astype(f"datetime64[{unit}]")
    case = {"from": FIRST, "to": None, "follow_up_plan": None}
    with pytest.raises(ia.IaError, match="expected a date"):
        follow_up.status({"from": [FIRST], "to": [None], "follow_up_plan": [month]}, DAY)
    with pytest.raises((ia.IaError, TypeError)):
        follow_up.one(case, month)
    with pytest.raises((ia.IaError, TypeError)):
        ia.assess({}, month)
    day: Any = np.datetime64("2026-07-30")
    assert follow_up.one(case, day) == follow_up.one(case, DAY)


@pytest.mark.parametrize(
    "day",
    [pd.Timestamp("2026-07-30"), np.datetime64("2026-07-30"), np.datetime64("2026-07-30T00:00"), datetime.datetime(2026, 7, 30)],
)
def test_a_whole_day_of_any_library_is_a_day(day: Any) -> None:
    record = {"covers": {"from": "2026-01-01", "to": day}, "absences": []}
    plain = {"covers": {"from": "2026-01-01", "to": "2026-07-30"}, "absences": []}
    assert ia.assess(record, day).to_dict() == ia.assess(plain, DAY).to_dict()


@pytest.mark.parametrize("day", [pd.Timestamp("2026-07-30 12:00"), pd.Timestamp("2026-07-30", tz="UTC"), pd.NaT, np.datetime64("NaT")])
def test_a_time_and_a_missing_day_are_no_day(day: Any) -> None:
    with pytest.raises((ia.IaError, TypeError)):
        ia.assess({}, day)
    with pytest.raises((ia.IaError, TypeError)):
        ia.assess({"covers": {"from": "2026-01-01", "to": day}}, DAY)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, pd.NA, np.datetime64("NaT")])
def test_a_missing_value_is_one_in_a_case_as_in_a_table(missing: Any) -> None:
    case = {"from": FIRST, "to": missing, "follow_up_plan": missing}
    assert follow_up.one(case, DAY) == follow_up.one({"from": FIRST, "to": None, "follow_up_plan": None}, DAY)
    with pytest.raises(ia.IaError):
        follow_up.one(case | {"from": "2026-05-20"}, DAY)


@pytest.mark.parametrize(
    "unused",
    [["ring", 42], [object(), object()], [1 + 2j, 0j], [2**70, "x"]],
)
def test_a_column_that_is_not_looked_at_breaks_nothing(unused: list[Any]) -> None:
    plain = pd.DataFrame({"from": [FIRST] * 2, "to": [None] * 2, "follow_up_plan": [None] * 2})
    expected = follow_up.status(plain, DAY).to_dict()
    assert follow_up.status(plain.assign(remark=pd.Series(unused, dtype=object)), DAY).to_dict() == expected
    # Two columns of one name, which nobody asks for.
    twice = pd.concat([plain, pd.DataFrame([["a", "b"]] * 2, columns=["x", "x"])], axis=1)
    assert follow_up.status(twice, DAY).to_dict() == expected
    # One that is asked for is refused as before, and a misspelt one is named.
    with pytest.raises(ia.IaError):
        follow_up.status(plain.assign(to=pd.Series(unused, dtype=object)), DAY)
    with pytest.raises(ia.IaError, match="follow_up_plan"):
        slip = plain.rename(columns={"follow_up_plan": "follow_up_plann"})
        follow_up.status(slip.assign(remark=pd.Series(unused, dtype=object)), DAY)
