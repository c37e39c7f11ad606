"""What the tests of accounts share."""

import threading

import pytest

from webinar import concurrency


@pytest.fixture(autouse=True)
def off_the_loop(monkeypatch):
    """Work that is handed off runs in another thread, as on the server: without Flask's request."""
    monkeypatch.setattr(concurrency, "offload", in_a_thread)


def in_a_thread(work, *args, **kwargs):
    outcome = []

    def run():
        try:
            outcome.append((work(*args, **kwargs), None))
        except BaseException as error:
            outcome.append((None, error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    result, error = outcome[0]
    if error is not None:
        raise error
    return result
