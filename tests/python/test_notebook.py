"""What shows itself in a notebook is a table in the language of the answer: with a caption, a heading above each column, and
every text escaped."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import ia
import pytest
from ia import Assessment, Timeline, follow_up
from vectors import ROOT, record

DAY = "2026-11-22"
FILE = ROOT / "tests/data/workplace.json"
LANGS: list[ia._functions.Lang] = ["nb", "nn", "en"]
EVIL = "<img src=x onerror=alert(1)>&\"'</td></table><b lang=\"xx\">"
VOID = {"br"}
ALLOWED = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "strong", "br"}


class Page(HTMLParser):
    """The elements, and what stands in them. Every element is closed in its order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[tuple[str, ...], str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        assert {name for name, _ in attrs} <= {"lang", "style", "scope"}, attrs
        self.elements.append((tuple(self.open), tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def of(self, tag: str) -> list[tuple[tuple[str, ...], dict[str, str | None]]]:
        return [(inside, attrs) for inside, name, attrs in self.elements if name == tag]


def checked(html: str, lang: str) -> Page:
    """The page of a table as it is to be."""
    page = Page(html)
    inside, tag, attrs = page.elements[0]
    assert (inside, tag, attrs.get("lang")) == ((), "div", lang)
    assert [attrs for _, _, attrs in page.elements if "lang" in attrs] == [attrs]
    assert sum(not inside for inside, _, _ in page.elements) == 1, "one element is outermost"
    tables = html.split("<table>")[1:]
    assert tables and len(tables) == len(page.of("table"))
    for table in tables:
        one = Page("<table>" + table.split("</table>")[0] + "</table>")
        kinds = [name for inside, name, _ in one.elements if inside == ("table",)]
        assert kinds == ["caption", "thead", "tbody"]
        caption = [text for tag, text in one.texts if tag == "caption"]
        assert caption and caption[0].strip()
        heads = one.of("th")
        columns = [attrs for inside, attrs in heads if "thead" in inside]
        assert columns and all(attrs.get("scope") == "col" for attrs in columns)
        assert all(attrs.get("scope") == "row" for inside, attrs in heads if "tbody" in inside)
        widths = [row.count("<td") + row.count("<th") for row in table.split("<tbody>")[1].split("</tr>")[:-1]]
        assert set(widths) <= {len(columns)}
    return page


def timeline(lang: ia._functions.Lang) -> Timeline:
    case = {"id": "case-1", "person": "p-1", "from": "2026-10-01", "plans": [], "exceptions": []}
    return ia.timeline(case, DAY, lang=lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_timeline_is_a_table(lang: ia._functions.Lang) -> None:
    one = timeline(lang)
    assert one.lang == lang
    page = checked(one._repr_html_(), lang)
    words = ia.terms(lang=lang)
    assert ("caption", f"{words['timeline']['title']}, {DAY}") in page.texts
    assert [text for tag, text in page.texts if tag == "th"][:4] == [
        words["report"][key] for key in ("due", "what", "status", "basis")
    ]
    assert one["follow_up_plan"].label in [text for _, text in page.texts]
    assert page.of("tr")[1:], "there are steps"


@pytest.mark.parametrize("lang", LANGS)
def test_an_assessment_is_two_tables(lang: ia._functions.Lang) -> None:
    page = checked(ia.assess(FILE, DAY, lang=lang)._repr_html_(), lang)
    assert len(page.of("table")) == 2
    words = ia.terms(lang=lang)
    captions = [text for tag, text in page.texts if tag == "caption"]
    assert captions[0] == f"{words['report']['title']}, {DAY}"
    assert captions[1].lower().startswith(words["outcome"]["breached"].lower())


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_carried_is_one_line_under_its_carrier(lang: ia._functions.Lang) -> None:
    data = record("workplace")
    data["documents"] = []
    assessment = ia.assess(data, DAY, lang=lang)
    texts = [text for _, text in checked(assessment._repr_html_(), lang).texts]
    also = ia.terms(lang=lang)["report"]["also"]
    carried = [finding for finding in assessment if finding.carried_by is not None]
    assert carried
    for finding in carried:
        assert finding.title not in texts
        assert any(text.startswith(f"{also}: ") and finding.title in text for text in texts)


D = datetime.date
CASES = {"from": [D(2026, 10, 1)] * 6, "to": [None] * 6, "follow_up_plan": [None] * 6, "unit": [EVIL] * 6, "person": list("abcdef")}
REPORTS = {"person": [EVIL], "from": [D(2026, 10, 1)], "to": [D(2026, 11, 30)], "kind": ["certificate"]}
TABLES: dict[str, Callable[[], Any]] = {
    "status": lambda: follow_up.status(CASES, DAY, keep=["unit"]),
    "status without rows": lambda: follow_up.status({"from": [], "to": []}, DAY),
    "status of many": lambda: follow_up.status({"from": [D(2026, 10, 1)] * 30, "to": [None] * 30}, DAY),
    "status of evil columns": lambda: follow_up.status({**CASES, EVIL: [EVIL] * 6}, DAY, keep=[EVIL]),
    "kpi": lambda: follow_up.kpi(CASES, DAY),
    "kpi of evil columns": lambda: follow_up.kpi({**CASES, EVIL: [EVIL] * 6}, DAY, by=EVIL),
    "cases": lambda: follow_up.cases(REPORTS, DAY),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_many_cases_is_a_table(name: str) -> None:
    table = TABLES[name]()
    page = checked(table._repr_html_(), "en")
    assert [text for tag, text in page.texts if tag == "th"] == table.column_names
    if name in ("status", "kpi", "cases"):
        assert ("td", EVIL) in page.texts, "the text itself, as text"


def poisoned(value: Any, keep: set[str]) -> Any:
    """Every text of an answer, but for codes, with what breaks HTML that is not escaped."""
    if isinstance(value, dict):
        return {key: one if key in keep else poisoned(one, keep) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, keep) for one in value]
    return value + EVIL if isinstance(value, str) else value


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_is_escaped(lang: ia._functions.Lang) -> None:
    codes = {"as_of", "lang", "outcome", "date", "in_force", "status", "reason", "first_day", "last_day", "taken"}
    data = copy.deepcopy(ia.assess(FILE, DAY, lang=lang).to_dict())
    shown = Assessment(data)
    shown._data = poisoned(data, codes)
    checked(shown._repr_html_(), lang)
    one = timeline(lang)
    one._data = poisoned(one.to_dict(), codes)
    checked(one._repr_html_(), lang)


def test_everything_that_shows_itself_as_html_is_here() -> None:
    import inspect
    import pkgutil

    found = set()
    for module in pkgutil.iter_modules(ia.__path__):
        if module.name == "spark":
            continue
        members = vars(__import__(f"ia.{module.name}", fromlist=["_"])).values()
        found |= {one.__name__ for one in members if inspect.isclass(one) and hasattr(one, "_repr_html_")}
    assert found == {"Assessment", "Timeline", "Table"}
