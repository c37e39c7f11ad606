"""The bars of hosts' pages stay low: on a phone, at the interpreter's desk, in every language."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console
from tests.browser.sizes import resize
from tests.browser.voices import press

LANGUAGES = ("en", "ru", "kk", "prs")
LINE_PX, LINES_PX = 48, 96
NARROW = ((360, 740), (390, 844), (768, 1024))
WIDER_THAN_WINDOW = "document.documentElement.scrollWidth > innerWidth"
CUT = "element => element.scrollWidth > element.clientWidth + 1"


@pytest.fixture
def console_in(host, join):
    """A console in this language, of a started session in which a hand is up."""

    def console_in(language):
        presenter = host(language)
        run = presenter.run(presenter.new_session(module="prevention-science"))
        run.start()
        console = Console(presenter.open()).open(run.code)
        olga = join(run.code, "Ольга", "ru")
        press(olga.page, olga.words["Raise hand"])
        expect(console.page.locator("#figures strong")).to_be_visible()
        return console

    return console_in


def height(locator):
    return locator.bounding_box()["height"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_bar_of_a_phone_is_two_lines(language, console_in):
    page = console_in(language).page
    for width, tall in NARROW:
        resize(page, {"width": width, "height": tall})
        assert height(page.locator("#bar")) <= LINES_PX + 1, (width, language)
        assert not page.evaluate(WIDER_THAN_WINDOW), (width, language)
        page.locator("[data-part='here']").click()
        expect(page.locator("[data-part='languages']")).to_be_in_viewport()
        page.keyboard.press("Escape")


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_tabs_are_whole(language, console_in):
    console = console_in(language)
    for width, tall in ((1280, 720), (1366, 768)):
        resize(console.page, {"width": width, "height": tall})
        for panel in ("run", "steps", "groups", "timing", "assessment"):
            console.page.locator(".console-tools-menu > summary").click()
            console.page.locator(f"#tiles [data-panel='{panel}']").click()
            tabs = console.page.locator("#tabs a:visible")
            assert tabs.count() == 5
            row = console.page.locator("#tab-row").bounding_box()
            for tab in tabs.all():
                assert not tab.evaluate(CUT)
                box = tab.bounding_box()
                assert (
                    box["x"] >= row["x"] and box["x"] + box["width"] <= row["x"] + row["width"] + 1
                )


def test_desk_of_the_interpreter_has_the_bar_of_the_console(interpreter):
    page = interpreter("Dana")
    expect(page.locator("#bar [data-part='link']")).to_have_attribute("data-state", "connected")
    for width, tall in ((1280, 720), (1366, 768)):
        resize(page, {"width": width, "height": tall})
        assert height(page.locator("#bar")) <= LINE_PX + 1
    page.locator("[data-part='clock']").click()
    expect(page.locator("[data-part='paceWords']")).to_be_visible()
    resize(page, {"width": 360, "height": 740})
    assert height(page.locator("#bar")) <= LINES_PX + 1
    assert not page.evaluate(WIDER_THAN_WINDOW)


def test_poll_is_made_from_the_menu_of_things_to_do(console):
    console.page.locator(".console-tools-menu > summary").click()
    console.page.locator("#tiles [data-opens='make-dialog']").click()
    expect(console.page.locator("#make-en-question")).to_be_focused()

    console.page.keyboard.press("Escape")

    expect(console.page.locator(".console-tools-menu > summary")).to_be_focused()
    expect(console.page.locator("#tiles")).to_be_hidden()


def test_microphone_is_chosen_in_a_menu(console):
    press(console.page, "Speak")
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    menu = console.page.locator(".voice-microphone")
    if not menu.count():
        pytest.skip("this machine's pretended browser has one microphone")
    menu.locator("summary").click()
    menu.locator(".menu-item").last.click()

    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    expect(menu.locator(".menu-item").last).to_have_attribute("aria-current", "true")
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")


# Returns the lists that are narrower than the longest of their choices. Of the zones of the world,
# the chosen one counts: nobody makes room for the names of all islands.
CUT_LISTS = """
() => [...document.querySelectorAll("select")].filter((list) => list.offsetWidth).filter((list) => {
  const has = list.offsetWidth;
  const whole = list.cloneNode(true);
  if (list.id === "time_zone") whole.replaceChildren(list.selectedOptions[0].cloneNode(true));
  whole.style.setProperty("inline-size", "max-content");
  whole.style.setProperty("max-inline-size", "none");
  list.after(whole);
  const needs = whole.offsetWidth;
  whole.remove();
  return has < needs;
}).map((list) => list.id || list.name || list.className)
"""


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_lists_are_as_wide_as_their_words(host, language):
    presenter = host(language)
    code = presenter.new_session()
    presenter.run(code).start()
    page = Console(presenter.open()).open(code).page
    for width, height in ((1366, 768), (360, 640)):
        resize(page, {"width": width, "height": height})
        assert page.evaluate(CUT_LISTS) == [], width

    resize(page, {"width": 1366, "height": 768})
    page.goto("/desk/new")
    for fold in page.locator(".new-session details").all():
        fold.locator("summary").first.click()
    assert page.evaluate(CUT_LISTS) == []
