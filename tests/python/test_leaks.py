"""A record is a record and nothing else, and no exception repeats a value: not in its words, nor in what hangs on it."""

from __future__ import annotations

import datetime
import json
import pickle
import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ia
import pytest
from ia import _ia, follow_up
from vectors import ROOT, record

DAY = "2026-11-22"
FILE = ROOT / "tests/data/workplace.json"
TEXT = FILE.read_text(encoding="utf-8")
#: What an exception must not hold.
SECRET = "Kari Nordmann"

#: Every function that takes a record, with what else it needs.
WITH_RECORD: dict[str, Callable[[Any], object]] = {
    "assess": lambda given: ia.assess(given, DAY),
    "changes_between": lambda given: ia.changes_between("2023-12-31", "2026-01-01", given),
    "check": lambda given: ia.check(given),
    "explain": lambda given: ia.explain("follow-up-plan", given, DAY),
    "questions": lambda given: ia.questions(given, DAY, "employer"),
    "report": lambda given: ia.report(given, DAY),
}


def all_of(error: BaseException) -> Iterator[BaseException]:
    """The exception with those that hang on it."""
    seen: list[BaseException] = []
    left: list[BaseException | None] = [error]
    while left:
        one = left.pop()
        if one is not None and not any(one is other for other in seen):
            seen.append(one)
            left += [one.__cause__, one.__context__]
            yield one


def quiet(call: Callable[[], object], *, secrets: tuple[str, ...] = (SECRET,)) -> BaseException:
    """The exception, which holds nothing of the input."""
    with pytest.raises((ia.IaError, TypeError, LookupError)) as caught:
        call()
    error = caught.value
    for one in all_of(error):
        said = [str(one), repr(one), repr(one.args), repr(vars(one)), repr(getattr(one, "__notes__", None))]
        said += [repr(getattr(one, name, None)) for name in ("doc", "object", "filename", "key", "obj", "name")]
        for secret in secrets:
            assert not any(secret in text for text in said), (type(one), said)
    assert SECRET not in "".join(traceback.format_exception(error))
    if isinstance(error, ia.IaError):
        assert pickle.loads(pickle.dumps(error)).problems == error.problems
        assert SECRET.encode() not in pickle.dumps(error)
    return error


def refused(call: Callable[[], object], **options: Any) -> tuple[str, str]:
    error = quiet(call, **options)
    assert isinstance(error, ia.IaError), error
    return error.code, error.path


# A record.


def test_the_functions_with_a_record_are_all_here() -> None:
    import inspect

    found = {name for name in _ia.FUNCTIONS if "record" in inspect.signature(getattr(ia, name)).parameters}
    assert found == set(WITH_RECORD)


@pytest.mark.parametrize("name", WITH_RECORD)
@pytest.mark.parametrize(
    "glue",
    [
        ',"options":{"promptly_days":1}',
        ',"role":"employer"',
        ',"person":"p-1"',
        ',"packs":[]',
        ',"lang":"nn"',
        ',"record":{}',
        ",",
        "}",
        "{}",
        " null",
        "\ufeff",
        "\0",
    ],
)
def test_nothing_is_glued_to_a_record(name: str, glue: str, tmp_path: Path) -> None:
    assert refused(lambda: WITH_RECORD[name](TEXT + glue)) == ("not_json", "/record")
    assert refused(lambda: WITH_RECORD[name]("{}" + glue)) == ("not_json", "/record")
    file = tmp_path / "record.json"
    file.write_text("{}" + glue, encoding="utf-8")
    assert refused(lambda: WITH_RECORD[name](file)) == ("not_json", "/record")


def test_a_text_is_never_opened_as_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("record.json", "[]", "[", "\ufeff{}x", " record.json"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
        expected = {"[]": "wrong_type", "[": "ends_early"}.get(name, "not_json")
        for call in WITH_RECORD.values():
            assert refused(lambda: call(name)) == (expected, "/record"), name
    assert refused(lambda: ia.check(str(FILE)), secrets=("workplace",)) == ("not_json", "/record")
    assert refused(lambda: ia.check("")) == ("ends_early", "/record")
    assert refused(lambda: ia.check("[" + json.dumps(SECRET) + "]")) == ("wrong_type", "/record")


@pytest.mark.parametrize("given", [0, 1.5, True, b"{}", bytearray(b"{}"), [], (), [SECRET], {SECRET}, object()])
def test_what_is_no_record_is_refused_and_not_opened(given: Any) -> None:
    assert refused(lambda: ia.assess(given, DAY)) == ("wrong_type", "/record")
    assert refused(lambda: ia.check(given)) == ("wrong_type", "/record")


def test_a_byte_order_mark_is_no_part_of_a_record(tmp_path: Path) -> None:
    expected = ia.assess(FILE, DAY).to_dict()
    assert ia.assess("\ufeff" + TEXT, DAY).to_dict() == expected
    file = tmp_path / "record.json"
    file.write_text(TEXT, encoding="utf-8-sig")
    assert ia.assess(file, DAY).to_dict() == expected


def test_a_file_that_cannot_be_read_is_named_by_a_code(tmp_path: Path) -> None:
    (tmp_path / f"{SECRET}.json").write_bytes(b'{"x": "' + SECRET.encode() + b'\xff"}')
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(_ia.MAX_BYTES + 100)
    cut = tmp_path / "cut.json"
    cut.write_text('"' + "ø" * (_ia.MAX_BYTES // 2 + 1), encoding="utf-8")
    unreadable = ("not_readable", "/record")
    for call in WITH_RECORD.values():
        assert refused(lambda: call(tmp_path / f"no {SECRET}.json")) == unreadable
        assert refused(lambda: call(tmp_path)) == unreadable
        assert refused(lambda: call(Path(f"{SECRET}\0"))) == unreadable
        assert refused(lambda: call(tmp_path / f"{SECRET}.json")) == ("not_utf8", "/record")
        assert refused(lambda: call(tmp_path / f"{SECRET}.json" / "x")) == unreadable
    assert refused(lambda: ia.check(large)) == ("too_large", "/record")
    assert refused(lambda: ia.check(cut)) == ("too_large", "/record")


# Values.


def loop() -> dict[str, Any]:
    made: dict[str, Any] = {}
    made[SECRET] = made
    return made


def deep() -> dict[str, Any]:
    made: dict[str, Any] = {}
    for _ in range(100_000):
        made = {SECRET: made}
    return made


@pytest.mark.parametrize(
    "given",
    [
        {"offices": [{"role": SECRET}]},
        {SECRET: 1},
        {"x": float("nan"), "y": SECRET},
        {"x": {1: SECRET, (2, 3): 4}},
        {SECRET: object()},
        {SECRET: {SECRET: datetime.datetime(2026, 1, 1)}},
        {"x": f"{SECRET}\udc80"},
        {"x": b"Kari Nordmann"},
        loop(),
        json.dumps({"x": SECRET}),
        json.dumps({"x": SECRET})[:-1],
        json.dumps([SECRET]),
        f"{{}}\udc80{SECRET}",
        SECRET,
    ],
)
def test_no_exception_holds_a_value_of_the_record(given: Any) -> None:
    for call in WITH_RECORD.values():
        quiet(lambda: call(given))


def test_a_record_without_end_is_refused() -> None:
    given = deep()
    assert refused(lambda: ia.check(given)) == ("not_json", "/record")
    while given:
        given = given.pop(SECRET)


def test_no_exception_holds_an_argument() -> None:
    calls: list[Callable[[], object]] = [
        lambda: ia.assess({}, SECRET),
        lambda: ia.assess({}, DAY, lang=SECRET),  # type: ignore[arg-type]
        lambda: ia.assess({}, DAY, role=SECRET),
        lambda: ia.assess({}, DAY, role="employer", person=SECRET),
        lambda: ia.assess({}, DAY, options={SECRET: SECRET}),
        lambda: ia.assess({}, DAY, packs=[{SECRET: SECRET}]),
        lambda: ia.assess({}, DAY, packs=SECRET),  # type: ignore[arg-type]
        lambda: ia.assess({}, f"\udc80{SECRET}"),
        lambda: ia.assess({}, datetime.datetime(2026, 1, 1, 12)),
        lambda: ia.cases(SECRET, DAY),  # type: ignore[arg-type]
        lambda: ia.cases([{"id": SECRET}], DAY),
        lambda: ia.cases([], DAY, rule=SECRET),  # type: ignore[arg-type]
        lambda: ia.cases([], DAY, withdrawn=SECRET),  # type: ignore[arg-type]
        lambda: ia.cite(SECRET, DAY),
        lambda: ia.cite(f"{SECRET} \udc80", DAY),
        lambda: ia.conversation_guide(SECRET),
        lambda: ia.escalation(SECRET, SECRET, DAY),
        lambda: ia.explain(SECRET, {}, DAY),
        lambda: ia.follow_up_log({"id": SECRET}, DAY),
        lambda: ia.knowledge(SECRET),
        lambda: ia.norms(norm=SECRET, topic=SECRET),
        lambda: ia.poster(SECRET),  # type: ignore[arg-type]
        lambda: ia.responsibility_matrix(DAY, SECRET),
        lambda: ia.role_card(SECRET, DAY),
        lambda: ia.timeline({"id": SECRET, SECRET: 1}, DAY),
        lambda: ia.timeline(SECRET, DAY),  # type: ignore[arg-type]
        lambda: ia.assess(FILE, DAY)[SECRET],
        lambda: ia.timeline({"id": "case-1", "person": "p-1", "from": "2026-10-01"}, DAY)[SECRET],
        lambda: ia.Assessment.from_json(SECRET),
        lambda: ia.Assessment.from_json(json.dumps({"as_of": SECRET})),
        lambda: ia.Assessment.from_json(json.dumps({"as_of": DAY, "lang": SECRET})),
        lambda: ia.Assessment.from_json(json.dumps([SECRET])),
        lambda: follow_up.status({}, SECRET),
        lambda: follow_up.status({}, f"{SECRET}\udc80"),
        lambda: follow_up.status({}, DAY, rules={SECRET: SECRET}),
        lambda: follow_up.status({}, DAY, rules={"weekend": SECRET}),
        lambda: follow_up.status({}, DAY, rules=SECRET),  # type: ignore[arg-type]
        lambda: follow_up.status({}, DAY, keep=[SECRET]),
        lambda: follow_up.status({}, DAY, keep=SECRET),
        lambda: follow_up.status({}, DAY, keep=[SECRET, 1]),  # type: ignore[list-item]
        lambda: follow_up.status({}, DAY, keep=1),  # type: ignore[arg-type]
        lambda: follow_up.status({SECRET: SECRET}, DAY),
        lambda: follow_up.status({SECRET: [SECRET]}, DAY),
        lambda: follow_up.status({"from": [SECRET], "to": [SECRET]}, DAY),
        lambda: follow_up.status({(SECRET, 1): [1]}, DAY),  # type: ignore[dict-item]
        lambda: follow_up.status({f"{SECRET}\udc80": [1]}, DAY),
        lambda: follow_up.status(SECRET, DAY),  # type: ignore[arg-type]
        lambda: follow_up.cases({"kind": [SECRET], "person": ["a"], "from": [], "to": []}, DAY),
        lambda: follow_up.counts({"kind": [SECRET], "person": ["a"], "from": [], "to": []}, DAY),
        lambda: follow_up.counts({}, DAY, join=SECRET),  # type: ignore[arg-type]
        lambda: follow_up.cases({}, DAY, join=SECRET),  # type: ignore[arg-type]
        lambda: follow_up.cases({}, DAY, join=[SECRET]),  # type: ignore[arg-type]
        lambda: follow_up.kpi({"from": [], "to": []}, DAY, by=SECRET),
        lambda: follow_up.kpi({"from": [], "to": []}, DAY, by=[SECRET]),  # type: ignore[arg-type]
        lambda: follow_up.kpi({"from": [], "to": []}, DAY, by=f"{SECRET}\udc80"),
        lambda: follow_up.kpi({"from": [], "to": []}, DAY, step=SECRET),  # type: ignore[arg-type]
        lambda: follow_up.kpi({"from": [], "to": [], "unit": []}, DAY, person=SECRET),
        lambda: follow_up.kpi({"from": [], "to": []}, DAY, least=SECRET),  # type: ignore[arg-type]
        lambda: follow_up.kpi({"from": [], "to": []}, DAY, month=SECRET),  # type: ignore[arg-type]
        lambda: follow_up.one({"from": SECRET}, DAY),
        lambda: follow_up.one({"from": None, "to": None, SECRET: SECRET}, DAY),
        lambda: follow_up.one(SECRET, DAY),  # type: ignore[arg-type]
    ]
    for nth, call in enumerate(calls):
        try:
            quiet(call)
        except BaseException as error:
            raise AssertionError(f"call {nth}") from error


def test_a_column_whose_values_fail_is_quiet() -> None:
    class Failing:
        def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
            raise ValueError(SECRET)

        @property
        def __arrow_c_stream__(self) -> Any:
            raise RuntimeError(SECRET)

    quiet(lambda: follow_up.status({"from": Failing(), "to": []}, DAY))
    quiet(lambda: follow_up.status(Failing(), DAY))


def test_repr_shows_no_day_and_no_person() -> None:
    case = record("workplace")["absences"][0]
    assessment = ia.assess(FILE, DAY)
    timeline = ia.timeline(case, DAY)
    shown = [repr(assessment), repr(assessment.findings), repr(assessment.due), repr(timeline), repr(timeline.steps)]
    subjects = [finding.subject for finding in assessment if finding.subject is not None]
    assert subjects
    for text in [*shown[1:3], shown[4], repr(subjects)]:
        assert not re.search(r"\d{4}|\bp-\d|\bcase-\d", text.replace(DAY, "")), text
    table = {"from": [datetime.date(2026, 10, 1)], "to": [None], "case": [SECRET]}
    kept = follow_up.status(table, DAY, keep=["case"])
    assert SECRET not in repr(kept) and kept.to_dict()["case"] == [SECRET]
