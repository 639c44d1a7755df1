"""Synthetic cases of sick leave: the same table for the same number of rows, on every machine."""

from __future__ import annotations

import datetime
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

AS_OF: Final = datetime.date(2026, 11, 22)
EPOCH: Final = datetime.date(1970, 1, 1)
TODAY: Final = (AS_OF - EPOCH).days
SEED: Final = 20261122
YEAR: Final = 365


class Milestone(NamedTuple):
    name: str
    """Of the column with the day it was done, too."""
    weeks: int
    start: str
    end: str

    @property
    def days(self) -> int:
        """From the first day of the stretch to the last day of the last week."""
        return 7 * self.weeks - 1


MILESTONES: Final = (
    Milestone("follow_up_plan", 4, "from", "to"),
    Milestone("plan_to_issuer", 4, "from", "to"),
    Milestone("dialogue_meeting_summons", 7, "whole_from", "whole_to"),
    Milestone("dialogue_meeting_held", 7, "whole_from", "whole_to"),
    Milestone("activity", 8, "from", "to"),
    Milestone("nav_dialogue_meeting", 26, "from", "to"),
)
STATUSES: Final = ("met_in_time", "met_late", "due", "overdue", "not_applicable")

Days = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


def dates(days: npt.NDArray[np.integer], null: Mask | None = None) -> pa.Array:
    """A date column. The days under the nulls stay in the buffer: only the bit says null."""
    return pa.array(days.astype(np.int32), mask=null).view(pa.date32())


def table(rows: int) -> pa.Table:
    """Begun over three years, 60 % with an end, most of them short, about half of the steps done."""
    rng = np.random.default_rng(SEED)
    ended = rng.random(rows) < 0.6
    # Sickness benefit lasts a year: a case without an end began within it.
    age = np.where(ended, rng.integers(-7, 3 * YEAR, rows), rng.integers(-7, YEAR, rows))
    start = TODAY - age
    length = np.minimum(rng.lognormal(3.4, 1.2, rows), YEAR).astype(np.int64)
    columns = {"from": dates(start), "to": dates(start + length, ~ended)}

    partly = rng.random(rows) < 0.2
    late_start = np.where(rng.random(rows) < 0.7, 0, rng.integers(1, 60, rows))
    whole_start = start + np.where(ended, np.minimum(late_start, length), late_start)
    # Half of the cases go on in part after the whole stretch.
    graded = rng.random(rows) < 0.5
    left = np.where(ended, start + length - whole_start, rng.integers(7, 120, rows))
    whole_end = whole_start + np.where(graded, (left * rng.random(rows)).astype(np.int64), left)
    columns["whole_from"] = dates(whole_start, partly)
    columns["whole_to"] = dates(whole_end, partly | ~(ended | graded))

    for milestone in MILESTONES:
        first = whole_start if milestone.start == "whole_from" else start
        day = np.maximum(first + milestone.days + rng.normal(-7, 14, rows).astype(np.int64), first)
        if milestone.name == "follow_up_plan":
            made = day
        elif milestone.name == "plan_to_issuer":
            # A plan is sent when it is made, at the earliest.
            day = np.maximum(day, made)
        columns[milestone.name] = dates(day, rng.random(rows) < 0.5)
    return pa.table(columns)


def case(table: pa.Table, row: int) -> dict[str, datetime.date | None]:
    """One row as a mapping."""
    return {name: table[name][row].as_py() for name in table.column_names}
