"""The course that follows the session, with its learners and their progress."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tools.pictures import pages
from tools.pictures.camera import PHONE
from tools.pictures.cast import Cast
from tools.pictures.desk import Desk
from tools.stamps import ROOT
from webinar.content.lessons.library import read_library

TITLE = "Наука о профилактике"
MODULE, QUIZ = "prevention-science", "fidelity"
# The number of slides that each learner reads. The first learner comes last.
SLIDES_READ = (19, 11, 6, 14, 3, 19, 8)
QUICK = {**PHONE, "java_script_enabled": False}


class Course:
    """The acts of the organiser, and of people on the roster with their personal links."""

    def __init__(self, cast: Cast, desk: Desk) -> None:
        self._cast = cast
        self._desk = desk
        self._home = ""
        self._right = {
            slide.id: [option.id for option in slide.poll.options if option.is_correct]
            for slide in read_library(ROOT / "modules").modules[MODULE].slides
            if slide.poll is not None
        }

    def set_up(self) -> None:
        """Set up a course of one module for the cohort, with a rule that some learners meet."""
        page = self._cast.organiser
        page.goto("/desk/courses")
        page.locator("#module").select_option(MODULE)
        page.locator("#title").fill(TITLE)
        page.locator("#cohort").select_option(label=self._desk.cohort_name)
        page.locator(".invite form .button").click()
        page.wait_for_url(re.compile(r"/desk/courses/\d+$"))
        self._home = page.url
        page.goto(f"{self._home}/completion")
        page.locator("input[name='slides']").fill("80")
        page.locator("input[name='quizzes']").fill("50")
        page.locator("main form .button").first.click()

    def let_people_study(self) -> None:
        """Let people study without scripts, so that only the server's clock measures their time."""
        for nth, (path, slides) in enumerate(zip(self._desk.links[1:], SLIDES_READ, strict=False)):
            page = self._begin(path, QUICK)
            page.locator(".study-progress .button").click()
            for _ in range(slides):
                self._read(page, nth)
            page.context.close()

    def shoot_learners(self) -> None:
        """Take pictures of a wrong answer on a phone, and of the organiser's list of learners."""
        page = self._begin(self._desk.links[0], PHONE)
        page.goto(f"{page.url.rstrip('/')}/s/{QUIZ}")
        question = page.locator("#question")
        question.locator("input[type='radio']").first.check()
        question.locator("form .button").first.click()
        expect(question.locator(".study-verdict.stop")).to_be_visible()
        page.evaluate("scrollTo(0, 0)")
        self._cast.shoot(page, "study-quiz")
        page.context.close()
        page = self._cast.organiser
        # The organiser's sign-in has expired while hours went by.
        pages.sign_in_again(page, self._cast.organiser_email)
        page.goto(f"{self._home}/people?sort=slides")
        page.locator(".report-figures").evaluate("element => element.scrollIntoView()")
        self._cast.shoot(page, "learners")

    def _begin(self, path: str, look: dict[str, object]) -> Page:
        page = self._cast.open_page("ru", look, path)
        page.locator("form[action*='/study/'] .button", has_text=TITLE).click()
        page.wait_for_url(re.compile(r"/study/[A-Z0-9]{8}$"))
        return page

    def _read(self, page: Page, nth: int) -> None:
        """Spend a minute at the open slide or end of a round, answer its question, and go on."""
        self._cast.server.leap(1)
        question = page.locator("#question form[data-answer]")
        if question.count():
            for box in question.locator("textarea").all():
                box.fill("Сначала я бы выслушал обе стороны.")
            inputs = question.locator("input[type='radio'], input[type='checkbox']")
            right_options = self._right.get(urlsplit(page.url).path.rsplit("/", 1)[1], ())
            if right_options and nth % 3 < 2:
                for option in right_options:
                    question.locator(f"input[value='{option}']").check()
            elif inputs.count():
                inputs.nth(nth % min(2, inputs.count())).check()
            question.locator(".button").first.click()
        page.locator(".study-moves .next").click()
