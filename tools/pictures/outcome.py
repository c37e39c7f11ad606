"""The aftermath of the session in the pictures: steps, protocol, and ten days later."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tools.pictures import pages
from tools.pictures.camera import LAPTOP, PHONE
from tools.pictures.cast import KAZAKH, LAPTOP_RUSSIAN, MODULE, Cast, in_days
from webinar.operate.rehearsal.sayings import AGREED_STEPS

# Each step's wordings, the language of its proposal, and the proposer's place in the crowd.
LIST, AGREEMENT, MEETING = (AGREED_STEPS[at][0] for at in (0, 2, 4))
PROPOSALS = ((LIST, "ru", 3), (AGREEMENT, "en", 0), (MEETING, "kk", 1))
ROLE = AGREED_STEPS[2][1]
# Later reports on two of the steps.
HAS_MET = "Бірінші кездесу өтті, он екі адам қатысты."
NEEDS = "Two schools want the consent of their district first."


class Outcome:
    """The acts after the polls. The presenter reads English translations of all steps."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def agree_on_steps(self) -> None:
        """Translate three next steps, let people agree, and give each step an owner and a date."""
        cast, console = self._cast, self._cast.console
        cast.let_minutes_pass(23)
        cast.go(f"{MODULE}monday")
        for step, language, speaker in PROPOSALS:
            cast.crowd.propose(speaker, step[language])
        console.show("steps")
        for step, language, _ in PROPOSALS:
            text = step[language]
            for target in sorted(step.keys() - {language}):
                console.translate(text, target, step[target])
                text = step["en"]

        self._put(1)
        console.close(LIST["en"])
        self._own(LIST["en"], LAPTOP_RUSSIAN, cast.laptop)
        console.detail(LIST["en"], due=in_days(14), check_back=in_days(7))
        self._put(2)
        console.close(AGREEMENT["en"])
        console.ask_role(AGREEMENT["en"], ROLE)
        console.detail(AGREEMENT["en"], due=in_days(8))
        expect(cast.stage.locator(".stage-outcome")).to_contain_text(ROLE)
        cast.shoot_stage("stage-step")
        self._put(3)
        self._look_at_answers()
        console.close(MEETING["en"])
        self._own(MEETING["en"], KAZAKH, cast.kazakh)
        console.detail(MEETING["en"], due=in_days(12))

    def end_session(self) -> None:
        """End the session, and take pictures of its end and of the report."""
        cast = self._cast
        cast.let_minutes_pass(5)
        cast.console.end()
        expect(cast.russian.locator(".thanks .step-text").first).to_be_visible()
        cast.shoot(cast.russian, "ended")
        # From now on the figures are final.
        cast.server.leap(1)
        cast.shoot(cast.open_page("en", LAPTOP, cast.report, cast.console.page), "report")
        cast.shoot(cast.open_page("ru", PHONE, cast.report, cast.organiser), "report-phone")
        cast.crowd.leave()

    def shoot_protocol(self) -> None:
        """Take a picture of the protocol on paper."""
        cast = self._cast
        address = f"/rooms/{cast.code}/protocol?language=kk"
        page = cast.open_page("kk", LAPTOP, address, cast.organiser)
        with page.expect_download() as download:
            page.locator(".protocol-offers a[href*='/protocol.pdf']").click()
        cast.camera.shoot_paper(download.value.path(), "protocol")

    def follow_up(self) -> None:
        """Let ten days go by: one step is under way, one done, one blocked and overdue."""
        cast, page = self._cast, self._cast.console.page
        # The course has taken longer than the presenter may be idle.
        pages.sign_in_again(page, cast.presenter_email)
        page.goto(f"/rooms/{cast.code}/follow/links")
        page.locator("main form .button[value='all']").click()
        links = pages.links_of_owners(page)
        cast.server.leap_days(3)
        owner_page = cast.open_page("ru", PHONE, links[cast.people[LAPTOP_RUSSIAN].name])
        pages.report(owner_page, "started")
        # Load the page again, so that it starts at the top without the message just shown.
        owner_page.goto(links[cast.people[LAPTOP_RUSSIAN].name])
        cast.shoot(owner_page, "owner")
        cast.server.leap_days(4)
        owner_page = cast.open_page("kk", PHONE, links[cast.people[KAZAKH].name])
        pages.report(owner_page, "done", HAS_MET)
        cast.server.leap_days(3)
        pages.sign_in_again(page, cast.presenter_email)
        page.goto(f"/rooms/{cast.code}/follow")
        pages.report(page, "blocked", NEEDS, step=2)
        page.goto(f"/rooms/{cast.code}/follow")
        cast.shoot(page, "board")

    def _put(self, number: int) -> None:
        """Put a step to everyone; the participants without a page answer."""
        step, _, speaker = PROPOSALS[number - 1]
        self._cast.console.put(step["en"])
        self._cast.crowd.answer(number, speaker)

    def _look_at_answers(self) -> None:
        """Let two more people answer the step on their phones, and take pictures of the answers."""
        cast = self._cast
        for page in (cast.russian, cast.kazakh):
            pages.place(page, "steps")
            pages.answer(page, 0)
        # The counts arrive a moment after the answer.
        time.sleep(1)
        pages.scroll_to(cast.kazakh, "#steps .step.put")
        cast.shoot(cast.kazakh, "step")
        cast.console.scroll_to(MEETING["en"])
        cast.shoot(cast.console.page, "console-steps")
        cast.organiser.goto("/desk")
        cast.shoot(cast.organiser, "desk")

    def _own(self, step: str, at: int, page: Page) -> None:
        """Ask a person with a page to own an agreed step, and accept on that page."""
        self._cast.console.ask(step, self._cast.people[at].name)
        pages.place(page, "steps")
        pages.accept(page)
        self._cast.console.expect_owned(step)
