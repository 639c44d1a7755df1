"""The contestants: the same twelve columns, each in the way that is fastest for it.

A contestant is prepared from the Arrow table. What is made there is not timed: the frame, table or rows in which
it keeps its data, and whatever it parses or plans once. Its libraries are imported there too, after the harness
has set the number of threads.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa
from cases import AS_OF, MILESTONES, STATUSES, TODAY, Milestone
from contestant import Contestant, Run, Unavailable
from engines import openfisca, openfisca_tuned, zen, zen_loop

if TYPE_CHECKING:
    import polars as pl

LOOP: Final = "IA_BENCH_LOOP"


def ia(table: pa.Table) -> Run:
    """Read into Arrow in the call, so that nothing is left for later."""
    try:
        from ia import follow_up
    except ImportError as error:
        raise Unavailable(f"ia.follow_up cannot be imported: {error}") from error
    return Run(lambda: pa.table(follow_up.status(table, as_of=AS_OF)))


def ia_core(table: pa.Table) -> Run:
    """The library without Python: in the process of the loop by hand."""
    return rust_loop(table, "ia")


def rust_loop(table: pa.Table, *arguments: str) -> Run:
    """Another process, which reads the same columns from a folder; built by cargo unless a command is given."""
    if LOOP in os.environ:
        command = shlex.split(os.environ[LOOP])
    elif cargo := shutil.which("cargo"):
        command = [cargo, "bench", "--quiet", "--package", "ia-tests", "--bench", "follow_up_loop", "--"]
    else:
        raise Unavailable(f"there is no cargo, and {LOOP} is not set: a command that prints milliseconds")
    folder = tempfile.TemporaryDirectory()
    for name in table.column_names:
        valid, days = table[name].combine_chunks().buffers()
        path = Path(folder.name) / name
        path.with_suffix(".days").write_bytes(memoryview(days)[: 4 * table.num_rows])
        rows = -(-table.num_rows // 8)
        path.with_suffix(".valid").write_bytes(b"\xff" * rows if valid is None else memoryview(valid)[:rows])

    def call() -> float:
        environment = os.environ | {"IA_BENCH_COLUMNS": folder.name}
        run = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True, env=environment, cwd=Path(__file__).parent)
        return float(run.stdout)

    return Run(call, answers=None, own_clock=True)


def polars_tuned(table: pa.Table) -> Run:
    """Whole days and codes; nested choices; the lazy engine shares what the milestones have in common."""
    import polars as pl

    def day(days: int) -> pl.Expr:
        return pl.lit(days, dtype=pl.Int32)

    def code(status: str) -> pl.Expr:
        return pl.lit(STATUSES.index(status), dtype=pl.UInt8)

    today = day(TODAY)

    def columns(milestone: Milestone) -> list[pl.Expr]:
        start, end, done = pl.col(milestone.start), pl.col(milestone.end), pl.col(milestone.name)
        due = start + day(milestone.days)
        # A choice takes null for false.
        out = (start > today) | ((end <= today) & (end < due))
        if milestone.start != "from":
            out = (pl.col("from") > today) | start.is_null() | out
        met = pl.when(done <= due).then(code("met_in_time")).otherwise(code("met_late"))
        open_ = pl.when(start >= day(TODAY - milestone.days)).then(code("due")).otherwise(code("overdue"))
        status = pl.when(out).then(code("not_applicable")).otherwise(pl.when(done <= today).then(met).otherwise(open_))
        shown = pl.when(out).then(None).otherwise(due).cast(pl.Date)
        return [status.alias(f"{milestone.name}_status"), shown.alias(f"{milestone.name}_due")]

    # From a date to its number of days is free.
    frame = pl.DataFrame(table).lazy().with_columns(pl.all().cast(pl.Int32))
    return Run(frame.select([column for milestone in MILESTONES for column in columns(milestone)]).collect)


def polars_plain(table: pa.Table) -> Run:
    """Dates, durations and an enum, read from top to bottom like the rules."""
    import polars as pl

    statuses = pl.Enum(list(STATUSES))

    def columns(milestone: Milestone) -> list[pl.Expr]:
        start, end, done = pl.col(milestone.start), pl.col(milestone.end), pl.col(milestone.name)
        due = start + pl.duration(weeks=milestone.weeks, days=-1)
        out = start.is_null() | (pl.col("from") > AS_OF) | (start > AS_OF) | ((end <= AS_OF) & (end < due))
        status = (
            pl.when(out)
            .then(pl.lit("not_applicable", dtype=statuses))
            .when((done <= AS_OF) & (done <= due))
            .then(pl.lit("met_in_time", dtype=statuses))
            .when(done <= AS_OF)
            .then(pl.lit("met_late", dtype=statuses))
            .when(due >= AS_OF)
            .then(pl.lit("due", dtype=statuses))
            .otherwise(pl.lit("overdue", dtype=statuses))
        )
        shown = pl.when(out).then(None).otherwise(due)
        return [status.alias(f"{milestone.name}_status"), shown.alias(f"{milestone.name}_due")]

    frame = pl.DataFrame(table).lazy()
    return Run(frame.select([column for milestone in MILESTONES for column in columns(milestone)]).collect)


def duckdb(table: pa.Table) -> Run:
    """Each limit once in an inner query; `CASE` passes over a condition that is null."""
    import duckdb

    today = f"DATE '{AS_OF}'"
    limits, columns = {}, []
    for milestone in MILESTONES:
        start, end, done = f'"{milestone.start}"', f'"{milestone.end}"', f'"{milestone.name}"'
        due, limit = f"({start} + {milestone.days})", f"{milestone.start}_{milestone.weeks}"
        begun = " AND ".join(f"{day} <= {today}" for day in dict.fromkeys(['"from"', start]))
        limits[limit] = f"CASE WHEN {end} < {due} AND {end} <= {today} THEN NULL WHEN {begun} THEN {due} END"
        columns.append(
            f"CASE WHEN {limit} IS NULL THEN 4::UTINYINT WHEN {done} <= {today} THEN ({done} > {limit})::UTINYINT"
            f" WHEN {limit} < {today} THEN 3::UTINYINT ELSE 2::UTINYINT END AS {milestone.name}_status"
        )
        columns.append(f"{limit} AS {milestone.name}_due")
    inner = [f"{rule} AS {limit}" for limit, rule in limits.items()] + [milestone.name for milestone in MILESTONES]
    query = f"SELECT {', '.join(columns)} FROM (SELECT {', '.join(inner)} FROM cases)"

    connection = duckdb.connect(config={"threads": 1})
    connection.register("arrow_cases", table)
    connection.execute("CREATE TABLE cases AS SELECT * FROM arrow_cases")
    return Run(lambda: connection.sql(query).to_arrow_table())


CONTESTANTS: Final = {
    "ia": Contestant(ia),
    "ia_core": Contestant(ia_core),
    "polars_tuned": Contestant(polars_tuned, target=2),
    "polars_plain": Contestant(polars_plain, target=6),
    "duckdb": Contestant(duckdb, target=8),
    "openfisca": Contestant(openfisca, target=20),
    "openfisca_tuned": Contestant(openfisca_tuned),
    "zen": Contestant(zen, target=1000, sample=10_000, rounds=2),
    "zen_loop": Contestant(zen_loop, sample=10_000, rounds=2),
    "rust_loop": Contestant(rust_loop, target=0.5),
}
