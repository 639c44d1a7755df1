"""From Python values to the library's JSON, and back.

What is needed only at a call is imported at the call, so that ``import ia`` stays quick.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import Any, NamedTuple, Union

from . import _ia

#: A record: a mapping, JSON text (it begins with ``{``), or the path of a JSON file.
RecordLike = Union[Mapping[str, Any], str, "os.PathLike[str]"]


def day_of(text: str | None) -> datetime.date | None:
    """A day of the library's answer."""
    return None if text is None else datetime.date.fromisoformat(text)


class Problem(NamedTuple):
    """One thing that is wrong with the input."""

    #: Stable code, such as ``unknown_key``.
    code: str
    #: Where, as a JSON Pointer into the request: ``/record/meetings/3/kind``.
    path: str
    #: What was expected, in the request's language.
    message: str


class IaError(ValueError):
    """The input is wrong. :attr:`problems` holds every error; no value of the input is repeated."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{one.path or '/'}: {one.message}" for one in problems))

    @property
    def code(self) -> str:
        """The code of the first problem."""
        return self.problems[0].code if self.problems else ""

    @property
    def path(self) -> str:
        """The place of the first problem."""
        return self.problems[0].path if self.problems else ""

    def __reduce__(self) -> tuple[type[IaError], tuple[list[Problem]]]:
        return (IaError, (self.problems,))


def _plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        raise TypeError("expected a date, not a datetime")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError(f"expected plain values, not {type(value).__name__}")


def to_json(value: object) -> str:
    """As JSON; dates as ``YYYY-MM-DD``."""
    import json

    return json.dumps(value, default=_plain, ensure_ascii=False, allow_nan=False)


def record_text(record: RecordLike) -> str:
    """The record as JSON text, unread: the library finds what is wrong in it."""
    if isinstance(record, Mapping):
        return to_json(dict(record))
    if isinstance(record, str) and record.lstrip().startswith("{"):
        return record
    with open(record, encoding="utf-8") as file:
        return file.read()


def ask_text(function: str, fields: Mapping[str, object], record: RecordLike | None = None) -> str:
    """The library's answer as JSON text. Fields that are ``None`` are left out."""
    given = {key: value for key, value in fields.items() if value is not None}
    request = to_json(given)
    if record is not None:
        rest = request[1:]
        request = f'{{"record":{record_text(record)}{rest if rest == "}" else "," + rest}'
    answer = _ia.call(function, request)
    if answer is None:
        raise AttributeError(f"the library has no function {function}")
    well, text = answer
    if not well:
        import json

        raise IaError([Problem(**problem) for problem in json.loads(text)["errors"]])
    return text


def ask(function: str, fields: Mapping[str, object], record: RecordLike | None = None) -> Any:
    """The library's answer as plain values."""
    import json

    return json.loads(ask_text(function, fields, record))
