"""How an assessment shows itself in a notebook."""

from __future__ import annotations

from typing import Any

from ._door import ask

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


def table(data: dict[str, Any]) -> str:
    """Totals, then what needs action: status, what and why, due day, citation."""
    from html import escape

    lang = data["lang"]
    terms = ask("terms", {"lang": lang})["terms"]
    words, outcomes, weights = terms["report"], terms["outcome"], terms["weight"]
    cell = 'style="text-align:left;vertical-align:top"'
    day = 'style="text-align:left;vertical-align:top;white-space:nowrap"'
    number = 'style="text-align:right"'
    head = "".join(f"<th scope='col' {number}>{escape(weights[weight])}</th>" for weight in data["totals"])
    counts = "".join(
        f"<tr><th scope='row' {cell}>{_badge(_LOOK[outcome], outcomes[outcome])}</th>"
        + "".join(f"<td {number}>{int(weight[outcome])}</td>" for weight in data["totals"].values())
        + "</tr>"
        for outcome in _LOOK
    )
    rows = "".join(
        f"<tr><td {cell}>{_badge(_LOOK[outcome], outcomes[outcome])}</td>"
        f"<td {cell}><strong>{escape(finding['title'])}</strong><br>{'<br>'.join(map(escape, finding['why']))}</td>"
        f"<td {day}>{escape(finding.get('due', ''))}</td>"
        f"<td {cell}>{'<br>'.join(escape(basis['citation']) for basis in finding['basis'])}</td></tr>"
        for outcome in _IN_FULL
        for finding in sorted(data["findings"], key=lambda one: "of_others" in one)
        if finding["outcome"] == outcome
    )
    columns = "".join(
        f"<th scope='col' {cell}>{escape(words[key])}</th>" for key in ("status", "what", "due", "basis")
    )
    return (
        f'<div lang="{escape(lang)}"><table><caption {cell}>{escape(words["title"])}, '
        f"{escape(data['as_of'])}</caption><thead><tr><th scope='col' {cell}>{escape(words['status'])}</th>"
        f"{head}</tr></thead><tbody>{counts}</tbody></table>"
        f"<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
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


def steps_table(data: dict[str, Any]) -> str:
    """The steps of a case: limit, step, how it stands and why, citation."""
    from html import escape

    cell = 'style="text-align:left;vertical-align:top"'
    day = 'style="text-align:left;vertical-align:top;white-space:nowrap"'
    body = "".join(
        f"<tr><td {day}>{escape(step.get('due', ''))}</td><th scope='row' {cell}>{escape(step['label'])}</th>"
        f"<td {cell}>{_badge(_STEP_LOOK[step['status']], step['status_label'])}</td>"
        f"<td {cell}>{'<br>'.join(map(escape, step['why']))}</td>"
        f"<td {cell}>{'<br>'.join(escape(basis['citation']) for basis in step.get('rule', {}).get('basis', ()))}</td>"
        "</tr>"
        for step in data["steps"]
        if step["reason"] != "no_rule"
    )
    return f"<table><tbody>{body}</tbody></table>"


def rows(columns: dict[str, list[object]], of: int, as_of: str) -> str:
    """The first rows of a table of cases."""
    from html import escape

    cell = 'style="text-align:left"'
    head = "".join(f"<th scope='col' {cell}>{escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td {cell}>{'' if one is None else escape(str(one))}</td>" for one in row) + "</tr>"
        for row in zip(*columns.values())
    )
    shown = max((len(values) for values in columns.values()), default=0)
    count = ("1 row" if of == 1 else f"{of} rows") if shown == of else f"the first {shown} of {of} rows"
    return (
        f'<div lang="en"><table><caption {cell}>{escape(as_of)}: {count}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
