"""Records in files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ia
import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32"), ("cp1252", "Windows-1252")],
)
@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_a_file_in_another_encoding_is_named(encoding: str, named: str, lang: ia._functions.Lang, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text('{"workplace": {"årsak": 1}}', encoding=encoding)
    with pytest.raises(ia.IaError) as raised:
        ia.check(file, lang=lang)
    assert [(one.code, one.path) for one in raised.value.problems] == [("not_utf8", "/record")]
    assert named in raised.value.problems[0].message
    file.write_text("{}", encoding="utf-8-sig")
    assert ia.check(file) == []
