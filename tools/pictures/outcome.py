"""The aftermath of the session in the pictures: steps, protocol, and ten days later."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tools.pictures import pages
from tools.pictures.camera import LAPTOP, PHONE
from tools.pictures.cast import KAZAKH, LAPTOP_RUSSIAN, MODULE, Cast, in_days
from webinar.operate.rehearsal.sayings import TOGETHER

# A step by its wordings, the language it is proposed in, and by which of those without a page.
LISTED, AGREED, MEETING = (TOGETHER[at][0] for at in (0, 2, 4))
PROPOSED = ((LISTED, "ru", 3), (AGREED, "en", 0), (MEETING, "kk", 1))
ROLE = TOGETHER[2][1]
# Later reports on two of the steps.
HAS_MET = "Бірінші кездесу өтті, он екі адам қатысты."
NEEDS = "Two schools want the consent of their district first."


class Outcome:
    """The acts after the polls. The presenter reads English, whatever a step was written in."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def steps(self) -> None:
        """Three next steps: worded in all languages, agreed, owned, dated."""
        cast, console = self._cast, self._cast.console
        cast.later(23)
        cast.go(f"{MODULE}monday")
        for step, language, speaker in PROPOSED:
            cast.crowd.propose(speaker, step[language])
        console.show("steps")
        for step, language, _ in PROPOSED:
            shown = step[language]
            for other in sorted(step.keys() - {language}):
                console.translate(shown, other, step[other])
                shown = step["en"]

        self._put(1)
        console.close(LISTED["en"])
        self._own(LISTED["en"], LAPTOP_RUSSIAN, cast.laptop)
        console.detail(LISTED["en"], due=in_days(14), check_back=in_days(7))
        self._put(2)
        console.close(AGREED["en"])
        console.ask_role(AGREED["en"], ROLE)
        console.detail(AGREED["en"], due=in_days(8))
        expect(cast.stage.locator(".stage-outcome")).to_contain_text(ROLE)
        cast.shoot_stage("stage-step")
        self._put(3)
        self._look_at_answers()
        console.close(MEETING["en"])
        self._own(MEETING["en"], KAZAKH, cast.kazakh)
        console.detail(MEETING["en"], due=in_days(12))

    def end(self) -> None:
        cast = self._cast
        cast.later(5)
        cast.console.end()
        expect(cast.russian.locator(".thanks .step-text").first).to_be_visible()
        cast.shoot(cast.russian, "ended")
        # The figures of the pictures to come are final.
        cast.server.leap(1)
        cast.shoot(cast.opened("en", LAPTOP, cast.report, cast.console.page), "report")
        cast.shoot(cast.opened("ru", PHONE, cast.report, cast.organiser), "report-phone")
        cast.crowd.leave()

    def protocol(self) -> None:
        cast = self._cast
        address = f"/rooms/{cast.code}/protocol?language=kk"
        page = cast.opened("kk", LAPTOP, address, cast.organiser)
        with page.expect_download() as started:
            page.locator(".protocol-offers a[href*='/protocol.pdf']").click()
        cast.camera.shoot_paper(started.value.path(), "protocol")

    def followed_up(self) -> None:
        """Ten days later one step is under way, one done, one blocked and overdue."""
        cast, page = self._cast, self._cast.console.page
        page.goto(f"/rooms/{cast.code}/follow/links")
        page.locator("main form .button[value='all']").click()
        links = pages.links_of_owners(page)
        cast.server.leap_days(3)
        mine = cast.opened("ru", PHONE, links[cast.people[LAPTOP_RUSSIAN].name])
        pages.report(mine, "started")
        # Without what was just said, from the top.
        mine.goto(links[cast.people[LAPTOP_RUSSIAN].name])
        cast.shoot(mine, "owner")
        cast.server.leap_days(4)
        mine = cast.opened("kk", PHONE, links[cast.people[KAZAKH].name])
        pages.report(mine, "done", HAS_MET)
        cast.server.leap_days(3)
        pages.sign_in_again(page, cast.presenter_email)
        page.goto(f"/rooms/{cast.code}/follow")
        pages.report(page, "blocked", NEEDS, step=2)
        page.goto(f"/rooms/{cast.code}/follow")
        cast.shoot(page, "board")

    def _put(self, number: int) -> None:
        """Put a step to everyone; the participants without a page answer."""
        step, _, speaker = PROPOSED[number - 1]
        self._cast.console.put(step["en"])
        self._cast.crowd.answer(number, speaker)

    def _look_at_answers(self) -> None:
        """Photograph answers to the step that is put: two more people answer on their phones."""
        cast = self._cast
        for page in (cast.russian, cast.kazakh):
            pages.place(page, "steps")
            pages.answer(page, 0)
        # The counts come a moment after the answer.
        time.sleep(1)
        pages.scroll_to(cast.kazakh, "#steps .step.put")
        cast.shoot(cast.kazakh, "step")
        cast.console.scroll_to(MEETING["en"])
        cast.shoot(cast.console.page, "console-steps")
        cast.organiser.goto("/desk")
        cast.shoot(cast.organiser, "desk")

    def _own(self, step: str, at: int, page: Page) -> None:
        """Somebody with a page is asked to own an agreed step, and accepts there."""
        self._cast.console.ask(step, self._cast.people[at].name)
        pages.place(page, "steps")
        pages.accept(page)
        self._cast.console.expect_owned(step)
