"""A scripted session whose pages are measured: a poll is opened, answered, closed and shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tools.look.measures import COLLECT_MOVES, Look, Measured, measure
from tools.look.targets import CONSOLE, ROOM, STAGE
from tools.pictures import pages
from tools.pictures.camera import LAPTOP, Camera
from tools.pictures.console import Console
from tools.pictures.crowd import Seat
from tools.pictures.server import Server
from tools.stamps import ROOT
from webinar.content.lessons.library import read_library
from webinar.kit.languages import LANGUAGES
from webinar.operate.rehearsal.people import cohort

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
# Longer than what follows a command lasts: the stage shows the way to join for two seconds.
COMMAND_MS = 3000
RESTORE_MOVES = "moves => { window.moves = moves }"
SEED = 5


class LookedAt:
    """The pages of a session by kind, language and text size, and what was measured on them."""

    def __init__(self, server: Server, camera: Camera, pictures: Path | None) -> None:
        self._server = server
        self._camera = camera
        self._seats: list[Seat] = []
        self._pictures = pictures
        self._slides = read_library(ROOT / "modules").programmes["programme"].slides
        host = camera.visit("en", LAPTOP)
        pages.sign_in(host, server.first_link)
        self.code = pages.new_session(host)
        self.console = Console(host, self.code)
        links = {
            language: pages.invite(host, language, f"{language}@webinar.example", "admin", language)
            for language in LANGUAGES
            if language != "en"
        }
        host.add_init_script(COLLECT_MOVES)
        self.console.open()
        self._consoles = {"en": host} | {
            language: self._console_of(link, language) for language, link in links.items()
        }
        # A person may have only so many pages open, so one stage takes turns.
        self._stage = camera.visit("en", LAPTOP, same_person=host)
        self._stage.add_init_script(COLLECT_MOVES)
        self._stage.goto(f"/rooms/{self.code}/stage")
        self._rooms = {
            (language, text_size): self._room(language, text_size)
            for language in LANGUAGES
            for text_size in TEXT_SIZES
        }

    def measured(self) -> Iterator[Measured]:
        """Play the session; measure every page while a poll is open, and again at its end."""
        self.console.start()
        self._join()
        for poll in POLLS:
            number = [slide.id for slide in self._slides].index(poll)
            self.console.go(number)
            self.console.run_poll("open")
            for room in self._rooms.values():
                expect(room.locator("#slides .poll.open")).to_be_visible()
            self._forget_moves()
            self._answer(poll)
            yield from self._measure_all(poll.removeprefix(MODULE))
            # A hand would take the place of a poll that is over.
            for seat in self._seats:
                seat.do("hand.lower")
            self.console.run_poll("closed")
            self.console.run_poll("revealed")
        self._forget_moves()
        self._join()
        yield from self._measure_all("shown")

    def _forget_moves(self) -> None:
        """Count from here: what a host's command moves is what the host wanted."""
        self._stage.wait_for_timeout(COMMAND_MS)
        for page in (*self._rooms.values(), *self._consoles.values(), self._stage):
            page.evaluate("window.moves = []")

    def _join(self) -> None:
        """Let somebody who has no page come in."""
        persona = cohort(len(self._seats) + 1, tuple(LANGUAGES), SEED)[-1]
        self._seats.append(Seat(self._server.url, self.code, persona))

    def _answer(self, poll: str) -> None:
        """Let what happens during a poll happen: votes, a hand, a signal, a newcomer."""
        room = next(iter(self._rooms.values()))
        inputs = room.locator("#slides .poll.open .choice input").all()
        for seat, option in zip(self._seats, inputs, strict=False):
            seat.do("poll.vote", poll=poll, options=[option.get_attribute("value")])
            seat.do("hand.raise")
            seat.do("pace.signal", kind="slower")
        self._join()

    def _measure_all(self, moment: str) -> Iterator[Measured]:
        for (language, text_size), page in self._rooms.items():
            yield from self._sizes(page, ROOM, "room", language, text_size, ROOM_SIZES, moment)
        for language, page in self._consoles.items():
            yield from self._sizes(page, CONSOLE, "console", language, "100", CONSOLE_SIZES, moment)
        for language in STAGE_LANGUAGES:
            self._show_stage_in(language)
            yield from self._sizes(
                self._stage, STAGE, "stage", language, "100", STAGE_SIZES, moment
            )

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
        moves = page.evaluate("window.moves")
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(SETTLE_MS)
            page.evaluate(RESTORE_MOVES, moves)
            measured = measure(page, look, name, language, text_size)
            if self._pictures:
                parts = (name, moment, language, measured.size, text_size)
                page.screenshot(path=self._pictures / f"{'-'.join(parts)}.png", scale="css")
            yield measured
        if usual:
            page.set_viewport_size(usual)
            page.wait_for_timeout(SETTLE_MS)
            page.evaluate(RESTORE_MOVES, moves)

    def _show_stage_in(self, language: str) -> None:
        moves = self._stage.evaluate("window.moves")
        self._stage.locator("#tools select").first.select_option(language, force=True)
        expect(self._stage.locator(".stage-column")).to_have_attribute("lang", language)
        self._stage.wait_for_timeout(SETTLE_MS)
        self._stage.evaluate(RESTORE_MOVES, moves)

    def _console_of(self, link: str, language: str) -> Page:
        """Open the console of a host who reads this language, and has just been invited."""
        page = self._camera.visit(language, LAPTOP)
        pages.sign_in(page, link)
        page.add_init_script(COLLECT_MOVES)
        page.goto(f"/rooms/{self.code}/console")
        return page

    def _room(self, language: str, text_size: str) -> Page:
        look = {**PHONE, "viewport": {"width": 360, "height": 640}}
        page = self._camera.visit(language, look)
        page.add_init_script(COLLECT_MOVES)
        if text_size != "100":
            page.context.add_cookies([_cookie("text_size", text_size)])
        pages.join(page, self.code, f"{language} {text_size}")
        return page


def _cookie(name: str, value: str) -> Any:
    return {"name": name, "value": value, "url": Server.public_url}
