"""How long each binding takes to start, against its bare runtime: medians over processes, in milliseconds."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 41


def median(command: list[str]) -> float:
    """The median time of a process, the first one left out."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


def main() -> None:
    node = "import('./ia-wasm/js/node.js').then((ia) => ia.version())"
    standard = "import datetime, os, typing, collections.abc"
    pairs = [
        ("python: import ia", [sys.executable, "-c", "import ia"], [sys.executable, "-c", "pass"]),
        ("  of it the standard library", [sys.executable, "-c", standard], [sys.executable, "-c", "pass"]),
        ("node: import and first call", ["node", "-e", node], ["node", "-e", "0"]),
    ]
    print(f"{'':<32}{'with':>9}{'bare':>9}{'more':>9}")
    for name, command, bare in pairs:
        with_it, without = median(command), median(bare)
        print(f"{name:<32}{with_it:>9.1f}{without:>9.1f}{with_it - without:>9.1f}")


if __name__ == "__main__":
    main()
