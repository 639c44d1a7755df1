"""How long it takes to join a million reports of sickness to cases, and to count what the acts count of them.

    python tests/bench/follow_up/joining.py
"""

from __future__ import annotations

import timeit
from typing import Final

import numpy as np
import pyarrow as pa

import cases
import ia

REPORTS: Final = 1_000_000
PEOPLE: Final = 200_000
REPEATS: Final = 5
KINDS: Final = np.array(["certificate_self_certified", "certificate", "certificate", "certificate", "application_holiday"])


def reports() -> pa.Table:
    """In any order, over three years, from a day to a month each; some overlap."""
    rng = np.random.default_rng(cases.SEED)
    start = cases.TODAY - rng.integers(0, 3 * cases.YEAR, REPORTS)
    return pa.table(
        {
            "person": rng.integers(0, PEOPLE, REPORTS),
            "from": cases.dates(start),
            "to": cases.dates(start + rng.integers(0, 30, REPORTS)),
            "kind": pa.array(KINDS[rng.integers(0, len(KINDS), REPORTS)]),
            "grade": pa.array(np.where(rng.random(REPORTS) < 0.7, 100, 50)),
        }
    )


def main() -> None:
    table = reports()
    joined = ia.follow_up.cases(table, cases.AS_OF)
    seconds = min(timeit.repeat(lambda: ia.follow_up.cases(table, cases.AS_OF), number=1, repeat=REPEATS))
    print(f"{REPORTS} reports of {PEOPLE} people are {joined.num_rows} cases: {seconds:.2f} s")
    seconds = min(timeit.repeat(lambda: ia.follow_up.counts(table, cases.AS_OF), number=1, repeat=REPEATS))
    print(f"counted: {seconds:.2f} s")


if __name__ == "__main__":
    main()
