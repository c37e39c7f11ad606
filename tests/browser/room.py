"""The participant's room, as people use it on their screens."""

import json
import re

from playwright.sync_api import expect

from tests.browser.words import Words

STEP_ANSWERS = {
    "agree": "Agree",
    "reserve": "Agree, with a reservation",
    "disagree": "Disagree",
    "abstain": "Abstain",
    "must_ask": "Must ask a superior",
}
LOCALES = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "prs": "fa-AF"}


# The files that a participant's page loads after its first screen.
EXTRAS = re.compile(r"/static/dist/extras-|/words/")
_later_words = {}


class Hold:
    """Holds back this page's extras until released, or makes them fail until then.

    `addresses` are those to hold instead of the extras'.
    """

    def __init__(self, page, fails=False, addresses=EXTRAS):
        self.count = 0
        self._is_on = True
        self._fails = fails
        self._held = []
        page.route(addresses, self._meet)

    def let_go(self):
        self._is_on = False
        for route in self._held:
            route.continue_()

    def _meet(self, route):
        self.count += 1
        if not self._is_on:
            route.continue_()
        elif self._fails:
            route.abort()
        else:
            self._held.append(route)


class Screen:
    """A page of a session."""

    def __init__(self, page):
        self.page = page

    @property
    def words(self):
        """The texts of the interface in the page's language, and the refusals that it was given."""
        body = self.page.locator("body")
        table = json.loads(body.get_attribute("data-words"))
        address = body.get_attribute("data-extras-words")
        if address and address not in _later_words:
            _later_words[address] = self.page.request.get(address).json()
        extras_words = _later_words.get(address, {})
        refusals = {**extras_words.get("refusals", {}), **table.get("refusals", {})}
        return Words(self.page.locator("html").get_attribute("lang"), refusals)

    def say(self, text, plural=None, **values):
        return self.words.say(text, plural, **values)


class Participant(Screen):
    """A participant's room."""

    def __init__(self, page, name=""):
        super().__init__(page)
        self.name = name

    def join(self, code, name):
        """Join by the link, give a name and keep the guessed language."""
        self.name = name
        self.page.goto(f"/join/{code}")
        self.page.locator("#name").fill(name)
        self.page.locator("main form .button").click()
        self.expect_connection("connected")
        return self

    def expect_connection(self, state, **options):
        connection = self.page.locator("[data-connection]")
        expect(connection).to_have_attribute("data-connection", state, **options)

    def expect_extras(self):
        """Everything has loaded, not only the first screen."""
        expect(self.page.locator("body")).to_have_attribute("data-extras", "there")
        return self.words

    def show(self, place):
        """Go to a place as soon as there is a link to it; on a phone, it may be behind a button."""
        link = self.page.locator(f".dock-place[href='#{place}']")
        expect(link).not_to_have_attribute("hidden", "")
        # On a laptop, a second press puts the place away.
        if self.page.locator(f"#{place}.side").is_visible():
            return
        more = self.page.locator(".dock-more")
        if more.is_visible() and not link.is_visible():
            more.click()
        # On a laptop the slides are always visible and have no link.
        if place != "slides" or link.is_visible():
            link.click()

    def open_signals(self):
        """On a phone the hand and the pace are behind a button."""
        opener = self.page.locator(".dock-hand[aria-expanded='false']")
        if opener.is_visible():
            opener.click()

    def raise_hand(self):
        self.open_signals()
        button = self.page.locator(".dock-signals").get_by_role("button")
        button.filter(has_text=self.words["Raise hand"]).click()

    @property
    def title(self):
        return self.page.locator("#slides .slide-title")

    @property
    def badge(self):
        """The mark of a slide in another language."""
        return self.page.locator("#slides .slide .badge")

    def expect_slide(self, number, title):
        """The number counts from 0, as in the deck."""
        expect(self.title).to_have_text(title)
        self.expect_position(number)

    def expect_position(self, number):
        expect(self.page.locator(".slide-position")).to_contain_text(str(number + 1))

    def option(self, poll, key):
        return self.page.locator(f"input[name$='-{poll}'][value='{key}']")

    def options(self, poll):
        inputs = self.page.locator(f"input[name$='-{poll}']")
        return [option.get_attribute("value") for option in inputs.all()]

    def card(self, poll):
        """The form in which this poll is answered."""
        return self.page.locator("form", has=self.page.locator(f"input[name$='-{poll}']"))

    def choose(self, poll, *keys):
        for key in keys:
            self.option(poll, key).check()

    def vote(self, poll, *keys):
        """Choose and send."""
        self.choose(poll, *keys)
        self.card(poll).locator(".button").click()

    def expect_status(self, poll, word):
        expect(self.card(poll).locator(".poll-status")).to_have_text(self.words[word])

    def answer(self, step_answer, reason=""):
        self.expect_extras()
        self.show("steps")
        step = self.page.locator("#steps .step.put")
        if reason:
            step.locator(".reason > summary").click()
            step.locator(".reason > textarea").fill(reason)
        step.get_by_role("button", name=self.words[STEP_ANSWERS[step_answer]], exact=True).click()
        expect(step.locator(".step-status")).to_have_text(
            self.words["Your answer is recorded. You may change it until it is closed."]
        )

    def propose(self, text):
        self.expect_extras()
        self.show("steps")
        self.page.locator("#step-text").fill(text)
        self.page.locator(".step-form .button").click()

    def switch_language(self, language):
        menu = self.page.locator("[data-menu]")
        menu.locator("summary").click()
        menu.locator(f"button[value='{language}']").click()
        expect(self.page.locator("html")).to_have_attribute("lang", language)
        self.expect_connection("connected")

    def lose_network(self, wire):
        """The phone has no network, and open connections are gone."""
        self.expect_extras()
        self.page.watch.is_cut = True
        self.page.context.set_offline(True)
        wire.cut()

    def find_network(self, wire):
        wire.mend()
        self.page.context.set_offline(False)
        self.expect_connection("connected")
        self.page.watch.is_cut = False
