"""The vectors that every runtime runs, read the same way as in Rust."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def record(name: str) -> Any:
    """A record of tests/data."""
    return json.loads((ROOT / "tests/data" / f"{name}.json").read_text(encoding="utf-8"))


def with_records(value: Any) -> Any:
    """``{"$record": "workplace"}`` stands for the record of that name."""
    if isinstance(value, dict):
        if "$record" in value:
            return record(value["$record"])
        return {key: with_records(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_records(inner) for inner in value]
    return value


def vectors() -> list[dict[str, Any]]:
    """Every vector, in the order of the files."""
    files = sorted((ROOT / "tests/vectors").glob("*.json"))
    return [
        vector
        for file in files
        if file.name != "digests.json"
        for vector in json.loads(file.read_text(encoding="utf-8"))
    ]


def digests() -> dict[str, str]:
    """The agreed digest of each vector's canonical answer."""
    found: dict[str, str] = json.loads((ROOT / "tests/vectors/digests.json").read_text(encoding="utf-8"))
    return found


class Nowhere:
    """Where a pointer leads nowhere. It equals nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = object.__hash__


NOWHERE = Nowhere()


def at(answer: Any, pointer: str) -> Any:
    """A pointer into an answer; a norm's id finds the first entry of that norm. NOWHERE if it leads nowhere."""
    place = answer
    for part in pointer.split("/")[1:]:
        if isinstance(place, list):
            if part.isdigit() and int(part) < len(place):
                place = place[int(part)]
            else:
                keys = ("norm", "id", "milestone")
                fits = [entry for entry in place if isinstance(entry, dict) and part in map(entry.get, keys)]
                place = fits[0] if fits else NOWHERE
        elif isinstance(place, dict):
            place = place.get(part, NOWHERE)
        else:
            return NOWHERE
    return place


def is_absent(answer: Any, pointer: str) -> bool:
    """Whether a pointer leads nowhere, and the place before it is there."""
    before = at(answer, pointer.rpartition("/")[0])
    return isinstance(before, (dict, list)) and at(answer, pointer) is NOWHERE


KEYS = {"name", "function", "request", "expect", "fails", "expect_absent", "expect_text", "expect_no_text"}


def wrong(vector: dict[str, Any], answer: Any) -> list[str]:
    """What is wrong with an answer, by the same rules as in tests/rust/vectors.rs."""
    values = {**vector.get("expect", {}), **vector.get("fails", {})}
    absent = vector.get("expect_absent", [])
    parts = [
        (pointer, part, key == "expect_text")
        for key in ("expect_text", "expect_no_text")
        for pointer, listed in vector.get(key, {}).items()
        for part in listed
    ]
    found = [f"unknown key {key}" for key in vector.keys() - KEYS]
    found += [f"{pointer}: expected {value!r}" for pointer, value in values.items() if at(answer, pointer) != value]
    found += [f"{pointer}: expected nothing there" for pointer in absent if not is_absent(answer, pointer)]
    for pointer, part, wanted in parts:
        text = at(answer, pointer)
        if not (isinstance(text, str) and part and (part in text) == wanted):
            found.append(f"{pointer}: {part!r}")
    if ("expect" in vector) == ("fails" in vector):
        found.append("expect or fails, one of them")
    if not (values or absent or parts):
        found.append("it expects nothing")
    return found
