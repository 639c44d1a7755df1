"""Certificates to cases and cases to statuses, in bulk; one case as a timeline."""

from __future__ import annotations

import datetime

import ia
import polars as pl
import pytest

D = datetime.date


def reports() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "person": ["p-2", "p-1", "p-1", "p-1", "p-2"],
            "from": [D(2026, 2, 13), D(2026, 1, 8), D(2026, 1, 5), D(2026, 2, 23), D(2026, 3, 2)],
            "to": [D(2026, 2, 13), D(2026, 2, 22), D(2026, 1, 7), D(2026, 3, 29), D(2026, 3, 3)],
            "kind": ["certificate", "certificate", "certificate_self_certified", "certificate", "certificate"],
            "grade": [100, 100, None, 50, None],
        }
    )


def test_certificates_become_cases() -> None:
    cases = pl.DataFrame(ia.follow_up.cases(reports(), "2026-03-20"))
    assert cases.columns == [
        "person",
        "case",
        "from",
        "to",
        "whole_from",
        "whole_to",
        "certified_to",
        "graded_from",
        "continuous_from",
        "sick_days",
        "weeks",
        "graded_at_end",
    ]
    # Persons come in the order in which they are first met; p-1 is still away, p-2 was away twice, 16 days apart.
    assert cases.select("person", "case", "from", "to").rows() == [
        ("p-2", 1, D(2026, 2, 13), D(2026, 2, 13)),
        ("p-2", 2, D(2026, 3, 2), D(2026, 3, 3)),
        ("p-1", 1, D(2026, 1, 5), None),
    ]
    # Seven weeks wholly away, days on one's own word among them, and then partly.
    assert cases.select("whole_from", "whole_to", "graded_at_end").row(2) == (D(2026, 1, 5), D(2026, 2, 22), True)
    assert cases["sick_days"].to_list() == [1, 2, 84]
    # 75 days up to and including 20 March.
    assert cases["weeks"].to_list() == [0, 0, 10]


def test_cases_are_the_input_of_status() -> None:
    cases = ia.follow_up.cases(reports(), "2026-03-20")
    table = pl.DataFrame(ia.follow_up.status(cases, "2026-03-20", keep=["person", "case"]))
    row = table.row(2, named=True)
    assert row["follow_up_plan_status"] == "unknown"
    assert row["follow_up_plan_due"] == D(2026, 2, 1)
    assert row["dialogue_meeting_summons_due"] == D(2026, 2, 22)
    assert table["follow_up_plan_status"].to_list()[:2] == ["not_applicable", "not_applicable"]


def test_the_order_of_the_rows_makes_no_difference() -> None:
    stamped = reports().with_columns(recorded=pl.int_range(5))
    one = pl.DataFrame(ia.follow_up.cases(stamped, "2026-03-20")).sort("person", "case")
    other = pl.DataFrame(ia.follow_up.cases(stamped.reverse(), "2026-03-20")).sort("person", "case")
    assert one.equals(other)


def test_join_rules() -> None:
    table = pl.DataFrame(
        {
            "person": [7, 7, 7],
            "from": [D(2026, 2, 2), D(2026, 2, 14), D(2026, 3, 9)],
            "to": [D(2026, 2, 13), D(2026, 3, 8), D(2026, 3, 10)],
            "kind": ["certificate", "application_holiday", "certificate"],
        }
    )
    days = {
        join: pl.DataFrame(ia.follow_up.cases(table, "2026-03-31", join=join))["sick_days"].to_list()
        for join in ("holiday_counts", "holiday_left_out", "adjoining")
    }
    assert days == {"holiday_counts": [37], "holiday_left_out": [14], "adjoining": [12, 2]}


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"kind": pl.lit("sick")}, "unknown_code", "/kind/0"),
        ({"grade": pl.lit(19)}, "out_of_range", "/grade/0"),
        ({"to": pl.lit(D(2026, 1, 1))}, "end_before_start", "/to/0"),
        ({"from": pl.lit(None, dtype=pl.Date)}, "missing_key", "/from/0"),
        ({"person": pl.lit(1.5)}, "wrong_type", "/person/0"),
    ],
)
def test_wrong_rows_are_refused_with_their_place(change: dict[str, pl.Expr], code: str, path: str) -> None:
    with pytest.raises(ia.IaError) as caught:
        ia.follow_up.cases(reports().with_columns(**change), "2026-03-20")
    assert (caught.value.code, caught.value.path) == (code, path)
    assert "sick" not in str(caught.value).replace("sickness", "") or code != "unknown_code"


def test_missing_columns_and_unknown_rules() -> None:
    with pytest.raises(ia.IaError) as caught:
        ia.follow_up.cases(reports().drop("kind"), "2026-03-20")
    assert (caught.value.code, caught.value.path) == ("missing_key", "/kind")
    with pytest.raises(ia.IaError) as caught:
        ia.follow_up.cases(reports(), "2026-03-20", join="nav")  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.path) == ("unknown_code", "/join")


def test_no_rows() -> None:
    assert ia.follow_up.cases(reports().clear(), "2026-03-20").num_rows == 0


def test_a_timeline_of_one_case() -> None:
    case = {"id": "case-1", "person": "p-1", "from": D(2026, 1, 5), "plans": [], "exceptions": []}
    timeline = ia.follow_up.timeline(case, D(2026, 2, 2), lang="en")
    plan = timeline["follow_up_plan"]
    assert (plan.status, plan.due, plan.last_day) == ("overdue", D(2026, 2, 1), D(2026, 1, 30))
    assert plan.citation.startswith("WEA section 4-6 (3)")
    assert [step.milestone for step in timeline][0] == "follow_up_plan"
    html = timeline._repr_html_()
    assert "overdue" in html and "<table>" in html
    assert timeline.page.startswith("<!doctype html>")
    assert len(timeline.rows()) == len(timeline) == 13
    assert "p-1" not in repr(timeline)


def test_the_guide_and_the_log() -> None:
    guide = ia.conversation_guide("follow_up_plan", lang="en")
    assert guide["avoid"]["lines"]
    log = ia.follow_up_log({"id": "case-1", "person": "p-1", "from": "2026-01-05"}, "2026-03-01", format="markdown")
    assert log["log"]["complete"] is False
    assert log["document"].startswith("# ")
