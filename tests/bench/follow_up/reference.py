"""The rules in plain numpy, one line a rule: what every contestant must answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from cases import MILESTONES, STATUSES, TODAY, Days, Mask, Milestone

NO_DAY: Final = np.iinfo(np.int32).min
NO_STATUS: Final = 255


class Answer(NamedTuple):
    """Indices into `STATUSES`, and days since 1970 with `NO_DAY` for null."""

    status: npt.NDArray[np.uint8]
    due: Days


Answers = Mapping[str, Answer]


def column(table: pa.Table, name: str) -> tuple[Days, Mask]:
    """The days, and where there is one."""
    array = table[name].combine_chunks()
    return array.view(pa.int32()).fill_null(0).to_numpy(), array.is_valid().to_numpy(False)


def answer(table: pa.Table, milestone: Milestone, as_of: int) -> Answer:
    case_from, _ = column(table, "from")
    start, started = column(table, milestone.start)
    end, has_end = column(table, milestone.end)
    done, has_done = column(table, milestone.name)
    due = start + np.int32(milestone.days)

    begun = started & (case_from <= as_of) & (start <= as_of)
    ended_before_the_limit = has_end & (end <= as_of) & (end < due)
    applies = begun & ~ended_before_the_limit
    met = has_done & (done <= as_of)

    # From the weakest rule to the strongest: the last one that holds decides.
    status = np.full(len(due), STATUSES.index("overdue"), np.uint8)
    status[as_of <= due] = STATUSES.index("due")
    status[met] = STATUSES.index("met_late")
    status[met & (done <= due)] = STATUSES.index("met_in_time")
    status[~applies] = STATUSES.index("not_applicable")
    return Answer(status, np.where(applies, due, np.int32(NO_DAY)))


def answers(table: pa.Table, as_of: int = TODAY) -> Answers:
    return {milestone.name: answer(table, milestone, as_of) for milestone in MILESTONES}


def statuses(array: pa.Array) -> npt.NDArray[np.uint8]:
    """Codes as they are, labels by their place in `STATUSES`; a null or another label is no status."""
    if pa.types.is_dictionary(array.type):
        labels = array.dictionary.to_pylist()
        places = [STATUSES.index(label) if label in STATUSES else NO_STATUS for label in labels]
        code = np.array([*places, NO_STATUS], np.uint8)
        place: npt.NDArray[np.int64] = array.indices.cast(pa.int64()).fill_null(len(places)).to_numpy()
        return code[place]
    codes: npt.NDArray[np.uint8] = array.cast(pa.uint8()).fill_null(NO_STATUS).to_numpy()
    return codes


def from_arrow(result: object) -> Answers:
    """The answers in anything that Arrow can read."""
    table = pa.table(result).unify_dictionaries().combine_chunks()
    found = {}
    for milestone in MILESTONES:
        due = table[f"{milestone.name}_due"].combine_chunks()
        if due.type != pa.date32():
            raise TypeError(f"{milestone.name}_due is {due.type}, not date32")
        days = due.view(pa.int32()).fill_null(NO_DAY).to_numpy()
        found[milestone.name] = Answer(statuses(table[f"{milestone.name}_status"].combine_chunks()), days)
    return found


def differences(found: Answers, expected: Answers) -> int:
    """How many statuses and days are not the expected ones."""
    count = 0
    for name, (status, due) in expected.items():
        if len(found[name].status) != len(status) or len(found[name].due) != len(due):
            raise ValueError(f"{name} has {len(found[name].status)} rows, not {len(status)}")
        count += int(np.sum(found[name].status != status) + np.sum(found[name].due != due))
    return count
