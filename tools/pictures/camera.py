"""A browser that opens the server's pages as phones and laptops do, and takes pictures."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools.pictures.server import Server
from tools.pictures.slim import slim

PATIENCE_MS = 15_000
# The resolution of pictures of paper: small letters stay readable, and the files stay small.
DOTS_PER_INCH = 90
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 800},
    "is_mobile": True,
    "has_touch": True,
}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PROJECTOR: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}}
LOCALES = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "prs": "fa-AF"}


class Camera:
    """Opens pages, each for a new person, and writes pictures into one folder."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder
        self.pictures: list[Path] = []

    def visit(self, language: str, look: dict[str, Any], same_person: Page | None = None) -> Page:
        """Open a page for a reader of this language, or for another page's person."""
        context = self._browser.new_context(
            base_url=Server.public_url,
            locale=LOCALES[language],
            timezone_id="Asia/Almaty",
            reduced_motion="reduce",
            storage_state=same_person.context.storage_state() if same_person else None,
            **look,
        )
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def shoot(self, page: Page, name: str, scheme: Literal["light", "dark"] = "light") -> None:
        """Take a picture of the page, without a cursor and without running animations."""
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate("document.activeElement?.blur()")
        page.evaluate("document.fonts.ready.then(() => true)")
        path = self._folder / f"{name}.png"
        page.screenshot(path=path, animations="disabled", scale="css")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        self._keep(path)

    def shoot_paper(self, pdf: Path, name: str) -> None:
        """Take a picture of the first page of a PDF."""
        path = self._folder / f"{name}.png"
        options = ("-png", "-singlefile", "-r", str(DOTS_PER_INCH))
        # pdftoppm adds the ending itself.
        subprocess.run(["pdftoppm", *options, str(pdf), str(path.with_suffix(""))], check=True)
        self._keep(path)

    def _keep(self, path: Path) -> None:
        slim(path)
        self.pictures.append(path)


@contextmanager
def open_camera(server: Server, folder: Path) -> Iterator[Camera]:
    """Open a browser that finds the neutral address at this server, until the block ends."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", server.browser_rule],
        )
        try:
            yield Camera(browser, folder)
        finally:
            browser.close()
