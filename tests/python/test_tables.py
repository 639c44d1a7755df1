"""What a table is, and who stands behind its figures: no text is a column, no id is endless, and persons are said."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import ia
import polars as pl
import pyarrow as pa
import pytest
from ia import follow_up

DAY = "2026-11-22"
FIRST = datetime.date(2026, 9, 1)
ROWS = 6

FUNCTIONS: dict[str, tuple[Callable[[Any], object], tuple[str, ...]]] = {
    "status": (lambda given: follow_up.status(given, DAY), ("from", "to", "follow_up_plan", "other")),
    "kpi": (lambda given: follow_up.kpi(given, DAY), ("from", "to", "follow_up_plan", "unit", "person", "other")),
    "cases": (lambda given: follow_up.cases(given, DAY), ("from", "to", "kind", "person", "employer", "grade", "other")),
    "counts": (lambda given: follow_up.counts(given, DAY), ("from", "to", "kind", "person", "employer", "grade", "other")),
}


def columns(**others: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "from": [FIRST] * ROWS,
        "to": [FIRST + datetime.timedelta(days=60)] * ROWS,
        "follow_up_plan": [None] * ROWS,
        "unit": ["north"] * ROWS,
        "person": [f"p-{nth}" for nth in range(ROWS)],
        "kind": ["certificate"] * ROWS,
        "employer": ["o-1"] * ROWS,
        "grade": [100] * ROWS,
        "other": [1.5] * ROWS,
    }
    return {**made, **others}


def problem(call: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(ia.IaError) as caught:
        call()
    return caught.value.code, caught.value.path


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_text_is_a_column(function: str) -> None:
    call, names = FUNCTIONS[function]
    call(columns())
    texts: list[Any] = [
        "abcdef",
        b"abcdef",
        bytearray(b"abcdef"),
        memoryview(b"abcdef"),
        type("Name", (str,), {})("abcdef"),
        "",
        iter("abcdef"),
        iter(b"abcdef"),
        dict.fromkeys("abcdef"),
        set("abcdef"),
        frozenset("abcdef"),
    ]
    for name in names:
        for text in texts:
            assert problem(lambda: call(columns(**{name: text}))) == ("wrong_type", f"/{name}"), (name, text)
        for value in (1, None, object()):
            if name != "other":
                assert problem(lambda: call(columns(**{name: value}))) == ("wrong_type", f"/{name}")


def test_a_column_that_is_not_read_may_hold_anything() -> None:
    for call, _ in FUNCTIONS.values():
        call(columns(other=[object()] * 3))


def test_no_name_of_a_column_is_read_letter_by_letter() -> None:
    given = columns(n=[1] * ROWS, o=[1] * ROWS)
    assert problem(lambda: follow_up.status(given, DAY, keep="no")) == ("wrong_type", "/keep")
    assert problem(lambda: follow_up.status(given, DAY, keep=b"no")) == ("wrong_type", "/keep")  # type: ignore[arg-type]
    assert problem(lambda: follow_up.status(given, DAY, keep=None)) == ("wrong_type", "/keep")  # type: ignore[arg-type]
    assert follow_up.status(given, DAY, keep=iter(["n", "o"])).column_names[:2] == ["n", "o"]


# Who stands behind figures.


def test_the_person_of_a_case_must_be_said() -> None:
    given = columns()
    del given["person"]
    assert problem(lambda: follow_up.kpi(given, DAY)) == ("missing_key", "/person")
    assert problem(lambda: follow_up.kpi(columns(), DAY, person=None)) == ("wrong_type", "/person")
    assert problem(lambda: follow_up.kpi(columns(), DAY, person=1)) == ("wrong_type", "/person")  # type: ignore[arg-type]
    rows = follow_up.kpi(given, DAY, rows_are_persons=True).to_dict()
    assert (rows["persons"], rows["suppressed"]) == ([ROWS], [False])
    assert follow_up.kpi(given, DAY, person=None, rows_are_persons=True).to_dict() == rows
    contradiction = lambda: follow_up.kpi(columns(), DAY, person="id", rows_are_persons=True)
    assert problem(contradiction) == ("wrong_type", "/person")


def test_six_cases_of_one_person_are_one_person() -> None:
    given = columns(person=["p-1"] * ROWS)
    assert follow_up.kpi(given, DAY).to_dict()["suppressed"] == [True]
    given = columns(person=["p-1"] * ROWS, id=[f"p-{nth}" for nth in range(ROWS)])
    assert follow_up.kpi(given, DAY, person="id").to_dict()["suppressed"] == [False]


def test_no_figures_are_made_of_each_person() -> None:
    expected = ("duplicate_id", "/by")
    assert problem(lambda: follow_up.kpi(columns(), DAY, by="person")) == expected
    assert problem(lambda: follow_up.kpi(columns(), DAY, by="unit", person="unit")) == expected
    assert problem(lambda: follow_up.kpi(columns(), DAY, by="person", rows_are_persons=True)) == expected
    assert problem(lambda: follow_up.kpi(columns(), DAY, by="person", person=None, rows_are_persons=True)) == expected
    for least in (4, 0, -1, True, 5.5, "5", None, 2**64):
        assert problem(lambda: follow_up.kpi(columns(), DAY, least=least)) == ("out_of_range", "/least")  # type: ignore[arg-type]


# Limits.


@pytest.mark.parametrize(
    ("function", "name"), [("kpi", "person"), ("kpi", "unit"), ("cases", "person"), ("cases", "employer"), ("cases", "kind")]
)
def test_an_id_has_an_end(function: str, name: str) -> None:
    call = FUNCTIONS[function][0]
    longest = ["ø" * 128, *columns()[name][1:]]
    too_long = [*columns()[name][:-1], "ø" * 128 + "a"]
    for length, given in ((256, longest), (257, too_long), (1 << 20, ["a" * (1 << 20)] * ROWS)):
        table = columns(**{name: given}, other=[1] * ROWS)
        codes = pa.table(table).set_column(list(table).index(name), name, pa.array(given).dictionary_encode())
        for made in (table, pa.table(table), pl.DataFrame(table), codes, {**table, name: pl.Series(given)}):
            if length > 256:
                with pytest.raises(ia.IaError) as caught:
                    call(made)
                assert (caught.value.code, caught.value.path.split("/")[1]) == ("too_large", name)
                assert "256" in str(caught.value)
            elif name == "kind":
                assert problem(lambda: call(made)) == ("unknown_code", "/kind/0")
            else:
                call(made)


def test_a_kept_text_may_be_long() -> None:
    given = pa.table({"from": [FIRST], "to": [FIRST], "note": ["x" * 100_000]})
    assert follow_up.status(given, DAY, keep=["note"]).to_dict()["note"] == ["x" * 100_000]


def test_a_kept_day_that_python_has_not_is_refused_without_it() -> None:
    days = {"first": -719162, "last": 2932896, "before": -719163, "after": 2932897, "least": -(2**31)}
    for name, number in days.items():
        given = pa.table({"from": [FIRST], "to": [FIRST], "day": pa.array([number], pa.int32()).cast(pa.date32())})
        table = follow_up.status(given, DAY, keep=["day"])
        assert "1 row" in table._repr_html_()
        if name in ("first", "last"):
            assert table.to_dict()["day"][0].toordinal() == number + 719163
        else:
            assert problem(table.to_dict) == ("wrong_type", "/day")


def test_a_row_that_is_null_as_a_whole_is_no_case() -> None:
    kind = pa.struct([("from", pa.date32()), ("to", pa.date32())])
    given = pa.array([{"from": FIRST, "to": None}, None], kind)
    assert problem(lambda: follow_up.status(given, DAY)) == ("wrong_type", "")
    assert follow_up.status(given.slice(0, 1), DAY).num_rows == 1


def test_slices_of_every_type_are_their_rows() -> None:
    units = ["north", None, "ø" * 6, "ø" * 20, "", "twelve bytes"]
    for kind in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())):
        whole = pa.table(columns(unit=pa.array(units, pa.string()).cast(kind)))
        for at in range(ROWS):
            kept = follow_up.status(whole.slice(at), DAY, keep=["unit"]).to_dict()["unit"]
            assert kept == units[at:], kind
            assert follow_up.status({"from": [FIRST], "to": [FIRST], "unit": whole["unit"].slice(at, 1)}, DAY, keep=["unit"]).to_dict()["unit"] == units[at : at + 1]
