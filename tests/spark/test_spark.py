"""Spark's answer, from two executors where the machine can start them, is that of one machine: `cargo xtask spark`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from typing import Any

import ia
import ia.spark
import pyarrow as pa
import pytest
from ia import follow_up
from pyspark.sql import SparkSession

TODAY = datetime.date(2026, 11, 22)
ROWS = 5000


def session(master: str) -> SparkSession:
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.pyspark.python": sys.executable,
        "spark.sql.execution.arrow.maxRecordsPerBatch": "700",
    }
    builder = SparkSession.builder.master(master).appName("ia")
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    try:
        made = session("local-cluster[2,1,1024]")
        made.range(2).count()
    except Exception as error:
        print(f"local[2], for executors of their own did not start: {type(error).__name__}")
        if (active := SparkSession.getActiveSession()) is not None:
            active.stop()
        made = session("local[2]")
    yield made
    made.stop()


def cases() -> pa.Table:
    first = [TODAY - datetime.timedelta(days=row % 400 - 5) for row in range(ROWS)]
    columns: dict[str, Any] = {
        "case": [f"case-{row}" for row in range(ROWS)],
        "from": first,
        "to": [day + datetime.timedelta(days=row % 90) if row % 3 else None for row, day in enumerate(first)],
        "follow_up_plan": [day + datetime.timedelta(days=row % 40) if row % 2 else None for row, day in enumerate(first)],
        "activity": [None] * ROWS,
        "activity_left_out": [day if row % 7 == 0 else None for row, day in enumerate(first)],
    }
    days = set(columns) - {"case"}
    return pa.table({name: pa.array(values, pa.date32() if name in days else None) for name, values in columns.items()})


def test_spark_says_what_one_machine_says(spark: SparkSession) -> None:
    given = cases()
    schema = ", ".join(f"`{name}` {'string' if name == 'case' else 'date'}" for name in given.column_names)
    frame = spark.createDataFrame([tuple(row.values()) for row in given.to_pylist()], schema).repartition(4)
    answer = ia.spark.status(frame, TODAY, rules={"weekend": "next_working_day"}, reasons=True, keep=["case"])
    expected = follow_up.status(given, TODAY, rules={"weekend": "next_working_day"}, reasons=True, keep=["case"])
    assert answer.columns == expected.column_names
    rows = {row["case"]: tuple(row) for row in answer.collect()}
    assert len(rows) == ROWS
    assert rows == {row[0]: row for row in zip(*expected.to_dict().values())}


def reports() -> pa.Table:
    first = [TODAY - datetime.timedelta(days=(row * 37) % 900) for row in range(ROWS)]
    kinds = ("certificate", "certificate", "certificate_self_certified", "application_holiday")
    return pa.table(
        {
            "person": [f"p-{row % 700}" for row in range(ROWS)],
            "from": pa.array(first, pa.date32()),
            "to": pa.array([day + datetime.timedelta(days=row % 35) for row, day in enumerate(first)], pa.date32()),
            "kind": [kinds[row % 4] for row in range(ROWS)],
            "grade": [(100, 50, 80)[row % 3] for row in range(ROWS)],
            "recorded": list(range(ROWS)),
        }
    )


def test_spark_joins_as_one_machine_joins(spark: SparkSession) -> None:
    given = reports()
    schema = "person string, `from` date, `to` date, kind string, grade int, recorded long"
    frame = spark.createDataFrame([tuple(row.values()) for row in given.to_pylist()], schema).repartition(4)
    answer = ia.spark.cases(frame, TODAY)
    expected = follow_up.cases(given, TODAY)
    assert answer.columns == expected.column_names
    rows = sorted(tuple(row) for row in answer.collect())
    assert len(rows) > 1000
    assert rows == sorted(zip(*expected.to_dict().values()))


def test_spark_counts_as_one_machine_counts(spark: SparkSession) -> None:
    given = reports().append_column("employer", pa.array([row % 3 for row in range(ROWS)]))
    schema = "person string, `from` date, `to` date, kind string, grade int, recorded long, employer long"
    frame = spark.createDataFrame([tuple(row.values()) for row in given.to_pylist()], schema).repartition(4)
    answer = ia.spark.counts(frame, TODAY)
    expected = follow_up.counts(given, TODAY)
    assert answer.columns == expected.column_names
    rows = sorted((tuple(row) for row in answer.collect()), key=lambda row: row[:2])
    assert len(rows) > 1000
    assert rows == sorted(zip(*expected.to_dict().values()), key=lambda row: row[:2])


def test_cases_of_spark_are_the_input_of_status(spark: SparkSession) -> None:
    frame = spark.createDataFrame(
        [(7, datetime.date(2026, 10, 1), datetime.date(2026, 11, 30), "certificate")],
        "person long, `from` date, `to` date, kind string",
    )
    row = ia.spark.status(ia.spark.cases(frame, TODAY), TODAY, keep=["person"]).collect()[0]
    assert (row["person"], row["follow_up_plan_status"], row["dialogue_meeting_summons_due"]) == (
        7,
        "unknown",
        datetime.date(2026, 11, 18),
    )


def test_what_is_wrong_is_said_before_spark_begins(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(TODAY, None)], "`from` date, `to` date")
    with pytest.raises(ia.IaError) as caught:
        ia.spark.status(frame, TODAY, rules={"weekend": "moves"})
    assert caught.value.code == "unknown_code"


def test_a_row_that_is_no_case_is_named(spark: SparkSession) -> None:
    frame = spark.createDataFrame([(TODAY, TODAY - datetime.timedelta(days=1))], "`from` date, `to` date")
    with pytest.raises(Exception, match="/to/0: expected a day on or after the one in from"):
        ia.spark.status(frame, TODAY).collect()
