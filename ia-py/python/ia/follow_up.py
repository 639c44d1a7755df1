"""The follow-up of people on sick leave, for tables of many cases.

A table is anything that gives Arrow by a capsule: a data frame of polars or pandas, a table of pyarrow, a relation of
DuckDB. So is what comes out; nothing but ia has to be installed. A mapping from names to columns is welcome too.

One row is one case, with these columns:

============================  =========================================================================
``from``                      The first day away. In every row.
``to``                        The last day away; null while it goes on.
``whole_from``, ``whole_to``  The stretch of whole absence that counts; null when there was none, and
                              ``whole_to`` also while it goes on. Both, or not known when left out.
``graded_from``               The first day of graded absence, which is activity; null when there was none. Optional.
``continuous_from``           The first day of the same absence counted continuously, after a return to work; null when it
                              is ``from``. Optional: aml. § 4-6 does not say which of the two counts, so a plan that is
                              in time by one and late by the other is ``contestable``.
``<step>``                    The first day the step was taken; null when it was not. Not known when left out.
``<step>_left_out``           The first day on which somebody who may decided to leave it out. Optional. What falls away
                              with it falls away too: the plan to the issuer with the plan, and the summons and the
                              dialogue meeting with each other.
``<step>_known``              False or null where it is not known whether it was taken. Optional.
============================  =========================================================================

A day before ``from`` (and before ``continuous_from``) is of no step of this case: whether the step was taken or left out is then
unknown. So it is where the plan was sent before it was made. The whole and the graded absence cannot begin before ``from``.

The steps are ``follow_up_plan``, ``plan_to_issuer``, ``dialogue_meeting_summons``, ``dialogue_meeting_held``,
``activity`` and ``nav_dialogue_meeting``. Days are ``date32``, ``date64``, or timestamps without time zone that are whole
days; ``date32`` is read where it lies. In lists they are ``date``, or ``datetime``, ``pandas.Timestamp`` and
``numpy.datetime64`` that are whole days. A column of days without any day in it may have any type, but for timestamps with a
time zone, which are always refused. Other columns are not looked at; one whose name is almost that of a column that
is missing is refused (``unknown_key``).

Other programs often write 31.12.9999 where there is no end. ``open_end`` says so: a day equal to it in ``to`` or
``whole_to`` is read as null. Without it such a day is outside the calendar (1900 to 2199) and is refused.

A table has at most 268,435,456 rows in 1,048,576 chunks. A text that names a person, an employer, a group or a kind is at
most 256 bytes long, one that is kept 16 MiB. A text is no column, and neither is a mapping or a set. What cannot be read is an
:class:`~ia.IaError`: also a capsule that was read before, and Arrow that is not as it is to be. It names all columns that are
wrong, and of each the first 100 rows; where there are more, an item with the code ``too_many_errors`` says how many.

>>> import datetime
>>> import ia
>>> away = {"from": [datetime.date(2026, 10, 1)], "to": [None], "follow_up_plan": [datetime.date(2026, 10, 28)]}
>>> table = ia.follow_up.status(away, "2026-11-22")
>>> table.to_dict()["follow_up_plan_status"]
['met_in_time']
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, Protocol, Union

from . import _ia
from ._functions import timeline
from ._ia import Table

__all__ = ["Join", "Rules", "Step", "StepName", "Table", "TableLike", "cases", "counts", "kpi", "one", "status", "timeline"]


class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class _Array(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


#: What is read as a table.
TableLike = Union[_Stream, _Array, Mapping[str, Any]]
DateLike = Union[datetime.date, str]
#: Conventions where the sources leave a choice, ``counting``, ``weekend`` and ``reading``.
Rules = Mapping[str, str]
StepName = Literal[
    "follow_up_plan",
    "plan_to_issuer",
    "dialogue_meeting_summons",
    "dialogue_meeting_held",
    "activity",
    "nav_dialogue_meeting",
]


Join = Literal["holiday_counts", "holiday_left_out", "adjoining"]


class Step(NamedTuple):
    """How a step stands."""

    #: ``met_in_time``, ``met_late``, ``due``, ``overdue``, ``contestable`` (in time by one reading of how absence is
    #: counted and late by the other, never a breach), ``not_applicable``, ``unknown`` or ``not_established``.
    status: str
    #: The last day of the limit; ``None`` where there is none.
    due: datetime.date | None
    #: Why, in one word, such as ``not_long_enough``.
    reason: str


def status(
    table: TableLike,
    as_of: DateLike,
    *,
    rules: Rules | None = None,
    reasons: bool = False,
    keep: Iterable[str] = (),
    open_end: DateLike | None = None,
) -> Table:
    """How each step stands in each case on a day.

    Parameters
    ----------
    table
        Cases, one a row. See the module for the columns.
    as_of
        The day. What lies after it is not known: a later last day, or a step taken later, does not count.
    rules
        ``counting``: ``last_day_of_week`` (default; week n ends on its last day) or ``same_weekday`` (n weeks later).
        ``weekend``, for a limit on a Saturday, Sunday or public holiday: ``stays`` (default), ``working_day_before`` or
        ``next_working_day``. ``reading``, where the table has ``continuous_from``: ``both`` (default), ``nav_case`` (from
        ``from``) or ``continuous``.
    reasons
        Whether to say why, in a column more for each step.
    keep
        Names of columns to hand on as they are, such as an id of the case. They come first.
    open_end
        The day that stands for no end, such as ``9999-12-31``: where ``to`` or ``whole_to`` is this day, the absence goes
        on. A ``date``, a text, or what else is a day in a list; it may lie outside the calendar. No day does so by itself.

    Returns
    -------
    Table
        For each step ``<step>_status`` (dictionary of text), ``<step>_due`` (``date32``: the last day of the limit, null
        where there is none) and, when asked for, ``<step>_reason`` (dictionary of text). Rows and chunks are those of
        the input. ``Table.rules`` says which conventions were used.

    Raises
    ------
    IaError
        Columns are missing or of another type, or rows are no cases. ``problems`` has all columns, and the first 100 rows of
        each; each ``path`` says which column and, from 0, which row of the table: ``/to/17``. No value is repeated.

    Examples
    --------
    >>> import polars as pl
    >>> cases = pl.DataFrame({"case": ["a"], "from": [datetime.date(2026, 11, 2)], "to": None, "follow_up_plan": None})
    >>> pl.DataFrame(status(cases, "2026-11-22", keep=["case"]))["follow_up_plan_due"][0]
    datetime.date(2026, 11, 29)
    """
    return _ia.status(table, as_of, rules, reasons, keep, open_end)


def cases(
    certificates: TableLike,
    as_of: DateLike,
    *,
    join: Join = "holiday_counts",
    rules: Rules | None = None,
    open_end: DateLike | None = None,
) -> Table:
    """Join certificates of many people to follow-up cases.

    Parameters
    ----------
    certificates
        One report a row, of any number of people, in any order: ``person`` (text or whole number, never null), ``from`` and
        ``to`` (days), ``kind`` (text, such as ``certificate``, ``certificate_self_certified``, ``application_holiday``,
        ``application_work_resumed`` or ``day_off``), and where they are known ``grade`` (20 to 100, percent), ``employer``
        (null where a report concerns every job), ``recorded`` (a whole number or a timestamp that grows with time: of two
        reports that are heard alike, the later is heard) and ``recorded_on`` (a day; that of ``recorded`` when it is a
        timestamp and this is left out).
    as_of
        The day. A report that begins or was recorded after it does not count. A case whose last day lies after it goes
        on: its ``to`` is null.
    join
        Which absences are one case: ``holiday_counts`` (Nav's follow-up case, the default), ``holiday_left_out`` or
        ``adjoining``. Practice, not law.
    rules
        As for :func:`status`.
    open_end
        The day that stands for no end, such as ``9999-12-31``. A report whose ``to`` is this day goes on: so does its case,
        ``sick_days`` counts none of its days after `as_of`, and ``certified_to`` is null where the report certifies.
        Without it each report has a last day.

    With several employers each job's days are decided by its own reports, and the job from which the person is most away
    decides: work in one job does not end the absence from another. A person has at most 100 employers.

    Returns
    -------
    Table
        ``person``; ``case``, its number among the person's, from 1; ``from``, ``to``, ``whole_from``, ``whole_to`` and
        ``graded_from`` (the first day of graded absence up to the day) and ``continuous_from`` (the first day where a
        return to work ends an absence: of several, the first that lasts to the limit of the follow-up plan, else the last),
        which :func:`status` reads; ``certified_to`` (the last day that a certificate is for, also when it lies ahead, or is one of holiday); ``sick_days`` (calendar days that belong to the case); ``weeks``
        (whole weeks of them up to the day); ``graded_at_end``.

    Raises
    ------
    IaError
        Columns are missing or of another type, or rows are no reports: as for :func:`status`.

    Examples
    --------
    >>> import polars as pl
    >>> day = datetime.date
    >>> reports = pl.DataFrame({
    ...     "person": ["p-1", "p-1"],
    ...     "from": [day(2026, 10, 1), day(2026, 10, 4)],
    ...     "to": [day(2026, 10, 3), day(2026, 11, 30)],
    ...     "kind": ["certificate_self_certified", "certificate"],
    ... })
    >>> pl.DataFrame(cases(reports, "2026-11-22")).select("from", "to", "sick_days").row(0)
    (datetime.date(2026, 10, 1), None, 61)
    """
    return _ia.joined(certificates, as_of, join, rules, open_end)


def counts(
    certificates: TableLike,
    as_of: DateLike,
    *,
    join: Join = "holiday_counts",
    open_end: DateLike | None = None,
) -> Table:
    """Count what the acts count of the absence of many people: employer period, self-certified days, repeated absence.

    The counts are those of :func:`ia.cases`, for all people at once. Days after `as_of` do not count, but for repeated
    absence, and days more than twenty years before it are not looked at.

    Parameters
    ----------
    certificates, as_of, open_end
        As for :func:`cases`. A report that goes on is known up to `as_of`. A person has at most 100 employers.
    join
        Which absences are one case, for the repeated absence. As for :func:`cases`.

    Returns
    -------
    Table
        A row for each ``person`` and ``employer`` (null where none of the person's reports names one):

        - ``employer_period_from``, ``employer_period_to`` (the first and the last day that the employer pays, of the newest
          employer period, up to `as_of`), ``employer_period_days`` (how many, 16 at most), ``employer_period_complete`` (whether
          it is clear that it is over): ftrl. § 8-19, by guidance. The same with ``employer_period_by_nav`` in the name as Nav's
          payment counts it. Null where there is none, or the rule is not known for those years.
        - ``self_certified_days`` (days that count together with an absence that begins on `as_of`), ``self_certified_not_settled``
          (days beside these that may be self-certified), ``self_certified_left`` (of those at a time by the act): § 8-24.
        - ``absences_in_year`` (absences without a certificate in twelve months), ``may_be_taken_away``: § 8-27.
        - ``repeated_cases``, ``repeated_days``, ``is_repeated``: Nav's flag of repeated absence, the same in each row of a
          person. Whole cases count, with the certified days that lie ahead: Nav counts them so. Of a report that goes on no
          day ahead is known.

    Raises
    ------
    IaError
        As for :func:`cases`.

    Examples
    --------
    >>> day = datetime.date
    >>> reports = {
    ...     "person": ["p-1", "p-1"],
    ...     "from": [day(2026, 10, 1), day(2026, 10, 4)],
    ...     "to": [day(2026, 10, 3), day(2026, 11, 30)],
    ...     "kind": ["certificate_self_certified", "certificate"],
    ... }
    >>> found = counts(reports, "2026-11-22").to_dict()
    >>> found["employer_period_to"], found["employer_period_days"], found["self_certified_left"]
    ([datetime.date(2026, 10, 16)], [16], [0])
    """
    return _ia.counted(certificates, as_of, join, open_end)


def one(
    case: Mapping[str, Any], as_of: DateLike, *, rules: Rules | None = None, open_end: DateLike | None = None
) -> dict[str, Step]:
    """How each step stands in one case on a day.

    Parameters
    ----------
    case
        The keys are the columns of :func:`status`; days are ``date`` or ``None``. The key of a step that is left out means
        that it is not known whether it was taken.
    as_of
        The day.
    rules, open_end
        As for :func:`status`.

    Returns
    -------
    dict
        A :class:`Step` for each step.

    Raises
    ------
    IaError
        Keys are missing, or their values are no days. Each ``path`` in ``problems`` says which key.

    Examples
    --------
    >>> case = {"from": datetime.date(2026, 10, 1), "to": None, "follow_up_plan": None}
    >>> one(case, "2026-11-22")["follow_up_plan"]
    Step(status='overdue', due=datetime.date(2026, 10, 28), reason='past')
    """
    return _ia.one_case(case, as_of, rules, open_end)


def kpi(
    table: TableLike,
    as_of: DateLike,
    *,
    by: str = "unit",
    step: StepName = "follow_up_plan",
    month: bool = True,
    person: str | None = "person",
    rows_are_persons: bool = False,
    least: int = 5,
    rules: Rules | None = None,
    open_end: DateLike | None = None,
) -> Table:
    """The shares of a step that were taken in time, late, or not at all, by group and month.

    A case counts once its limit is past: on the limit's day there is still time. A row that fewer than `least` persons
    stand behind has nulls for all figures, and ``suppressed`` is true. Figures of small groups can still come out when
    the same cases are asked for in several ways and the answers are held against each other: decide on one way.

    Parameters
    ----------
    table
        Cases, one a row. See the module for the columns.
    as_of
        The day.
    by
        The column with the group, of text or whole numbers. Not that of the person.
    step
        The step.
    month
        Whether to tell months apart. The month is that of the limit.
    person
        The column with an opaque id of the person, of text or whole numbers: a person with several cases is one person. Rows
        without an id count as one person together.
    rows_are_persons
        Whether each row is a person of its own, so that no column says who it is. Only when that is so: a person with several
        rows counts several times, and figures of fewer persons than `least` come out.
    least
        How many persons a row must have behind it: 5 or more.
    rules, open_end
        As for :func:`status`.

    Returns
    -------
    Table
        The group; ``month`` (``date32``, its first day); ``persons``; ``cases``, of them ``in_time``, ``late`` and ``missing``;
        ``contestable``, cases beside them that are in time by one reading and late by the other; ``unknown``, cases beside
        them of which it is not known whether the step was taken; ``in_time_percent``,
        ``late_percent`` and ``missing_percent`` of ``cases``, rounded half up to one decimal; ``suppressed``. By group, then
        by month.

    Raises
    ------
    IaError
        As for :func:`status`, and when `least` is less than 5.
    """
    return _ia.shares(table, as_of, by, step, month, person, rows_are_persons, least, rules, open_end)
