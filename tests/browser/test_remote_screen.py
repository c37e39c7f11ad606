"""The remote on a narrow phone: nothing runs into anything else, and Next is large."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console
from tests.browser.sizes import resize

PHONES = ((360, 740), (390, 844))
STEP = "Meet the parents of every school of the district before the end of the month"


def box(locator):
    return locator.bounding_box()


def overlap(one, other):
    """Whether two boxes of the page share a spot; rounding may let them touch."""
    return (
        min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"]) > 1
        and min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
        > 1
    )


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_words_and_buttons_have_room(language, host, desk, sign_in):
    presenter = host(language)
    code = presenter.new_session(module="prevention-science")
    run = presenter.run(code)
    run.start()
    email = f"second-{code.lower()}@demo.example"
    link = desk.invite("Нұрлан Ахметович", email, "presenter", language)
    desk.appoint(code, email)
    second = Console(sign_in(link, language).open()).open(code)
    second.expect_connection("connected")
    run.do("step.propose", text=STEP, language=language)
    page = presenter.open()
    for width, height in PHONES:
        resize(page, {"width": width, "height": height})
        page.goto(f"/rooms/{code}/remote")
        words = page.locator("#floor .floor-who")
        expect(words).to_be_visible()
        expect(page.locator("#floor .button")).to_be_visible()
        expect(page.locator("#step-next .button")).to_be_visible()

        buttons = page.locator("#floor .button, #poll .button, #step-next .button").all()
        assert not any(overlap(box(words), box(button)) for button in buttons)
        cut = "element => element.scrollWidth > element.clientWidth + 1"
        assert not words.evaluate(cut)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        following = page.locator("#move [data-part='next'] .button")
        assert box(following)["height"] >= 0.3 * height
        assert box(page.locator("#notes-text"))["height"] >= 0.15 * height


def test_next_names_the_slide_to_which_it_leads(host):
    presenter = host("ru")
    code = presenter.new_session(module="prevention-science")
    presenter.run(code).start()
    page = presenter.open()
    resize(page, {"width": 360, "height": 740})
    page.goto(f"/rooms/{code}/remote")
    following = page.locator("#move [data-part='next'] .button")
    coming = page.locator("#coming")
    expect(coming).not_to_be_empty()
    first = coming.inner_text()

    following.click()

    expect(page.locator("#slide-title")).to_have_text(first)
    expect(coming).not_to_have_text(first)
    assert overlap(box(coming), box(following))


def test_remote_says_how_long_the_break_still_is(host):
    presenter = host("ru")
    code = presenter.new_session(module="prevention-science")
    run = presenter.run(code)
    run.start()
    page = presenter.open()
    page.goto(f"/rooms/{code}/remote")
    time = page.locator("#time")
    expect(time).to_be_hidden()

    run.do("break.start", minutes="10")

    expect(time).to_contain_text("Перерыв до")
    run.do("timing.end")
    expect(time).to_be_hidden()
    run.do("break.start", minutes="10")
    page.reload()
    expect(time).to_contain_text("Перерыв до")
