"""How sickness absence is counted: a reference in plain Python, written from the sources and not from the library.

Day by day and without haste, so that it can be read beside the sources:

- which report decides a day, Nav's case, holiday in it, weeks, jobs: navikt/isoppfolgingstilfelle,
  ``Oppfolgingstilfellebit.kt`` and ``OppfolgingstilfelleDag.kt``;
- holiday left out: navikt/flex-syketilfelle, ``GrupperOppfolgingstilfeller.kt``;
- certificates that adjoin at one employer: navikt/syfo-oppfolgingsplan-backend, ``SykmeldingsperiodeRepository.kt``;
- the employer period: ftrl. § 8-19, guidance, and navikt/helse-spleis, ``Arbeidsgiverperiodeberegner.kt``;
- self-certified days: ftrl. §§ 8-24 and 8-27 and guidance;
- whole absence, and what is not known yet: ``docs/decisions/0016-which-absences-are-one-case.md``.

Days are ordinals, as of ``datetime.date.toordinal``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property

#: Fewer days than this without sickness join two absences (ftrl. §§ 8-19 (3) and 8-24 (5), and Nav's case).
GAP_DAYS = 16
#: Calendar days that the employer pays (ftrl. § 8-19 (1)).
EMPLOYER_DAYS = 16

WORK, SICK, HOLIDAY = "work", "sick", "holiday"
WHOLE, GRADED, OWN_WORD = "whole", "graded", "own word"

#: Which report is heard on a day: the first here. Reports of an application, and the employer's, are heard when they are
#: sent; what is on no line says nothing of the day.
HEARD: tuple[tuple[str, ...], ...] = (
    ("sent application_work_resumed",),
    ("sent corrected_to_treatment",),
    ("sent corrected_to_none",),
    ("sent corrected_to_full",),
    ("sent corrected_to_graded",),
    ("sent application_holiday", "sent application_leave"),
    ("sent application_self_certified", "sent application_paper", "sent application_absence_before"),
    ("sent application",),
    ("sent application_treatment_day",),
    ("sent application_treatment_days",),
    ("sent income_report",),
    ("sent certificate",),
    ("sent certificate_full_activity",),
    ("sent certificate_graded",),
    ("sent certificate_self_certified",),
    ("sent certificate_treatment_days",),
    ("confirmed certificate",),
    ("confirmed certificate_full_activity",),
    ("confirmed certificate_graded",),
    ("confirmed certificate_treatment_days",),
    ("confirmed certificate_other_absence",),
    ("sent certificate_travel_grant",),
    ("new certificate",),
    ("new certificate_full_activity",),
    ("new certificate_graded",),
    ("new certificate_treatment_days",),
    ("new certificate_travel_grant",),
)
RANK = {words: rank for rank, line in enumerate(HEARD) for words in line}

AT_WORK = {
    "application_work_resumed",
    "application_treatment_days",
    "corrected_to_treatment",
    "certificate_full_activity",
    "certificate_treatment_days",
    "certificate_travel_grant",
}
SICK_IN_SECOND = {"certificate_treatment_days", "certificate_travel_grant"}
ON_HOLIDAY = {"application_holiday", "application_leave"}
SELF_CERTIFIED = {"certificate_self_certified", "application_self_certified"}
#: Reports that say how much a person is away, and those of them that say: partly.
SAYS_HOW_MUCH = {
    "certificate",
    "certificate_graded",
    "certificate_full_activity",
    "certificate_treatment_days",
    "corrected_to_none",
    "corrected_to_graded",
    "corrected_to_full",
    "corrected_to_treatment",
    "application_treatment_day",
    "application_treatment_days",
}
SAYS_PARTLY = SAYS_HOW_MUCH - {"certificate", "corrected_to_none"}


@dataclass(frozen=True)
class Report:
    """Something reported about a person's days."""

    first: int
    last: int
    kind: str
    employer: str | None = None
    grade: int | None = None
    stage: str = "sent"
    recorded: int | None = None
    recorded_on: int | None = None
    id: str = ""
    corrects: str | None = None

    @cached_property
    def what(self) -> str:
        """The kind, as the grade has it: a graded certificate for the whole work is whole, one for a part is graded."""
        if self.kind in ("certificate", "certificate_graded") and self.grade is not None:
            return "certificate" if self.grade == 100 else "certificate_graded"
        return self.kind

    @cached_property
    def rank(self) -> int | None:
        return RANK.get(f"{self.stage} {self.what}")

    @cached_property
    def order(self) -> tuple[int, int]:
        """Where it stands among reports of one day; the first is heard. Only of a report that has a rank."""
        assert self.rank is not None
        return self.rank, 0 if self.recorded is None else -self.recorded - 1

    @cached_property
    def nature(self) -> str:
        return WORK if self.what in AT_WORK else HOLIDAY if self.what in ON_HOLIDAY else SICK


@dataclass
class Case:
    first: int
    last: int
    days: list[int] = field(repr=False)
    sick_days: int
    weeks: int
    employers: list[str]
    graded_at_end: bool
    certified_to: int | None
    graded_from: int | None
    whole: tuple[int, int] | None


# Days off.


@cache
def easter(year: int) -> int:
    """Easter Sunday, by Gauss and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1).toordinal()


@cache
def public_holidays(year: int) -> frozenset[int]:
    fixed = {date(year, month, day).toordinal() for month, day in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}
    return frozenset(fixed | {easter(year) + days for days in (-3, -2, 0, 1, 39, 49, 50)})


def weekend(day: int) -> bool:
    return (day - 1) % 7 >= 5


@cache
def free(day: int) -> bool:
    """Saturday, Sunday or a public holiday."""
    return weekend(day) or day in public_holidays(date.fromordinal(day).year)


# What is known, and which report decides a day.


def known(reports: Iterable[Report], as_of: int) -> list[Report]:
    """Without what begins or was recorded after the day, and without what a known report corrects.

    A correction counts from the day it was recorded, also where its own days lie ahead."""
    recorded = [report for report in reports if report.recorded_on is None or report.recorded_on <= as_of]
    corrected = {report.corrects for report in recorded}
    return [report for report in recorded if report.first <= as_of and report.id not in corrected]


def decide(reports: Iterable[Report]) -> dict[int, Report]:
    """The report that decides each day: of two that are heard alike the later."""
    ranked = (report for report in reports if report.rank is not None)
    heard = sorted(ranked, key=lambda report: report.order, reverse=True)
    return {day: report for report in heard for day in range(report.first, report.last + 1)}


def jobs(reports: Iterable[Report]) -> list[str]:
    """The employers that something was sent to: a certificate that is not taken into use is sent to nobody."""
    return sorted({r.employer for r in reports if r.employer is not None and not is_new(r)})


def is_new(report: Report) -> bool:
    return report.stage == "new" and report.kind.startswith("certificate")


@dataclass
class Timeline:
    """What each day is, over all jobs."""

    first: int
    last: int
    natures: dict[int, str]

    def nature(self, day: int) -> str | None:
        return self.natures.get(day)


def timeline(reports: Sequence[Report], of_each_job: bool = True) -> Timeline | None:
    """A day is at work when it is so in every job of which something is said that day, holiday when the report that is heard
    over all jobs says so, and else sick. A report without an employer is heard where no job's is.

    Nav's second implementation hears one report over all jobs, and takes days of treatment and a grant for travel as sick."""
    told = [report for report in reports if report.rank is not None]
    if not told:
        return None
    decided = decide(told)
    if not of_each_job:
        natures = {day: SICK if report.what in SICK_IN_SECOND else report.nature for day, report in decided.items()}
        return Timeline(min(decided), max(decided), natures)
    of_each = [decide(r for r in told if r.employer == job) for job in jobs(reports)]
    natures = {}
    for day, report in decided.items():
        spoken = [one[day] for one in of_each if day in one]
        if all(one.nature == WORK for one in spoken or [report]):
            natures[day] = WORK
        else:
            natures[day] = HOLIDAY if report.nature == HOLIDAY else SICK
    return Timeline(min(decided), max(decided), natures)


# Cases.


def case_days(line: Timeline, holiday_counts: bool) -> list[list[int]]:
    """The days of each of Nav's cases."""
    found: list[list[int]] = []
    current: list[int] = []
    away = 0
    for day in range(line.first, line.last + 1):
        nature = line.nature(day)
        if nature == SICK:
            current.append(day)
            away = 0
        elif nature == HOLIDAY:
            # Right after a sick day it belongs to the case; after a day at work it is a day without sickness.
            if away:
                away += 1
            elif current and holiday_counts:
                current.append(day)
        else:
            away += 1
        if away >= GAP_DAYS and current:
            found.append(current)
            current, away = [], 0
    return [*found, current] if current else found


def is_certificate(report: Report) -> bool:
    """A certificate of absence that was sent: what Nav's reminder of the plan is counted from."""
    return report.stage == "sent" and report.kind in ("certificate", "certificate_graded")


def adjoining(reports: Sequence[Report]) -> list[tuple[list[int], str | None]]:
    """Days of certificates that adjoin or overlap at one employer, and the employer."""
    found = []
    told = [report for report in reports if is_certificate(report)]
    for job in {report.employer for report in told}:
        days = sorted({day for r in told if r.employer == job for day in range(r.first, r.last + 1)})
        begins = [nth for nth, day in enumerate(days) if nth == 0 or days[nth - 1] != day - 1]
        found += [(days[begin:end], job) for begin, end in zip(begins, [*begins[1:], len(days)])]
    return sorted(found, key=lambda one: (one[0][0], one[0][-1], one[1] or ""))


@dataclass(frozen=True)
class Asked:
    """By which rule and convention, on which day."""

    as_of: int
    rule: str = "holiday_counts"
    counting: str = "last_day_of_week"


def cases(
    reports: Iterable[Report],
    as_of: int,
    rule: str = "holiday_counts",
    counting: str = "last_day_of_week",
) -> list[Case]:
    asked = Asked(as_of, rule, counting)
    told = known(reports, as_of)
    if rule == "adjoining":
        return [make_case(days, of_job(told, job), asked) for days, job in adjoining(told)]
    line = timeline(told, of_each_job=rule == "holiday_counts")
    if line is None:
        return []
    found = case_days(line, holiday_counts=rule == "holiday_counts")
    # A case that begins later has not begun.
    return [make_case(days, told, asked) for days in found if days[0] <= as_of]


def make_case(days: list[int], reports: Sequence[Report], asked: Asked) -> Case:
    first, last = days[0], days[-1]
    inside = set(days)
    own = [report for report in reports if report.first <= last and report.last >= first]
    told = [one for one in own if one.rank is not None and not inside.isdisjoint(range(one.first, one.last + 1))]
    at_end = [report for report in told if report.last >= last and report.what in SAYS_HOW_MUCH]
    speaks = min(at_end, key=lambda report: report.order, default=None)
    jobs_of = by_job(reports, own)
    extents = extents_of(jobs_of, first, last)
    graded = [day for day, extent in extents.items() if extent == GRADED and day <= asked.as_of]
    return Case(
        first=first,
        last=last,
        days=days,
        sick_days=len(days),
        weeks=sum(day <= asked.as_of for day in days) // 7,
        employers=employers_of(told, inside),
        graded_at_end=speaks is not None and speaks.what in SAYS_PARTLY,
        certified_to=certified_to(jobs_of, first, last, asked.rule == "holiday_left_out"),
        graded_from=min(graded, default=None),
        whole=whole_stretch(own, extents, first, last, asked),
    )


#: Certificates of absence, and applications that rest on one.
CERTIFIES = {
    "certificate",
    "certificate_graded",
    "certificate_other_absence",
    "application",
    "application_paper",
    "application_treatment_day",
    "corrected_to_none",
    "corrected_to_graded",
    "corrected_to_full",
}


def certified_to(jobs_of: Sequence[Sequence[Report]], first: int, last: int, second: bool) -> int | None:
    """The last day on which a certificate of absence holds in a job, and the person is not at work there."""
    certifies = CERTIFIES | SICK_IN_SECOND if second else CERTIFIES
    found = []
    for own in jobs_of:
        told = [report for report in own if report.rank is not None and report.what in certifies]
        at_work = {day for day, report in decide(own).items() if report.nature == WORK}
        if second:
            at_work = {day for day in at_work if decide(own)[day].what not in SICK_IN_SECOND}
        found += [day for r in told for day in range(max(r.first, first), min(r.last, last) + 1) if day not in at_work]
    return max(found, default=None)


def by_job(reports: Sequence[Report], of: Sequence[Report] | None = None) -> list[list[Report]]:
    """The reports of each job, with those that name none; all of them where none is named. Or some of these reports."""
    named_jobs = sorted({report.employer for report in reports if report.employer is not None})
    own = reports if of is None else of
    return [of_job(own, job) for job in named_jobs] if named_jobs else [list(own)]


def employers_of(reports: Sequence[Report], days: set[int]) -> list[str]:
    """The jobs that something was sent to. Where nothing was, those of certificates that are not taken into use, when the report
    that is heard last is of a job, and not all was confirmed by somebody without one."""
    sent_to = jobs(reports)
    if sent_to:
        return sent_to
    decided = {day: report for day, report in decide(reports).items() if day in days}
    stages = {report.stage for report in decided.values()}
    if "confirmed" in stages and "sent" not in stages or decided[max(decided)].employer is None:
        return []
    return sorted({report.employer for report in reports if report.employer is not None})


# Whole absence.


#: What a report that decides a day in a job says of how much the person is away from it.
EXTENT = {
    "certificate": WHOLE,
    "certificate_graded": GRADED,
    "certificate_self_certified": OWN_WORD,
    "certificate_other_absence": WHOLE,
    "certificate_full_activity": WORK,
    "certificate_treatment_days": WORK,
    "certificate_travel_grant": WORK,
    "application_paper": WHOLE,
    "application_absence_before": OWN_WORD,
    "application_self_certified": OWN_WORD,
    "application_holiday": HOLIDAY,
    "application_leave": HOLIDAY,
    "application_work_resumed": WORK,
    "application_treatment_day": WORK,
    "application_treatment_days": WORK,
    "corrected_to_none": WHOLE,
    "corrected_to_graded": GRADED,
    "corrected_to_full": WORK,
    "corrected_to_treatment": WORK,
}
#: What goes first on a day that several reports share.
FIRST_OF = (WHOLE, GRADED, OWN_WORD, HOLIDAY, WORK)
#: And what goes first of several jobs: that from which the person is most away. On the own word a person is wholly away.
MOST_AWAY = (WHOLE, OWN_WORD, GRADED, HOLIDAY, WORK)
#: Reports that say that the person is away, and not how much: it is as certified.
AS_CERTIFIED = {"application", "income_report"}


STAGES = ("sent", "confirmed", "new")


def extents_of(jobs_of: Sequence[Sequence[Report]], first: int, last: int) -> dict[int, str]:
    """How much a person is away on each day of which something is said: in each job, and of those what goes first.

    Certificates that are heard alike share the day. An application goes before them. One that says nothing of its own is as
    certified, and whole where no certificate says otherwise."""
    found: dict[int, str] = {}
    for of_one in jobs_of:
        own = [report for report in of_one if report.rank is not None]
        certified: dict[str, dict[int, str]] = {stage: {} for stage in STAGES}
        for report in own:
            if report.kind.startswith("certificate"):
                shared = certified[report.stage]
                for day in range(max(report.first, first), min(report.last, last) + 1):
                    shared[day] = first_of(EXTENT[report.what], shared.get(day))
        for day, report in decide(own).items():
            if not first <= day <= last:
                continue
            if report.what in AS_CERTIFIED:
                said = next((certified[stage][day] for stage in STAGES if day in certified[stage]), WHOLE)
            elif report.kind.startswith("certificate") and EXTENT[report.what] != WORK:
                said = certified[report.stage][day]
            else:
                said = EXTENT[report.what]
            found[day] = min(said, found.get(day, said), key=MOST_AWAY.index)
    return found


def first_of(one: str, other: str | None) -> str:
    return one if other is None or FIRST_OF.index(one) < FIRST_OF.index(other) else other


def whole_stretch(
    reports: Sequence[Report], extents: dict[int, str], first: int, last: int, asked: Asked
) -> tuple[int, int] | None:
    """The first stretch of whole absence that lasts to the limit of the dialogue meeting, else the last that has begun.

    Holiday goes on with what was before it, and begins no stretch: in the course of an absence it counts, after a return to
    work it is a break, and it never moves a limit."""
    rota = rota_days(reports)
    runs: list[tuple[int, int]] = []
    begun: int | None = None
    end = first
    for day in range(first, last + 1):
        extent = extents.get(day)
        if extent in (WHOLE, OWN_WORD) or extent == HOLIDAY and begun is not None:
            begun, end = (day if begun is None else begun), day
        elif begun is not None and (extent is not None or not (free(day) or day in rota)):
            runs.append((begun, end))
            begun = None
    if begun is not None:
        runs.append((begun, end))
    runs = [run for run in runs if run[0] <= asked.as_of]
    lasts = [run for run in runs if run[1] >= meeting_limit(run[0], asked.counting)]
    return lasts[0] if lasts else runs[-1] if runs else None


def meeting_limit(first: int, counting: str) -> int:
    """The last day of week seven, or the same day of the week seven weeks later (aml. § 4-6 (4))."""
    return first + 49 - (counting == "last_day_of_week")


# The first day by the continuous reading of aml. § 4-6.


def continuous_runs(reports: Iterable[Report], as_of: int) -> list[tuple[int, int]]:
    """Absences that only a return to work breaks: a day at work in every job, or a working day of which nothing is known.

    Weekends, public holidays, holiday, leave and days off by the rota between two sick days do not. A day off by the rota is
    off when it is so in every job that the person is away from."""
    own = [(decide(of_one), rota_days(of_one)) for of_one in by_job(known(reports, as_of))]
    decided = {day for days, _ in own for day in days}
    runs: list[tuple[int, int]] = []
    first: int | None = None
    last = 0
    away_from: set[int] = set()
    days = range(min(decided, default=0), max(decided, default=-1) + 1)
    for day in days:
        natures = {number: days[day].nature for number, (days, _) in enumerate(own) if day in days}
        sick_in = {number for number, nature in natures.items() if nature == SICK}
        if sick_in:
            if first is None:
                first, away_from = day, set()
            last = day
            away_from |= sick_in
        elif first is not None and HOLIDAY not in natures.values():
            is_off = free(day) or all(day in own[number][1] for number in away_from)
            if natures or not is_off:
                runs.append((first, last))
                first = None
    if first is not None:
        runs.append((first, last))
    return runs


def continuous_from(reports: Iterable[Report], as_of: int, case: Case | None = None) -> int | None:
    """The first day by the continuous reading, of the absence that was the last to begin by the day; in a case, when one is
    given. With holiday after a weekend, or days off by the rota, it can lie before the first day of Nav's case."""
    runs = continuous_runs(reports, as_of)
    if case is not None:
        runs = [run for run in runs if run[0] <= case.last and run[1] >= case.first]
    begun = [run for run in runs if run[0] <= as_of]
    return begun[-1][0] if begun else runs[0][0] if runs else None


def continuous_that_counts(
    reports: Iterable[Report], as_of: int, case: Case, counting: str = "last_day_of_week"
) -> int:
    """The first day of the continuous absence in a case that lasts to the limit of the follow-up plan, four weeks; else of the
    last one that has begun."""
    runs = continuous_runs(reports, as_of)
    runs = [run for run in runs if run[0] <= min(case.last, as_of) and run[1] >= case.first]
    lasts = [run for run in runs if run[1] >= run[0] + 28 - (counting == "last_day_of_week")]
    return lasts[0][0] if lasts else runs[-1][0] if runs else case.first


# The employer period.


def of_job(reports: Iterable[Report], job: str | None) -> list[Report]:
    """What concerns one job: its own reports, and those without an employer."""
    return [report for report in reports if report.employer in (None, job)]


@dataclass
class EmployerPeriod:
    days: list[int]

    @property
    def complete(self) -> bool:
        return len(self.days) == EMPLOYER_DAYS


def rota_days(reports: Iterable[Report]) -> set[int]:
    return {day for r in reports if r.kind == "day_off" for day in range(r.first, r.last + 1)}


def long_runs(days: Iterable[int]) -> set[int]:
    """Those of the days that are sixteen or more in a row."""
    found: set[int] = set()
    run: list[int] = []
    for day in sorted(days):
        run = [*run, day] if run and day == run[-1] + 1 else [day]
        if len(run) >= GAP_DAYS:
            found |= set(run)
    return found


def employer_periods(reports: Iterable[Report], as_of: int, by_nav: bool) -> list[EmployerPeriod]:
    """The employer periods of one job (ftrl. § 8-19).

    Sick days and holiday count up to sixteen. Days off count when sickness follows before work does; else, and after a day at
    work, they are days between. Sixteen days between end the period; once it is complete, they are counted from the return to
    work. By guidance weekends, public holidays and days off by the rota are off, but not so many in a row that a new period
    begins. Nav has no calendar: a weekend alone is."""
    told = list(reports)
    decided = {day: report for day, report in decide(told).items() if day <= as_of}
    rota = rota_days(told)
    found: list[EmployerPeriod] = []
    period: EmployerPeriod | None = None
    pending: list[int] = []
    between = 0
    at_work = False

    def count(day: int) -> None:
        if period is not None and not period.complete:
            period.days.append(day)

    first, last = min(decided, default=0), max(decided, default=-1)
    off = {day for day in range(first, last + 1) if day not in decided and (free(day) or day in rota)}
    apart = long_runs(off)
    for day in range(first, last + 1):
        report = decided.get(day)
        if report is None:
            kind = "off" if (weekend(day) if by_nav else day in off and day not in apart) else WORK
        else:
            kind = "off" if report.kind == "application_leave" else report.nature
        if kind == SICK:
            if period is None:
                period = EmployerPeriod([])
                found.append(period)
            for free_day in pending:
                count(free_day)
            count(day)
            pending, between, at_work = [], 0, False
            continue
        if period is None:
            continue
        if at_work:
            between += 1
        elif kind == WORK:
            between += len(pending) + 1
            pending, at_work = [], True
        elif kind == HOLIDAY:
            for free_day in pending:
                count(free_day)
            count(day)
            pending = []
        elif not period.complete:
            pending.append(day)
        if between >= GAP_DAYS:
            period, pending, between, at_work = None, [], 0, False
    return found


# Self-certified days.


@dataclass
class Absence:
    """An absence from one job: sick days and days off between, until work is resumed."""

    sick: list[int]
    used: list[int]
    not_settled: list[int]


@dataclass
class SelfCertification:
    used: int
    not_settled: int
    used_in_year: int
    absences_in_year: int


def absences(reports: Iterable[Report], as_of: int) -> list[Absence]:
    told = list(reports)
    decided = {day: report for day, report in decide(told).items() if day <= as_of}
    rota = rota_days(told)
    found: list[Absence] = []
    current: Absence | None = None
    between: list[int] = []
    before_is_own = False
    for day in range(min(decided, default=0), max(decided, default=-1) + 1):
        report = decided.get(day)
        if report is not None and report.nature == SICK:
            own = report.what in SELF_CERTIFIED
            if current is None or len(between) >= GAP_DAYS:
                current = Absence([], [], [])
                found.append(current)
                between = []
            if own and before_is_own:
                current.used += between
            elif before_is_own or own and current.used:
                current.not_settled += between
            current.sick.append(day)
            if own:
                current.used.append(day)
            between, before_is_own = [], own
        elif report is not None and report.nature == WORK or report is None and not (free(day) or day in rota):
            current, between = None, []
        elif current is not None:
            between.append(day)
    return found


def self_certification(reports: Iterable[Report], as_of: int) -> SelfCertification:
    """How self-certification stands in one job on a day (ftrl. §§ 8-24 and 8-27).

    Absences count together with one that begins on the day when fewer than sixteen days without sickness lie between each and
    the next, also where one is on a certificate alone: days are earned anew by sixteen days at work. A day is in the twelve
    months by itself, an absence by its first self-certified day."""
    all_of_them = absences(reports, as_of)
    together: list[Absence] = []
    first = as_of
    for absence in reversed(all_of_them):
        if first - absence.sick[-1] - 1 >= GAP_DAYS:
            break
        together.append(absence)
        first = absence.sick[0]
    since = months_after(as_of, -12) + 1
    own = [absence for absence in all_of_them if absence.used]
    in_year = [absence for absence in own if absence.used[0] >= since]
    days = [day for absence in own for day in absence.used if day >= since]
    return SelfCertification(
        used=sum(len(absence.used) for absence in together),
        not_settled=sum(len(absence.not_settled) for absence in together),
        used_in_year=len(days),
        absences_in_year=len(in_year),
    )


# Repeated absence.


def months_after(day: int, months: int) -> int:
    """The same day of the month so many months later, or the last day of that month."""
    then = date.fromordinal(day)
    month = then.year * 12 + then.month - 1 + months
    next_month = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (next_month - timedelta(days=1)).day
    return date(month // 12, month % 12 + 1, min(then.day, last)).toordinal()


def repeated(of: Sequence[Case], as_of: int) -> tuple[int, int, bool]:
    """Nav's flag: the cases of 16 days or more that ended in the last 36 months, their days, and whether it is set."""
    counted = [one for one in of if one.sick_days >= 16 and one.last >= months_after(as_of, -36)]
    days = sum(one.sick_days for one in counted)
    return len(counted), days, len(counted) >= 5 and days >= 100 or len(counted) >= 2 and days >= 300
