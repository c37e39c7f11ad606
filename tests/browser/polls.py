"""Answers polls of the kinds without tick boxes, as a participant does."""

from playwright.sync_api import expect

STATEMENT = ["True", "False"]
CHOICES = ["Schools", "Patrols", "Families"]
# The answers of two people, by kind.
ANSWERS = {
    "ranking": ([2, 0], [2, 1, 0]),
    "points": ([6, 0, 4], [10, 0, 0]),
    "numeric": ("21,5", "22,5"),
    "text": ("Meet the school", "Мектепке барамын"),
    "cloud": (["Доверие"], ["сенім", "мектеп"]),
    "reasoned": (("false", "Разговор ничему не учит"), ("true", "")),
}


def answers_of(kind):
    return ANSWERS[kind]


class Answers:
    """A participant with one open poll on the screen."""

    def __init__(self, person):
        self.person = person
        self.page = person.page
        self.words = person.words

    @property
    def status(self):
        return self.page.locator("#polls .poll .poll-status").first

    def refusal(self, code):
        return self.words.refusals[code]

    def answer(self, kind, answer):
        expect(self.page.locator("#polls .poll.open").first).to_be_visible()
        getattr(self, f"_{kind}")(answer)
        self.send()

    def send(self):
        self.page.locator("#polls .poll-foot .button").first.click()

    def expect_counted(self, kind):
        word = (
            "Received. It waits for the moderator. You may change it until then."
            if kind == "text"
            else "Counted. You may change it until it closes."
        )
        expect(self.status).to_have_text(self.words[word])

    def _ranking(self, order):
        for index in order:
            button = self.page.locator(f"[data-key='add option-{index + 1}']")
            button.click()

    def _points(self, points):
        for index, points_of_option in enumerate(points):
            field = self.page.locator(".stepper .input").nth(index)
            field.fill(str(points_of_option))
            field.blur()

    def _numeric(self, text):
        self.page.locator(".written-number").fill(text)

    def _text(self, text):
        self.page.locator(".poll textarea").fill(text)

    def _reasoned(self, answer):
        option, reason = answer
        self.page.locator(f"#polls .poll.open input[value='{option}']").check()
        self.page.locator("#polls .poll.open textarea").fill(reason)

    def _cloud(self, words):
        for index, word in enumerate(words):
            self.page.locator(".poll .field .input").nth(index).fill(word)


def create(run, kind, **fields):
    """Create a spontaneous poll by its command's form."""
    options = CHOICES if kind in ("single", "ranking", "points") else []
    if kind == "reasoned":
        options = STATEMENT
    poll_fields = {"kind": kind, "quiz": "false", "language": "en", "question": "Which?", **fields}
    run.do("poll.create", **{"options": options, **poll_fields})
