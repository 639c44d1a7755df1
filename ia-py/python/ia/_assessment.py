"""An assessment as Python objects."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ._door import date_of, day_of, read_json, refused
from ._notebook import table

if TYPE_CHECKING:
    from collections.abc import Iterator


class Subject(NamedTuple):
    """The case that a finding is about. Ids are not shown in ``repr``."""

    case: str
    person: str
    manager: str | None = None

    def __repr__(self) -> str:
        return "Subject(..)"


class Basis(NamedTuple):
    """Where a norm stands."""

    #: The provision's id, or the source's.
    id: str
    #: The citation in words.
    citation: str
    #: ``H`` or ``M``.
    confidence: str
    #: The permanent address.
    url: str | None = None
    #: The last day up to which the provision has been read; ``None`` for a source that is no act.
    read_to: datetime.date | None = None

    @classmethod
    def of(cls, data: dict[str, Any]) -> Basis:
        """From the library's answer."""
        return cls(
            id=data["id"],
            citation=data["citation"],
            confidence=data["confidence"],
            url=data.get("url"),
            read_to=day_of(data.get("read_to")),
        )


class DueItem(NamedTuple):
    """Something with a day, which is not shown in ``repr``."""

    date: datetime.date
    overdue: bool
    #: Whether a fact is missing: the step may be taken, or its day be another.
    provisional: bool
    #: ``binding``, ``agreed`` or ``good_practice``.
    weight: str
    norm: str
    title: str
    subject: Subject | None = None

    def __repr__(self) -> str:
        return f"DueItem(norm={self.norm!r}, ..)"


class Finding(NamedTuple):
    """A norm on a day. Days and reasons are not shown in ``repr``."""

    norm: str
    title: str
    text: str
    #: ``met``, ``partly``, ``contestable``, ``due``, ``breached``, ``not_in_place``, ``not_applicable`` or ``unknown``.
    outcome: str
    #: ``binding``, ``agreed`` or ``good_practice``.
    weight: str
    topic: str
    modality: str
    #: ``record``, ``answer`` or ``condition``.
    decided_by: str
    #: The day it is or was to be done by.
    due: datetime.date | None
    #: The next day something is to be done, when all is well.
    next: datetime.date | None
    #: Why, in sentences.
    why: tuple[str, ...]
    #: What to do next.
    next_step: str | None
    #: The missing facts as JSON Pointers into the record.
    missing: tuple[str, ...]
    bearers: tuple[str, ...]
    toward: tuple[str, ...]
    basis: tuple[Basis, ...]
    #: First and last day of the version that was used.
    in_force: tuple[datetime.date, datetime.date | None]
    confidence: str
    sensitivity: str
    subject: Subject | None
    #: Whether it is the viewer's to act on; ``None`` when nobody in particular looks.
    yours: bool | None
    #: Whether others owe it, and not the workplace or the viewer: employees, Nav, doctors, authorities.
    of_others: bool = False
    #: Whether it is owed above the workplace, which is a part of the undertaking.
    owed_above: bool = False
    #: The norm whose finding carries this one, since both lack the same.
    carried_by: str | None = None

    def __repr__(self) -> str:
        return f"Finding(norm={self.norm!r}, outcome={self.outcome!r}, ..)"

    @classmethod
    def of(cls, data: dict[str, Any]) -> Finding:
        """From the library's answer."""
        in_force = data["in_force"]
        return cls(
            norm=data["norm"],
            title=data["title"],
            text=data["text"],
            outcome=data["outcome"],
            weight=data["weight"],
            topic=data["topic"],
            modality=data["modality"],
            decided_by=data["decided_by"],
            due=day_of(data.get("due")),
            next=day_of(data.get("next")),
            why=tuple(data["why"]),
            next_step=data.get("next_step"),
            missing=tuple(missing["path"] for missing in data["missing"]),
            bearers=tuple(data["bearers"]),
            toward=tuple(data["toward"]),
            basis=tuple(Basis.of(basis) for basis in data["basis"]),
            in_force=(date_of(in_force["from"]), day_of(in_force.get("to"))),
            confidence=data["confidence"],
            sensitivity=data["sensitivity"],
            subject=Subject(**data["subject"]) if "subject" in data else None,
            yours=data.get("yours"),
            of_others=data.get("of_others", False),
            owed_above=data.get("owed_above", False),
            carried_by=data.get("carried_by"),
        )


class Assessment:
    """The findings for a record on a day: iterate over them, or take those of a norm by its id.

    A norm about people on sick leave has one finding a case: :meth:`of` gives them all.

    In a notebook it shows itself as a table. ``pandas.DataFrame(assessment.rows())`` and
    ``polars.DataFrame(assessment.rows())`` give a data frame.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        #: The day.
        self.as_of: datetime.date = date_of(data["as_of"])
        #: The language of texts.
        self.lang: str = data["lang"]
        #: What the reader should know about the whole.
        self.notices: list[str] = data["notices"]
        #: Slips with which the record can still be judged, each with ``code``, ``path`` and ``message``.
        self.warnings: list[dict[str, str]] = data["warnings"]
        #: Counts of findings by weight and outcome, of what the workplace owes, and the viewer. Each is counted, also
        #: what another carries.
        self.totals: dict[str, dict[str, int]] = data["totals"]
        #: The same of what others owe: no breach of it is the employer's.
        self.totals_of_others: dict[str, dict[str, int]] = data["totals_of_others"]
        #: The same of what is owed above the workplace; ``None`` unless the record says that it is a part of the undertaking.
        self.totals_owed_above: dict[str, dict[str, int]] | None = data.get("totals_owed_above")
        #: The findings, by the norms' ids, then by the cases' ids.
        self.findings: list[Finding] = [Finding.of(finding) for finding in data["findings"]]

    @classmethod
    def from_json(cls, text: str) -> Assessment:
        """From the library's answer, as JSON text."""
        try:
            return cls(read_json(text))
        except (AttributeError, KeyError, TypeError):
            pass
        raise refused("wrong_type", "", "expected an answer of assess")

    @property
    def due(self) -> list[DueItem]:
        """What has a day, earliest first."""
        return [
            DueItem(
                date=date_of(item["date"]),
                overdue=item["overdue"],
                provisional=item["provisional"],
                weight=item["weight"],
                norm=item["norm"],
                title=item["title"],
                subject=Subject(**item["subject"]) if "subject" in item else None,
            )
            for item in self._data["due"]
        ]

    def of(self, norm: str) -> list[Finding]:
        """The findings of a norm, one a case; none when the norm gives none that day."""
        return [finding for finding in self.findings if finding.norm == norm]

    def __getitem__(self, norm: str) -> Finding:
        """The finding of a norm. Where there are several, one a case, none is chosen: use :meth:`of`."""
        found = self.of(norm)
        if not found:
            raise KeyError("expected the id of a norm with a finding")
        if len(found) > 1:
            raise LookupError(f"the norm has {len(found)} findings, one a case: use .of(norm)")
        return found[0]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def where(self, outcome: str) -> list[Finding]:
        """The findings with this outcome."""
        return [finding for finding in self.findings if finding.outcome == outcome]

    def rows(self) -> list[dict[str, object]]:
        """One flat row a finding, for a data frame. Days are ``date``."""
        return [
            {
                "norm": finding.norm,
                "title": finding.title,
                "topic": finding.topic,
                "weight": finding.weight,
                "outcome": finding.outcome,
                "decided_by": finding.decided_by,
                "due": finding.due,
                "next": finding.next,
                "case": None if finding.subject is None else finding.subject.case,
                "citation": "; ".join(basis.citation for basis in finding.basis),
            }
            for finding in self.findings
        ]

    def to_dict(self) -> dict[str, Any]:
        """The library's answer as plain values."""
        return self._data

    def __repr__(self) -> str:
        counts = {
            outcome: sum(weight[outcome] for weight in self.totals.values())
            for outcome in ("breached", "contestable", "partly", "due", "not_in_place", "unknown", "met")
        }
        shown = ", ".join(f"{outcome} {count}" for outcome, count in counts.items() if count)
        return f"<ia.Assessment {self.as_of.isoformat()}: {shown}>"

    def _repr_html_(self) -> str:
        return table(self._data)
