"""From Python values to the library's JSON, and back.

What is needed only at a call is imported at the call, so that ``import ia`` stays quick.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import Any, NamedTuple, Union

from . import _ia

#: A record: a mapping, JSON text, or a ``pathlib.Path`` of a JSON file. A text is never taken as a path.
RecordLike = Union[Mapping[str, Any], str, "os.PathLike[str]"]


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


def refused(code: str, path: str, message: str) -> IaError:
    """One thing that is wrong. Raise it outside of an ``except``, so that it has no context: what was caught may hold
    the whole input, as ``JSONDecodeError.doc`` and ``UnicodeEncodeError.object`` do."""
    return IaError([Problem(code, path, message)])


def day_of(text: str | None) -> datetime.date | None:
    """A day of the library's answer."""
    return None if text is None else date_of(text)


def date_of(text: str) -> datetime.date:
    """A day of the library's answer."""
    try:
        return datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        pass
    raise refused("not_a_date", "", "expected a day as YYYY-MM-DD")


def read_json(text: str) -> Any:
    """The values in JSON text."""
    import json

    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        pass
    raise refused("not_json", "", "expected JSON")


def whole_day(value: object) -> str | None:
    """``YYYY-MM-DD`` of a ``date``, or of a ``datetime``, a ``pandas.Timestamp`` or a ``numpy.datetime64`` that is a whole day
    in no time zone; none of anything else."""
    day = _ia.date_of(value)
    return None if day is None else day.isoformat()


_PLAIN = "expected texts, whole numbers, True, False, None, dates without a time, lists, and mappings with keys that are texts"


def _plain(value: object) -> object:
    day = whole_day(value)
    if day is not None:
        return day
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError(_PLAIN)


def to_json(value: object, path: str = "") -> str:
    """As JSON; dates as ``YYYY-MM-DD``."""
    import json

    try:
        return json.dumps(value, default=_plain, ensure_ascii=False, allow_nan=False)
    except TypeError:
        wrong: Exception = TypeError(_PLAIN)
    except (ValueError, RecursionError):
        wrong = refused("not_json", path, "expected values that JSON can hold")
    raise wrong


def _file_text(path: os.PathLike[str], lang: object) -> str:
    """What stands in a file, as far as the library would read it. A byte order mark is left to the library."""
    try:
        with open(path, "rb") as file:
            # A character has four bytes at most: one that is cut off leaves a text that is too long all the same.
            found = file.read(_ia.MAX_BYTES + 4)
    except (OSError, ValueError):
        found = None
    if found is None:
        raise refused("not_readable", "/record", "expected the path of a file that can be read")
    if len(found) > _ia.MAX_BYTES:
        return found.decode(errors="ignore")
    well, text = _ia.text_of(found, lang if isinstance(lang, str) else None)
    if not well:
        problems = read_json(text)["errors"]
        raise IaError([Problem(**{**problem, "path": "/record"}) for problem in problems])
    return text


def record_text(record: RecordLike, lang: object = None) -> str:
    """The record as JSON text, unread: the library finds what is wrong in it. Only a path is opened, never a text."""
    if isinstance(record, Mapping):
        return to_json(dict(record), "/record")
    if isinstance(record, str):
        return record
    if isinstance(record, os.PathLike):
        return _file_text(record, lang)
    raise refused("wrong_type", "/record", "expected a mapping, JSON text, or a pathlib.Path of a JSON file")


def ask_text(function: str, fields: Mapping[str, object], record: RecordLike | None = None) -> str:
    """The library's answer as JSON text. Fields that are ``None`` are left out. The record is a text of its own, so
    nothing in it can become another field."""
    given = {key: value for key, value in fields.items() if value is not None}
    request = to_json(given)
    answer = _ia.call(function, request, None if record is None else record_text(record, given.get("lang")))
    if answer is None:
        raise AttributeError("the library has no function of this name")
    well, text = answer
    if not well:
        raise IaError([Problem(**problem) for problem in read_json(text)["errors"]])
    return text


def ask(function: str, fields: Mapping[str, object], record: RecordLike | None = None) -> Any:
    """The library's answer as plain values."""
    return read_json(ask_text(function, fields, record))
