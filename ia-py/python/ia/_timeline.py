"""The steps of one case as Python objects."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ._door import date_of, day_of
from ._notebook import steps_table

if TYPE_CHECKING:
    from collections.abc import Iterator


class Step(NamedTuple):
    """One step of a case on a day. Days and reasons are not shown in ``repr``."""

    #: Such as ``follow_up_plan``.
    milestone: str
    #: Its name in the language asked for.
    label: str
    #: ``law``, ``guidance`` or ``nav_practice``: who says when it is to be taken.
    authority: str
    #: ``met_in_time``, ``met_late``, ``due``, ``overdue``, ``not_applicable``, ``unknown``, ``not_established``,
    #: ``contestable`` (in time by one reading of how absence is counted and late by another) or ``information``.
    status: str
    #: Why, in one word.
    reason: str
    #: The limit.
    due: datetime.date | None
    #: The first day on which it makes sense.
    first_day: datetime.date | None
    #: The last working day within the limit.
    last_day: datetime.date | None
    #: The day it was taken.
    taken: datetime.date | None
    #: Why, in sentences.
    why: tuple[str, ...]
    #: The missing facts as JSON Pointers: ``/case/plans``.
    missing: tuple[str, ...]
    responsible: tuple[str, ...]
    #: The citations of the rule.
    citation: str

    def __repr__(self) -> str:
        return f"Step(milestone={self.milestone!r}, status={self.status!r}, ..)"

    @classmethod
    def of(cls, data: dict[str, Any]) -> Step:
        """From the library's answer."""
        return cls(
            milestone=data["milestone"],
            label=data["label"],
            authority=data["authority"],
            status=data["status"],
            reason=data["reason"],
            due=day_of(data.get("due")),
            first_day=day_of(data.get("first_day")),
            last_day=day_of(data.get("last_day")),
            taken=day_of(data.get("taken")),
            why=tuple(data["why"]),
            missing=tuple(missing["path"] for missing in data["missing"]),
            responsible=tuple(data["responsible"]),
            citation="; ".join(basis["citation"] for basis in data.get("rule", {}).get("basis", ())),
        )


class Timeline:
    """The steps of a case: iterate over them, or take one by its name.

    In a notebook it shows itself as a table. ``pandas.DataFrame(timeline.rows())`` makes a data frame, and
    :attr:`page` is a page to print.
    """

    def __init__(self, answer: dict[str, Any], lang: str = "nb") -> None:
        self._data: dict[str, Any] = answer["timeline"]
        #: The language of texts.
        self.lang: str = lang
        #: A self-contained HTML page.
        self.page: str = answer["document"]
        #: What the reader should know about the whole.
        self.notices: list[str] = answer["notices"]
        #: Slips with which the record can still be judged, each with ``code``, ``path`` and ``message``.
        self.warnings: list[dict[str, str]] = answer["warnings"]
        #: The day.
        self.as_of: datetime.date = date_of(self._data["as_of"])
        #: The steps in the order of their days.
        self.steps: list[Step] = [Step.of(step) for step in self._data["steps"]]

    def __getitem__(self, milestone: str) -> Step:
        for step in self.steps:
            if step.milestone == milestone:
                return step
        raise KeyError("expected the name of a step")

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def rows(self) -> list[dict[str, object]]:
        """One flat row a step, for a data frame. Days are ``date``."""
        return [step._asdict() for step in self.steps]

    def to_dict(self) -> dict[str, Any]:
        """The library's answer as plain values."""
        return self._data

    def __repr__(self) -> str:
        overdue = sum(step.status == "overdue" for step in self.steps)
        return f"<ia.Timeline {self.as_of.isoformat()}: {len(self.steps)} steps, {overdue} overdue>"

    def _repr_html_(self) -> str:
        return steps_table(self._data, self.lang)
