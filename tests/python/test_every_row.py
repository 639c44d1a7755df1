"""An error names every column that is wrong, and of each the first hundred rows and how many there are."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import ia
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from ia import follow_up

D = datetime.date
TODAY = "2026-11-22"
FIRST = D(2026, 10, 1)
LAST = D(2026, 10, 20)
NOON = datetime.datetime(2026, 10, 1, 12)
ROWS = 8
WRONG = [1, 4, 6]


def found(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ia.IaError) as caught:
        call()
    assert all(one.message.startswith(("expected", "101", "250")) for one in caught.value.problems)
    return [(one.code, one.path) for one in caught.value.problems]


def with_wrong(good: Any, wrong: Any) -> list[Any]:
    return [wrong if row in WRONG else good for row in range(ROWS)]


def columns(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "from": [FIRST] * ROWS,
        "to": [LAST] * ROWS,
        "whole_from": [FIRST] * ROWS,
        "whole_to": [LAST] * ROWS,
        "graded_from": [FIRST] * ROWS,
        "follow_up_plan": [FIRST] * ROWS,
        "follow_up_plan_left_out": [FIRST] * ROWS,
        "follow_up_plan_known": [True] * ROWS,
        "unit": ["a"] * ROWS,
        "person": [f"p-{row}" for row in range(ROWS)],
        "kind": ["certificate"] * ROWS,
        "employer": ["o-1"] * ROWS,
        "grade": [50] * ROWS,
        "recorded": list(range(ROWS)),
        "recorded_on": [FIRST] * ROWS,
    }
    return {**made, **changes}


CALLS: dict[str, Callable[[Any], object]] = {
    "status": lambda given: follow_up.status(given, TODAY),
    "kpi": lambda given: follow_up.kpi(given, TODAY),
    "cases": lambda given: follow_up.cases(given, TODAY),
    "counts": lambda given: follow_up.counts(given, TODAY),
}
DAYS = {
    "status": ("from", "to", "whole_from", "whole_to", "graded_from", "follow_up_plan", "follow_up_plan_left_out"),
    "kpi": ("from", "to", "whole_from", "whole_to", "graded_from", "follow_up_plan", "follow_up_plan_left_out"),
    "cases": ("from", "to", "recorded_on"),
    "counts": ("from", "to", "recorded_on"),
}
EACH_DAY = [(function, name) for function, names in DAYS.items() for name in names]


def rows(code: str, name: str) -> list[tuple[str, str]]:
    return [(code, f"/{name}/{row}") for row in WRONG]


def chunks(table: dict[str, Any]) -> pa.Table:
    """The same in chunks of one, two and more rows."""
    whole = pa.table(table)
    return pa.concat_tables([whole.slice(0, 1), whole.slice(1, 2), whole.slice(3, 0), whole.slice(3)])


@pytest.mark.parametrize(("function", "name"), EACH_DAY)
def test_every_day_that_is_none_is_named(function: str, name: str) -> None:
    call = CALLS[function]
    assert found(lambda: call(columns(**{name: with_wrong(FIRST, "x")}))) == rows("wrong_type", name)
    assert found(lambda: call(columns(**{name: with_wrong(FIRST, NOON)}))) == rows("wrong_type", name)
    times = pa.array(with_wrong(datetime.datetime(2026, 10, 1), NOON), pa.timestamp("us"))
    for table in (columns(**{name: times}), chunks(columns(**{name: times})), pl.DataFrame(columns(**{name: times}))):
        assert found(lambda: call(table)) == rows("not_a_date", name)
    far = columns(**{name: with_wrong(FIRST, D(1899, 12, 31))})
    # A day of a record is compared, and may be any.
    if name != "recorded_on":
        for table in (far, chunks(far), pd.DataFrame(far)):
            assert found(lambda: call(table)) == rows("out_of_range", name)


@pytest.mark.parametrize("function", CALLS)
def test_every_first_day_that_is_missing_is_named(function: str) -> None:
    table = columns(**{"from": with_wrong(FIRST, None)})
    for given in (table, chunks(table)):
        assert found(lambda: CALLS[function](given)) == rows("missing_key", "from")


@pytest.mark.parametrize("function", CALLS)
def test_every_last_day_before_the_first_is_named(function: str) -> None:
    table = columns(to=with_wrong(LAST, D(2026, 9, 1)))
    for given in (table, chunks(table)):
        assert found(lambda: CALLS[function](given)) == rows("end_before_start", "to")


def test_every_stretch_out_of_order_is_named() -> None:
    table = columns(whole_from=with_wrong(FIRST, D(2026, 9, 1)), whole_to=with_wrong(LAST, D(2026, 8, 1)))
    assert sorted(found(lambda: follow_up.status(table, TODAY))) == sorted(
        [*rows("end_before_start", "whole_from"), *rows("end_before_start", "whole_to")]
    )


def test_every_value_of_bits_that_is_none_is_named() -> None:
    table = columns(follow_up_plan_known=with_wrong(True, 1))
    assert found(lambda: follow_up.status(table, TODAY)) == rows("wrong_type", "follow_up_plan_known")


@pytest.mark.parametrize(
    ("name", "good", "wrong", "code"),
    [
        ("person", "p-1", None, "missing_key"),
        ("person", "p-1", 1.5, "wrong_type"),
        ("person", 1, 1.5, "wrong_type"),
        ("person", "p-1", "p" * 257, "too_large"),
        ("employer", "o-1", "o" * 257, "too_large"),
        ("employer", 1, "o-1", "wrong_type"),
        ("kind", "certificate", "illness", "unknown_code"),
        ("kind", "certificate", None, "unknown_code"),
        ("kind", "certificate", "k" * 257, "too_large"),
        ("grade", 50, 19, "out_of_range"),
        ("grade", 50, 50.5, "wrong_type"),
        ("grade", 50, "50", "wrong_type"),
        ("recorded", 1, 1.5, "wrong_type"),
        ("recorded", 1, 2**64, "wrong_type"),
    ],
)
def test_every_id_code_number_and_grade_is_named(name: str, good: Any, wrong: Any, code: str) -> None:
    values = with_wrong(good, wrong)
    assert found(lambda: follow_up.cases(columns(**{name: values}), TODAY)) == rows(code, name)
    try:
        typed = pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return
    table = columns(**{name: typed})
    coded = columns(**{name: typed.dictionary_encode()})
    views = columns(**{name: typed.cast(pa.string_view())}) if pa.types.is_string(typed.type) else table
    for given in (table, chunks(table), coded, chunks(coded), views, chunks(views), pl.DataFrame(table)):
        if given is coded and name in ("grade", "recorded"):
            continue
        if name in ("grade", "recorded") and isinstance(given, pa.Table) and pa.types.is_dictionary(given.schema.field(name).type):
            continue
        assert found(lambda: follow_up.cases(given, TODAY)) == rows(code, name)


def test_every_large_whole_number_is_named() -> None:
    large = pa.array(with_wrong(1, 2**63), pa.uint64())
    assert found(lambda: follow_up.cases(columns(recorded=large), TODAY)) == rows("out_of_range", "recorded")
    decimals = pa.array(with_wrong(1, 1)).cast(pa.decimal128(20, 1))
    assert follow_up.cases(columns(recorded=decimals), TODAY).num_rows == ROWS


@pytest.mark.parametrize("name", ["unit", "person"])
def test_every_group_and_person_of_shares_is_named(name: str) -> None:
    fractions = pa.array(with_wrong(1.0, 1.5))
    for values in (fractions, fractions.dictionary_encode()):
        assert found(lambda: follow_up.kpi(columns(**{name: values}), TODAY)) == rows("wrong_type", name)
    assert found(lambda: follow_up.kpi(columns(**{name: with_wrong("a", "a" * 257)}), TODAY)) == rows("too_large", name)


@pytest.mark.parametrize("function", CALLS)
def test_the_first_hundred_rows_are_shown_and_all_are_counted(function: str) -> None:
    for count, more in ((100, None), (101, "101"), (250, "250")):
        few = {name: [values[0]] * count for name, values in columns().items()}
        for name, wrong, code in (("from", D(1899, 1, 1), "out_of_range"), ("to", "x", "wrong_type")):
            values = [wrong] * count if name == "from" else [LAST, *[wrong] * count]
            table = {**few, "to": [LAST] * count} if name == "from" else {key: [*each, each[0]] for key, each in few.items()}
            with pytest.raises(ia.IaError) as caught:
                CALLS[function]({**table, name: values})
            problems = caught.value.problems
            first = 0 if name == "from" else 1
            assert [(one.code, one.path) for one in problems[:100]] == [
                (code, f"/{name}/{row + first}") for row in range(100)
            ]
            assert len(problems) == (100 if more is None else 101)
            if more is not None:
                last = problems[-1]
                assert (last.code, last.path) == ("too_many_errors", f"/{name}")
                assert last.message.startswith(more) and "100" in last.message


@pytest.mark.parametrize("function", CALLS)
def test_all_columns_are_named_together(function: str) -> None:
    wrong: dict[str, Any] = {
        "from": [FIRST, "x", FIRST],
        "to": [datetime.datetime(2026, 10, 20), None, NOON],
        "person": ["p-1", "p-2", "p" * 300],
        "kind": ["certificate", "x", "certificate"],
        "grade": [19, 50, 50],
        "employer": [1.5, 1, 1],
        "unit": pa.array([1.0, 1.5, 2.0]),
        "follow_up_plan": pa.array([datetime.datetime(2026, 10, 1), NOON, NOON]),
    }
    in_all = {("wrong_type", "/from/1"), ("wrong_type", "/to/2")}
    expected = {
        "status": {*in_all, ("not_a_date", "/follow_up_plan/1"), ("not_a_date", "/follow_up_plan/2")},
        "kpi": {
            *in_all,
            ("not_a_date", "/follow_up_plan/1"),
            ("not_a_date", "/follow_up_plan/2"),
            ("wrong_type", "/unit/1"),
            ("too_large", "/person/2"),
        },
        "cases": {
            *in_all,
            ("missing_key", "/to/1"),
            ("too_large", "/person/2"),
            ("unknown_code", "/kind/1"),
            ("out_of_range", "/grade/0"),
            ("wrong_type", "/employer/0"),
        },
    }["cases" if function == "counts" else function]
    problems = found(lambda: CALLS[function](wrong))
    assert len(problems) == len(set(problems))
    assert set(problems) == expected


def test_missing_columns_and_wrong_rows_are_named_together() -> None:
    table = {"from": [FIRST, NOON], "whole_from": [FIRST, FIRST], "activity_left_out": [1, 2], "kept": [1, 2]}
    assert found(lambda: follow_up.status(table, TODAY, keep=["kept", "other"])) == [
        ("wrong_type", "/from/1"),
        ("missing_key", "/to"),
        ("missing_key", "/whole_to"),
        ("missing_key", "/activity"),
        ("wrong_type", "/activity_left_out"),
        ("missing_key", "/other"),
    ]
    assert found(lambda: follow_up.cases({"from": [NOON]}, TODAY)) == [
        ("wrong_type", "/from/0"),
        ("missing_key", "/person"),
        ("missing_key", "/to"),
        ("missing_key", "/kind"),
    ]
    assert found(lambda: follow_up.kpi({"from": [NOON]}, TODAY)) == [
        ("wrong_type", "/from/0"),
        ("missing_key", "/to"),
        ("missing_key", "/unit"),
        ("missing_key", "/person"),
    ]
    assert set(found(lambda: follow_up.status({"from": "abc", "to": {1}, "activity": [1, 2], "x": 1}, TODAY))) == {
        ("wrong_type", "/from"),
        ("wrong_type", "/to"),
        ("wrong_type", "/activity"),
    }


def test_columns_of_other_lengths_are_all_named() -> None:
    table = {"from": [FIRST], "to": [None, None], "activity": [None] * 3, "follow_up_plan": [None]}
    assert found(lambda: follow_up.status(table, TODAY)) == [("wrong_type", "/to"), ("wrong_type", "/activity")]


def test_a_misspelt_column_is_named_with_the_others() -> None:
    table = {"from": [NOON], "to": [None], "folow_up_plan": [FIRST], "activty": [FIRST]}
    assert found(lambda: follow_up.status(table, TODAY)) == [
        ("unknown_key", "/folow_up_plan"),
        ("unknown_key", "/activty"),
        ("wrong_type", "/from/0"),
    ]


def test_a_text_before_days_is_named() -> None:
    assert found(lambda: follow_up.status({"from": ["x", FIRST, 1, True], "to": [None] * 4}, TODAY)) == [
        ("wrong_type", "/from/0"),
        ("wrong_type", "/from/2"),
        ("wrong_type", "/from/3"),
    ]
    assert found(lambda: follow_up.status({"from": [1.5, None, object()], "to": [None] * 3}, TODAY)) == [
        ("wrong_type", "/from/0"),
        ("wrong_type", "/from/2"),
        ("missing_key", "/from/1"),
    ]


def test_a_long_category_that_no_row_has_is_no_row() -> None:
    units = pa.array(["north", "n" * 300]).dictionary_encode()
    table = pa.table({**{name: [values[0]] * 2 for name, values in columns().items()}, "to": [None] * 2, "unit": units})
    assert found(lambda: follow_up.kpi(table, TODAY)) == [("too_large", "/unit/1")]
    assert follow_up.kpi(table.slice(0, 1), TODAY).to_dict()["suppressed"] == [True]


def test_every_key_of_one_case_is_named() -> None:
    case = {"from": "x", "to": 1, "whole_from": FIRST, "activity": NOON, "activity_known": 1, "follow_up_plan_known": True}
    assert found(lambda: follow_up.one(case, TODAY)) == [
        ("wrong_type", "/from"),
        ("wrong_type", "/to"),
        ("missing_key", "/whole_to"),
        ("missing_key", "/follow_up_plan"),
        ("wrong_type", "/activity_known"),
        ("wrong_type", "/activity"),
    ]
    case = {"from": FIRST, "to": D(2026, 9, 1), "graded_from": D(1800, 1, 1), "activity": D(2300, 1, 1)}
    assert found(lambda: follow_up.one(case, TODAY)) == [
        ("out_of_range", "/graded_from"),
        ("out_of_range", "/activity"),
        ("end_before_start", "/to"),
    ]


def test_no_value_is_repeated_in_any_row() -> None:
    secret = "Kari Nordmann"
    table = columns(**{name: [secret, *values[1:]] for name, values in columns().items() if name != "unit"})
    for call in CALLS.values():
        with pytest.raises(ia.IaError) as caught:
            call(table)
        assert secret not in str(caught.value)
