"""Random producers of Arrow: `python -X dev random_producer.py SEED COUNT`. Each table is answered or refused.

Every buffer has as many bytes as any length and type here asks for, so that nothing is read which is not there: that much
the interface leaves to the producer.
"""

from __future__ import annotations

import random
import sys

import ia
import producer
from malformed import FUNCTIONS, ROWS, coded, days, large, packed, texts, views, whole
from producer import ArrayGiver, Column, StreamGiver

FORMATS = (
    "n b c C s S i I l L e f g z Z u U vu vz tdD tdm tss: tsu:UTC ttm tDs tiM tin d:9,2 d:9,2,256 d:0,0,32 w:3 w:0 "
    "w:2147483647 +s +l +L +vl +vL +w:2 +w:0 +w:2147483647 +m +r +us:0,1 +ud:0 +ud:-1 +us: x:"
).encode().split()
READ = ("from", "to", "unit", "person", "kind", "follow_up_plan")
ENOUGH = 4096


class Maker:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def memory(self) -> bytes:
        """Numbers of four bytes that point to nothing behind `ENOUGH`, and some below zero."""
        numbers = (self.dice.choice((0, 0, 1, 2, 3, 6, self.dice.randrange(256))) for _ in range(64))
        return packed("i", *(-1 if self.dice.random() < 0.05 else number for number in numbers)) + bytes(ENOUGH)

    def buffers(self) -> list[bytes | int | None]:
        return [None if self.dice.random() < 0.5 else self.memory() for _ in range(self.dice.randrange(6))]

    def column(self) -> Column:
        if self.dice.random() < 0.3:
            children = [self.column() for _ in range(self.dice.choice((0, 1, 1, 2)))]
            return Column(self.dice.choice(FORMATS), b"x", ROWS, self.buffers(), children)
        made = self.dice.choice((days, large, views, coded, lambda name: texts(name, *["certificate"] * ROWS)))("x")
        made.buffers = [one + bytes(ENOUGH) if isinstance(one, bytes) else one for one in made.buffers]
        return made

    def change(self, column: Column) -> None:
        dice = self.dice
        kind = dice.randrange(12)
        if kind == 0:
            column.format = dice.choice(FORMATS)
        elif kind == 1:
            column.length = dice.choice((-1, 0, 1, 3, ROWS))
        elif kind == 2:
            column.offset = dice.choice((-1, 0, 1, 2, ROWS))
        elif kind == 3:
            column.null_count = dice.choice((-2, -1, 0, 1, ROWS))
        elif kind == 4:
            column.buffers = self.buffers()
        elif kind == 5 and column.buffers:
            column.buffers[dice.randrange(len(column.buffers))] = dice.choice((None, self.memory()))
        elif kind == 6:
            column.children = [self.column() for _ in range(dice.randrange(3))]
        elif kind == 7:
            column.dictionary = dice.choice((None, self.column()))
        elif kind == 8 and column.children:
            self.change(dice.choice(column.children))
        elif kind == 9 and column.dictionary:
            self.change(column.dictionary)
        elif kind == 10:
            column.schema["metadata"] = packed("i", dice.choice((0, 1, 2, -1)), dice.choice((0, 4, -4))) + bytes(ENOUGH)
        else:
            column.name = dice.choice((b"", b"\xff", b"from", b"unit"))

    def table(self) -> Column:
        name = self.dice.choice(READ)
        column = self.column()
        column.name = name.encode()
        for _ in range(self.dice.randrange(4)):
            self.change(column)
        made = whole(**{name: column})
        if self.dice.random() < 0.1:
            self.change(made)
        return made


def run(seed: int, count: int) -> tuple[int, int]:
    """How many tables were answered, and how many refused."""
    maker = Maker(seed)
    answered = refused = 0
    for _ in range(count):
        producer.ALIVE.clear()
        table = maker.table()
        for call in FUNCTIONS.values():
            for given in (StreamGiver(table, chunks=maker.dice.choice((1, 2))), ArrayGiver(table)):
                try:
                    answer = call(given)
                    assert isinstance(answer, ia.follow_up.Table)
                    answered += 1
                    answer._repr_html_()
                    answer.to_dict()
                except ia.IaError as error:
                    assert "fault of the library" not in str(error), table
                    refused += 1
    return answered, refused


if __name__ == "__main__":
    print(*run(int(sys.argv[1]), int(sys.argv[2])))
