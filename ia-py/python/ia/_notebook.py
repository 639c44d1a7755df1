"""How an assessment, a timeline and a table of cases show themselves in a notebook.

Each is a ``div`` in the language of the answer, with tables that have a caption and a heading above each column. Texts are
escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._door import ask

if TYPE_CHECKING:
    from collections.abc import Iterable

# Sign and colours of each outcome. The sign says the same as the colour; contrast is at least 4.5:1.
_LOOK = {
    "breached": ("✗", "#8f1d1d", "#fdecec"),
    "contestable": ("≠", "#6b4700", "#fff4d6"),
    "partly": ("◐", "#6b4700", "#fff4d6"),
    "due": ("◷", "#6b4700", "#fff4d6"),
    "not_in_place": ("○", "#0b4f8a", "#e8f2fb"),
    "unknown": ("?", "#0b4f8a", "#e8f2fb"),
    "met": ("✓", "#14532d", "#e7f5ec"),
    "not_applicable": ("–", "#4a5665", "#eef1f4"),
}
_IN_FULL = ("breached", "contestable", "partly", "due", "not_in_place")


def _badge(look: tuple[str, str, str], label: str) -> str:
    from html import escape

    sign, ink, wash = look
    style = f"color:{ink};background:{wash};border:1px solid;border-radius:1em;padding:0 .6em;white-space:nowrap"
    return f'<span style="{style}">{sign} {escape(label)}</span>'


_LEFT = 'style="text-align:left;vertical-align:top"'
_DAY = 'style="text-align:left;vertical-align:top;white-space:nowrap"'
_RIGHT = 'style="text-align:right"'


def _table(caption: str, headings: list[tuple[str, str]], rows: Iterable[str]) -> str:
    """A table of rows that are HTML. Each heading is a text and the style of its column."""
    from html import escape

    head = "".join(f'<th scope="col" {style}>{escape(text)}</th>' for text, style in headings)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<table><caption {_LEFT}>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _in_language(lang: str, *tables: str) -> str:
    from html import escape

    return f'<div lang="{escape(lang)}">{"".join(tables)}</div>'


def _lines(texts: Iterable[str]) -> str:
    from html import escape

    return "<br>".join(map(escape, texts))


def _citations(basis: Iterable[dict[str, Any]]) -> str:
    return _lines(one["citation"] for one in basis)


def table(data: dict[str, Any]) -> str:
    """Totals, then what needs action: status, what and why, due day, citation."""
    from html import escape

    terms = ask("terms", {"lang": data["lang"]})["terms"]
    words, outcomes, weights = terms["report"], terms["outcome"], terms["weight"]
    counts = (
        f'<th scope="row" {_LEFT}>{_badge(_LOOK[outcome], outcomes[outcome])}</th>'
        + "".join(f"<td {_RIGHT}>{int(weight[outcome])}</td>" for weight in data["totals"].values())
        for outcome in _LOOK
    )

    def also(carrier: dict[str, Any]) -> list[str]:
        """The titles that the finding carries, in one line."""
        titles = [one["title"] for one in data["findings"] if one.get("carried_by") == carrier["norm"]]
        return [f"{words['also']}: {'; '.join(titles)}"] if titles else []

    findings = (
        f"<td {_LEFT}>{_badge(_LOOK[outcome], outcomes[outcome])}</td>"
        f"<td {_LEFT}><strong>{escape(finding['title'])}</strong><br>{_lines([*finding['why'], *also(finding)])}</td>"
        f"<td {_DAY}>{escape(finding.get('due', ''))}</td>"
        f"<td {_LEFT}>{_citations(finding['basis'])}</td>"
        for outcome in _IN_FULL
        for finding in sorted(data["findings"], key=lambda one: "of_others" in one or "owed_above" in one)
        if finding["outcome"] == outcome and "carried_by" not in finding
    )
    in_full = ", ".join(outcomes[outcome] for outcome in _IN_FULL)
    weighed = [(weights[weight], _RIGHT) for weight in data["totals"]]
    columns = [(words[key], _LEFT) for key in ("status", "what", "due", "basis")]
    return _in_language(
        data["lang"],
        _table(f"{words['title']}, {data['as_of']}", [(words["status"], _LEFT), *weighed], counts),
        _table(in_full[:1].upper() + in_full[1:], columns, findings),
    )


# Sign and colours of each status of a step.
_STEP_LOOK = {
    "overdue": _LOOK["breached"],
    "contestable": _LOOK["contestable"],
    "met_late": _LOOK["partly"],
    "due": _LOOK["due"],
    "unknown": _LOOK["unknown"],
    "not_established": _LOOK["unknown"],
    "information": ("i", "#0b4f8a", "#e8f2fb"),
    "met_in_time": _LOOK["met"],
    "not_applicable": _LOOK["not_applicable"],
}


def steps_table(data: dict[str, Any], lang: str) -> str:
    """The steps of a case: limit, step, how it stands and why, citation."""
    from html import escape

    terms = ask("terms", {"lang": lang})["terms"]
    words = terms["report"]
    steps = (
        f"<td {_DAY}>{escape(step.get('due', ''))}</td>"
        f'<th scope="row" {_LEFT}>{escape(step["label"])}</th>'
        f"<td {_LEFT}>{_badge(_STEP_LOOK[step['status']], step['status_label'])}<br>{_lines(step['why'])}</td>"
        f"<td {_LEFT}>{_citations(step.get('rule', {}).get('basis', ()))}</td>"
        for step in data["steps"]
        if step["reason"] != "no_rule"
    )
    columns = [(words[key], _LEFT) for key in ("due", "what", "status", "basis")]
    return _in_language(lang, _table(f"{terms['timeline']['title']}, {data['as_of']}", columns, steps))


def rows(columns: dict[str, list[object]], of: int, as_of: str) -> str:
    """The first rows of a table of cases. Its columns have English names, so the caption is English too."""
    from html import escape

    cells = (
        "".join(f"<td {_LEFT}>{'' if one is None else escape(str(one))}</td>" for one in row)
        for row in zip(*columns.values())
    )
    shown = max((len(values) for values in columns.values()), default=0)
    count = ("1 row" if of == 1 else f"{of} rows") if shown == of else f"the first {shown} of {of} rows"
    return _in_language("en", _table(f"{as_of}: {count}", [(name, _LEFT) for name in columns], cells))
