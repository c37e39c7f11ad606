"""The presenter's console and the stage, as presenters use them on a laptop."""

from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.room import Screen
from tests.browser.sizes import settle
from tests.browser.words import Words
from webinar.kit.db import Database
from webinar.kit.permissions import Role
from webinar.room.rooms.models import Member, Room

STATE_AFTER = {
    "Open poll": "open",
    "Open again": "open",
    "Close poll": "closed",
    "Show results": "revealed",
}
# The card of the moment refuses presses for 700 ms after its buttons have changed.
SLIP_MS = 800
# What the card is about, and what its buttons do.
MEANING = """
() => [...document.querySelectorAll("#moment .moment-title, #moment [data-act]")]
  .map(({ dataset, textContent }) => dataset.act ?? textContent).join()
"""


class Console(Screen):
    """The presenter's console of one session."""

    def open(self, code):
        """Open the console, and its panel of polls, at which most tests look."""
        self.page.goto(f"/rooms/{code}/console")
        self.expect_connection("connected")
        self.show("run")
        return self

    def expect_connection(self, state):
        expect(self.page.locator("#bar [data-part='link']")).to_have_attribute("data-state", state)

    def start(self):
        self.page.locator("form[data-command='room.start'] .button").click()
        expect(self.page.locator("form[data-command='room.start']")).to_be_hidden()

    def end(self):
        self.page.locator("#bar [data-opens='end-dialog']").click()
        self.page.locator("#end-dialog .button.stop").click()
        self.expect_connection("ended")

    def next(self):
        self.page.locator("#move [data-part='next'] .button").click()

    def rest(self):
        """Wait until the card of the moment takes a press for meant: its buttons have not changed
        for a while, however late a busy machine drew them.
        """
        before = None
        while before != (meaning := self.page.evaluate(MEANING)):
            before = meaning
            # The card counts from the frame that shows them.
            settle(self.page)
            self.page.wait_for_timeout(SLIP_MS)

    def go(self, slide):
        """Choose a slide, counted from 0, from the list."""
        self.page.locator("[data-opens='slides-dialog']").first.click()
        self.page.locator(f"#slides-list button[value='{slide}']").click()
        current = self.page.locator(f"#slides-list button[value='{slide}']")
        expect(current).to_have_attribute("aria-current", "true")

    def show(self, panel):
        """Choose a panel by its tab (`people`), or by its tile (`run`, the polls)."""
        tab = self.page.locator(f"#tabs [href='#{panel}']")
        if tab.is_visible():
            tab.click()
        else:
            self.page.locator(".console-tools-menu > summary").click()
            self.page.locator(f"#tiles [data-panel='{panel}']").click()
        expect(self.page.locator(f"#{panel}")).to_be_visible()

    def poll(self, question):
        """The card of a poll; one that is not current has to be unfolded."""
        title = self.page.locator(".console-card-title", has_text=question)
        return self.page.locator("#run-body article, #run-body details", has=title)

    def bring(self, panel):
        """Choose a panel unless it is there."""
        if not self.page.locator(f"#{panel}").is_visible():
            self.show(panel)

    def menu(self, selector):
        """Open the menu, and return the control that it offers there."""
        self.page.locator("#bar [data-opens='menu-dialog']").click()
        return self.page.locator("#menu-dialog").locator(selector)

    def command(self, question, word):
        """Press a poll's button (such as `poll.open` or `poll.reveal`) and expect its effect."""
        self.bring("run")
        card = self.poll(question)
        if card.evaluate("card => card.localName === 'details' && !card.open"):
            card.locator("summary").first.click()
        card.get_by_role("button", name=self.words[word], exact=True).click()
        self.expect_poll(question, STATE_AFTER[word])

    def command_here(self, word):
        """Press the button of the current poll and wait for the effect: until then the panel moves,
        and a press that begins on one control may end on another.
        """
        first = self.page.locator("#run-body > .console-card")
        button = first.get_by_role("button", name=self.words[word], exact=True)
        # Until then the current poll may be the previous one.
        expect(button).to_be_visible()
        poll = first.get_attribute("data-poll")
        button.click()
        state = self.page.locator(f"#run-body [data-poll='{poll}'] .console-card-state strong")
        expect(state).to_have_attribute("data-state", STATE_AFTER[word])

    def expect_facilitator(self, name):
        """The tab of halls, fetched again after each arrival, lists this one."""
        expect(self.page.locator("#proxies-body option", has_text=name)).to_have_count(1)

    def expect_poll(self, question, state):
        state_text = self.poll(question).locator(".console-card-state strong")
        expect(state_text).to_have_attribute("data-state", state)

    def expect_here(self, present, total, lost=0):
        bar = self.page.locator("#bar")
        words = self.say("{n} of {all} here", "{n} of {all} here", n=present, all=total)
        expect(bar.locator("[data-part='here']")).to_have_text(words)
        words = self.say("{n} reconnecting", "{n} reconnecting", n=lost) if lost else ""
        expect(bar.locator("[data-part='lost']")).to_have_text(words)

    def expect_counts(self, question, counts):
        numbers = self.poll(question).locator(".bar-number")
        expect(numbers).to_have_text([str(count) for count in counts])

    def make_poll(self, kind="single", ticks=(), fields=None, **wordings):
        """Make a poll: kind, ticks, filled fields, and a question and options in each language."""
        dialog = self.begin_poll()
        dialog.locator(f"input[value='{kind}']").check()
        if ticks or len(wordings) > 1:
            more = dialog.locator(".make-more")
            if more.get_attribute("open") is None:
                more.locator("summary").first.click()
        for tick in ticks:
            dialog.locator(f"input[name='make-{tick}']").check()
        for name, text in (fields or {}).items():
            dialog.locator(f"#make-{name}").fill(text)
        translations = dialog.locator(".make-translations")
        if len(wordings) > 1 and translations.get_attribute("open") is None:
            translations.locator("summary").first.click()
        for language, texts in wordings.items():
            dialog.locator(f"#make-{language}-question").fill(texts[0])
            for number, text in enumerate(texts[1:], start=1):
                dialog.locator(f"#make-{language}-{number}").fill(text)
        dialog.get_by_role("button", name=self.words["Keep for later"], exact=True).click()
        expect(dialog).to_be_hidden()

    def begin_poll(self):
        """Open the form for a new poll, and return its dialog."""
        self.bring("run")
        self.page.locator("#run-body [data-opens='make-dialog']").click()
        return self.page.locator("#make-dialog")

    def step(self, text):
        title = self.page.locator(".console-card-title", has_text=text)
        return self.page.locator("#steps-body article", has=title)

    def put(self, text):
        button = self.step(text).get_by_role(
            "button", name=self.words["Put to everyone"], exact=True
        )
        button.click()
        expect(self.step(text)).to_have_attribute("data-state", "put")

    def form(self, text, form):
        """Open one of a step's forms (`amend`, `own`, `details` …) and return it."""
        card = self.step(text)
        button = card.locator(f"button[id$='-{form}']")
        if not button.is_visible():
            card.locator(".step-more > summary").click()
        button.click()
        return card.locator(".step-form-open")

    def save(self, form):
        form.locator(".row .button").first.click()

    def close(self, text):
        """Close the step put to the room, and wait for its outcome."""
        card = self.step(text)
        card.get_by_role("button", name=self.words["Close and count"], exact=True).click()
        expect(card.locator(".step-outcome")).to_be_visible()

    def own(self, text, role):
        form = self.form(text, "own")
        form.locator("[name='role']").fill(role)
        self.save(form)
        expect(self.step(text).locator(".step-owner").last).to_contain_text(role)

    def date(self, text, due):
        form = self.form(text, "details")
        form.locator("[name='due']").fill(due)
        self.save(form)
        expect(form).to_be_hidden()

    def agree(self, text, owner, due):
        """Close it; name a role as the owner, accepted on paper, and a due date."""
        self.close(text)
        expect(self.step(text)).to_have_attribute("data-state", "agreed")
        self.own(text, owner)
        paper = self.words["Accepted on paper"]
        self.step(text).get_by_role("button", name=paper, exact=True).click()
        expect(self.step(text)).to_have_attribute("data-state", "owned")
        self.date(text, due)

    def lose_hosting(self, database_url, code):
        """Demote the hosts without telling open pages: the server refuses commands and answers 404
        if a console asks for content drawn for hosts.
        """
        self.page.watch.foreseen.add(404)

        def demote(session):
            hosts = select(Member).join(Room, Room.id == Member.room_id).where(Room.code == code)
            for member in session.scalars(hosts.where(Member.role == Role.HOST)):
                member.role = Role.PARTICIPANT

        db = Database(database_url)
        db.write(demote)
        db.close()


class Stage(Screen):
    """What the projector shows."""

    @property
    def words(self):
        """The words of the language that it shows first."""
        return Words(self.page.locator("#main").get_attribute("lang"))

    def open(self, code):
        self.page.goto(f"/rooms/{code}/stage")
        expect(self.page.locator("#link")).to_have_text("")
        return self

    def show_in(self, first, second=""):
        """Choose the language of the stage, and a second one beside it."""
        selects = self.page.locator("#tools select")
        selects.first.select_option(first, force=True)
        selects.nth(1).select_option(second, force=True)

    @property
    def title(self):
        return self.page.locator("#show .stage-title")

    def expect_scene(self, scene):
        expect(self.page.locator("body")).to_have_attribute("data-scene", scene)
