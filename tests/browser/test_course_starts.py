"""The button that begins or continues a course is in sight on small phones."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.sizes import resize
from tests.factories import make_course, make_user

SIZES = [(320, 568), (360, 640)]
LANGUAGES = ["en", "ru", "kk", "prs"]


@pytest.fixture(scope="module")
def code(server, taught):
    """A course of several modules with a test before it."""
    database = server.database()
    module = taught.find("programme")
    yield database.write(lambda db: make_course(db, make_user(db), module=module).code)
    database.close()


def assert_in_sight(page, button):
    """Measure the whole box: nothing was scrolled, and nothing lies over the middle of it."""
    expect(button).to_be_visible()
    box, size = button.bounding_box(), page.viewport_size
    assert page.evaluate("scrollY") == 0
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    at_middle = "(button, [x, y]) => button.contains(document.elementFromPoint(x, y))"
    assert button.evaluate(at_middle, middle)


@pytest.mark.parametrize("language", LANGUAGES)
def test_button_of_a_courses_first_page_is_in_sight(language, visit, code):
    page = visit(language, look=PHONE)
    page.goto(f"/study/{code}")
    begin = page.locator("form[action$='/begin'] .button")
    for width, height in SIZES:
        resize(page, {"width": width, "height": height})
        assert_in_sight(page, begin)

    page.locator("#begin input[name=name]").fill("Айгерим Сейтқызы")
    page.locator(f"#begin input[value={language}]").check()
    begin.click()
    go_on = page.locator("#go-on")
    expect(go_on).to_be_visible()
    expect(page.locator(".study-progress a.button.quiet")).to_be_visible()
    for width, height in SIZES:
        resize(page, {"width": width, "height": height})
        assert_in_sight(page, go_on)

    go_on.click()
    expect(page.locator(".study-moves")).to_be_visible()
    page.goto(f"/study/{code}")
    expect(go_on).to_be_visible()
    for width, height in SIZES:
        resize(page, {"width": width, "height": height})
        assert_in_sight(page, go_on)


@pytest.mark.parametrize("lines", [4, 9])
def test_button_stays_at_the_foot_under_a_long_title(lines, visit, code):
    page = visit("kk", look=PHONE)
    page.goto(f"/study/{code}")
    resize(page, {"width": 320, "height": 568})

    page.locator("h1").evaluate(
        "(title, text) => { title.textContent = text }", "Ұзақ тақырып " * 2 * lines
    )

    assert_in_sight(page, page.locator("form[action$='/begin'] .button"))
