"""A session with two browsers: one speaks beside the server, one listens over a shaped link."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.links.network import NEAR, Network, Unavailable
from bench.links.shape import Shape
from bench.peers.ours import Ours
from webinar.kit.db import Database
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import User

# A phone that loads the room over 20 kbit/s takes its time.
PATIENCE_MS = 180_000


class Talk(NamedTuple):
    """Two open pages: the console of somebody who speaks, and the room of somebody who listens."""

    network: Network
    speaker: Page
    listener: Page


class Peer(Ours):
    """Our server, which the far end of the link reaches, too."""

    def environment(self) -> Mapping[str, str]:
        far = f"http://{NEAR}:{self.port}"
        return {**super().environment(), "HOST": "0.0.0.0", "EXTRA_ORIGINS": far}  # noqa: S104

    def console_link(self) -> str:
        """Return the path of a link that signs in the session's organiser and opens the console."""
        db = Database(self.database_url)
        try:
            return f"/welcome/{db.write(self._make_link)}"
        finally:
            db.close()

    def _make_link(self, rows: Session) -> str:
        owner = rows.scalars(select(User)).one()
        return make_sign_in_link(rows, owner, f"/rooms/{self.session.code}/console")


@contextmanager
def talk(chromium: str, shape: Shape, microphone: Path, script: Path) -> Iterator[Talk]:
    """Begin to speak and to listen; the script runs first in every page.

    `microphone` is a WAV that the speaker's microphone hears again and again.
    """
    with (
        Peer(viewers=1) as peer,
        _network(shape) as network,
        sync_playwright() as playwright,
        _browser(playwright, _starter(peer.folder, "near", [chromium]), microphone) as near,
        _browser(playwright, _starter(peer.folder, "far", network.command([chromium]))) as far,
    ):
        session = peer.session
        speaker = _open(near, f"http://127.0.0.1:{peer.port}", script)
        speaker.goto(peer.console_link())
        speaker.locator("main form button").click()
        speaker.get_by_role("button", name="Speak", exact=True).click()
        listener = _open(far, f"http://{NEAR}:{peer.port}", script, session.cookie)
        listener.goto(f"/rooms/{session.code}")
        listener.locator(".voice button").first.click()
        yield Talk(network, speaker, listener)


@contextmanager
def _network(shape: Shape) -> Iterator[Network]:
    try:
        with Network(shape) as network:
            yield network
    except Unavailable as reason:
        sys.exit(str(reason))


@contextmanager
def _browser(
    playwright: Playwright, starter: Path, microphone: Path | None = None
) -> Iterator[Browser]:
    flags = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    if microphone is not None:
        flags += [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={microphone}",
        ]
    browser = playwright.chromium.launch(executable_path=str(starter), args=flags)
    yield browser
    browser.close()


def _starter(folder: Path, name: str, command: Sequence[str]) -> Path:
    starter = folder / f"{name}.sh"
    starter.write_text(f'#!/bin/sh\nexec {" ".join(command)} "$@"\n')
    starter.chmod(0o755)
    return starter


def _open(browser: Browser, address: str, script: Path, cookie: str = "") -> Page:
    context = browser.new_context(base_url=address, locale="en")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(path=script)
    if cookie:
        name, value = cookie.split("=", 1)
        context.add_cookies([{"name": name, "value": value, "url": address}])
    return context.new_page()
