"""The library's functions. Names and meaning are those of ``ia_core::api``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Union, cast

from ._assessment import Assessment
from ._door import RecordLike, ask, ask_text, whole_day
from ._timeline import Timeline

DateLike = Union[datetime.date, str]
Lang = Literal["nb", "nn", "en"]


def _day(day: DateLike) -> str:
    text = whole_day(day)
    if text is None and isinstance(day, datetime.datetime):
        raise TypeError("expected a date, not a datetime with a time: a duty has a day, not a time")
    # What is no day is left for the library to refuse.
    return cast(str, day) if text is None else text


def _list(items: object) -> object:
    """What can be gone through as a list. What is another type of JSON is left for the library to refuse."""
    return list(items) if isinstance(items, Iterable) and not isinstance(items, (str, bytes, Mapping)) else items


def assess(
    record: RecordLike,
    as_of: DateLike,
    *,
    lang: Lang = "nb",
    role: str | None = None,
    person: str | None = None,
    options: Mapping[str, object] | None = None,
    packs: Sequence[Mapping[str, object]] | None = None,
) -> Assessment:
    """Decide every norm for a record on a day.

    Without ``role`` the answer is for the host system and shows everything. With it, the answer is what that role,
    and that person by opaque id, may see.

    Parameters
    ----------
    record
        What is known: a mapping, JSON text, or a ``pathlib.Path`` of a JSON file. A text is never taken as a path.
    as_of
        The day, a ``date`` or ``YYYY-MM-DD``.
    lang
        Language of texts.
    role, person
        Who looks: only what that role, and that person by opaque id, may see is given.
    options
        Conventions where the sources leave a choice: ``counting`` (``last_day_of_week`` or
        ``same_weekday``), ``promptly_days`` (days, default 30), ``review_months`` (months, default 12),
        ``look_back_months`` (months, default 12).
    packs
        The workplace's own norms: packs as mappings, in the shape of ``Pack`` in the schema. Their ids
        begin with ``local-``.

    Raises
    ------
    IaError
        With every error in the record: stable code, JSON Pointer, what was expected.
    """
    fields = {"as_of": _day(as_of), "lang": lang, "role": role, "person": person, "options": options, "packs": packs}
    return Assessment.from_json(ask_text("assess", fields, record))


def cases(
    events: Sequence[Mapping[str, object]],
    as_of: DateLike,
    *,
    rule: Literal["holiday_counts", "holiday_left_out", "adjoining"] | None = None,
    employed_from: DateLike | None = None,
    scheme: Mapping[str, object] | None = None,
    withdrawn: Sequence[Mapping[str, object]] | None = None,
    born: DateLike | None = None,
    benefit_group: Literal["employee", "other", "from_first_day"] | None = None,
    lang: Lang = "nb",
    role: str | None = None,
    person: str | None = None,
) -> dict[str, Any]:
    """Join one person's certificates to follow-up cases, and count what the acts count.

    Without ``role`` the host system asks. The employer's side may ask, and a manager or an employee with an id; the events
    name nobody, so that they are theirs to see is for the host system to know. Everybody else is refused.

    Parameters
    ----------
    events
        What was reported, in any order: ``id``, ``from``, ``to`` and ``kind`` (``certificate``,
        ``certificate_self_certified``, ``application_holiday`` and more), and where they are known ``employer``,
        ``grade`` (20 to 100, percent), ``stage``, ``recorded`` (a whole number that grows with time) and ``corrects``.
    as_of
        The day. What lies after it is not counted.
    rule
        Which absences are one case: ``holiday_counts`` (Nav's follow-up case, the default), ``holiday_left_out`` or
        ``adjoining``.
    employed_from
        When the employment began, for self-certification.
    scheme
        The employer's wider scheme for self-certification: ``days_at_a_time``, and where there are such limits
        ``days_in_year`` and ``times_in_year``, in calendar days and times.
    withdrawn
        Decisions to take the right to self-certify away: ``employer``, ``decided``, and ``heard`` when the employee was.
    born
        The day of birth: from 67 years the right to benefit is shorter.
    benefit_group
        Which limit of benefit days holds: ``employee`` (248, the default), ``other`` (250) or ``from_first_day`` (260).

    Returns
    -------
    dict
        ``cases`` (``sick_days`` in calendar days, ``weeks`` whole), ``employers`` (employer periods and
        self-certified days in calendar days), ``benefit`` (days Monday to Friday) and ``repeated``.
    """
    fields = {
        "events": _list(events),
        "as_of": _day(as_of),
        "rule": rule,
        "employed_from": None if employed_from is None else _day(employed_from),
        "scheme": scheme,
        "withdrawn": None if withdrawn is None else _list(withdrawn),
        "born": None if born is None else _day(born),
        "benefit_group": benefit_group,
        "lang": lang,
        "role": role,
        "person": person,
    }
    return cast("dict[str, Any]", ask("cases", fields))


def changes_between(
    from_: DateLike,
    to: DateLike,
    record: RecordLike | None = None,
    *,
    lang: Lang = "nb",
    role: str | None = None,
    person: str | None = None,
    options: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """Say which provisions and norms changed from one day to another.

    Without ``role`` the answer is for the host system and shows everything. With it, the answer is what that role,
    and that person by opaque id, may see.

    With a record, each norm's ``effect`` says what it means there: ``newly_applies``, ``no_longer_applies``,
    ``deadline_changed``, ``still_applies``, ``does_not_apply`` or ``unknown``.
    """
    fields = {"from": _day(from_), "to": _day(to), "lang": lang, "role": role, "person": person, "options": options}
    return cast("dict[str, Any]", ask("changes_between", fields, record))


def check(
    record: RecordLike,
    *,
    lang: Lang = "nb",
    role: str | None = None,
    person: str | None = None,
    packs: Sequence[Mapping[str, object]] | None = None,
) -> list[dict[str, str]]:
    """Check that a record, and packs, are well formed and consistent; raises :class:`IaError` with every error.

    Gives the warnings: what is wrong in a record that can still be judged, each with ``code``, ``path`` and ``message``.
    Without ``role`` the whole record is checked; with it, the entries that the role and the person may see.
    """
    answer = ask("check", {"lang": lang, "role": role, "person": person, "packs": packs}, record)
    return cast("list[dict[str, str]]", cast("dict[str, Any]", answer)["warnings"])


def cite(text: str, on: DateLike, *, lang: Lang = "nb", style: Literal["short", "long"] = "short") -> dict[str, Any]:
    """Read a citation, such as ``aml § 4-6 (3)``, and find what it points at on a day."""
    fields = {"text": text, "on": _day(on), "lang": lang, "style": style}
    return cast("dict[str, Any]", ask("cite", fields))


def conversation_guide(milestone: str, *, lang: Lang = "nb") -> dict[str, Any]:
    """Say what a manager prepares, asks and avoids in the conversation at a step of the follow-up.

    The parts ``prepare``, ``ask`` and ``avoid`` have a ``label`` and ``lines``. About work and function, never about
    health. ``milestone`` is a step, such as ``follow_up_plan``, ``activity`` or ``nav_dialogue_meeting``.
    """
    return cast("dict[str, Any]", ask("conversation_guide", {"milestone": milestone, "lang": lang})["guide"])


def escalation(matter: str, from_: str, as_of: DateLike, *, lang: Lang = "nb") -> list[dict[str, Any]]:
    """Say whom a role goes to next with a matter, and why; nearest first.

    ``matter`` is ``working_environment``, ``several_areas``, ``danger``, ``harassment``,
    ``censurable_conditions`` or ``sick_leave_follow_up``.
    """
    fields = {"matter": matter, "from": from_, "as_of": _day(as_of), "lang": lang}
    return cast("list[dict[str, Any]]", ask("escalation", fields)["steps"])


def explain(
    norm: str,
    record: RecordLike,
    as_of: DateLike,
    *,
    lang: Lang = "nb",
    role: str | None = None,
    person: str | None = None,
    options: Mapping[str, object] | None = None,
    packs: Sequence[Mapping[str, object]] | None = None,
) -> list[dict[str, Any]]:
    """Say why a norm comes out as it does: for each finding the reasons as data and as lines of text.

    Without ``role`` the answer is for the host system and shows everything. With it, the answer is what that role,
    and that person by opaque id, may see.
    """
    fields = {
        "norm": norm,
        "as_of": _day(as_of),
        "lang": lang,
        "role": role,
        "person": person,
        "options": options,
        "packs": packs,
    }
    return cast("list[dict[str, Any]]", ask("explain", fields, record)["explained"])


def follow_up_log(
    case: Mapping[str, object],
    as_of: DateLike,
    *,
    format: Literal["html", "markdown"] | None = None,
    lang: Lang = "nb",
    role: str | None = None,
    person: str | None = None,
    options: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """Say what can be shown of the follow-up of a case (aml § 4-6 (5)), and what is missing.

    Without ``role`` the answer is for the host system. A role, or a person by opaque id, that may not see the case
    is refused.

    ``log`` has ``entries`` (who was summoned, who came, what was sent or left out), ``gaps`` and ``complete``;
    ``document`` is the same to print, when a format is asked for. ``case`` is an absence in the shape of the record's
    ``absences``.
    """
    fields = {
        "case": case,
        "as_of": _day(as_of),
        "format": format,
        "lang": lang,
        "role": role,
        "person": person,
        "options": options,
    }
    return cast("dict[str, Any]", ask("follow_up_log", fields))


def information_duties(
    as_of: DateLike, from_: str | None = None, to: str | None = None, *, lang: Lang = "nb"
) -> list[dict[str, Any]]:
    """Say who tells whom what, how often: from a role, to a role, or all."""
    fields = {"from": from_, "to": to, "as_of": _day(as_of), "lang": lang}
    return cast("list[dict[str, Any]]", ask("information_duties", fields)["duties"])


def knowledge(
    kind: str | None = None,
    *,
    topic: str | None = None,
    role: str | None = None,
    as_of: DateLike | None = None,
    lang: Lang = "nb",
) -> list[dict[str, Any]]:
    """List knowledge: risk and presence factors, instruments, meetings, figures, goals and more."""
    day = None if as_of is None else _day(as_of)
    fields = {"kind": kind, "topic": topic, "role": role, "as_of": day, "lang": lang}
    return cast("list[dict[str, Any]]", ask("knowledge", fields)["entries"])


def may_sign(
    office: str,
    scope: Literal["own_area", "other_area", "several_areas"],
    as_of: DateLike,
    *,
    lang: Lang = "nb",
) -> dict[str, Any] | None:
    """Say whether an office may sign a paper, and who may instead; ``None`` for an office without such a rule."""
    fields = {"office": office, "scope": scope, "as_of": _day(as_of), "lang": lang}
    return cast("dict[str, Any] | None", ask("may_sign", fields).get("signing"))


def norms(
    as_of: DateLike | None = None,
    *,
    topic: str | None = None,
    role: str | None = None,
    norm: str | None = None,
    lang: Lang = "nb",
    packs: Sequence[Mapping[str, object]] | None = None,
) -> list[dict[str, Any]]:
    """List norms: those in force on a day, or all with every version."""
    day = None if as_of is None else _day(as_of)
    fields = {"as_of": day, "topic": topic, "role": role, "norm": norm, "lang": lang, "packs": packs}
    return cast("list[dict[str, Any]]", ask("norms", fields)["norms"])


def poster(
    format: Literal["svg", "html"] = "svg",
    size: Literal["a4", "a3"] = "a4",
    contacts: Mapping[str, str] | None = None,
    *,
    lang: Lang = "nb",
) -> str:
    """Draw a sheet for the wall: the roles, good cooperation and the follow-up clock. Contacts by role."""
    where = None if contacts is None else [{"role": role, "text": text} for role, text in contacts.items()]
    fields = {"format": format, "size": size, "contacts": where, "lang": lang}
    return cast("str", ask("poster", fields)["poster"])


def processes(*, lang: Lang = "nb") -> list[dict[str, Any]]:
    """List processes with their phases, steps and order."""
    return cast("list[dict[str, Any]]", ask("processes", {"lang": lang})["processes"])


def questions(
    record: RecordLike,
    as_of: DateLike,
    role: str,
    *,
    person: str | None = None,
    lang: Lang = "nb",
    options: Mapping[str, object] | None = None,
    packs: Sequence[Mapping[str, object]] | None = None,
) -> list[dict[str, Any]]:
    """Ask for the facts that could still change a finding, those that decide most first.

    Asks about what the role, and the person by opaque id, may see and can speak to.
    """
    fields = {"as_of": _day(as_of), "role": role, "person": person, "lang": lang, "options": options, "packs": packs}
    return cast("list[dict[str, Any]]", ask("questions", fields, record)["questions"])


def report(
    record: RecordLike,
    as_of: DateLike,
    format: Literal["html", "markdown"] = "html",
    *,
    lang: Lang = "nb",
    role: str | None = None,
    person: str | None = None,
    options: Mapping[str, object] | None = None,
    packs: Sequence[Mapping[str, object]] | None = None,
) -> str:
    """Write an assessment as a self-contained HTML page or as Markdown.

    Without ``role`` the answer is for the host system and shows everything. With it, the answer is what that role,
    and that person by opaque id, may see.
    """
    fields = {
        "as_of": _day(as_of),
        "format": format,
        "lang": lang,
        "role": role,
        "person": person,
        "options": options,
        "packs": packs,
    }
    return cast("str", ask("report", fields, record)["report"])


def responsibility_matrix(
    as_of: DateLike, topics: Sequence[str] | None = None, *, lang: Lang = "nb"
) -> dict[str, Any]:
    """Say who is responsible, accountable, consulted and informed: ``roles`` and ``activities`` with ``parts``."""
    fields = {"topics": topics, "as_of": _day(as_of), "lang": lang}
    return cast("dict[str, Any]", ask("responsibility_matrix", fields)["matrix"])


def role_card(
    role: str,
    as_of: DateLike,
    *,
    sector: str | None = None,
    guidelines: Sequence[str] | None = None,
    format: Literal["html", "markdown"] | None = None,
    lang: Lang = "nb",
) -> dict[str, Any]:
    """Give everything that is a role's on a day: ``card``, and ``document`` when a format is asked for.

    Rules of a sector or a guideline are on it only when the sector is given and the guideline adopted.
    """
    fields = {
        "role": role,
        "as_of": _day(as_of),
        "sector": sector,
        "guidelines": guidelines,
        "format": format,
        "lang": lang,
    }
    return cast("dict[str, Any]", ask("role_card", fields))


def roles(*, lang: Lang = "nb") -> list[dict[str, Any]]:
    """List roles with their labels and how they stand to each other."""
    return cast("list[dict[str, Any]]", ask("roles", {"lang": lang})["roles"])


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a record."""
    return cast("dict[str, Any]", ask("schema", {})["schema"])


def search(
    words: str | None = None,
    *,
    role: str | None = None,
    topic: str | None = None,
    source: str | None = None,
    citation: str | None = None,
    as_of: DateLike | None = None,
    lang: Lang = "nb",
) -> list[dict[str, Any]]:
    """Search the catalogue by words (æ, ø, å and endings forgiven), role, topic, source and place; best first."""
    fields = {
        "words": words,
        "role": role,
        "topic": topic,
        "source": source,
        "citation": citation,
        "as_of": None if as_of is None else _day(as_of),
        "lang": lang,
    }
    return cast("list[dict[str, Any]]", ask("search", fields)["hits"])


def terms(*, lang: Lang = "nb") -> dict[str, dict[str, str]]:
    """Give the labels of every vocabulary, by vocabulary and code."""
    return cast("dict[str, dict[str, str]]", ask("terms", {"lang": lang})["terms"])


def timeline(
    case: Mapping[str, object],
    as_of: DateLike,
    *,
    lang: Lang = "nb",
    role: str | None = None,
    person: str | None = None,
    options: Mapping[str, object] | None = None,
) -> Timeline:
    """Say how the steps in the follow-up of a case stand on a day.

    Without ``role`` the answer is for the host system. A role, or a person by opaque id, that may not see the case
    is refused.

    Parameters
    ----------
    case
        An absence in the shape of the record's ``absences``, complete up to the day. A key that is left out is not
        known; an empty list says there is none.
    as_of
        The day, a ``date`` or ``YYYY-MM-DD``.
    options
        Conventions: ``counting`` (``last_day_of_week`` or ``same_weekday``), ``weekend`` (``stays``,
        ``working_day_before`` or ``next_working_day``), ``promptly_days`` (days, default 30).

    Raises
    ------
    IaError
        With every error in the case: stable code, JSON Pointer, what was expected.
    """
    fields = {
        "case": case,
        "as_of": _day(as_of),
        "format": "html",
        "lang": lang,
        "role": role,
        "person": person,
        "options": options,
    }
    return Timeline(ask("timeline", fields), lang)


def version() -> dict[str, str]:
    """Give the versions of library and catalogue, and the day up to which the law was read."""
    return cast("dict[str, str]", ask("version", {}))
