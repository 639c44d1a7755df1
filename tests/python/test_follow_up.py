"""Tables of cases: each edge of the rules by hand, each kind of table in and out, each wrong input with its code."""

from __future__ import annotations

import datetime
import doctest
import gc
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import duckdb
import ia
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from ia import follow_up
from threads import steps_meanwhile
from vectors import ROOT

TODAY = date(2026, 11, 22)
STEPS = (
    "follow_up_plan",
    "plan_to_issuer",
    "dialogue_meeting_summons",
    "dialogue_meeting_held",
    "activity",
    "nav_dialogue_meeting",
)
#: Begun on a Thursday: four weeks end on Wednesday 28 October, seven on 18 November, eight on 25 November.
FIRST = date(2026, 10, 1)
PLAN = date(2026, 10, 28)
MEETING = date(2026, 11, 18)
ACTIVITY = date(2026, 11, 25)
NAV = date(2027, 3, 31)


def case(**changes: Any) -> dict[str, Any]:
    """Away wholly since `FIRST`, and nothing done."""
    steps: dict[str, Any] = dict.fromkeys(STEPS)
    return {"from": FIRST, "to": None, "whole_from": FIRST, "whole_to": None, **steps, **changes}


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in case().items() if key not in keys}


def table(*cases: dict[str, Any]) -> pa.Table:
    days = {key for one in cases for key in one if not key.endswith("_known") and key not in ("unit", "person", "case")}
    columns: dict[str, Any] = {key: [one[key] for one in cases] for key in cases[0]}
    return pa.table({key: pa.array(values, pa.date32() if key in days else None) for key, values in columns.items()})


def plan(one: dict[str, Any], as_of: date = TODAY, **rules: str) -> tuple[str, date | None, str]:
    """The plan of one case, which the table of the case alone agrees on."""
    found = follow_up.one(one, as_of, rules=rules)["follow_up_plan"]
    columns = follow_up.status(table(one), as_of, rules=rules, reasons=True).to_dict()
    assert tuple(found) == tuple(columns[f"follow_up_plan_{part}"][0] for part in ("status", "due", "reason"))
    return found


def day(after: int) -> timedelta:
    return timedelta(days=after)


def problem(call: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(ia.IaError) as caught:
        call()
    assert len(caught.value.problems) == 1, caught.value
    return caught.value.code, caught.value.path


# The rules.


def test_a_step_is_due_up_to_the_limit_and_overdue_after() -> None:
    assert plan(case(), PLAN - day(1)) == ("due", PLAN, "ahead")
    assert plan(case(), PLAN) == ("due", PLAN, "ahead")
    assert plan(case(), PLAN + day(1)) == ("overdue", PLAN, "past")


def test_a_step_is_in_time_up_to_the_limit_and_late_after() -> None:
    assert plan(case(follow_up_plan=PLAN - day(1))) == ("met_in_time", PLAN, "in_time")
    assert plan(case(follow_up_plan=PLAN)) == ("met_in_time", PLAN, "in_time")
    assert plan(case(follow_up_plan=PLAN + day(1))) == ("met_late", PLAN, "late")


def test_a_step_taken_later_than_today_is_not_taken_yet() -> None:
    assert plan(case(follow_up_plan=TODAY)) == ("met_late", PLAN, "late")
    assert plan(case(follow_up_plan=TODAY + day(1))) == ("overdue", PLAN, "past")


def test_an_absence_that_ends_before_the_limit_asks_for_nothing() -> None:
    assert plan(case(to=PLAN - day(1))) == ("not_applicable", None, "not_long_enough")
    assert plan(case(to=PLAN)) == ("overdue", PLAN, "past")
    assert plan(case(to=PLAN - day(1)), PLAN - day(2)) == ("due", PLAN, "ahead")


def test_an_absence_that_has_not_begun_asks_for_nothing() -> None:
    assert plan(case(), FIRST - day(1)) == ("not_applicable", None, "not_begun")
    assert plan(case(), FIRST) == ("due", PLAN, "ahead")


def test_null_is_not_taken_and_a_missing_column_is_not_known() -> None:
    assert plan(case(follow_up_plan=None))[0] == "overdue"
    assert plan(without("follow_up_plan")) == ("unknown", PLAN, "step_not_known")


def test_a_row_can_say_that_it_is_not_known() -> None:
    assert plan(case(follow_up_plan_known=True))[0] == "overdue"
    assert plan(case(follow_up_plan_known=False)) == ("unknown", PLAN, "step_not_known")
    assert plan(case(follow_up_plan_known=None)) == ("unknown", PLAN, "step_not_known")


def test_a_step_can_be_left_out_by_the_limit_or_late() -> None:
    assert plan(case(follow_up_plan_left_out=PLAN))[::2] == ("not_applicable", "left_out")
    assert plan(case(follow_up_plan_left_out=PLAN + day(1)))[::2] == ("not_applicable", "left_out_late")
    assert plan(case(follow_up_plan_left_out=None))[0] == "overdue"
    assert plan(case(follow_up_plan_left_out=TODAY + day(1)))[0] == "overdue"


def test_the_meeting_follows_the_whole_absence() -> None:
    found = follow_up.one(case(whole_from=FIRST + day(3)), TODAY)
    assert found["dialogue_meeting_held"] == ("overdue", MEETING + day(3), "past")
    assert found["activity"] == ("due", ACTIVITY, "ahead")
    assert found["nav_dialogue_meeting"] == ("due", NAV, "ahead")
    found = follow_up.one(case(whole_from=None), TODAY)
    assert found["dialogue_meeting_held"] == ("not_applicable", None, "not_long_enough")
    found = follow_up.one(without("whole_from", "whole_to"), TODAY)
    assert found["dialogue_meeting_held"] == ("unknown", None, "extent_not_known")


def test_conventions_move_the_limit_and_are_named_in_the_answer() -> None:
    assert plan(case(), counting="same_weekday")[1] == PLAN + day(1)
    sunday = case(**{"from": date(2026, 10, 5), "whole_from": None})
    assert plan(sunday)[1] == date(2026, 11, 1)
    assert plan(sunday, weekend="working_day_before")[1] == date(2026, 10, 30)
    assert plan(sunday, weekend="next_working_day")[1] == date(2026, 11, 2)
    given = follow_up.status(table(case()), TODAY, rules={"weekend": "next_working_day"})
    assert given.rules == {"counting": "last_day_of_week", "weekend": "next_working_day", "reading": "both"}
    assert given.as_of == TODAY


def test_between_two_first_days_a_plan_is_contestable() -> None:
    """Aml. § 4-6 does not say how absence with work in it is counted: 28 September by Nav's case, 16 October continuously."""
    two = {"from": date(2026, 9, 1), "continuous_from": date(2026, 9, 19), "to": None, "follow_up_plan": None}
    due = date(2026, 9, 28)

    def stands(as_of: date, **rules: str) -> tuple[str, date | None]:
        one = follow_up.one(two, as_of, rules=rules)["follow_up_plan"]
        many = follow_up.status({name: [value] for name, value in two.items()}, as_of, rules=rules).to_dict()
        assert (many["follow_up_plan_status"], many["follow_up_plan_due"]) == ([one.status], [one.due])
        return one.status, one.due

    assert stands(due) == ("due", due)
    assert stands(due + day(1)) == ("contestable", due)
    assert stands(date(2026, 10, 16)) == ("contestable", due)
    assert stands(date(2026, 10, 17)) == ("overdue", due)
    assert stands(due + day(1), reading="nav_case") == ("overdue", due)
    assert stands(date(2026, 10, 16), reading="continuous") == ("due", date(2026, 10, 16))
    people = {name: [value] * 6 for name, value in two.items()} | {"unit": ["a"] * 6}
    people["follow_up_plan"] = [due] * 5 + [None]
    shares = follow_up.kpi(people, date(2026, 10, 1), rows_are_persons=True).to_dict()
    assert (shares["cases"], shares["in_time"], shares["missing"], shares["contestable"]) == ([5], [5], [0], [1])


def test_the_law_of_the_first_day_decides() -> None:
    old = {"from": date(2010, 6, 1), "to": None, "follow_up_plan": None}
    assert follow_up.one(old, TODAY)["follow_up_plan"].due == date(2010, 7, 12), "six weeks then"


# Tables in and out.


def cases(rows: int = 100) -> pa.Table:
    made = [
        case(
            **{
                "case": f"case-{row}",
                "from": FIRST - day(row),
                "to": None if row % 3 else FIRST + day(20),
                "whole_from": FIRST if row % 5 else None,
                "follow_up_plan": None if row % 2 else FIRST + day(row % 40),
                "activity_left_out": None if row % 7 else FIRST,
                "activity_known": row % 4 > 0,
            }
        )
        for row in range(rows)
    ]
    return table(*made)


def answer(given: Any, **options: Any) -> dict[str, list[Any]]:
    return follow_up.status(given, TODAY, reasons=True, **options).to_dict()


def test_every_kind_of_table_goes_in() -> None:
    given = cases()
    expected = answer(given)
    assert len(expected["activity_status"]) == 100
    assert {"overdue", "met_in_time", "met_late", "not_applicable"} <= set(expected["follow_up_plan_status"])
    whole = given.combine_chunks()
    kinds: dict[str, Any] = {
        "batch": whole.to_batches()[0],
        "polars": pl.DataFrame(given),
        "duckdb": duckdb.sql("from given"),
        "mapping of lists": given.to_pydict(),
        "mapping of arrays": {name: whole[name].chunk(0) for name in given.column_names},
        "mapping of chunked arrays": {name: given[name] for name in given.column_names},
        "mapping of polars series": {name: pl.DataFrame(given)[name] for name in given.column_names},
        "chunks": pa.concat_tables([given.slice(0, 1), given.slice(1, 60), given.slice(61, 0), given.slice(61)]),
    }
    if hasattr(pd.DataFrame, "__arrow_c_stream__"):
        kinds["pandas"] = given.to_pandas(types_mapper=pd.ArrowDtype)
    for kind, one in kinds.items():
        assert answer(one) == expected, kind


def test_every_unit_of_days_is_read() -> None:
    expected = answer(cases())
    for unit in (pa.date64(), pa.timestamp("s"), pa.timestamp("ms"), pa.timestamp("us"), pa.timestamp("ns")):
        given = cases()
        for place, field in enumerate(given.schema):
            if field.type == pa.date32():
                given = given.set_column(place, field.name, given[field.name].cast(unit))
        assert answer(given) == expected, unit


def test_pandas_of_its_own_types_goes_in() -> None:
    if not hasattr(pd.DataFrame, "__arrow_c_stream__"):
        pytest.skip("this pandas gives no Arrow")
    frame = cases().to_pandas()
    for name in frame.columns:
        if name not in ("case", "activity_known"):
            frame[name] = pd.to_datetime(frame[name])
    assert answer(frame) == answer(cases())


def test_a_part_of_a_table_is_judged_as_in_the_whole() -> None:
    whole = answer(cases())
    for at, rows in ((0, 1), (1, 7), (13, 50), (99, 1), (100, 0)):
        part = answer(cases().slice(at, rows))
        assert part == {name: values[at : at + rows] for name, values in whole.items()}
        assert answer(pl.DataFrame(cases()).slice(at, rows)) == part


def test_an_empty_table_gives_an_empty_table() -> None:
    kinds: list[Any] = [cases().slice(0, 0), pa.table({"from": [], "to": []}), cases().schema.empty_table(), {"from": [], "to": []}]
    for empty in kinds:
        given = follow_up.status(empty, TODAY)
        assert (given.num_rows, len(given)) == (0, 0)
        assert given.column_names == [f"{step}_{part}" for step in STEPS for part in ("status", "due")]
        assert pa.table(given).num_rows == 0
        assert "0 rows" in given._repr_html_()


def test_every_kind_of_table_comes_out() -> None:
    given = follow_up.status(cases(), TODAY, keep=["case"])
    expected = given.to_dict()
    out = pa.table(given)
    words = pa.dictionary(pa.uint8(), pa.string())
    assert [out.schema.field(name).type for name in ("case", "activity_status", "activity_due")] == [
        pa.string(),
        words,
        pa.date32(),
    ]
    out.validate(full=True)
    assert out.to_pydict() == expected
    assert pl.DataFrame(given).to_dict(as_series=False) == expected
    relation = duckdb.sql("select * from given")
    assert relation is not None
    assert relation.columns == given.column_names
    assert relation.fetchall() == [tuple(row) for row in zip(*expected.values())]
    if hasattr(pd.DataFrame, "from_arrow"):
        frame = pd.DataFrame.from_arrow(given)
        assert list(frame["activity_status"]) == expected["activity_status"]
    assert list(pd.DataFrame(expected)["activity_status"]) == expected["activity_status"]
    # It is a table as any other, and can be read again.
    assert pa.table(given) == out


def test_chunks_stay_and_steps_with_one_limit_share_it() -> None:
    given = pa.concat_tables([cases(3), cases(2)])
    out = pa.table(follow_up.status(given, TODAY))
    assert [batch.num_rows for batch in out.to_batches()] == [3, 2]
    first = out.to_batches()[0]
    assert first["follow_up_plan_due"].buffers()[1].address == first["plan_to_issuer_due"].buffers()[1].address


def test_kept_columns_are_the_same_memory_first_and_any_type() -> None:
    given = cases().append_column("parts", pa.array([[1, 2]] * 100)).combine_chunks()
    out = follow_up.status(given, TODAY, keep=["parts", "case"])
    assert out.column_names[:3] == ["parts", "case", "follow_up_plan_status"]
    back = pa.table(out)
    assert back["case"].chunk(0).buffers()[2].address == given["case"].chunk(0).buffers()[2].address
    assert problem(out.to_dict) == ("wrong_type", "/parts")
    assert "…" in out._repr_html_()
    assert problem(lambda: follow_up.status(given, TODAY, keep=["none"])) == ("missing_key", "/none")
    assert problem(lambda: follow_up.status(given, TODAY, keep=["case", "case"])) == ("duplicate_id", "/keep/case")


def test_the_answer_outlives_its_input() -> None:
    given = pl.DataFrame(cases())
    kept = given["case"].to_list()
    out = follow_up.status(given, TODAY, keep=["case"])
    del given
    gc.collect()
    assert out.to_dict()["case"] == kept


def test_a_notebook_shows_the_first_rows_escaped() -> None:
    given = cases(30).set_column(0, "from", cases(30)["from"]).append_column("<b>", pa.array(["<i>&"] * 30))
    shown = follow_up.status(given, TODAY, keep=["<b>"])._repr_html_()
    assert "&lt;b&gt;" in shown and "&lt;i&gt;&amp;" in shown and "<i>" not in shown
    assert shown.count("<tr>") == 11
    assert "the first 10 of 30 rows" in shown


def test_repr_shows_no_value() -> None:
    assert repr(follow_up.status(cases(), TODAY, keep=["case"])) == "<ia.follow_up.Table 2026-11-22: 100 rows, 13 columns>"


def test_other_threads_run_meanwhile() -> None:
    given = pa.concat_tables([cases(1000)] * 1000).combine_chunks()
    assert steps_meanwhile(lambda: follow_up.status(given, TODAY), 10) > 1000


def test_pyarrow_is_not_needed() -> None:
    # polars looks for pyarrow when it is imported, and imports it when it is used.
    code = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "pyarrow":
            raise ImportError(name)
import datetime, ia, polars as pl
sys.meta_path.insert(0, Blocked())
frame = pl.DataFrame({"case": ["a"], "from": [datetime.date(2026, 10, 1)], "to": None, "follow_up_plan": None})
table = ia.follow_up.status(frame, "2026-11-22", keep=["case"])
assert pl.DataFrame(table)["follow_up_plan_status"].to_list() == ["overdue"]
assert table.to_dict()["case"] == ["a"]
assert "pyarrow" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


# Wrong input.


def changed(name: str, values: Any) -> pa.Table:
    given = cases(3)
    column = values if isinstance(values, (pa.Array, pa.ChunkedArray)) else pa.array(values)
    if name in given.column_names:
        return given.set_column(given.column_names.index(name), name, column)
    return given.append_column(name, column)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (cases(3).drop_columns(["from"]), ("missing_key", "/from")),
        (cases(3).drop_columns(["to"]), ("missing_key", "/to")),
        (cases(3).drop_columns(["whole_to"]), ("missing_key", "/whole_to")),
        (cases(3).drop_columns(["whole_from"]), ("missing_key", "/whole_from")),
        (cases(3).drop_columns(["activity"]), ("missing_key", "/activity")),
        (changed("from", ["2026-10-01"] * 3), ("wrong_type", "/from")),
        (changed("activity", [1, 2, 3]), ("wrong_type", "/activity")),
        (changed("activity", pa.array([None] * 3, pa.timestamp("us", "UTC"))), ("wrong_type", "/activity")),
        (changed("activity_known", [1, 0, 1]), ("wrong_type", "/activity_known")),
        (changed("from", pa.array([FIRST, None, FIRST], pa.date32())), ("missing_key", "/from/1")),
        ({"from": [None], "to": [None]}, ("missing_key", "/from/0")),
        (changed("to", [FIRST, FIRST, FIRST - day(9)]), ("end_before_start", "/to/2")),
        (changed("whole_from", [FIRST, FIRST - day(9), FIRST]), ("end_before_start", "/whole_from/1")),
        (changed("whole_to", [FIRST, FIRST, FIRST - day(9)]), ("end_before_start", "/whole_to/2")),
        (changed("from", [FIRST, date(1899, 12, 31), FIRST]), ("out_of_range", "/from/1")),
        (changed("activity", [FIRST, FIRST, date(2300, 1, 1)]), ("out_of_range", "/activity/2")),
        (changed("activity", [None, datetime.datetime(2026, 10, 1, 12), None]), ("not_a_date", "/activity/1")),
        (changed("activity", pa.array([0, 2**62, 0], pa.timestamp("s"))), ("not_a_date", "/activity/1")),
        (pa.Table.from_arrays([cases(3)["from"]] * 3, names=["from", "to", "to"]), ("duplicate_id", "/to")),
        ({"from": [FIRST], "to": [None, None]}, ("wrong_type", "/to")),
        ({"from": [FIRST], "to": 1}, ("wrong_type", "/to")),
        ({"from": [FIRST, "2026-10-01"], "to": [None, None]}, ("wrong_type", "/from/1")),
        ({"from": [1.5], "to": [None]}, ("wrong_type", "/from/0")),
        ({}, None),
        ([], ("wrong_type", "")),
        (pa.array([1, 2]), ("wrong_type", "")),
    ],
)
def test_wrong_input_has_a_code_and_a_place(given: Any, expected: tuple[str, str] | None) -> None:
    if expected is None:
        with pytest.raises(ia.IaError) as caught:
            follow_up.status(given, TODAY)
        assert [(one.code, one.path) for one in caught.value.problems] == [("missing_key", "/from"), ("missing_key", "/to")]
    else:
        assert problem(lambda: follow_up.status(given, TODAY)) == expected


def test_a_row_is_counted_from_the_first_chunk() -> None:
    given = pa.concat_tables([cases(3), changed("to", [FIRST, FIRST, FIRST - day(9)])])
    assert problem(lambda: follow_up.status(given, TODAY)) == ("end_before_start", "/to/5")


def test_no_value_is_repeated() -> None:
    for given in (changed("from", ["secret"] * 3), {"from": ["secret"], "to": ["secret"]}):
        with pytest.raises(ia.IaError) as caught:
            follow_up.status(given, TODAY)
        assert "secret" not in str(caught.value)
        assert "expected" in str(caught.value)


def test_wrong_rules_and_days_are_refused() -> None:
    def call(as_of: Any = TODAY, rules: Any = None) -> Callable[[], object]:
        return lambda: follow_up.status(cases(3), as_of, rules=rules)

    assert problem(call(rules={"holidays": "none"})) == ("unknown_key", "/rules/holidays")
    assert problem(call(rules={"counting": "weeks"})) == ("unknown_code", "/rules/counting")
    assert problem(call(rules={"weekend": None})) == ("unknown_code", "/rules/weekend")
    assert problem(call(rules="same_weekday")) == ("wrong_type", "/rules")
    assert problem(call("2026-11-31")) == ("not_a_date", "/as_of")
    assert problem(call(date(2300, 1, 1))) == ("not_a_date", "/as_of")
    assert problem(call(datetime.datetime(2026, 11, 22, 1))) == ("wrong_type", "/as_of")


# One case.


def test_one_case_says_what_the_table_says() -> None:
    given = cases()
    columns = answer(given)
    for row, one in enumerate(given.to_pylist()):
        for step, found in follow_up.one(one, TODAY).items():
            assert tuple(found) == tuple(columns[f"{step}_{part}"][row] for part in ("status", "due", "reason"))


def test_one_case_is_any_mapping_and_names_its_wrong_key() -> None:
    from types import MappingProxyType

    assert follow_up.one(MappingProxyType(case()), "2026-11-22") == follow_up.one(case(), TODAY)
    wrong: list[tuple[Any, tuple[str, str]]] = [
        (without("from"), ("missing_key", "/from")),
        (without("to"), ("missing_key", "/to")),
        (without("whole_to"), ("missing_key", "/whole_to")),
        (without("whole_from"), ("missing_key", "/whole_from")),
        ({**without("activity"), "activity_known": True}, ("missing_key", "/activity")),
        (case(**{"from": None}), ("missing_key", "/from")),
        (case(to="2026-10-01"), ("wrong_type", "/to")),
        (case(activity=datetime.datetime(2026, 10, 1, 0, 0, 1)), ("wrong_type", "/activity")),
        (case(activity=datetime.datetime(2026, 10, 1, tzinfo=datetime.timezone.utc)), ("wrong_type", "/activity")),
        (case(activity_known=1), ("wrong_type", "/activity_known")),
        (case(to=FIRST - day(1)), ("end_before_start", "/to")),
        (case(activity=date(2300, 1, 1)), ("out_of_range", "/activity")),
        ([], ("wrong_type", "")),
    ]
    for one, expected in wrong:
        assert problem(lambda one=one: follow_up.one(one, TODAY)) == expected  # type: ignore[misc]


# Shares.


def unit(name: Any, persons: int, first: date = FIRST, **changes: Any) -> list[dict[str, Any]]:
    return [{**case(**changes), "from": first, "whole_from": first, "unit": name, "person": f"{name}-{nth}"} for nth in range(persons)]


def test_shares_of_a_unit_in_a_month() -> None:
    given = [
        *unit("b", 3, follow_up_plan=PLAN),
        *[{**one, "person": f"late-{nth}"} for nth, one in enumerate(unit("b", 1, follow_up_plan=PLAN + day(1)))],
        *[{**one, "person": f"none-{nth}"} for nth, one in enumerate(unit("b", 2))],
        *unit("a", 4, follow_up_plan=PLAN),
        *unit("a", 5, FIRST - day(30)),
    ]
    found = follow_up.kpi(table(*given), TODAY)
    assert found.to_dict() == {
        "unit": ["a", "a", "b"],
        "month": [date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 1)],
        "persons": [5, None, 6],
        "cases": [5, None, 6],
        "in_time": [0, None, 3],
        "late": [0, None, 1],
        "missing": [5, None, 2],
        "contestable": [0, None, 0],
        "unknown": [0, None, 0],
        "in_time_percent": [0.0, None, 50.0],
        "late_percent": [0.0, None, 16.7],
        "missing_percent": [100.0, None, 33.3],
        "suppressed": [False, True, False],
    }
    assert "3 rows" in found._repr_html_()
    together = follow_up.kpi(table(*given), TODAY, month=False, rows_are_persons=True).to_dict()
    assert "month" not in together
    assert (together["unit"], together["persons"], together["suppressed"]) == (["a", "b"], [9, 6], [False, False])


def test_shares_count_once_the_limit_is_past() -> None:
    given = table(*unit("a", 6, follow_up_plan=FIRST))
    assert follow_up.kpi(given, PLAN).to_dict()["cases"] == []
    assert follow_up.kpi(given, PLAN + day(1)).to_dict()["cases"] == [6]


def test_a_person_in_several_chunks_is_one() -> None:
    one = table(*unit("a", 1))
    four = table(*unit("a", 4))
    assert follow_up.kpi(pa.concat_tables([four, one, one]), TODAY).to_dict()["suppressed"] == [True]
    five = table(*unit("a", 5))
    assert follow_up.kpi(pa.concat_tables([five, one]), TODAY).to_dict()["cases"] == [6]


def test_groups_are_texts_categories_or_whole_numbers_and_may_be_missing() -> None:
    given = table(*unit("b", 5), *unit("a", 5))
    expected = follow_up.kpi(given, TODAY).to_dict()
    assert expected["unit"] == ["a", "b"]
    frame = pl.DataFrame(given).with_columns(pl.col("unit").cast(pl.Categorical))
    assert follow_up.kpi(frame, TODAY).to_dict() == expected
    numbers = pl.DataFrame(given).with_columns(unit=pl.when(pl.col("unit") == "b").then(10))
    assert follow_up.kpi(numbers, TODAY).to_dict()["unit"] == [10, None]
    persons = pl.DataFrame(given).with_columns(person=pl.lit(None, pl.String))
    assert follow_up.kpi(persons, TODAY).to_dict()["suppressed"] == [True, True]


def test_shares_say_how_many_are_not_known() -> None:
    given = [*unit("a", 5), *unit("a", 2, follow_up_plan_known=False)]
    given = [{"follow_up_plan_known": True, **one} for one in given]
    found = follow_up.kpi(table(*given), TODAY, rows_are_persons=True).to_dict()
    assert (found["cases"], found["unknown"]) == ([5], [2])


def test_wrong_questions_about_shares() -> None:
    given = table(*unit("a", 5))

    def call(**options: Any) -> Callable[[], object]:
        return lambda: follow_up.kpi(given, TODAY, **options)

    assert problem(call(least=4)) == ("out_of_range", "/least")
    assert problem(call(least=-1)) == ("out_of_range", "/least")
    assert problem(call(step="plan")) == ("unknown_code", "/step")
    assert problem(call(by="team")) == ("missing_key", "/team")
    assert problem(call(by="month")) == ("duplicate_id", "/by")
    assert problem(call(person="id")) == ("missing_key", "/id")
    assert problem(call(by="from")) == ("wrong_type", "/from")
    assert call(least=6)() is not None


# What is written.


def test_the_cookbook_runs() -> None:
    text = (ROOT / "docs/cookbook-analysts.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    assert len(blocks) == 12
    for block in blocks:
        assert "assert" in block
        exec(compile(block, "cookbook-analysts.md", "exec"), {})


def test_the_examples_of_the_documentation_run() -> None:
    assert doctest.testmod(follow_up).failed == 0
    assert doctest.testmod(follow_up).attempted >= 6


def test_a_group_of_which_nothing_is_known_has_a_row() -> None:
    """Whether the plan was made is known in no case: the row says so, and is not left out."""
    given = table(*[{**one, "follow_up_plan_known": False} for one in unit("a", 5)])
    found = follow_up.kpi(given, TODAY, month=False).to_dict()
    assert (found["unit"], found["suppressed"]) == (["a"], [True])
