"""Random reports of many people, from a seed. The ids are opaque and nobody's."""

from __future__ import annotations

import random
from datetime import date

from counting import Report, months_after

#: From a winter to the winter after: Easter, the holidays of May, and turns of the year.
BEGIN = date(2025, 11, 3).toordinal()
DAYS = 300

KINDS = {
    "certificate": 22,
    "certificate_graded": 10,
    "certificate_self_certified": 14,
    "application_holiday": 8,
    "application_work_resumed": 8,
    "day_off": 8,
    "application": 5,
    "application_leave": 4,
    "application_self_certified": 4,
    "certificate_treatment_days": 3,
    "certificate_travel_grant": 3,
    "certificate_full_activity": 2,
    "certificate_other_absence": 2,
    "certificate_waiting": 2,
    "corrected_to_none": 2,
    "corrected_to_graded": 2,
    "corrected_to_full": 2,
    "corrected_to_treatment": 2,
    "application_paper": 2,
    "application_absence_before": 2,
    "application_treatment_day": 2,
    "application_treatment_days": 2,
    "application_other": 1,
    "income_report": 2,
}
#: What most people have, and those who are away on their own word again and again.
COMMON = dict(list(KINDS.items())[:6])
OWN_WORD = {
    "certificate_self_certified": 12,
    "certificate": 3,
    "application_holiday": 4,
    "day_off": 2,
    "application_work_resumed": 2,
}
GAPS = (-6, -2, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 14, 15, 15, 16, 16, 17, 20, 30, 60)
LENGTHS = (1, 1, 1, 2, 3, 3, 4, 5, 7, 8, 12, 14, 15, 16, 17, 20, 28, 35, 49, 60)
STAGES = ("sent", "sent", "sent", "confirmed", "new")
#: Kinds that are heard alike, and do not say the same.
ALIKE = (
    "application_holiday",
    "application_leave",
    "application_self_certified",
    "application_paper",
    "application_absence_before",
)
#: Where somebody works, as the reports say it.
PLACES: tuple[tuple[str | None, ...], ...] = (
    ("o-1",),
    ("o-1",),
    ("o-1",),
    (None,),
    ("o-1", None),
    ("o-1", "o-2"),
    ("o-1", "o-2", None),
)
GRADED_KINDS = ("certificate", "certificate_graded")


def person(dice: random.Random, as_of: int, door: bool) -> list[Report]:
    """One person's reports. At the door a report can also be new or confirmed, and correct another."""
    kinds = dice.choice((COMMON, COMMON, KINDS, KINDS, OWN_WORD))
    places = dice.choice(PLACES)
    chosen = dice.choices(list(kinds), list(kinds.values()), k=dice.choice((1, 2, 3, 4, 5, 6, 7, 9)))
    next_day = BEGIN + dice.randrange(DAYS)
    # Nothing says which of two is heard that are alike and were recorded at once.
    numbers = dice.sample(range(12), len(chosen))
    found: list[Report] = []
    for nth, kind in enumerate(chosen):
        first = next_day + dice.choice(GAPS)
        last = first + dice.choice(LENGTHS) - 1
        found.append(
            Report(
                first=first,
                last=last,
                kind=kind,
                employer=dice.choice(places),
                grade=dice.choice((None, 100, 80, 50, 20)) if kind in GRADED_KINDS or dice.random() < 0.1 else None,
                stage=dice.choice(STAGES) if door and dice.random() < 0.3 else "sent",
                recorded=numbers[nth] if nth and kind in ALIKE else dice.choice((None, numbers[nth])),
                recorded_on=dice.choice((None, None, None, first, first + 2, as_of, as_of + 1)),
                id=f"e-{nth}",
                corrects=f"e-{dice.randrange(nth)}" if door and nth and dice.random() < 0.1 else None,
            )
        )
        next_day = max(next_day, last + 1)
    return found


def day_to_ask(dice: random.Random) -> int:
    return BEGIN + DAYS // 4 + dice.randrange(DAYS)


def anniversary(dice: random.Random, reports: list[Report], as_of: int) -> int:
    """For some the day, for others a day around which one of theirs is twelve or thirty-six months old."""
    if dice.random() < 0.7:
        return as_of
    report = dice.choice(reports)
    return months_after(dice.choice((report.first, report.last)), dice.choice((12, 12, 36))) + dice.choice((-1, 0, 1))
