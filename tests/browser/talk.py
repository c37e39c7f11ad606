"""Questions and chat, as people use them on phones and on the console."""

from playwright.sync_api import expect

RULES = {
    "open": "Questions are taken",
    "moderated": "Each is shown only after you have looked at it",
    "anonymous": "They may be asked without a name",
}
MODES = {
    "off": ("chat", "Nobody"),
    "hosts": ("chat", "To the hosts only"),
    "everyone": ("chat", "Everyone"),
}


class Talker:
    """A participant who writes, asks and votes."""

    def __init__(self, participant):
        self.screen = participant
        self.page = participant.page
        participant.expect_extras()

    @property
    def words(self):
        return self.screen.words

    def ask(self, text, nameless=False):
        self.screen.show("questions")
        self.page.locator("#question-text").fill(text)
        if nameless:
            self.page.locator(".question-nameless input").check()
        self.page.locator(".question-form .button").click()

    def question(self, text):
        return self.page.locator(".question", has_text=text)

    def say(self, text, recipient=None):
        self.screen.show("chat")
        if recipient:
            self.page.locator("#chat-to").select_option(recipient)
        self.page.locator("#chat-text").fill(text)
        self.page.locator("#chat .talk-form .button").click()

    def message(self, text):
        return self.page.locator(".message", has_text=text)

    def expect_label(self, text, word):
        expect(self.question(text).locator(".question-label")).to_have_text(self.words[word])


class Moderator:
    """The console's tabs of questions and chat."""

    def __init__(self, console):
        self.console = console
        self.page = console.page

    def question(self, text):
        return self.page.locator(".question-card", has_text=text)

    def press(self, container, word):
        container.get_by_role("button", name=self.console.words[word], exact=True).click()

    def more(self, text):
        """Unfold the other actions of a question."""
        card = self.question(text)
        card.locator(".question-more > summary").click()
        return card

    def rule(self, name):
        rules = self.page.locator("#questions details").first
        if not rules.evaluate("details => details.open"):
            rules.locator("summary").click()
        self.page.get_by_label(self.console.words[RULES[name]]).click()

    def message(self, text):
        return self.page.locator("#chat .message", has_text=text)

    def switch(self, mode):
        self.press(self.page.locator(".chat-modes"), MODES[mode])
        current = self.page.locator(".chat-modes [aria-pressed='true']")
        expect(current).to_have_text(self.console.words[MODES[mode]])
