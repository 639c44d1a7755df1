"""Whether other threads run while a function does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


def steps_meanwhile(run: Callable[[], object], times: int) -> int:
    """How many steps this thread takes while another runs the function so many times. A held lock would let it run
    only between the calls."""
    steps = 0
    done = threading.Event()

    def work() -> None:
        for _ in range(times):
            run()
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    deadline = time.monotonic() + 60
    while not done.is_set() and time.monotonic() < deadline:
        steps += 1
    thread.join()
    assert done.is_set()
    return steps
