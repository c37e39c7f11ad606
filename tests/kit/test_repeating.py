"""The server repeats background work, also after it failed."""

import pytest

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.repeating import repeat


class StopLoop(BaseException):
    """Ends the loop."""


@pytest.mark.parametrize(
    ("error", "busy", "logged"),
    [
        (KeyError("x"), "later", ["it failed"]),
        (
            Refused("try_again", retryable=True),
            "later",
            ["the database is busy, full or away: later"],
        ),
        (Refused("try_again", retryable=True), "", []),
    ],
)
def test_failing_work_is_logged_once_and_repeated(monkeypatch, caplog, error, busy, logged):
    outcomes = iter([error, None, StopLoop()])
    waits = []

    def work():
        if (outcome := next(outcomes)) is not None:
            raise outcome

    monkeypatch.setattr(concurrency, "spawn", lambda work, *arguments: work(*arguments))
    monkeypatch.setattr(concurrency, "sleep", waits.append)

    with pytest.raises(StopLoop):
        repeat(work, 7, "it failed", busy)

    assert waits == [7, 7, 7]
    assert [record.getMessage() for record in caplog.records] == logged
