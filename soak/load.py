"""Readers at once: each asks for one page after the other in a thread of its own, and every answer is written down."""

import itertools
import random
import statistics
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException

from visitors import Visitor


@dataclass
class Seen:
    """What one reader got for one request. `status` is 0 where the connection broke or nothing came."""

    started: float
    seconds: float
    status: int
    path: str
    fault: str = ""

    @property
    def is_lost(self):
        return self.status == 0 or self.status >= 500


class Load:
    """`readers` at once who read `paths`, in turn from a random one on, until `stop`.

    `think` are the least and the most seconds between two pages, `keep` whether a connection is kept: nginx keeps none
    to what is behind it unless it is told to. `visitor` makes another visitor (one who has logged in).
    """

    def __init__(self, port, host, paths, *, readers=8, think=None, keep=False, patience=30, visitor=None):
        self.seen, self._paths, self._think, self._keep = [], paths, think, keep
        self._end = threading.Event()
        visitor = visitor or (lambda: Visitor(port, host, patience=patience))
        self._threads = [
            threading.Thread(target=self._read, args=(visitor(), number), daemon=True) for number in range(readers)
        ]

    def __enter__(self):
        self.began = time.perf_counter()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception):
        self._end.set()
        for thread in self._threads:
            thread.join()
        self.lasted = time.perf_counter() - self.began

    def _read(self, visitor, number):
        pages = itertools.islice(itertools.cycle(self._paths), number, None)
        if self._think:
            self._end.wait(random.uniform(0, self._think[1]))
        for path in pages:
            if self._end.is_set():
                break
            started = time.perf_counter()
            try:
                answer = visitor.get(path)
                status, fault = answer.status, ""
            except (OSError, HTTPException) as error:
                status, fault = 0, f"{type(error).__name__} {error}"
                self._end.wait(0.05)  # as whoever tries again
            self.seen.append(Seen(started, time.perf_counter() - started, status, path, fault))
            if not self._keep:
                visitor.close()
            if self._think:
                self._end.wait(random.uniform(*self._think))
        visitor.close()

    @property
    def lost(self):
        return [seen for seen in self.seen if seen.is_lost]

    @property
    def rate(self):
        """Answers in a second."""
        return len(self.seen) / self.lasted

    def silence_after(self, moment):
        """Return the seconds from `moment` until the end of the first good answer to what was asked after it."""
        ends = [seen.started + seen.seconds for seen in self.seen if seen.started >= moment and not seen.is_lost]
        return min(ends) - moment if ends else float("inf")

    def longest(self):
        return max((seen.seconds for seen in self.seen), default=0)

    def percentile(self, share):
        """Return the seconds within which that share (0.99) of all answers came."""
        return statistics.quantiles((seen.seconds for seen in self.seen), n=1000)[round(share * 1000) - 1]
