"""The dialog of slides: true small pictures, search, keys, and hiding for one session."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console, Stage

MODULE = "programme"
POLL = "prevention-science--last-year"


@pytest.fixture
def parts(taught):
    """The modules of the programme: the first slide of each, and the one after its last."""
    programme = taught.programmes[MODULE]
    return [(part.first, part.first + part.slides) for part in programme.parts]


@pytest.fixture
def slides(taught):
    return taught.programmes[MODULE].slides


@pytest.fixture
def dialog(console):
    open_dialog(console)
    return console.page.locator("#slides-dialog")


def open_dialog(console):
    console.page.locator("[data-opens='slides-dialog']").first.click()
    expect(console.page.locator("#slides-dialog")).to_be_visible()


def tile(console, slide):
    return console.page.locator(f".slide-tile[data-slide='{slide}']")


def hide_button(console, slide):
    return tile(console, slide).locator(".slide-tile-hide")


def module_button(console, part):
    return console.page.locator(".slides-part").nth(part).locator("[data-of='module']")


def expect_hidden(console, slide, is_hidden=True):
    expect(tile(console, slide)).to_have_attribute("data-hidden", str(is_hidden).lower())


def expect_position(console, slide, count, hidden=False):
    words = "Slide {n} of {all} · hidden" if hidden else "Slide {n} of {all}"
    position = console.page.locator("#move [data-part='position']")
    expect(position).to_have_text(console.say(words, n=slide + 1, all=count))


def test_pictures_are_those_of_the_stage_and_only_those_in_sight_are_drawn(console, dialog, slides):
    drawn = dialog.locator(".slide-tile-picture .stage-title")
    expect(tile(console, 0).locator(".stage-title")).to_have_text(slides[0].text["en"].title)
    expect(tile(console, 1).locator(".prose")).to_have_count(1)
    assert drawn.count() < len(slides) / 2

    last = tile(console, len(slides) - 1)
    last.scroll_into_view_if_needed()

    expect(last.locator(".stage-title")).to_have_text(slides[-1].text["en"].title)
    assert last.locator(".slide-tile-picture").evaluate(
        """picture => {
          const screen = picture.getBoundingClientRect();
          const title = picture.querySelector(".stage-title").getBoundingClientRect();
          return title.height > 0 && title.bottom < screen.bottom
            && Math.abs(screen.width / screen.height - 16 / 9) < 0.05;
        }"""
    )


def test_typing_finds_a_slide_and_enter_goes_there(console, dialog, slides):
    page = console.page
    expect(dialog.locator("button[aria-current='true']")).to_be_focused()

    page.keyboard.type("Police")
    expect(page.locator("#slides-search")).to_be_focused()
    expect(page.locator("#slides-search")).to_have_value("Police")
    found = dialog.locator(".slide-tile:visible")
    best = dialog.locator(".slide-tile[data-best]")
    # Another slide, before it, only mentions the word.
    expect(best).to_contain_text("police", ignore_case=True)
    assert 0 < found.count() < len(slides)
    target = int(best.get_attribute("data-slide"))
    assert target > int(found.first.get_attribute("data-slide"))
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    expect_position(console, target, len(slides))
    open_dialog(console)
    expect(page.locator("#slides-search")).to_have_value("")
    expect(dialog.locator(".slide-tile:visible")).to_have_count(len(slides))


def test_number_of_a_slide_finds_it(console, dialog, slides):
    console.page.keyboard.type("57")
    console.page.keyboard.press("Enter")

    expect_position(console, 56, len(slides))


def test_query_without_hits_says_so_and_goes_nowhere(console, dialog, slides):
    console.page.keyboard.type("qwertyzzz")

    expect(dialog.locator("[data-part='found']")).to_have_text(
        console.words["No slide has these words."]
    )
    expect(dialog.locator(".slide-tile:visible")).to_have_count(0)
    expect(dialog.locator(".slides-part:visible")).to_have_count(0)
    console.page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    console.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect_position(console, 0, len(slides))


def test_arrows_move_among_the_tiles_and_enter_goes_there(console, dialog, slides):
    page = console.page
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(tile(console, 1).locator(".slide-tile-go")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#slides-search")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(tile(console, 0).locator(".slide-tile-go")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    expect_position(console, 1, len(slides))


def test_hidden_slides_are_passed_over_by_console_clicker_remote_and_participants(
    console, dialog, slides, run, follower, desk
):
    ada = follower("Ada")
    remote = desk.open()
    remote.goto(f"/rooms/{run.code}/remote")
    hide_button(console, 1).click()
    hide_button(console, 2).click()
    expect_hidden(console, 2)
    console.page.keyboard.press("Escape")
    place = ada.page.locator(".slide-position [aria-hidden]")

    ada.page.locator(".slide-foot .button", has_text=ada.words["Next"]).click()
    expect(place).to_have_text(f"4 / {len(slides)}")
    ada.page.locator(".slide-return").click()

    console.next()
    expect_position(console, 3, len(slides))
    expect(place).to_have_text(f"4 / {len(slides)}")
    console.page.keyboard.press("PageUp")
    expect_position(console, 0, len(slides))
    remote.locator("#move [data-part='next'] .button").click()
    expect_position(console, 3, len(slides))
    console.go(2)
    expect_position(console, 2, len(slides), hidden=True)
    expect(place).to_have_text(f"3 / {len(slides)}")
    console.next()
    expect_position(console, 3, len(slides))


def test_module_is_hidden_and_one_press_undoes_it(console, dialog, parts):
    first, end = parts[2]
    hide_button(console, first).click()
    expect_hidden(console, first)
    whole = module_button(console, 2)
    plan = console.page.locator(".slides-part").nth(2).locator("[data-plan]")

    whole.click()

    for slide in (first, end - 1):
        expect_hidden(console, slide)
    expect(whole).to_have_text(console.words["Show module"])
    expect(plan).to_have_text(console.words["slide or module", "Hidden"])
    dialog.locator("[data-part='undo'] .button").click()
    expect_hidden(console, end - 1, False)
    expect_hidden(console, first)
    expect(whole).to_be_focused()
    expect(whole).to_have_text(console.words["Hide module"])


def test_hidden_slides_stay_hidden_after_a_reload_and_for_another_host(
    console, dialog, run, desk, slides
):
    other = Console(desk.open()).open(run.code)
    hide_button(console, 1).click()
    expect_hidden(console, 1)

    open_dialog(other)
    expect_hidden(other, 1)
    hide_button(other, 1).click()
    expect_hidden(console, 1, False)
    hide_button(other, 2).click()
    expect_hidden(console, 2)

    console.page.reload()
    console.expect_connection("connected")
    open_dialog(console)
    expect_hidden(console, 2)
    assert console.page.locator("[data-part='hidden']").inner_text() == console.say(
        "{n} slide is hidden in this session", "{n} slides are hidden in this session", n=1
    )


def test_poll_of_a_hidden_slide_is_not_among_those_to_come(console, dialog, slides):
    number = [slide.id for slide in slides].index(POLL)
    state = tile(console, number).locator("[data-part='marks']")
    expect(state).to_contain_text(console.words["Not opened yet"])
    console.page.keyboard.press("Escape")
    expect(console.page.locator(f"#run-body [data-poll='{POLL}']")).to_have_count(1)

    open_dialog(console)
    hide_button(console, number).click()
    expect_hidden(console, number)

    expect(console.page.locator(f"#run-body [data-poll='{POLL}']")).to_have_count(0)
    console.page.keyboard.press("Escape")
    console.go(number)
    console.command_here("Open poll")
    open_dialog(console)
    expect(state).to_contain_text(console.words["Open"])


def test_stage_passes_over_hidden_slides_by_its_own_keys(console, dialog, run, desk, slides):
    stage = Stage(desk.open()).open(run.code)
    hide_button(console, 1).click()
    expect_hidden(console, 1)

    stage.page.keyboard.press("PageDown")

    expect(stage.title).to_have_text(slides[2].text["en"].title)


def test_moderator_sees_the_slides_and_hides_none(desk, sign_in, run, slides):
    email = "moderator-of-slides@demo.example"
    moderator = sign_in(desk.invite("Mira", email, "presenter", "en"), "en")
    desk.appoint(run.code, email, "moderator")
    console = Console(moderator.open()).open(run.code)

    open_dialog(console)

    expect(tile(console, 0).locator(".stage-title")).to_have_text(slides[0].text["en"].title)
    expect(console.page.locator("[data-hides]")).to_have_count(0)


def test_names_of_the_modules_lead_to_their_slides(console, dialog, parts, slides):
    first, _after = parts[2]
    names = dialog.locator(".slides-index > .button")
    expect(names).to_have_count(len(parts))
    expect(tile(console, first)).not_to_be_in_viewport()

    names.nth(2).click()

    expect(tile(console, first)).to_be_in_viewport()
    expect(tile(console, first).locator("button[name='slide']")).to_be_focused()
    expect(dialog).to_be_visible()
    console.page.keyboard.press("Enter")
    expect_position(console, first, len(slides))
