"""The contestants that are rule engines: they keep their data in their own form, and answer in it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from cases import AS_OF, MILESTONES, STATUSES, TODAY, Milestone
from contestant import Run
from reference import NO_DAY, Answer, Answers


def openfisca(table: pa.Table) -> Run:
    """Formulas as they are written for OpenFisca: a variable for each output, choices by `numpy.select`."""
    return of_openfisca(table, tuned=False)


def openfisca_tuned(table: pa.Table) -> Run:
    """Codes put together from the bytes of comparisons, and one variable for each distinct limit."""
    return of_openfisca(table, tuned=True)


def of_openfisca(table: pa.Table, *, tuned: bool) -> Run:
    """Formulas on numpy dates, where a missing date is NaT and every comparison with it is false."""
    from openfisca_core.entities import build_entity
    from openfisca_core.indexed_enums import Enum, EnumArray
    from openfisca_core.periods import DateUnit, period
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    status_enum = Enum("Status", {name: name for name in STATUSES})
    entity = build_entity(key="case", plural="cases", label="Case", is_person=True)
    system = TaxBenefitSystem([entity])
    outputs = []

    def add(name: str, unit: DateUnit, **attributes: object) -> None:
        system.add_variable(type(name, (Variable,), {"entity": entity, "definition_period": unit, **attributes}))

    def limit_of(milestone: Milestone) -> Callable[..., npt.NDArray[np.datetime64]]:
        def formula(case: Any, period: Any) -> npt.NDArray[np.datetime64]:
            today = np.datetime64(period.start.date, "D")
            start, end = case(milestone.start, period), case(milestone.end, period)
            due = start + np.timedelta64(milestone.days, "D")
            applies = (case("from", period) <= today) & (start <= today) & ~((end <= today) & (end < due))
            return np.where(applies, due, np.datetime64("NaT", "D"))

        return formula

    def status_of(milestone: Milestone, limit: str) -> Callable[..., EnumArray]:
        def formula(case: Any, period: Any) -> EnumArray:
            today = np.datetime64(period.start.date, "D")
            due, done = case(limit, period), case(milestone.name, period)
            met = done <= today
            late = (met & (done > due)) | (~met & (due < today))
            code = late.view(np.uint8) + np.uint8(2) - np.uint8(2) * met.view(np.uint8)
            np.copyto(code, np.uint8(STATUSES.index("not_applicable")), where=np.isnat(due))
            return EnumArray(code.astype(np.int16), status_enum)

        return formula

    def plain_status_of(milestone: Milestone) -> Callable[..., EnumArray]:
        def formula(case: Any, period: Any) -> EnumArray:
            today = np.datetime64(period.start.date, "D")
            due, done = case(f"{milestone.name}_due", period), case(milestone.name, period)
            taken = done <= today
            tests = [np.isnat(due), taken & (done <= due), taken, today <= due]
            names = ["not_applicable", "met_in_time", "met_late", "due"]
            codes = [np.int16(STATUSES.index(name)) for name in names]
            return EnumArray(np.select(tests, codes, np.int16(STATUSES.index("overdue"))), status_enum)

        return formula

    def same_as(limit: str) -> Callable[..., npt.NDArray[np.datetime64]]:
        return lambda case, period: case(limit, period)

    for name in table.column_names:
        add(name, DateUnit.ETERNITY, value_type=datetime.date)
    for milestone in MILESTONES:
        limit = f"{milestone.start}_{milestone.weeks}"
        if tuned and limit not in system.variables:
            add(limit, DateUnit.DAY, value_type=datetime.date, formula=limit_of(milestone))
        due = same_as(limit) if tuned else limit_of(milestone)
        add(f"{milestone.name}_due", DateUnit.DAY, value_type=datetime.date, formula=due)
        choices = {"value_type": Enum, "possible_values": status_enum, "default_value": status_enum.not_applicable}
        status = status_of(milestone, limit) if tuned else plain_status_of(milestone)
        add(f"{milestone.name}_status", DateUnit.DAY, formula=status, **choices)
        outputs += [f"{milestone.name}_due", f"{milestone.name}_status"]

    simulation = SimulationBuilder().build_default_simulation(system, count=table.num_rows)
    for name in table.column_names:
        simulation.set_input(name, "ETERNITY", table[name].to_numpy().astype("datetime64[D]"))
    today = period(AS_OF.isoformat())

    def forget() -> None:
        for name in system.variables.keys() - set(table.column_names):
            simulation.get_holder(name).delete_arrays()

    def answers(result: dict[str, Any]) -> Answers:
        found = {}
        for milestone in MILESTONES:
            due, status = result[f"{milestone.name}_due"], result[f"{milestone.name}_status"].view(np.ndarray)
            days = np.where(np.isnat(due), NO_DAY, due.view(np.int64)).astype(np.int32)
            found[milestone.name] = Answer(status.astype(np.uint8), days)
        return found

    return Run(lambda: {name: simulation.calculate(name, today) for name in outputs}, answers, forget)


Row = dict[str, int | None]


def decision(**loop: str) -> dict[str, Any]:
    """A graph of one expression node over whole days and codes; a limit that came before is used again."""
    expressions: dict[str, str] = {}
    limits: dict[tuple[str, int], str] = {}
    for milestone in MILESTONES:
        start, end, done = milestone.start, milestone.end, milestone.name
        due, status = f"{milestone.name}_due", f"{milestone.name}_status"
        last = f"{start} + {milestone.days}"
        begun = "from <= as_of" if start == "from" else f"from <= as_of and {start} != null and {start} <= as_of"
        limit = f"{begun} and ({end} == null or {end} > as_of or {end} >= {last}) ? {last} : null"
        expressions[due] = limits.get((start, milestone.weeks), limit)
        limits.setdefault((start, milestone.weeks), f"$.{due}")
        met = f"{done} != null and {done} <= as_of ? ({done} <= $.{due} ? 0 : 1)"
        expressions[status] = f"$.{due} == null ? 4 : {met} : as_of <= $.{due} ? 2 : 3"
    content = {"expressions": [{"id": key, "key": key, "value": value} for key, value in expressions.items()], **loop}
    kinds = {"input": {}, "expression": content, "output": {}}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": kind, "type": f"{kind}Node", "name": kind, "position": {"x": 0, "y": 0}, "content": content}
            for kind, content in kinds.items()
        ],
        "edges": [
            {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
            for source, target in (("input", "expression"), ("expression", "output"))
        ],
    }


def rows_of(table: pa.Table) -> list[Row]:
    columns = [table[name].combine_chunks().view(pa.int32()) for name in table.column_names]
    rows: list[Row] = pa.table(columns, names=table.column_names).to_pylist()
    return [row | {"as_of": TODAY} for row in rows]


def zen_answers(results: Iterable[Row]) -> Answers:
    """A null is left out of a result, unless it comes from a loop."""
    results = list(results)
    return {
        name: Answer(
            np.array([row[f"{name}_status"] for row in results], np.uint8),
            np.array([NO_DAY if (day := row.get(f"{name}_due")) is None else day for row in results], np.int32),
        )
        for name in (milestone.name for milestone in MILESTONES)
    }


def zen(table: pa.Table) -> Run:
    """A call a row. With a loader, for a decision made by hand starts a runtime in every call."""
    from zen import ZenEngine

    engine = ZenEngine({"loader": {"type": "static", "content": {"follow-up": decision()}}})
    rows = rows_of(table)
    return Run(lambda: [engine.evaluate("follow-up", row)["result"] for row in rows], zen_answers)


def zen_loop(table: pa.Table) -> Run:
    """A call a hundred rows, which the decision loops over: the cheapest way from Python."""
    from zen import ZenEngine

    loop = decision(executionMode="loop", inputField="cases", outputPath="cases")
    engine = ZenEngine({"loader": {"type": "static", "content": {"follow-up": loop}}})
    rows = rows_of(table)
    batches = [{"cases": rows[at : at + 100]} for at in range(0, len(rows), 100)]

    def call() -> list[Row]:
        return [row for batch in batches for row in engine.evaluate("follow-up", batch)["result"]["cases"]]

    return Run(call, zen_answers)
