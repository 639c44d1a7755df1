"""Tables that are not as Arrow is to be. `python -X dev malformed.py NAME` gives one to each function, in each way.

The process goes well when each function answers with an `IaError` that repeats no value.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from typing import Any

from producer import Column, StreamGiver, ArrayGiver, capsule, pointers

import ia

ROWS = 6
#: 2026-10-01.
FIRST = 20727


def packed(kind: str, *values: int) -> bytes:
    return struct.pack(f"<{len(values)}{kind}", *values)


def days(name: str, *, null: bool = False) -> Column:
    bits = bytes([0 if null else 0b111111])
    return Column(b"tdD", name.encode(), ROWS, [bits, packed("i", *[FIRST] * ROWS)], null_count=ROWS if null else 0)


def texts(name: str, *values: str) -> Column:
    ends = [0]
    for value in values:
        ends.append(ends[-1] + len(value.encode()))
    return Column(b"u", name.encode(), len(values), [None, packed("i", *ends), "".join(values).encode()])


def large(name: str) -> Column:
    return Column(b"U", name.encode(), ROWS, [None, packed("q", *range(0, 3 * ROWS + 1, 3)), b"abc" * ROWS])


def views(name: str) -> Column:
    """Texts of twenty bytes, in a buffer of their own."""
    text = b"abcdefghijklmnopqrst"
    view = struct.pack("<i4sii", 20, b"abcd", 0, 0)
    return Column(b"vu", name.encode(), ROWS, [None, view * ROWS, text, packed("q", len(text))])


def coded(name: str) -> Column:
    """A dictionary of two texts."""
    return Column(b"i", name.encode(), ROWS, [None, packed("i", *[0, 1] * (ROWS // 2))], dictionary=texts("", "a", "b"))


def persons() -> Column:
    return texts("person", *[f"p-{nth}" for nth in range(ROWS)])


def table(*columns: Column) -> Column:
    return Column(b"+s", b"", ROWS, [None], list(columns))


def whole(**others: Column) -> Column:
    """A table that all functions answer, with other columns of these names."""
    columns = {
        "from": days("from"),
        "to": days("to"),
        "kind": texts("kind", *["certificate"] * ROWS),
        "person": persons(),
        "unit": texts("unit", *["north"] * ROWS),
        "follow_up_plan": days("follow_up_plan", null=True),
        **others,
    }
    return table(*columns.values())


FUNCTIONS: dict[str, Callable[[Any], object]] = {
    "status": lambda given: ia.follow_up.status(given, "2026-11-22", keep=["unit", "person"]),
    "kpi": lambda given: ia.follow_up.kpi(given, "2026-11-22"),
    "cases": lambda given: ia.follow_up.cases(given, "2026-11-22"),
}
#: The columns that each function reads.
READ = {
    "status": {"from", "to", "unit", "person", "follow_up_plan"},
    "kpi": {"from", "to", "unit", "person", "follow_up_plan"},
    "cases": {"from", "to", "kind", "person"},
}


def with_column(name: str, change: Callable[[Column], None], made: Callable[[str], Column] = days) -> Column:
    column = made(name)
    change(column)
    return whole(**{name: column})


def put(**array: Any) -> Callable[[Column], None]:
    return lambda column: column.array.update(array)


def say(**schema: Any) -> Callable[[Column], None]:
    return lambda column: column.schema.update(schema)


def be(**members: Any) -> Callable[[Column], None]:
    def change(column: Column) -> None:
        for key, value in members.items():
            setattr(column, key, value)

    return change


def buffer(nth: int, value: bytes | int | None) -> Callable[[Column], None]:
    return lambda column: column.buffers.__setitem__(nth, value)


def of_dictionary(change: Callable[[Column], None]) -> Callable[[Column], None]:
    def inner(column: Column) -> None:
        assert column.dictionary is not None
        change(column.dictionary)

    return inner


def rooted(change: Callable[[Column], None]) -> Column:
    root = whole()
    change(root)
    return root


def nested(deep: int) -> Column:
    """Lists in lists."""
    column = Column(b"tdD", b"item", 0, [None, b""])
    for _ in range(deep):
        column = Column(b"+l", b"item", 0, [None, packed("i", 0)], [column])
    return column


def in_itself() -> Column:
    """A list of itself."""
    at = Column(b"+l", b"from", ROWS, [None, packed("i", *[0] * (ROWS + 1))])
    made = at.make_schema()
    from producer import Schema

    Schema.from_address(made).children = pointers([made])
    Schema.from_address(made).n_children = 1
    return whole(**{"from": Column(b"+l", b"from", ROWS, [None, b""], schema={"children": pointers([made]), "n_children": 1})})


def doubled(deep: int) -> Column:
    """A struct with one child twice, which has one child twice, and so on."""
    child = Column(b"tdD", b"item").make_schema()
    for _ in range(deep):
        child = Column(b"+s", b"item", schema={"children": pointers([child, child]), "n_children": 2}).make_schema()
    return whole(**{"from": Column(b"+s", b"from", ROWS, [None], schema={"children": pointers([child]), "n_children": 1})})


def kept(format: bytes, buffers: list[bytes | int | None], *children: Column, length: int = ROWS, **members: Any) -> Column:
    """A column of another type, which `status` hands on."""
    return whole(unit=Column(format, b"unit", length, buffers, list(children), **members))


def member(length: int = ROWS, name: bytes = b"item") -> Column:
    return Column(b"i", name, length, [None, packed("i", *range(max(length, 1)))])


#: A table each, or a function that makes what is given. The columns that are wrong stand in the name, before a colon.
TABLES: dict[str, Callable[[], Column]] = {
    # The schema.
    ":a table that is one column": lambda: days("from"),
    ":no children": lambda: rooted(be(children=[])),
    ":a negative count of children": lambda: rooted(say(n_children=-1)),
    ":a huge count of children": lambda: rooted(say(n_children=2**62)),
    ":the list of children is null": lambda: rooted(say(children=None)),
    ":a child is null": lambda: rooted(say(children=pointers([None]), n_children=1)),
    ":a child is misaligned": lambda: rooted(say(children=pointers([days("from").make_schema() + 1]), n_children=1)),
    ":the table has a dictionary": lambda: rooted(put(dictionary=days("from").make_array())),
    "from:released child": lambda: with_column("from", say(release=None)),
    "from:no format": lambda: with_column("from", be(format=None)),
    "from:an empty format": lambda: with_column("from", be(format=b"")),
    "from:an unknown format": lambda: with_column("from", be(format=b"?secret")),
    "from:a format that is no UTF-8": lambda: with_column("from", be(format=b"\xff\xfe")),
    "from:a list without a child": lambda: with_column("from", be(format=b"+l")),
    "from:runs without children": lambda: with_column("from", be(format=b"+r")),
    "from:a union without children": lambda: with_column("from", be(format=b"+ud:0,1")),
    "from:a width below zero": lambda: with_column("from", be(format=b"w:-4")),
    "from:a decimal without a scale": lambda: with_column("from", be(format=b"d:7")),
    "from:days with a child": lambda: with_column("from", be(children=[member()])),
    ":a name that is no UTF-8": lambda: with_column("from", be(name=b"\xc3\x28")),
    ":no name": lambda: with_column("from", be(name=None)),
    "from:thousands of lists in lists": lambda: whole(**{"from": Column(b"+l", b"from", 0, [None, packed("i", 0)], [nested(400)])}),
    "from:a list of itself": in_itself,
    "from:a child twice in a child twice": lambda: doubled(30),
    "from:metadata of a negative count": lambda: with_column("from", say(metadata=packed("i", -1))),
    "from:metadata of a negative length": lambda: with_column("from", say(metadata=packed("i", 1, -5))),
    "from:metadata longer than can be": lambda: with_column("from", say(metadata=packed("i", 1, 2**31 - 1))),
    "from:metadata of too many pairs": lambda: with_column("from", say(metadata=packed("i", 2**31 - 1, 0))),
    "unit:a dictionary by fractions": lambda: with_column("unit", be(format=b"g"), coded),
    "unit:a dictionary in the schema alone": lambda: with_column("unit", put(dictionary=None), coded),
    "unit:a dictionary in the array alone": lambda: with_column("unit", say(dictionary=None), coded),
    # The array.
    ":a negative length": lambda: rooted(put(length=-1)),
    ":a length without end": lambda: rooted(put(length=2**63 - 1)),
    ":a negative offset": lambda: rooted(put(offset=-1)),
    ":offset and length past all numbers": lambda: rooted(put(offset=2**63 - 1)),
    ":an offset past the columns": lambda: rooted(put(offset=1)),
    ":a length past the columns": lambda: rooted(put(length=ROWS + 1)),
    ":fewer columns than said": lambda: rooted(put(n_children=2)),
    ":more columns than said": lambda: rooted(put(n_children=60_000)),
    ":columns without a list": lambda: rooted(put(children=None)),
    ":a column that is null": lambda: rooted(put(children=pointers([None] * 6))),
    ":a misaligned column": lambda: rooted(put(children=pointers([days("from").make_array() + 4] * 6))),
    ":a table without a buffer": lambda: rooted(be(buffers=[])),
    ":a table with two buffers": lambda: rooted(be(buffers=[None, None])),
    ":a row that is null as a whole": lambda: rooted(be(buffers=[b"\x3e"], null_count=1)),
    ":a null row that was not counted": lambda: rooted(be(buffers=[b"\x3e"], null_count=0)),
    "from:released array": lambda: with_column("from", put(release=None)),
    "from:negative length": lambda: with_column("from", put(length=-6)),
    "from:length without end": lambda: with_column("from", put(length=2**62)),
    "from:nulls without end": lambda: whole(**{"from": Column(b"n", b"from", 2**62, [], null_count=-1)}),
    "to:a negative length of nulls": lambda: whole(to=Column(b"n", b"to", -2, [])),
    "to:negative offset": lambda: with_column("to", put(offset=-(2**63))),
    "to:offset past all numbers": lambda: with_column("to", put(offset=2**63 - 1)),
    "to:offset and width past all numbers": lambda: with_column("to", put(offset=2**62)),
    "from:a null count of -2": lambda: with_column("from", be(null_count=-2)),
    "from:more nulls than rows": lambda: with_column("from", be(null_count=ROWS + 1)),
    "from:a null that was not counted": lambda: with_column("from", buffer(0, b"\x3e")),
    "from:a null that is not there": lambda: with_column("from", be(null_count=1)),
    "from:a null without bits": lambda: with_column("from", lambda column: (buffer(0, None)(column), be(null_count=1)(column), None)[2]),
    "from:no buffers": lambda: with_column("from", be(buffers=[])),
    "from:one buffer": lambda: with_column("from", be(buffers=[None])),
    "from:three buffers": lambda: with_column("from", be(buffers=[None, packed("i", *[FIRST] * ROWS), b""])),
    "from:a negative count of buffers": lambda: with_column("from", put(n_buffers=-1)),
    "from:a huge count of buffers": lambda: with_column("from", put(n_buffers=2**62)),
    "from:many buffers": lambda: with_column("from", put(n_buffers=60_000)),
    "person:many buffers of texts": lambda: with_column("person", put(n_buffers=60_000), lambda _: persons()),
    "from:the list of buffers is null": lambda: with_column("from", put(buffers=None)),
    "from:days that are null": lambda: with_column("from", buffer(1, None)),
    "from:days at the end of memory": lambda: with_column("from", buffer(1, 2**64 - 8)),
    "person:offsets that are null": lambda: with_column("person", buffer(1, None), lambda _: persons()),
    "person:texts that are null": lambda: with_column("person", buffer(2, None), lambda _: persons()),
    "person:offsets that descend": lambda: with_column("person", buffer(1, packed("i", 0, 3, 6, 5, 12, 15, 18)), lambda _: persons()),
    "person:an offset below zero": lambda: with_column("person", buffer(1, packed("i", 0, 3, 6, -9, 12, 15, 18)), lambda _: persons()),
    "person:a first offset below zero": lambda: with_column("person", buffer(1, packed("i", -3, 3, 6, 9, 12, 15, 18)), lambda _: persons()),
    "person:a last offset below zero": lambda: with_column("person", buffer(1, packed("i", 0, 3, 6, 9, 12, 15, -1)), lambda _: persons()),
    "person:an offset far past the texts": lambda: with_column("person", buffer(1, packed("i", 0, 3, 6, 9, 12, 15, 2**31 - 1)), lambda _: persons()),
    "person:a long offset far past the texts": lambda: with_column("person", buffer(1, packed("q", 0, 3, 6, 9, 12, 15, 2**62)), large),
    "person:a long offset below zero": lambda: with_column("person", buffer(1, packed("q", 0, 3, -6, 9, 12, 15, 18)), large),
    "person:no UTF-8": lambda: with_column("person", buffer(2, b"p-0p-1p-\xffp-3p-4p-5"), lambda _: persons()),
    "person:a character over two rows": lambda: with_column("person", buffer(2, "p-øp-1p-2p-3p-4p-".encode()), lambda _: persons()),
    "person:no UTF-8 in long texts": lambda: with_column("person", buffer(2, b"\xc3(c" + b"abc" * 5), large),
    "person:no UTF-8 in views": lambda: with_column("person", buffer(2, b"abcd\xff" + b"x" * 15), views),
    "person:no UTF-8 in short views": lambda: with_column("person", buffer(1, struct.pack("<i12s", 4, b"\xff\xff\xff\xff") * ROWS), views),
    "person:a view into a buffer that is not there": lambda: with_column("person", buffer(1, struct.pack("<i4sii", 20, b"abcd", 7, 0) * ROWS), views),
    "person:a view into a negative buffer": lambda: with_column("person", buffer(1, struct.pack("<i4sii", 20, b"abcd", -1, 0) * ROWS), views),
    "person:a view past its buffer": lambda: with_column("person", buffer(1, struct.pack("<i4sii", 20, b"abcd", 0, 9) * ROWS), views),
    "person:a view of another text": lambda: with_column("person", buffer(1, struct.pack("<i4sii", 20, b"xxxx", 0, 0) * ROWS), views),
    "person:a view of a negative length": lambda: with_column("person", buffer(1, struct.pack("<i4sii", -20, b"abcd", 0, 0) * ROWS), views),
    "person:views without lengths of buffers": lambda: with_column("person", buffer(3, None), views),
    "person:a buffer of views of a negative length": lambda: with_column("person", buffer(3, packed("q", -20)), views),
    "person:views without the last buffer": lambda: with_column("person", lambda column: column.buffers.__delitem__(slice(2, None)), views),
    "person:views that are null": lambda: with_column("person", buffer(1, None), views),
    "unit:a key past the dictionary": lambda: with_column("unit", buffer(1, packed("i", 0, 1, 2, 0, 1, 0)), coded),
    "unit:a key below zero": lambda: with_column("unit", buffer(1, packed("i", 0, 1, -1, 0, 1, 0)), coded),
    "unit:a dictionary of no values": lambda: with_column("unit", of_dictionary(be(length=0)), coded),
    "unit:a dictionary of no UTF-8": lambda: with_column("unit", of_dictionary(buffer(2, b"\xff\xff")), coded),
    "unit:a dictionary that was released": lambda: with_column("unit", of_dictionary(put(release=None)), coded),
    "unit:a dictionary whose schema was released": lambda: with_column("unit", of_dictionary(say(release=None)), coded),
    "kind:no UTF-8": lambda: with_column("kind", buffer(2, b"\xff" * 66), lambda name: texts(name, *["certificate"] * ROWS)),
    # What is handed on as it is.
    "unit:a list past its values": lambda: kept(b"+l", [None, packed("i", *range(0, 70, 10))], member(6)),
    "unit:a list of descending offsets": lambda: kept(b"+l", [None, packed("i", 0, 2, 1, 3, 4, 5, 6)], member(6)),
    "unit:a struct of short children": lambda: kept(b"+s", [None], member(ROWS - 1)),
    "unit:a fixed list of short children": lambda: kept(b"+w:3", [None], member(ROWS)),
    "unit:a list of a negative width": lambda: kept(b"+w:-3", [None], member(ROWS)),
    "unit:a union of no such type": lambda: kept(b"+us:0", [b"\x00\x05\x00\x00\x00\x00"], member()),
    "unit:a union past its values": lambda: kept(b"+ud:0", [b"\0" * ROWS, packed("i", 0, 1, 2, 3, 4, 99)], member()),
    "unit:a union of a negative type": lambda: kept(b"+us:0", [b"\xff" * ROWS], member()),
    "unit:runs that end too early": lambda: kept(b"+r", [], Column(b"i", b"run_ends", 1, [None, packed("i", 2)], schema={"flags": 0}), member(1, b"values")),
    "unit:runs that descend": lambda: kept(b"+r", [], Column(b"i", b"run_ends", 2, [None, packed("i", 9, 6)], schema={"flags": 0}), member(2, b"values")),
    "unit:bytes past their values": lambda: kept(b"z", [None, packed("i", 0, 1, 2, 3, 2, 5, 6), b"abcdef"]),
    "unit:a map without pairs": lambda: kept(b"+m", [None, packed("i", *range(ROWS + 1))], member()),
}


class Raises:
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        raise RuntimeError("p-1 is away")


class Gives:
    def __init__(self, stream: Any = None, array: Any = None) -> None:
        if stream is not None:
            self.__arrow_c_stream__ = lambda requested_schema=None: stream
        if array is not None:
            self.__arrow_c_array__ = lambda requested_schema=None: array


def read_twice(function: Callable[[Any], object]) -> Any:
    given = Gives(stream=StreamGiver(whole()).__arrow_c_stream__())
    function(given)
    return given


def array_read_twice(function: Callable[[Any], object]) -> Any:
    given = Gives(array=ArrayGiver(whole()).__arrow_c_array__())
    function(given)
    return given


def pair(schema: bytes = b"arrow_schema", array: bytes = b"arrow_array", shift: int = 0) -> Any:
    root = whole()
    return capsule(root.make_schema() + shift, schema), capsule(root.make_array() + shift, array)


#: What is given to a function.
GIVEN: dict[str, Callable[[Callable[[Any], object]], Any]] = {
    "a stream that was read": read_twice,
    "an array that was read": array_read_twice,
    "a released stream": lambda _: StreamGiver(whole(), members={"release": None}),
    "a stream without get_schema": lambda _: StreamGiver(whole(), members={"get_schema": None}),
    "a stream without get_next": lambda _: StreamGiver(whole(), members={"get_next": None}),
    "a get_schema that fails": lambda _: StreamGiver(whole(), fail_schema=True),
    "a get_schema that gives a released schema": lambda _: StreamGiver(rooted(say(release=None))),
    "a get_next that fails": lambda _: StreamGiver(whole(), fail_at=0),
    "a get_next that fails later": lambda _: StreamGiver(whole(), chunks=3, fail_at=2),
    "a stream without end": lambda _: StreamGiver(rooted(put(length=2**27)), chunks=2**40),
    "a stream that raises": lambda _: Raises(),
    "a stream that is no capsule": lambda _: Gives(stream="p-1"),
    "a stream of another name": lambda _: Gives(stream=capsule(whole().make_array(), b"arrow_array")),
    "a misaligned stream": lambda _: Gives(stream=capsule(whole().make_array() + 1, b"arrow_array_stream")),
    "an array that is no tuple": lambda _: Gives(array="p-1"),
    "a tuple of one": lambda _: Gives(array=pair()[:1]),
    "an array before its schema": lambda _: Gives(array=pair()[::-1]),
    "a schema of another name": lambda _: Gives(array=pair(schema=b"arrow_array")),
    "an array of another name": lambda _: Gives(array=pair(array=b"arrow_schema")),
    "misaligned structs": lambda _: Gives(array=pair(shift=4)),
    "a released schema": lambda _: ArrayGiver(rooted(say(release=None))),
    # In a stream this is its end.
    "a released array": lambda _: ArrayGiver(rooted(put(release=None))),
}

NAMES = [*TABLES, *GIVEN]


def ways(name: str, function: str) -> list[Any]:
    """What is to be refused."""
    if name in GIVEN:
        return [GIVEN[name](FUNCTIONS[function])]
    column = name.split(":")[0]
    if column and column not in READ[function]:
        return []
    made = TABLES[name]
    given: list[Any] = [StreamGiver(made()), StreamGiver(made(), chunks=2), ArrayGiver(made())]
    if column:
        columns = {str(one.name, "utf-8"): one for one in made().children if one.name is not None}
        alone = {**{str(one.name, "utf-8"): one for one in whole().children if one.name}, **columns}
        given.append({name: ArrayGiver(one) for name, one in alone.items()})
        given.append({name: StreamGiver(one, chunks=2) for name, one in alone.items()})
    return given


def refused(name: str) -> int:
    """How often it was refused. It is wrong when it is answered, or raises anything else."""
    count = 0
    for function, call in FUNCTIONS.items():
        for given in ways(name, function):
            try:
                call(given)
            except ia.IaError as error:
                assert error.code, name
                said = f"{error} {error.problems}"
                assert "p-1" not in said and "secret" not in said and "xxx" not in said, said
                assert error.__cause__ is None and error.__context__ is None, name
                count += 1
            else:
                raise AssertionError(f"{function} answered {name}")
    return count


if __name__ == "__main__":
    made = refused(sys.argv[1])
    assert made > 0, "nothing was given"
    print(f"refused {made}")
