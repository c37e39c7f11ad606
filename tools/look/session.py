"""A scripted session whose pages are measured: a poll is opened, answered, closed and shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tools.look.measures import COUNT_SHIFTS, Look, Measured, measure
from tools.look.targets import CONSOLE, ROOM, STAGE
from tools.pictures import pages
from tools.pictures.camera import LAPTOP, Camera
from tools.pictures.console import Console
from tools.pictures.server import Server
from tools.stamps import ROOT
from webinar.content.lessons.library import read_library
from webinar.kit.languages import LANGUAGES

TEXT_SIZES = ("100", "200")
ROOM_SIZES = ((1366, 768), (1280, 720), (390, 844), (360, 640), (320, 568), (320, 256))
CONSOLE_SIZES = ((1366, 768), (1280, 720), (820, 1180), (360, 640))
STAGE_SIZES = ((1920, 1080), (1366, 768), (1024, 768))
MODULE = "prevention-science--"
# An opinion with many options, and a quiz with long ones.
POLLS = (f"{MODULE}last-year", f"{MODULE}outcomes")
# The slides are in these; a stage in another language shows one of them.
STAGE_LANGUAGES = ("en", "ru", "kk")
PHONE: dict[str, Any] = {"is_mobile": True, "has_touch": True}
SETTLE_MS = 400


class LookedAt:
    """The pages of a session by kind, language and text size, and what was measured on them."""

    def __init__(self, server: Server, camera: Camera, pictures: Path | None) -> None:
        self._camera = camera
        self._pictures = pictures
        self._slides = read_library(ROOT / "modules").programmes["programme"].slides
        host = camera.visit("en", LAPTOP)
        pages.sign_in(host, server.first_link)
        self.code = pages.new_session(host)
        self.console = Console(host, self.code)
        host.add_init_script(COUNT_SHIFTS)
        self.console.open()
        self._hosts = {"en": host}
        for language in LANGUAGES:
            if language != "en":
                page = camera.visit(language, LAPTOP, same_person=host)
                page.context.add_cookies([_cookie("language", language)])
                page.add_init_script(COUNT_SHIFTS)
                page.goto(f"/rooms/{self.code}/console")
                self._hosts[language] = page
        self._stages = {language: self._stage(host, language) for language in STAGE_LANGUAGES}
        self._rooms = {
            (language, text_size): self._room(language, text_size)
            for language in LANGUAGES
            for text_size in TEXT_SIZES
        }

    def measured(self) -> Iterator[Measured]:
        """Play the session; measure every page while a poll is open, and again at its end."""
        self.console.start()
        for poll in POLLS:
            number = [slide.id for slide in self._slides].index(poll)
            self.console.go(number)
            self.console.run_poll("open")
            for page in (page for (_, text_size), page in self._rooms.items()):
                expect(page.locator("#slides .poll.open")).to_be_visible()
            yield from self._measure_all(poll.removeprefix(MODULE))
            first = next(iter(self._rooms.values()))
            option = first.locator("#slides .poll.open .choice").first
            option.click()
            first.locator("#slides .poll.open .poll-foot .button").click()
            expect(first.locator("#slides .poll-status.good")).to_be_visible()
            self.console.run_poll("closed")
            self.console.run_poll("revealed")
        yield from self._measure_all("shown")

    def _measure_all(self, moment: str) -> Iterator[Measured]:
        for (language, text_size), page in self._rooms.items():
            yield from self._sizes(page, ROOM, "room", language, text_size, ROOM_SIZES, moment)
        for language, page in self._hosts.items():
            yield from self._sizes(page, CONSOLE, "console", language, "100", CONSOLE_SIZES, moment)
        for language, page in self._stages.items():
            yield from self._sizes(page, STAGE, "stage", language, "100", STAGE_SIZES, moment)

    def _sizes(
        self,
        page: Page,
        look: Look,
        name: str,
        language: str,
        text_size: str,
        sizes: tuple[tuple[int, int], ...],
        moment: str,
    ) -> Iterator[Measured]:
        usual = page.viewport_size
        # A change of the size moves everything; that is not the page's doing.
        shift = page.evaluate("window.layoutShift")
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(SETTLE_MS)
            page.evaluate("shift => { window.layoutShift = shift }", shift)
            measured = measure(page, look, name, language, text_size)
            if self._pictures:
                parts = (name, moment, language, measured.size, text_size)
                page.screenshot(path=self._pictures / f"{'-'.join(parts)}.png", scale="css")
            yield measured
        if usual:
            page.set_viewport_size(usual)
            page.wait_for_timeout(SETTLE_MS)
            page.evaluate("shift => { window.layoutShift = shift }", shift)

    def _stage(self, host: Page, language: str) -> Page:
        page = self._camera.visit("en", LAPTOP, same_person=host)
        page.add_init_script(COUNT_SHIFTS)
        page.goto(f"/rooms/{self.code}/stage")
        page.mouse.move(200, 200)
        page.locator("#tools select").first.select_option(language)
        page.mouse.move(0, 0)
        return page

    def _room(self, language: str, text_size: str) -> Page:
        look = {**PHONE, "viewport": {"width": 360, "height": 640}}
        page = self._camera.visit(language, look)
        page.add_init_script(COUNT_SHIFTS)
        if text_size != "100":
            page.context.add_cookies([_cookie("text_size", text_size)])
        pages.join(page, self.code, f"{language} {text_size}")
        return page


def _cookie(name: str, value: str) -> Any:
    return {"name": name, "value": value, "url": Server.public_url}
