"""Values as other programs have them: days, whole numbers, nothing at all, and names that are almost right."""

from __future__ import annotations

import datetime
import decimal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import ia
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

D = datetime.date
TODAY = "2026-11-22"
DAY = D(2026, 10, 1)


def refused(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ia.IaError) as caught:
        call()
    return [(one.code, one.path) for one in caught.value.problems]


def due(table: Any) -> list[datetime.date | None]:
    return ia.follow_up.status(table, TODAY).to_dict()["follow_up_plan_due"]


@pytest.mark.parametrize(
    "day",
    [
        DAY,
        datetime.datetime(2026, 10, 1),
        pd.Timestamp("2026-10-01"),
        np.datetime64("2026-10-01"),
        np.datetime64("2026-10-01T00:00", "s"),
        np.datetime64("2026-10-01", "ns"),
    ],
)
def test_a_day_is_a_day_in_every_class(day: Any) -> None:
    assert due({"from": [day], "to": [None]}) == [D(2026, 10, 28)]
    assert ia.follow_up.one({"from": day, "to": None}, TODAY)["follow_up_plan"].due == D(2026, 10, 28)
    table = {"from": [D(2026, 9, 1)], "to": [None]}
    assert ia.follow_up.status(table, day).to_dict() == ia.follow_up.status(table, DAY).to_dict()


@pytest.mark.parametrize(
    "day",
    [
        datetime.datetime(2026, 10, 1, 12),
        datetime.datetime(2026, 10, 1, 0, 0, 0, 1),
        datetime.datetime(2026, 10, 1, tzinfo=datetime.timezone.utc),
        pd.Timestamp("2026-10-01", tz="Europe/Oslo"),
        pd.Timestamp("2026-10-01") + pd.Timedelta(1, "ns"),
        np.datetime64("2026-10-01T01"),
        np.datetime64("2026-10-01T00:00:00.000000001", "ns"),
        np.datetime64("99999-01-01", "D"),
        datetime.time(0),
    ],
)
def test_a_time_of_a_day_or_a_zone_is_no_day(day: Any) -> None:
    assert refused(lambda: due({"from": [DAY, day], "to": [None, None]})) == [("wrong_type", "/from/1")]
    assert refused(lambda: ia.follow_up.one({"from": day, "to": None}, TODAY)) == [("wrong_type", "/from")]
    assert refused(lambda: ia.follow_up.status({"from": [DAY], "to": [None]}, day)) == [("wrong_type", "/as_of")]


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA, np.datetime64("NaT"), np.nan])
def test_nothing_is_nothing_in_every_class(nothing: Any) -> None:
    assert due({"from": [DAY, DAY], "to": [nothing, D(2026, 10, 2)]}) == [D(2026, 10, 28), None]
    assert due({"from": [DAY], "to": [nothing]}) == [D(2026, 10, 28)]


EMPTY = [
    pa.array([None], pa.string()),
    pa.array([None], pa.int64()),
    pa.array([None], pa.float64()),
    pa.array([float("nan")], pa.float64()),
    pa.array([None], pa.bool_()),
    pa.array([None], pa.binary()),
    pa.array([None], pa.list_(pa.string())),
    pa.array([None], pa.dictionary(pa.int8(), pa.string())),
    pa.nulls(1),
]


@pytest.mark.parametrize("to", EMPTY)
def test_an_empty_column_of_any_type_is_empty(to: Any) -> None:
    table = pa.table({"from": pa.array([DAY]), "to": to, "activity": to, "activity_known": to})
    assert due(table) == [D(2026, 10, 28)]
    assert due({"from": [DAY], "to": to}) == [D(2026, 10, 28)]
    reports = pa.table({"person": ["p-1"], "from": [DAY], "to": [D(2026, 10, 9)], "kind": ["certificate"], "grade": to})
    assert ia.follow_up.cases(reports, TODAY).to_dict()["sick_days"] == [9]


def test_a_kept_column_keeps_its_type_when_it_is_empty() -> None:
    table = pa.table({"from": pa.array([DAY]), "to": pa.nulls(1), "case": pa.array([None], pa.string())})
    assert pa.table(ia.follow_up.status(table, TODAY, keep=["case"])).schema.field("case").type == pa.string()


def test_a_frame_of_pandas_without_an_ended_absence_is_read() -> None:
    frame = pd.DataFrame({"from": [pd.Timestamp(DAY)], "to": [np.nan]})
    assert due(frame) == [D(2026, 10, 28)]


def test_a_column_in_a_time_zone_is_refused_also_when_it_is_empty() -> None:
    zoned = pa.timestamp("us", "Europe/Oslo")
    for values in ([None], [datetime.datetime(2026, 10, 1)]):
        table = pa.table({"from": pa.array([DAY]), "to": pa.array(values, zoned)})
        assert refused(lambda: due(table)) == [("wrong_type", "/to")]
    reports = pa.table(
        {
            "person": ["p-1"],
            "from": [DAY],
            "to": [DAY],
            "kind": ["certificate"],
            "recorded": pa.array([datetime.datetime(2026, 10, 1)], zoned),
        }
    )
    assert refused(lambda: ia.follow_up.cases(reports, TODAY)) == [("wrong_type", "/recorded")]


def reports(**columns: Any) -> dict[str, Any]:
    return {
        "person": ["p-1", "p-2"],
        "from": [DAY, DAY],
        "to": [D(2026, 10, 9), D(2026, 10, 9)],
        "kind": ["certificate", "certificate"],
        **columns,
    }


@pytest.mark.parametrize(
    "grades",
    [
        [60, None],
        [60.0, None],
        [60.0, float("nan")],
        [np.float32(60), None],
        [np.uint8(60), None],
        [decimal.Decimal("60.0"), None],
        pa.array([60, None], pa.uint64()),
        pa.array([60, None], pa.float32()),
        pa.array(np.array([60, 100], np.float16)),
        pa.array([decimal.Decimal("60.00"), None], pa.decimal128(5, 2)),
        pd.Series([60, None]),
        pd.Series([60, None], dtype="Int64"),
        pl.Series([60, None], dtype=pl.Int8),
    ],
)
def test_a_whole_number_is_one_in_every_type(grades: Any) -> None:
    assert ia.follow_up.cases(reports(grade=grades), TODAY).to_dict()["graded_at_end"] == [True, False]


@pytest.mark.parametrize(
    "grades", [[60, 60.5], [60, True], [60, "60"], [60, decimal.Decimal("60.5")], [60, 2**64], [60, float("inf")]]
)
def test_what_is_no_whole_number_has_its_row(grades: Any) -> None:
    assert refused(lambda: ia.follow_up.cases(reports(grade=grades), TODAY)) == [("wrong_type", "/grade/1")]


def test_a_row_is_counted_from_the_first_chunk() -> None:
    def chunk(grade: float) -> Any:
        return pa.table(reports(grade=[60.0, grade]))

    for wrong, code in ((60.5, "wrong_type"), (10.0, "out_of_range")):
        given = pa.concat_tables([chunk(60.0), chunk(wrong)])
        assert refused(lambda: ia.follow_up.cases(given, TODAY)) == [(code, "/grade/3")]


@pytest.mark.parametrize("kind", [pa.int8(), pa.uint16(), pa.int32(), pa.int64(), pa.uint64(), pa.string()])
def test_ids_keep_their_type_also_without_rows(kind: Any) -> None:
    for rows in (2, 0):
        persons = pa.array([1, 2], pa.int8()).cast(kind)[:rows]
        table = pa.table({**{name: values[:rows] for name, values in reports().items()}, "person": persons})
        found = pa.table(ia.follow_up.cases(table, TODAY))
        assert found.schema.field("person").type == kind
        assert found["person"].to_pylist() == persons.to_pylist()


def test_ids_of_64_bits_without_a_sign_are_whole() -> None:
    persons = pa.array([2**64 - 1, 2**63], pa.uint64())
    assert pa.table(ia.follow_up.cases(reports(person=persons), TODAY))["person"].to_pylist() == [2**64 - 1, 2**63]


def test_whole_numbers_of_pandas_are_ids_too() -> None:
    frame = pd.DataFrame({**reports(), "person": [7.0, 8.0]})
    assert ia.follow_up.cases(frame, TODAY).to_dict()["person"] == [7, 8]
    frame["person"] = [7.0, np.nan]
    assert refused(lambda: ia.follow_up.cases(frame, TODAY)) == [("missing_key", "/person/1")]
    frame["person"] = [7.5, 8.0]
    assert refused(lambda: ia.follow_up.cases(frame, TODAY)) == [("wrong_type", "/person/0")]


@pytest.mark.parametrize(
    "name", ["follow_up_plann", "Follow_up_plan", "follow-up-plan", "follow up plan", "folow_up_plan", "follow_up_paln"]
)
def test_a_misspelt_column_is_named(name: str) -> None:
    for table in ({"from": [DAY], "to": [None], name: [DAY]}, pa.table({"from": [DAY], "to": pa.nulls(1), name: [DAY]})):
        with pytest.raises(ia.IaError) as caught:
            ia.follow_up.status(table, TODAY)
        assert caught.value.code == "unknown_key"
        assert "follow_up_plan" in str(caught.value)


def test_another_word_is_no_slip() -> None:
    table = {"from": [DAY], "to": [None], "no": [1], "employee": ["e-1"], "unit": [1], "plan": [DAY]}
    assert due(table) == [D(2026, 10, 28)]
    assert ia.follow_up.cases(reports(employee=["e-1", "e-2"], note=["", ""]), TODAY).to_dict()["case"] == [1, 1]
    both = {"from": [DAY], "to": [None], "activity": [DAY], "activity_": [DAY]}
    assert due(both) == [D(2026, 10, 28)]


FROZEN = """
import datetime, sys
real = datetime.date

class Meta(type):
    def __instancecheck__(self, value):
        return isinstance(value, real)

class Frozen(real, metaclass=Meta):
    @classmethod
    def today(cls):
        return cls(2020, 1, 1)

{before}
datetime.date = {stand_in}
{within}
table = ia.follow_up.status({{"from": [real(2026, 10, 1), Frozen(2026, 10, 2)], "to": [None, None]}}, real(2026, 11, 22))
assert table.to_dict()["follow_up_plan_due"] == [real(2026, 10, 28), real(2026, 10, 29)]
datetime.date = real
table = ia.follow_up.status({{"from": [real(2026, 10, 1)], "to": [None]}}, "2026-11-22")
assert [type(day) for day in table.to_dict()["follow_up_plan_due"]] == [real]
assert type(table.as_of) is real
"""


@pytest.mark.parametrize(
    ("stand_in", "imported"),
    [("Frozen", "before"), ("Frozen", "within"), ("__import__('unittest.mock').mock.MagicMock()", "before")],
)
def test_a_clock_that_stands_still_fixes_nothing(stand_in: str, imported: str) -> None:
    both = {"before": "", "within": "", imported: "import ia"}
    code = textwrap.dedent(FROZEN).format(stand_in=stand_in, **both)
    subprocess.run([sys.executable, "-c", code], check=True)
