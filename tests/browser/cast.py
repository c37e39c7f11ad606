"""The people of the session that the tests play, their ballots, and the times of events."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import expect

from tests.browser.console import Console, Stage
from tests.browser.lesson import Lesson
from tests.browser.room import Participant

OLGA, AIGERIM, ROSA = "Ольга", "Айгерим", "Rosa"
SINGLE, QUIZ, SPOT = "last-year", "outcomes", "spot-1"
STEP, OTHER_STEP = "Ата-аналармен ай сайын кездесу", "A box for questions at the school"
REASON = "Once a term is enough"


@dataclass
class Cast:
    """Olga reads Russian on a phone, Aigerim Kazakh, Rosa English; Dana presents."""

    code: str
    lesson: Lesson
    console: Console
    stage: Stage
    olga: Participant
    aigerim: Participant | None = None
    rosa: Participant | None = None
    ballots: dict = field(default_factory=dict)
    # The time of each event, in seconds.
    times: dict = field(default_factory=dict)

    @property
    def participants(self):
        return [(self.olga, "ru"), (self.aigerim, "kk"), (self.rosa, "en")]

    def mark(self, event):
        """Remember when this happened, by the test's clock."""
        self.times[event] = time.time()

    def go(self, slide):
        self.console.go(self.lesson.number(slide))

    def expect_slide(self, person, slide, language):
        title = self.lesson.title(slide, language)
        person.expect_slide(self.lesson.number(slide), title)

    def question(self, poll):
        """Return the presenter's question. A poll of the module has the id of its slide."""
        return self.lesson.title(poll, "en")

    def vote(self, person, poll, *keys):
        """Vote, and expect that the vote is counted."""
        person.vote(poll, *keys)
        person.expect_status(poll, "Counted. You may change it until it closes.")
        self.ballots[poll, person.name] = set(keys)

    def tally(self, poll):
        """Return how often each option was chosen, in the order of the options."""
        keys_chosen = [
            key
            for (voted_poll, _), keys in self.ballots.items()
            if voted_poll == poll
            for key in keys
        ]
        return [keys_chosen.count(key) for key in self.lesson.keys(poll)]

    def expect_no_result(self):
        """The poll on the slide shows neither numbers nor the right answer."""
        for person, _ in self.participants:
            result = person.page.locator("#slides").locator(".bars, .poll-why, .mark")
            expect(result).to_have_count(0)
        expect(self.stage.page.locator(".stage-figures")).to_have_count(0)

    def expect_result(self, poll):
        """Everybody sees the same numbers beside options in their own language."""
        counts = [str(count) for count in self.tally(poll)]
        for person, language in self.participants:
            rows = person.page.locator("#slides .poll.revealed .bars > li")
            expect(rows.locator(".label")).to_have_text(self.lesson.labels(poll, language))
            expect(rows.locator(".bar-number")).to_have_text(counts)
        expect(self.stage.page.locator(".stage-figures .bar-number")).to_have_text(counts)
