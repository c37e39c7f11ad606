"""A learner's notes, marks and own page, on phones and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.sizes import resize
from tests.factories import make_course, make_user

SLIDE, QUIZ = "welcome", "fidelity"
# The module has no Dari text: its readers get the English one.
SEARCHED = {"ru": "ПРОФИЛАКТИКУ", "kk": "алдын", "prs": "prevention"}


@pytest.fixture
def course(database, taught):
    def build(session):
        module = taught.find("prevention-science")
        return make_course(session, make_user(session), module=module).code

    return database.write(build)


@pytest.mark.parametrize(("language", "width"), [("ru", 360), ("kk", 390), ("prs", 320)])
def test_learner_notes_and_marks_by_keyboard_and_finds_all_on_one_page(
    language, width, visit, course, auditor
):
    page = visit(language, look=PHONE)
    resize(page, {"width": width, "height": 640})
    page.goto(f"/study/{course}")
    page.locator("#name").fill("Ольга")
    page.locator(f"input[value={language}]").check()
    page.locator("main form .button").click()
    page.goto(f"/study/{course}/s/{SLIDE}")
    page.locator("#note > summary").press("Enter")
    page.locator("#note textarea").fill("Ескерту: спросить у Сауле. یادداشت")
    auditor.look(page, "note")

    page.locator("#note .button").press("Enter")
    expect(page.locator("#note input[name=version]")).to_have_value("1")
    page.locator("#mark .button").press("Enter")
    expect(page.locator("#mark input[name=marked]")).to_have_value("no")
    page.goto(f"/study/{course}/s/{QUIZ}")
    page.locator("#question input[type=radio]").first.check()
    page.locator("#question form .button").first.tap()
    expect(page.locator("#question .study-verdict")).to_be_focused()

    page.goto(f"/study/{course}")
    page.locator("#search").fill(SEARCHED[language])
    page.locator("#search").press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    auditor.look(page, "search")
    page.go_back()
    page.locator(f"a[href='/study/{course}/own']").click()
    expect(page.locator("main h2")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("Сауле")
    auditor.look(page, "own")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("main h2 a").first.click()
    expect(page.locator("#note")).to_have_attribute("open", "")
