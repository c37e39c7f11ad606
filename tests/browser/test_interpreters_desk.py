"""The interpreter's desk shows partial lines by machine, and pictures, beside its slides."""

import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.test_captions_by_machine import connect  # noqa: F401
from tests.browser.test_stills import expect_picture, show_me, show_screen

WORDS = "Алдын алу мектептен"
# More than one row on a phone, and one row on a laptop.
LINE = f"{WORDS} басталады, ал ата-аналар мен мұғалімдер бірге көмектеседі"
# The desk and the stage tell screen readers nothing of a text that is replaced each second.
LIVE_REGIONS = """
    line => {
      const region = line.closest("[aria-live]:not([aria-live=off]), [role=status], [role=alert]");
      return region === null ? 0 : 1;
    }
"""


def is_in_frame(element):
    """Whether the element can be read without scrolling the slides."""
    return element.evaluate(
        """element => {
          const frame = element.closest("[data-scrolls]").getBoundingClientRect();
          return element.getBoundingClientRect().bottom <= frame.bottom;
        }"""
    )


@pytest.fixture
def dana(desk, sign_in, visit, run):
    """Open the desk of an interpreter into Kazakh on a screen of this look."""

    def open(**look):
        email = f"interpreter{secrets.token_hex(4)}@demo.example"
        link = desk.invite("Dana", email, "presenter")
        desk.appoint(run.code, email, "interpreter.kk")
        page = visit(storage_state=sign_in(link).state, **look)
        page.goto(f"/rooms/{run.code}/interpreting")
        expect(page.locator("#bar [data-part='link']")).to_have_attribute("data-state", "connected")
        return page

    return open


@pytest.mark.parametrize("look", [{}, {"look": PHONE}], ids=["laptop", "phone"])
def test_partial_line_is_replaced_by_the_final_one_in_its_place(connect, dana, look):  # noqa: F811
    page = dana(**look)
    lines = page.locator(".lane-lines p")
    with connect("kk") as program:
        program.write(WORDS, language="kk", final=False)
        expect(lines.last).to_have_text(WORDS)
        expect(page.locator(".lane-lines small")).to_have_text("By machine")
        assert lines.last.evaluate(LIVE_REGIONS) == 0
        place = page.locator("#lane").bounding_box()

        program.write(LINE, language="kk")

        expect(lines.last).to_have_text(LINE)
        expect(page.get_by_text(WORDS, exact=True)).to_have_count(0)
        assert page.locator("#lane").bounding_box() == place


def test_stage_shows_partial_lines_of_its_languages(connect, desk, run):  # noqa: F811
    stage = desk.open()
    stage.goto(f"/rooms/{run.code}/stage")
    stage.locator("#tools select").first.select_option("kk", force=True)
    lines = stage.locator(".stage-captions p")
    with connect("kk") as program, connect("ru") as other:
        other.write("Профилактика", language="ru", final=False)
        program.write(WORDS, language="kk", final=False)
        expect(lines).to_have_text([WORDS])
        assert lines.last.evaluate(LIVE_REGIONS) == 0
        place = stage.locator(".stage-captions").bounding_box()

        program.write(f"{WORDS} басталады", language="kk")
        program.write("Отбасы", language="kk", final=False)

        expect(lines).to_have_text([f"{WORDS} басталады", "Отбасы"])
        assert stage.locator(".stage-captions").bounding_box() == place


def test_typed_line_replaces_the_partial_one(connect, dana):  # noqa: F811
    page = dana()
    lines = page.locator(".lane-lines p")
    with connect("kk") as program:
        program.write(WORDS, language="kk", final=False)
        expect(lines.last).to_have_text(WORDS)

        page.locator("#line").fill("Сәлем")
        page.locator("#line").press("Enter")

        expect(lines.last).to_have_text("Сәлем")
        assert program.write(WORDS, language="kk", final=False).json() == {"outcome": "typed"}
        expect(page.locator(".lane-lines small")).to_have_count(0)


def test_interpreter_sees_the_speaker_and_the_screen_beside_the_slides(dana, desk, run):
    page, console = dana(), Console(desk.open()).open(run.code)
    # A picture may be replaced before a slow page fetches it.
    page.watch.foreseen.add(404)
    speaker, screen = page.locator(".console-sound aside img"), page.locator(".stills-screen img")

    show_me(console)
    expect_picture(speaker)
    show_screen(console, "A map of the district")

    expect_picture(screen)
    expect(screen).to_have_attribute("alt", "A map of the district")
    expect(page.locator("#ahead .pair").first).to_be_visible()
    assert is_in_frame(page.locator("#ahead .pair h3").first)
    page.get_by_role("button", name="Hide", exact=True).click()
    expect(speaker).to_be_hidden()
    console.next()
    expect(screen).to_be_hidden()


STEPS = ["Meet the parents", "Train the teachers", "Count what was done"]
LOOKS = [{"look": {"viewport": {"width": 1366, "height": 768}}}, {"look": PHONE}]


def propose(run, page):
    for text in STEPS:
        run.do("step.propose", text=text, language="en")
    expect(page.locator("#desk-steps .terms-entry")).to_have_count(len(STEPS))


@pytest.mark.parametrize("look", LOOKS, ids=["laptop", "phone"])
@pytest.mark.parametrize("field", ["#line", "#terms-search"])
def test_step_that_is_put_comes_into_sight_beside_what_is_typed(dana, run, look, field):
    page = dana(**look)
    propose(run, page)
    page.locator(field).press_sequentially("мек")
    place = page.locator(field).bounding_box()

    run.do("step.put", step="3")

    asked = page.locator("#desk-asked")
    expect(asked).to_contain_text(STEPS[2])
    expect(asked.get_by_role("button", name="Translate")).to_be_in_viewport(ratio=1)
    expect(page.locator(field)).to_be_focused()
    expect(page.locator(field)).to_have_value("мек")
    assert page.locator(field).bounding_box() == place
    expect(page.locator("#desk-steps .terms-entry")).to_have_count(len(STEPS) - 1)


@pytest.mark.parametrize("look", LOOKS, ids=["laptop", "phone"])
def test_translation_of_a_step_that_is_put_stays_in_sight_until_it_is_saved(dana, run, look):
    page = dana(**look)
    propose(run, page)
    run.do("step.put", step="3")
    asked = page.locator("#desk-asked")

    asked.get_by_role("button", name="Translate").click()

    text, save = asked.locator("textarea"), asked.get_by_role("button", name="Save")
    for part in (text, save):
        expect(part).to_be_in_viewport(ratio=1)
    text.fill("Не істелгенін санау")
    run.do("step.close", step="3")
    expect(asked).to_contain_text("Not agreed")
    expect(text).to_be_focused()
    save.click()
    expect(asked).to_be_hidden()
    expect(page.locator("#desk-steps")).to_contain_text("Не істелгенін санау")


def test_form_that_is_open_stays_in_the_list_while_its_step_is_put(dana, run):
    page = dana()
    propose(run, page)
    page.locator("#desk-steps").get_by_role("button", name="Translate").first.click()
    text = page.locator("#desk-steps textarea")
    text.fill("Ата-аналар")
    place = text.bounding_box()

    run.do("step.put", step="1")

    expect(page.locator("#desk-steps")).to_contain_text("Put to everyone")
    assert text.bounding_box() == place
    expect(page.locator("#desk-asked")).to_be_hidden()


def test_captions_of_a_colleague_are_taken_over_at_the_second_press(dana, desk, run):
    first, second = dana(), dana()
    first.locator("#line").fill("Сәлем")
    first.locator("#line").press("Enter")
    lane = second.locator("#lane")
    expect(lane).to_contain_text("is typing now")

    lane.get_by_role("button", name="Take over").click()

    again = lane.get_by_role("button", name="Press again to take over")
    expect(again).to_have_class("button stop")
    expect(again).to_be_focused()
    again.click()
    expect(lane).to_contain_text("You are typing now")
