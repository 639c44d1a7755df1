"""What cases of many years, unknown steps, steps left out and reasons cost, against the plain cases.

    python tests/bench/follow_up/variants.py
"""

from __future__ import annotations

import timeit
from typing import Final

import numpy as np
import pyarrow as pa

import cases
import ia

ROWS: Final = 1_000_000
REPEATS: Final = 25
YEARS: Final = 20


def spread(table: pa.Table, rng: np.random.Generator) -> pa.Table:
    """The same cases, each moved back by up to so many years: the law of several versions in every block."""
    back = rng.integers(0, YEARS * cases.YEAR, table.num_rows).astype(np.int32)

    def moved(name: str) -> pa.Array:
        column = table[name].combine_chunks()
        days = column.cast(pa.int32()).fill_null(0).to_numpy() - back
        return pa.array(days, mask=column.is_null().to_numpy(zero_copy_only=False)).cast(pa.date32())

    return pa.table({name: moved(name) for name in table.column_names})


def known(table: pa.Table, rng: np.random.Generator) -> pa.Table:
    """Each step known in nine cases of ten."""
    for step in cases.MILESTONES:
        table = table.append_column(f"{step.name}_known", pa.array(rng.random(table.num_rows) < 0.9))
    return table


def two_readings(table: pa.Table, rng: np.random.Generator) -> pa.Table:
    """One case in ten with a first day of its own by the continuous reading."""
    began = table["from"].combine_chunks().cast(pa.int32()).to_numpy()
    ended = table["to"].combine_chunks().cast(pa.int32()).fill_null(2**31 - 1).to_numpy()
    days = np.minimum(began + rng.integers(1, 40, table.num_rows), ended).astype(np.int32)
    column = pa.array(days, mask=rng.random(table.num_rows) < 0.9).cast(pa.date32())
    return table.append_column("continuous_from", column)


def left_out(table: pa.Table, rng: np.random.Generator) -> pa.Table:
    """Each step left out in one case of five."""
    began = table["from"].combine_chunks().cast(pa.int32()).to_numpy()
    for step in cases.MILESTONES:
        days = (began + rng.integers(0, 200, table.num_rows)).astype(np.int32)
        column = pa.array(days, mask=rng.random(table.num_rows) < 0.8).cast(pa.date32())
        table = table.append_column(f"{step.name}_left_out", column)
    return table


def main() -> None:
    rng = np.random.default_rng(cases.SEED)
    plain = cases.table(ROWS)
    dated = spread(plain, rng)
    dated_and_unknown = known(dated, rng)
    variants = (
        ("plain", plain, False),
        ("reasons", plain, True),
        ("two readings", two_readings(plain, rng), False),
        ("unknown steps", known(plain, rng), False),
        ("many years", dated, False),
        ("many years, reasons", dated, True),
        ("many years, unknown steps, reasons", dated_and_unknown, True),
        ("these and steps left out", left_out(dated_and_unknown, rng), True),
    )
    least = {}
    for name, table, reasons in variants:
        run = lambda: ia.follow_up.status(table, cases.AS_OF, reasons=reasons)
        least[name] = min(timeit.repeat(run, number=1, repeat=REPEATS)) * 1e3
    print("| cases | ms | times the plain |\n| --- | ---: | ---: |")
    for name, milliseconds in least.items():
        print(f"| {name} | {milliseconds:.1f} | {milliseconds / least['plain']:.2f} |")


if __name__ == "__main__":
    main()
