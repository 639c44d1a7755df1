"""Rules for cooperation on an inclusive working life in Norway (IA-samarbeid).

A *record* says what is known about a workplace. :func:`assess` answers, for any day, which duties are
met, due, breached or undecided, why, and by which provision in which version. There is no clock: the day
is an argument. It is no legal advice, stores nothing, and knows no names.

>>> import ia
>>> record = {
...     "covers": {"from": "2026-01-01", "to": "2026-11-22"},
...     "workplace": {"headcount": [{"from": "2026-01-01", "employees": 12}]},
...     "offices": [],
... }
>>> assessment = ia.assess(record, "2026-11-22", lang="en")
>>> assessment["safety-representative-elected"].outcome
'breached'
"""

from . import follow_up
from ._assessment import Assessment, Basis, DueItem, Finding, Subject
from ._door import IaError, Problem, RecordLike
from ._functions import (
    assess,
    cases,
    changes_between,
    check,
    cite,
    conversation_guide,
    escalation,
    explain,
    follow_up_log,
    information_duties,
    knowledge,
    may_sign,
    norms,
    poster,
    processes,
    questions,
    report,
    responsibility_matrix,
    role_card,
    roles,
    schema,
    search,
    terms,
    timeline,
    version,
)
from ._timeline import Step, Timeline

__all__ = [
    "Assessment",
    "Basis",
    "DueItem",
    "Finding",
    "IaError",
    "Problem",
    "RecordLike",
    "Step",
    "Subject",
    "Timeline",
    "assess",
    "cases",
    "changes_between",
    "check",
    "cite",
    "conversation_guide",
    "escalation",
    "explain",
    "follow_up",
    "follow_up_log",
    "information_duties",
    "knowledge",
    "may_sign",
    "norms",
    "poster",
    "processes",
    "questions",
    "report",
    "responsibility_matrix",
    "role_card",
    "roles",
    "schema",
    "search",
    "terms",
    "timeline",
    "version",
]
