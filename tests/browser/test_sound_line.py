"""The sound of a session on laptops: two lines of one height, whatever they say."""

import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console
from tests.browser.sizes import resize
from tests.browser.voices import begin_speaking, press
from tests.browser.words import Words

LANGUAGES = ("en", "ru", "kk", "prs")
LAPTOPS = ((1366, 768), (1280, 720))
MODULE = "policing-science"
NAME = "Константин Абдрахманович"
# A card says which slide it is, and the first line of its title.
CARD_PX = 48
CUT = "element => element.scrollWidth > element.clientWidth + 1"
# Returns what sticks out of the sound's place, or what one presses and cannot read whole.
LOST = """
() => {
  const place = document.querySelector(".console-sound").getBoundingClientRect();
  const pressed = [...document.querySelectorAll(".console-sound :is(button, summary, select)")];
  return pressed
    .filter((control) => control.checkVisibility() && !control.closest(".menu-list"))
    .filter((control) => {
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const isBeside = left < place.left - 1 || right > place.right + 1;
      const isAbove = top < place.top - 1 || bottom > place.bottom + 1;
      const mayBeCut = !control.matches(".voice-row :is(button, summary)");
      const isCut = !mayBeCut && control.scrollWidth > control.clientWidth + 1;
      return isBeside || isAbove || isCut;
    })
    .map((control) => control.textContent.trim());
}
"""


def box(locator):
    return locator.bounding_box()


@pytest.fixture
def second(desk, run, sign_in, visit):
    """The console of a second presenter, who reads this language."""

    def second(language):
        email = f"second{secrets.token_hex(4)}@demo.example"
        link = desk.invite(NAME, email, "presenter", language)
        desk.appoint(run.code, email, "presenter")
        state = sign_in(link, language).state
        return Console(visit(language, storage_state=state)).open(run.code)

    return second


def expect_steady(page, places):
    """Next and Back are in sight, at the places where they were, and the cards are not cut."""
    for width, height in LAPTOPS:
        resize(page, {"width": width, "height": height})
        assert page.evaluate(LOST) == [], width
        for part in ("back", "next"):
            button = box(page.locator(f"#move [data-part='{part}'] .button"))
            assert button["y"] + button["height"] <= height
            assert places.setdefault((part, width), button) == button
        assert box(page.locator(".console-coming").first)["height"] >= CARD_PX


@pytest.mark.parametrize("language", LANGUAGES)
def test_sound_never_moves_next_or_cuts_the_slides_to_come(language, console, interpreter, second):
    begin_speaking(console.page)
    begin_speaking(interpreter("Aigul-Shattyk"))
    other = second(language)
    page, places = other.page, {}
    said = page.locator(".voice-said")
    expect(said).to_contain_text("Administrator")
    expect(said).to_contain_text("Aigul")
    expect_steady(page, places)

    press(page, other.words["Speak"])
    hint = page.locator("#voice .voice-state")
    expect(hint).to_contain_text("Administrator")
    expect_steady(page, places)
    assert not hint.evaluate(CUT)
    expect(hint).to_be_in_viewport(ratio=1)

    page.locator(".voice-speak .button").first.click()
    expect(hint).to_have_text(other.words["You are speaking"])
    expect(hint).to_have_attribute("data-on", "true")
    expect(said).not_to_contain_text(other.words["Nobody is speaking now"])
    assert not hint.evaluate(CUT)
    expect_steady(page, places)

    page.locator(".voice-hear .button").first.click()
    expect(page.locator(".voice-hear select, .voice-hear .button.quiet").first).to_be_visible()
    expect_steady(page, places)


@pytest.mark.parametrize("language", ["en", "prs"])
@pytest.mark.parametrize("size", [LAPTOPS[0], (900, 700)])
def test_list_of_listeners_stays_in_the_window(size, language, console, interpreter, second):
    begin_speaking(console.page)
    begin_speaking(interpreter("Aigul-Shattyk"))
    page = second(language).page
    resize(page, {"width": size[0], "height": size[1]})
    menu = page.locator(".voice-listeners")
    menu.locator("summary").click()

    shown = box(menu.locator(".menu-list"))

    assert not menu.locator(".menu-list").evaluate(CUT)
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= size[0]
    if size in LAPTOPS:
        assert shown["y"] >= 0
        assert shown["y"] + shown["height"] <= size[1]


def test_list_of_listeners_stays_in_the_window_of_the_desk(interpreter):
    page = interpreter("Dana")
    begin_speaking(page)
    for width, height in (*LAPTOPS, (360, 740)):
        resize(page, {"width": width, "height": height})
        for menu in (".voice-listeners", ".voice-microphone"):
            if not page.locator(menu).count():
                continue
            page.locator(menu).locator("summary").click()
            shown = box(page.locator(menu).locator(".menu-list"))
            page.keyboard.press("Escape")
            assert shown["x"] >= 0
            assert shown["x"] + shown["width"] <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_keeps_its_place_when_the_interpreter_speaks(
    language, console, desk, run, sign_in, visit
):
    begin_speaking(console.page)
    email = f"interpreter{secrets.token_hex(4)}@demo.example"
    link = desk.invite(NAME, email, "presenter", language)
    desk.appoint(run.code, email, "interpreter.kk")
    page = visit(language, storage_state=sign_in(link, language).state)
    page.goto(f"/rooms/{run.code}/interpreting")
    words = Words(language)
    expect(page.locator("#bar [data-part='link']")).to_have_attribute("data-state", "connected")
    places = {}

    def expect_steady_desk():
        for width, height in LAPTOPS:
            resize(page, {"width": width, "height": height})
            assert page.evaluate(LOST) == [], width
            slides = box(page.locator(".interpreting-slides"))
            assert places.setdefault(width, slides) == slides

    expect(page.locator(".voice-said")).to_contain_text("Administrator")
    expect_steady_desk()

    press(page, words["Speak"])
    state = page.locator("#voice .voice-state")
    expect(state).to_have_text(words["You are speaking"])
    assert not state.evaluate(CUT)
    expect_steady_desk()

    page.locator(".voice-speak [data-act='voice.offer']").click()
    expect(state).not_to_have_text(words["You are speaking"])
    expect_steady_desk()
    assert not state.evaluate(CUT)

    page.locator(".voice-hear .button").first.click()
    expect(page.locator(".voice-hear select, .voice-hear .button.quiet").first).to_be_visible()
    expect_steady_desk()
