"""Arrow that is not as it is to be is refused, each in a process of its own: none of them ends it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ia
import pytest
from malformed import FUNCTIONS, NAMES, READ, TABLES, coded, large, views, whole
from producer import ArrayGiver, Column, StreamGiver

FILE = Path(__file__).with_name("malformed.py")


def run(name: str) -> tuple[str, int, str]:
    command = [sys.executable, "-X", "dev", str(FILE), name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return name, done.returncode, done.stdout + done.stderr


def test_what_is_malformed_is_refused_and_ends_no_process() -> None:
    assert len(NAMES) >= 43 and len(set(NAMES)) == len(NAMES)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(run, NAMES))
    assert [(name, code, said) for name, code, said in done if code != 0 or not said.startswith("refused ")] == []


def answered(given: Column) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, function in FUNCTIONS.items():
        for giver in (StreamGiver(given), ArrayGiver(given)):
            answer = function(giver)
            assert isinstance(answer, ia.follow_up.Table)
            assert made.setdefault(name, answer.to_dict()) == answer.to_dict()
    return made


@pytest.mark.parametrize("make", [large, views, coded])
def test_the_same_producer_is_answered_when_nothing_is_wrong(make: object) -> None:
    assert set(answered(whole())) == set(READ)
    assert callable(make)
    answered(whole(unit=make("unit")))
    answered(whole(person=make("person")))


def test_a_malformed_column_that_is_not_read_is_not_looked_at() -> None:
    for name in TABLES:
        column = name.split(":")[0]
        if column == "kind":
            assert answered_by_status(TABLES[name]())
        elif column == "unit":
            given = StreamGiver(TABLES[name]())
            assert ia.follow_up.cases(given, "2026-11-22").num_rows > 0


def answered_by_status(given: Column) -> bool:
    return ia.follow_up.status(StreamGiver(given), "2026-11-22").num_rows > 0
