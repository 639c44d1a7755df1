"""Follow-up status of a million cases, ia against its peers: `python tests/bench/follow_up/run.py`.

Install `requirements.txt` (`pip install --require-hashes -r`) and ia in one environment. Every answer is compared with the plain reference before
anything is timed; the first difference ends the run with exit code 1. The rounds go over the contestants in turn,
so that a busy machine hits all of them alike. A ratio is between the shortest times.
"""

from __future__ import annotations

import argparse
import gc
import math
import multiprocessing
import os
import platform
import statistics
import sys
import tempfile
import time
import timeit
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import cases
import pyarrow as pa
import reference
from contestant import Contestant, Run, Unavailable
from peers import CONTESTANTS

ONE_THREAD = ("POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "OMP_NUM_THREADS", "NUMEXPR_NUM_THREADS")
PACKAGES = ("polars", "duckdb", "openfisca-core", "zen-engine", "pyarrow", "numpy")
MEMORY_SHARE = 1.1
ONE_CASE = 10.0


class Time(NamedTuple):
    """Milliseconds."""

    wall: float
    cpu: float
    """More than the wall time when several threads work; not known of another process."""


def timed(run: Run) -> Time:
    """One call after another one, for the contestants before it have taken the caches and the free pages."""
    gc.collect()
    run.before()
    run.call()
    run.before()
    gc.disable()
    cpu, wall = time.process_time(), time.perf_counter()
    result = run.call()
    spent = Time((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)
    gc.enable()
    return Time(result, math.nan) if run.own_clock else spent


def prepared(names: list[str], table: pa.Table) -> dict[str, Run]:
    """Those that can take part, warm, with the right answers."""
    expected, runs = reference.answers(table), {}
    for name in names:
        part = table.slice(0, CONTESTANTS[name].sample)
        try:
            run = CONTESTANTS[name].prepare(part)
        except Unavailable as why:
            print(f"{name}: skipped, {why}")
            continue
        run.before()
        result = run.call()
        if run.answers is None:
            print(f"{name}: not compared")
        else:
            rows = part.num_rows
            wanted = {key: reference.Answer(status[:rows], due[:rows]) for key, (status, due) in expected.items()}
            if count := reference.differences(run.answers(result), wanted):
                sys.exit(f"{name}: {count} differences in {rows} rows")
            print(f"{name}: equal ({rows} rows)")
        runs[name] = run
    return runs


def rounds(runs: dict[str, Run]) -> dict[str, list[Time]]:
    times: dict[str, list[Time]] = {name: [] for name in runs}
    for number in range(max(CONTESTANTS[name].rounds for name in runs)):
        for name, run in runs.items():
            if number < CONTESTANTS[name].rounds:
                times[name].append(timed(run))
    return times


def report(times: dict[str, list[Time]], rows: int) -> None:
    def scale(contestant: Contestant) -> float:
        return max(1.0, rows / contestant.sample) if contestant.sample else 1.0

    least = {name: min(took.wall for took in all_) * scale(CONTESTANTS[name]) for name, all_ in times.items()}
    print("\n| contestant | min ms | median ms | million cases/s | threads | ia is faster by | target |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for name, all_ in times.items():
        contestant = CONTESTANTS[name]
        median = statistics.median(took.wall for took in all_) * scale(contestant)
        threads = sum(took.cpu for took in all_) / sum(took.wall for took in all_)
        ratio = least[name] / least["ia"] if "ia" in least else None
        target = "" if contestant.target is None else f"{contestant.target:g}"
        if ratio is not None and contestant.target is not None:
            target += ", met" if ratio >= contestant.target else ", missed"
        used, faster = "" if math.isnan(threads) else f"{threads:.1f}", "" if ratio is None else f"{ratio:.3g}"
        speed = rows / least[name] / 1000
        print(f"| {name} | {least[name]:.1f} | {median:.1f} | {speed:.3g} | {used} | {faster} | {target} |")
    print()
    for name in times:
        if scale(CONTESTANTS[name]) > 1:
            print(f"{name}: timed on {CONTESTANTS[name].sample} rows, scaled linearly to {rows}.")


def memory(field: str) -> int:
    """Bytes of this process, by a field of its status in Linux."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024


def peak(small: str, large: str) -> tuple[int, int]:
    """How far a process grows from before its input is read, and the size of input and output, each buffer once.

    The small input is judged first: code that is loaded at the first call is not part of what a call needs.
    """

    def judged(path: str) -> tuple[pa.Table, pa.Table]:
        with pa.OSFile(path) as file:
            table = pa.ipc.open_file(file).read_all()
        return table, pa.table(CONTESTANTS["ia"].prepare(table).call())

    judged(small)
    gc.collect()
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    tables = judged(large)
    growth = memory("VmHWM") - before
    return growth, sum(table.get_total_buffer_size() for table in tables)


def report_memory(table: pa.Table) -> None:
    if sys.platform != "linux":
        print("memory: skipped, read from /proc")
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder) / name) for name in ("small.arrow", "large.arrow")]
        for path, rows in zip(paths, (table.slice(0, 1000), table), strict=True):
            with pa.OSFile(path, "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(rows)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            growth, size = pool.apply(peak, paths)
    share = growth / size
    print(
        f"memory: {growth / 1e6:.1f} MB for {size / 1e6:.1f} MB of input and output, {share:.2f} times;"
        f" target {MEMORY_SHARE:g}, {'met' if share <= MEMORY_SHARE else 'missed'}"
    )


def report_one_case(table: pa.Table) -> None:
    from ia import follow_up

    mappings = [cases.case(table, row) for row in range(min(1000, table.num_rows))]

    def call() -> None:
        for mapping in mappings:
            follow_up.one(mapping, cases.AS_OF)

    least = min(timeit.repeat(call, number=1, repeat=9)) / len(mappings) * 1e6
    print(f"one case: {least:.2f} microseconds; target {ONE_CASE:g}, {'met' if least <= ONE_CASE else 'missed'}")


def names(text: str) -> list[str]:
    chosen = text.split(",")
    if unknown := set(chosen) - CONTESTANTS.keys():
        raise argparse.ArgumentTypeError(f"no such contestant: {', '.join(sorted(unknown))}")
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description="Follow-up status of many cases, ia against its peers.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", type=names, default=list(CONTESTANTS), metavar="name,...")
    arguments = parser.parse_args()
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))

    print(f"{arguments.rows} cases, as of {cases.AS_OF}; Python {platform.python_version()}, ", end="")
    print(", ".join(f"{package} {version(package)}" for package in PACKAGES))
    table = cases.table(arguments.rows)
    runs = prepared(arguments.only, table)
    if not runs:
        sys.exit("nothing to time")
    report(rounds(runs), table.num_rows)
    if "ia" in runs:
        print()
        report_memory(table)
        report_one_case(table)


if __name__ == "__main__":
    main()
