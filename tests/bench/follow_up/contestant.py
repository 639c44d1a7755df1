"""What the harness wants of a contestant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pyarrow as pa
from reference import Answers, from_arrow


class Unavailable(Exception):
    """Why a contestant cannot take part here."""


class Run(NamedTuple):
    call: Callable[[], Any]
    """What is timed."""
    answers: Callable[[Any], Answers] | None = from_arrow
    """From the result of a call, to compare."""
    before: Callable[[], object] = lambda: None
    """Before each call, not timed."""
    own_clock: bool = False
    """The result of a call is its time in milliseconds."""


class Contestant(NamedTuple):
    prepare: Callable[[pa.Table], Run]
    target: float | None = None
    """How many times faster ia is to be."""
    sample: int | None = None
    """Rows timed in place of all of them, for those that take a row at a time."""
    rounds: int = 25
