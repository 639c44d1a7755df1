"""Python gives the same answers as Rust, to the byte."""

from __future__ import annotations

import hashlib
import inspect
import json
from typing import Any

import ia
from ia import _ia
from vectors import digests, vectors, with_records, wrong


def test_every_vector_holds_and_has_the_agreed_bytes() -> None:
    agreed = digests()
    ran = 0
    for vector in vectors():
        request = json.dumps(with_records(vector["request"]), ensure_ascii=False)
        answer = _ia.call(vector["function"], request)
        assert answer is not None, vector["name"]
        well, text = answer
        assert well == ("fails" not in vector), (vector["name"], text)
        assert hashlib.sha256(text.encode()).hexdigest() == agreed[vector["name"]], vector["name"]
        assert wrong(vector, json.loads(text)) == [], vector["name"]
        ran += 1
    assert ran == len(agreed) > 3000


def test_a_vector_that_checks_nothing_or_the_wrong_place_is_wrong() -> None:
    answer = {"a": [{"norm": "x", "due": None}], "text": "one two"}
    right: list[dict[str, Any]] = [
        {"expect": {"/a/x/due": None, "/a/0/norm": "x"}},
        {"expect": {}, "expect_absent": ["/b", "/a/1", "/a/y", "/a/x/next"]},
        {"expect": {}, "expect_text": {"/text": ["one", "two"]}, "expect_no_text": {"/text": ["three"]}},
    ]
    for vector in right:
        assert wrong(vector, answer) == [], vector
    wrongs: list[dict[str, Any]] = [
        {"expect": {"/a/x/next": None}},
        {"expect": {"/b": None}},
        {"expect": {"/a/0/norm": "y"}},
        {"expect": {}},
        {"expect_absent": ["/b"]},
        {"expect": {}, "expect_absent": ["/a"]},
        {"expect": {}, "expect_absent": ["/a/x/due"]},
        {"expect": {}, "expect_absent": ["/b/c"]},
        {"expect": {}, "expect_text": {"/b": ["one"]}},
        {"expect": {}, "expect_no_text": {"/b": ["one"]}},
        {"expect": {"/a/0/norm": "x"}, "expect_absnt": ["/a"]},
    ]
    for vector in wrongs:
        assert wrong(vector, answer) != [], vector


def test_every_function_of_the_library_is_there_by_its_name() -> None:
    assert sorted(_ia.FUNCTIONS) == sorted(name for name in ia.__all__ if inspect.isfunction(getattr(ia, name)))
    assert _ia.call("no_such_function", "{}") is None
