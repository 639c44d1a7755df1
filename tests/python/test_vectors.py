"""Python gives the same answers as Rust, to the byte."""

from __future__ import annotations

import hashlib
import inspect
import json

import ia
from ia import _ia
from vectors import at, digests, vectors, with_records


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
        expected = vector["fails"] if "fails" in vector else vector["expect"]
        for pointer, value in expected.items():
            assert at(json.loads(text), pointer) == value, (vector["name"], pointer)
        ran += 1
    assert ran == len(agreed)


def test_every_function_of_the_library_is_there_by_its_name() -> None:
    assert sorted(_ia.FUNCTIONS) == sorted(name for name in ia.__all__ if inspect.isfunction(getattr(ia, name)))
    assert _ia.call("no_such_function", "{}") is None
