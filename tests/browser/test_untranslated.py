"""A text without a translation has a mark for readers, and warns the presenter beforehand."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console

KAZAKH = "Ата-аналармен ай сайын кездесу"
QUESTION = "Келесі апта ма?"


def test_step_and_poll_in_another_language_are_marked(desk, join):
    run = desk.run(desk.new_session())
    run.start()
    olga = join(run.code, "Ольга", "ru", look=PHONE)
    olga.expect_extras()
    run.wait_for(1)
    run.do("step.propose", text=KAZAKH, language="kk")
    poll_fields = {"kind": "single", "quiz": "false", "language": "kk", "question": QUESTION}
    run.do("poll.create", **poll_fields, options=["Иә", "Жоқ"])
    console = Console(desk.open()).open(run.code)
    console.show("steps")
    card = console.page.locator("#steps-body .console-card")
    warning = console.say(
        "{n} person will read this in {language} only",
        "{n} people will read this in {language} only",
        n=1,
        language="Kazakh",
    )

    expect(card.locator(".wait")).to_have_text(warning)
    expect(card.get_by_role("button", name=console.words["Translate"])).to_be_visible()
    console.show("run")
    expect(console.page.locator("#run-body .wait")).to_have_text(warning)
    run.do("step.put", step="1")
    run.open("spot-1")

    mark = olga.words["Not translated yet: shown in Kazakh"]
    for place, words in (("steps", ".step-text"), ("polls", ".poll-question")):
        olga.show(place)
        part = olga.page.locator(f"#{place}")
        expect(part.locator(".badge")).to_have_text(mark)
        expect(part.locator(words)).to_have_attribute("lang", "kk")
        expect(part.locator(words)).to_have_attribute("dir", "auto")
    run.do("step.translate", step="1", language="ru", text="Встречи", base="1")
    expect(olga.page.locator("#steps .badge")).to_have_count(0)
