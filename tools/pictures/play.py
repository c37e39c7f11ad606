"""The session that the pictures show, act by act, up to the end of its polls."""

from __future__ import annotations

from playwright.sync_api import expect

from tools.pictures import pages
from tools.pictures.camera import LAPTOP, PHONE
from tools.pictures.cast import (
    EVERYBODY,
    KAZAKH,
    LAPTOP_RUSSIAN,
    MODULE,
    MOOD,
    NEXT_TITLE,
    RUSSIAN,
    SEED,
    Cast,
)
from tools.pictures.console import Console
from tools.pictures.crowd import Crowd
from webinar.operate.rehearsal.people import cohort

OPINION, QUIZ = f"{MODULE}last-year", f"{MODULE}outcomes"
OPINIONS = {"talks": 5.0, "raids": 3.0, "reports": 2.0, "partners": 1.0, "families": 0.7}
ANSWERS = {"videos": 0.2, "first-use": 0.8, "past-month": 0.7, "leaflets": 0.3, "norms": 0.4}
RIGHT = ("first-use", "past-month", "norms")


class Play(Cast):
    """The acts of the play. Each act ends where the next one begins."""

    def shoot_arrival(self) -> None:
        """Take pictures of signing in, setting up, joining and waiting."""
        self.shoot(self.open_page("ru", PHONE, "/sign-in"), "sign-in")
        front = self.open_page("en", LAPTOP, "/")
        front.locator("#code").fill(f"{self.code[:4]} {self.code[4:]}")
        self.shoot(front, "front")
        phone = self.camera.visit("ru", PHONE, same_person=self.organiser)
        phone.goto("/desk/new")
        phone.locator("#title").fill(NEXT_TITLE)
        self.shoot(phone, "new-session")
        self.russian.goto(f"/join/{self.code}")
        self.russian.locator("#name").fill(self.people[RUSSIAN].name)
        self.shoot(self.russian, "join")

        page_of_person = {RUSSIAN: self.russian, KAZAKH: self.kazakh, LAPTOP_RUSSIAN: self.laptop}
        for at, page in page_of_person.items():
            pages.join(page, self.code, self.people[at].name)
        pages.join(self.dari, self.code, cohort(1, ("prs",), SEED)[0].name)
        others = [person for at, person in enumerate(self.people) if at not in page_of_person]
        self.crowd = Crowd(self.server.url, self.code, others, MOOD)
        self.console.expect_everybody(EVERYBODY)
        self.shoot(self.kazakh, "waiting")
        expect(self.stage.locator("#here")).to_contain_text(str(EVERYBODY))
        self.shoot_stage("stage-waiting")

    def show_slides(self) -> None:
        """Start the session, and take pictures of a slide."""
        self.console.start()
        self.go(f"{MODULE}prevention")
        self.shoot(self.kazakh, "slide")
        self.shoot(self.dari, "fallback")
        self.shoot(self.laptop, "participant")

    def run_opinion_poll(self) -> None:
        """Run an opinion poll, with pictures of a choice, the counts and the presenter's view."""
        self.let_minutes_pass(4)
        self.go(OPINION)
        self.console.run_poll("open")
        self.crowd.vote(OPINION, OPINIONS)
        pages.choose(self.russian, OPINION, "raids")
        pages.scroll_to(self.russian, "#slides .slide-title")
        self.shoot(self.russian, "poll-open")
        pages.vote(self.kazakh, OPINION, "families")
        pages.scroll_to(self.kazakh, "#slides .slide-title")
        self.shoot(self.kazakh, "poll-counted")
        pages.vote(self.laptop, OPINION, "reports")
        self.let_minutes_pass(1)
        self.console.expect_voters(EVERYBODY - 2)
        self.shoot(self.console.page, "console")
        pages.vote(self.russian, OPINION, "raids")
        self.console.expect_voters(EVERYBODY - 1)
        self.console.run_poll("closed")
        self.console.run_poll("revealed")
        expect(self.kazakh.locator("#slides .poll.revealed")).to_be_visible()
        pages.scroll_to(self.kazakh, "#slides .slide-title")
        self.shoot(self.kazakh, "dark", "dark")

    def run_quiz(self) -> None:
        """Run a quiz, with pictures of the correct answer and its reason."""
        self.let_minutes_pass(8)
        self.go(QUIZ)
        self.console.run_poll("open")
        self.crowd.vote(QUIZ, ANSWERS, several=True)
        pages.vote(self.russian, QUIZ, "videos", "first-use", "past-month")
        pages.vote(self.kazakh, QUIZ, *RIGHT)
        pages.vote(self.laptop, QUIZ, *RIGHT)
        remote = Console(self.camera.visit("en", PHONE, same_person=self.console.page), self.code)
        remote.open()
        remote.expect_voters(EVERYBODY - 1)
        self.shoot(remote.page, "console-phone")
        remote.page.context.close()
        self.console.run_poll("closed")
        self.console.run_poll("revealed")
        expect(self.stage.locator(".stage-figures")).to_be_visible()
        self.shoot_stage("stage-result")
        result = self.russian.locator("#slides .poll.revealed")
        result.locator(".poll-why").scroll_into_view_if_needed()
        self.shoot(self.russian, "poll-result")
