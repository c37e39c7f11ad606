"""Work that the server repeats by itself for as long as the process lives, despite errors."""

from __future__ import annotations

import logging
from collections.abc import Callable

from webinar.kit import concurrency
from webinar.kit.errors import Refused

log = logging.getLogger(__name__)


def repeat(work: Callable[[], object], seconds: float, failed: str, busy: str = "") -> None:
    """Repeat this work in the background, each time after a pause of `seconds`.

    An error is logged as `failed`, with its traceback. A database that is busy, full or away is no
    error: then `busy` is logged, if it is given.
    """
    concurrency.spawn(_loop, work, seconds, failed, busy)


def _loop(work: Callable[[], object], seconds: float, failed: str, busy: str) -> None:
    while True:
        concurrency.sleep(seconds)
        try:
            work()
        except Refused:
            if busy:
                log.warning("the database is busy, full or away: %s", busy)
        except Exception:
            log.exception(failed)
