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


def at(answer: Any, pointer: str) -> Any:
    """A pointer into an answer; a norm's id finds the first entry of that norm."""
    place = answer
    for part in pointer.split("/")[1:]:
        if isinstance(place, list):
            if part.isdigit() and int(part) < len(place):
                place = place[int(part)]
            else:
                keys = ("norm", "id", "milestone")
                fits = [entry for entry in place if isinstance(entry, dict) and part in map(entry.get, keys)]
                place = fits[0] if fits else None
        elif isinstance(place, dict):
            place = place.get(part)
        else:
            return None
    return place
