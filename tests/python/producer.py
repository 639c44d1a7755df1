"""A producer of Arrow by ctypes, which can be wrong in any way: the structs of the C data interface as they lie in memory."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from typing import Any

#: What Python would free while the structs point to it.
ALIVE: list[object] = []

Release = CFUNCTYPE(None, c_void_p)


class Schema(Structure):
    _fields_ = [
        ("format", c_void_p),
        ("name", c_void_p),
        ("metadata", c_void_p),
        ("flags", c_int64),
        ("n_children", c_int64),
        ("children", c_void_p),
        ("dictionary", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


class Array(Structure):
    _fields_ = [
        ("length", c_int64),
        ("null_count", c_int64),
        ("offset", c_int64),
        ("n_buffers", c_int64),
        ("n_children", c_int64),
        ("buffers", c_void_p),
        ("children", c_void_p),
        ("dictionary", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


class Stream(Structure):
    _fields_ = [
        ("get_schema", c_void_p),
        ("get_next", c_void_p),
        ("get_last_error", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


GetSchema = CFUNCTYPE(c_int, c_void_p, POINTER(Schema))
GetNext = CFUNCTYPE(c_int, c_void_p, POINTER(Array))


def releasing(kind: type[Structure]) -> Any:
    def release(at: int) -> None:
        setattr(kind.from_address(at), "release", None)

    return Release(release)


release_schema, release_array, release_stream = map(releasing, (Schema, Array, Stream))


def address(function: Any) -> int | None:
    return ctypes.cast(function, c_void_p).value


def memory(given: bytes | int | None) -> int | None:
    """Where these bytes lie, sixteen bytes apart from others. A number is an address as it is."""
    if given is None or isinstance(given, int):
        return given
    room = ctypes.create_string_buffer(len(given) + 32)
    start = ctypes.addressof(room)
    start += -start % 16
    ctypes.memmove(start, given, len(given))
    ALIVE.append(room)
    return start


def pointers(given: Iterable[int | None]) -> int:
    items = list(given)
    made = (c_void_p * max(len(items), 1))(*items)
    ALIVE.append(made)
    return ctypes.addressof(made)


@dataclass
class Column:
    """A column, or a table as a column of structs. ``schema`` and ``array`` overwrite members of the structs."""

    format: bytes | None
    name: bytes | None = b""
    length: int = 0
    buffers: list[bytes | int | None] = field(default_factory=list)
    children: list[Column] = field(default_factory=list)
    dictionary: Column | None = None
    null_count: int = 0
    offset: int = 0
    schema: dict[str, Any] = field(default_factory=dict)
    array: dict[str, Any] = field(default_factory=dict)

    def make_schema(self) -> int:
        made = Schema(
            format=memory(None if self.format is None else self.format + b"\0"),
            name=memory(None if self.name is None else self.name + b"\0"),
            flags=2,
            n_children=len(self.children),
            children=pointers(child.make_schema() for child in self.children),
            dictionary=None if self.dictionary is None else self.dictionary.make_schema(),
            release=address(release_schema),
        )
        for key, value in self.schema.items():
            setattr(made, key, memory(value) if isinstance(value, bytes) else value)
        ALIVE.append(made)
        return ctypes.addressof(made)

    def make_array(self) -> int:
        made = Array(
            length=self.length,
            null_count=self.null_count,
            offset=self.offset,
            n_buffers=len(self.buffers),
            buffers=pointers(map(memory, self.buffers)),
            n_children=len(self.children),
            children=pointers(child.make_array() for child in self.children),
            dictionary=None if self.dictionary is None else self.dictionary.make_array(),
            release=address(release_array),
        )
        for key, value in self.array.items():
            setattr(made, key, value)
        ALIVE.append(made)
        return ctypes.addressof(made)


new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype = ctypes.py_object
new_capsule.argtypes = [c_void_p, c_char_p, c_void_p]


def capsule(at: int | None, name: bytes) -> Any:
    ALIVE.append(name)
    return new_capsule(at, name, None)


class ArrayGiver:
    """Gives a column by ``__arrow_c_array__``."""

    def __init__(self, column: Column) -> None:
        self.column = column

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        return (
            capsule(self.column.make_schema(), b"arrow_schema"),
            capsule(self.column.make_array(), b"arrow_array"),
        )


class StreamGiver:
    """Gives a column by ``__arrow_c_stream__``, in as many equal chunks. ``members`` overwrites those of the stream, and
    ``fail_schema`` and ``fail_at`` say which call fails, leaving garbage behind."""

    def __init__(
        self,
        column: Column,
        chunks: int = 1,
        members: dict[str, Any] | None = None,
        fail_schema: bool = False,
        fail_at: int | None = None,
    ) -> None:
        self.column, self.chunks, self.members = column, chunks, members or {}
        self.fail_schema, self.fail_at = fail_schema, fail_at
        self.given = 0

    def fill_schema(self, _: int, out: Any) -> int:
        if self.fail_schema:
            ctypes.memset(out, 0x41, ctypes.sizeof(Schema))
            return 5
        ctypes.memmove(out, self.column.make_schema(), ctypes.sizeof(Schema))
        return 0

    def fill_next(self, _: int, out: Any) -> int:
        if self.given == self.fail_at:
            ctypes.memset(out, 0x41, ctypes.sizeof(Array))
            return 5
        if self.given == self.chunks:
            out.contents.release = None
            return 0
        self.given += 1
        ctypes.memmove(out, self.column.make_array(), ctypes.sizeof(Array))
        return 0

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        get_schema, get_next = GetSchema(self.fill_schema), GetNext(self.fill_next)
        ALIVE.extend((get_schema, get_next))
        made = Stream(
            get_schema=address(get_schema),
            get_next=address(get_next),
            release=address(release_stream),
        )
        for key, value in self.members.items():
            setattr(made, key, value)
        ALIVE.append(made)
        return capsule(ctypes.addressof(made), b"arrow_array_stream")
