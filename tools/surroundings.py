"""A check's surroundings: a browser, servers, settings. Each yields environment variables."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tools import chromium, firefox, nginx, old_chromium, services

# Some tests check the same in many ways (each role, each refused form). Some steps run only the
# first way, because the others send the database other values, but the same statements.
# tests/conftest.py names the files whose ways send different statements.
FIRST_WAYS = {"TEST_WAYS": "first"}


class Unavailable(Exception):
    """This machine cannot run a check. The text says what is missing."""

    def __init__(self, reason: str, fails_on_ci: bool = False) -> None:
        super().__init__(reason)
        self.fails_on_ci = fails_on_ci


@contextmanager
def as_it_is() -> Iterator[dict[str, str]]:
    yield {}


@contextmanager
def with_browser() -> Iterator[dict[str, str]]:
    path = chromium.find()
    if path is None:
        raise Unavailable("no Chromium (INSTALL_BROWSER=1 lets root install it)", fails_on_ci=True)
    missing = old_chromium.install()
    if missing is not None:
        # The other browser tests do not need old browsers.
        print(f"\n!!! NOT CHECKED in old browsers: {missing}", flush=True)
    yield {"CHROMIUM": path}


@contextmanager
def with_firefox() -> Iterator[dict[str, str]]:
    path = firefox.find()
    if path is None:
        reason = "no Firefox (INSTALL_BROWSER=1 lets root install it)"
        raise Unavailable(reason, fails_on_ci=firefox.is_there())
    chromium_path = chromium.find()
    if chromium_path is None:
        raise Unavailable("no Chromium for the other side", fails_on_ci=True)
    yield {"FIREFOX": path, "CHROMIUM": chromium_path}


@contextmanager
def apart() -> Iterator[dict[str, str]]:
    """Keep nothing for the next measurement, and do not wait for one that runs elsewhere."""
    with tempfile.TemporaryDirectory(prefix="webinar-bench-") as name:
        yield {"XDG_CACHE_HOME": name}


@contextmanager
def with_servers() -> Iterator[dict[str, str]]:
    with services.servers() as environment:
        yield environment | FIRST_WAYS


@contextmanager
def with_proxy() -> Iterator[dict[str, str]]:
    path = nginx.find()
    if path is None:
        raise Unavailable("no nginx (INSTALL_NGINX=1 lets root install it)", fails_on_ci=True)
    with services.servers() as environment:
        yield environment | {"NGINX": path}


@contextmanager
def with_threads() -> Iterator[dict[str, str]]:
    yield {"ASYNC_MODE": "threading"}


@contextmanager
def with_asyncio() -> Iterator[dict[str, str]]:
    yield {"EVENTLET_HUB": "asyncio"}


@contextmanager
def again() -> Iterator[dict[str, str]]:
    yield FIRST_WAYS
