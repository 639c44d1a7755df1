"""What a Python user expects."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import re
from pathlib import Path

import ia
import pytest
from threads import steps_meanwhile
from vectors import ROOT, record

DAY = datetime.date(2026, 11, 22)
FILE = ROOT / "tests/data/workplace.json"


def test_a_record_comes_as_mapping_text_or_path() -> None:
    from_path = ia.assess(FILE, DAY).to_dict()
    assert ia.assess(FILE.read_text(encoding="utf-8"), DAY).to_dict() == from_path
    assert ia.assess(record("workplace"), "2026-11-22").to_dict() == from_path


def test_days_go_in_and_come_out_as_dates() -> None:
    data = record("workplace")
    data["covers"]["to"] = DAY
    assessment = ia.assess(data, DAY)
    assert assessment.as_of == DAY
    plans = assessment.of("follow-up-plan")
    assert [plan.in_force for plan in plans] == [(datetime.date(2011, 7, 1), None)] * 5
    assert all(isinstance(item.date, datetime.date) for item in assessment.due)
    assert [item.date for item in assessment.due] == sorted(item.date for item in assessment.due)
    with pytest.raises(TypeError):
        ia.assess(data, datetime.datetime(2026, 11, 22, 12))


def test_what_is_owed_above_and_what_is_carried_is_said() -> None:
    data = record("workplace")
    data["documents"] = []
    plain = ia.assess(data, DAY)
    assert plain.totals_owed_above is None and not any(finding.owed_above for finding in plain)
    carried = [finding for finding in plain if finding.carried_by is not None]
    assert carried
    for finding in carried:
        assert finding.carried_by is not None and plain[finding.carried_by].carried_by is None
    data["workplace"]["level"] = "unit"
    unit = ia.assess(data, DAY)
    above = [finding for finding in unit if finding.owed_above and not finding.of_others]
    assert unit.totals_owed_above is not None
    assert sum(sum(counts.values()) for counts in unit.totals_owed_above.values()) == len(above) > 0
    assert [finding.outcome for finding in unit] == [finding.outcome for finding in plain]


def test_no_case_is_chosen_for_the_caller() -> None:
    assessment = ia.assess(FILE, DAY)
    cases = [plan.subject.case for plan in assessment.of("follow-up-plan") if plan.subject is not None]
    assert cases == ["case-01", "case-02", "case-03", "case-04", "case-05"]
    with pytest.raises(LookupError, match="5 findings"):
        assessment["follow-up-plan"]
    assert assessment.of("no-such-norm") == []


def test_an_error_names_every_place_and_no_value() -> None:
    with pytest.raises(ia.IaError) as caught:
        ia.assess({"offices": [{"role": "boss", "person": "Kari Nordmann"}], "x": 1}, DAY, lang="en")
    error = caught.value
    found = {(problem.code, problem.path) for problem in error.problems}
    assert found == {
        ("unknown_key", "/record/x"),
        ("unknown_code", "/record/offices/0/role"),
        ("not_an_opaque_id", "/record/offices/0/person"),
        ("missing_key", "/record/offices/0/from"),
    }
    assert error.code == error.problems[0].code and error.path == error.problems[0].path
    assert "Kari" not in str(error) and "boss" not in str(error)
    assert isinstance(error, ValueError)
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_what_no_json_can_hold_is_refused() -> None:
    with pytest.raises(ValueError):
        ia.assess({"covers": float("nan")}, DAY)
    with pytest.raises(TypeError):
        ia.assess({"covers": object()}, DAY)


def test_no_input_is_changed() -> None:
    data = record("workplace")
    before = copy.deepcopy(data)
    ia.assess(data, DAY)
    assert data == before


def test_repr_shows_counts_and_no_case() -> None:
    assessment = ia.assess(FILE, DAY)
    shown = repr(assessment) + repr(assessment.findings)
    assert shown.startswith("<ia.Assessment 2026-11-22: breached ")
    for absence in record("workplace")["absences"]:
        assert absence["person"] not in shown


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_a_notebook_shows_a_table(lang: ia._functions.Lang) -> None:
    html = ia.assess(FILE, DAY, lang=lang)._repr_html_()
    assert html.startswith(f'<div lang="{lang}">')
    assert html.count("<table>") == html.count("</table>") == 2
    assert '<th scope="col"' in html
    assert "<script" not in html


def test_a_data_frame_from_rows() -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    assessment = ia.assess(FILE, DAY)
    rows = assessment.rows()
    assert len(rows) == len(assessment) == len(assessment.findings)
    frame = pandas.DataFrame(rows)
    breached = frame[frame.outcome == "breached"]
    assert sorted(breached.norm) == sorted(finding.norm for finding in assessment.where("breached"))
    assert polars.DataFrame(rows).filter(polars.col("outcome") == "breached").height == len(breached)


def test_a_role_sees_its_own() -> None:
    seen = ia.assess(FILE, DAY, role="safety_representative")
    assert all(finding.subject is None for finding in seen)
    assert any(finding.yours for finding in seen) and not all(finding.yours for finding in seen)
    assert ia.assess(FILE, DAY)["hse-goals"].yours is None
    with pytest.raises(KeyError):
        seen["follow-up-plan"]


def test_the_other_functions() -> None:
    ia.check(FILE)
    cited = ia.cite("aml § 4-6 (3)", datetime.date(2010, 1, 1), lang="en", style="long")
    assert cited["citation"]["text"] == "Working Environment Act section 4-6 third paragraph"
    weeks = {one["id"]: one["numbers"].get("weeks") for one in cited["provisions"]}
    assert weeks["aml-4-6-3-a"] == 6
    explained = ia.explain("follow-up-plan", FILE, DAY, lang="en")
    assert len(explained) == 5 and all(one["lines"][0]["depth"] == 0 for one in explained)
    asked = ia.questions({}, DAY, "line_manager", lang="en")
    assert asked[0]["decides"] >= asked[-1]["decides"] > 0
    assert ia.report(FILE, DAY, "html", lang="nn").startswith("<!doctype html>\n<html lang=\"nn\">")
    assert ia.report(FILE, DAY, "markdown").startswith("# ")
    assert {one["role"] for one in ia.roles()} >= {"employer", "safety_representative"}
    assert ia.schema()["title"] == "Record"
    assert ia.terms(lang="nn")["role"]["safety_representative"] == "verneombod"
    assert ia.version()["law_read_to"] == "2026-07-28"
    ids = [norm["id"] for norm in ia.norms(DAY)]
    assert ids == sorted(ids) and len(ids) < len(ia.norms())


def test_the_interpreter_is_free_meanwhile() -> None:
    data = record("workplace")
    data["meetings"] = data["meetings"] * 400
    for meeting in data["meetings"]:
        meeting.pop("id", None)
    text = json.dumps(data)
    assert steps_meanwhile(lambda: ia.assess(text, DAY), 5) > 1000


def test_the_readme_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    assert blocks
    for block in blocks:
        assert "assert" in block
        exec(compile(block, "README.md", "exec"), {})


def test_the_package_is_typed() -> None:
    assert (Path(ia.__file__).parent / "py.typed").exists()
