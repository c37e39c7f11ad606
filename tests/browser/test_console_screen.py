"""The console on a laptop: a bar of one line, the room's picture, the card of the moment."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console, Stage
from tests.browser.double_press import press_at_once
from tests.browser.sizes import resize

LAPTOPS = ((1366, 768), (1280, 720))
BAR_PX = 48
SHORT = ("Short?", "Yes", "No")
LONG = ("A question that needs two lines because it says more than a short one " * 2, "Yes", "No")


# Gives every tab a count, as after an hour in a crowd, and returns each left edge and width.
COUNTED = """
(number) => {
  for (const count of document.querySelectorAll("#tab-row [data-count]")) {
    count.hidden = !number;
    count.textContent = number;
  }
  return [...document.querySelectorAll(".console-tab, .console-tools-menu")]
    .map((tab) => tab.getBoundingClientRect())
    .filter(({ width }) => width)
    .map(({ left, width }) => [left, width].map(Math.round));
}
"""
# Returns the counts that lie outside the row of tabs, over the line above it or below.
STRAY = """
() => {
  const row = document.getElementById("tab-row").getBoundingClientRect();
  return [...document.querySelectorAll(".console-tab > .console-count, summary > .console-count")]
    .map((count) => count.getBoundingClientRect())
    .filter(({ width, top, bottom }) => width && (top < row.top || bottom > row.bottom)).length;
}
"""
# Returns by how many px the controls below the slide, and their longest language, are cut off.
CUT = """
() => {
  const row = document.getElementById("move");
  const list = row.querySelector("select");
  const has = list.offsetWidth;
  list.style.inlineSize = "max-content";
  const needs = list.offsetWidth;
  list.style.inlineSize = "";
  return [row.scrollWidth - row.clientWidth, Math.max(0, needs - has)];
}
"""
# Returns which part of the console is in sight in the middle of the picture.
AT_PICTURE = """
() => {
  const picture = document.querySelector(".console-picture");
  const { left, top, width, height } = picture.getBoundingClientRect();
  return picture.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
"""
LARGEST = "() => Object.assign(document.documentElement.dataset, { textSize: '200', large: '' })"


@pytest.fixture
def at_work(console):
    """A console as its presenter finds it: with the notes."""
    resize(console.page, {"width": 1366, "height": 768})
    console.show("notes-panel")
    return console


def press_main(console):
    """Press the main button of the moment, no earlier than the card takes it for meant."""
    console.rest()
    console.page.locator(".moment-act .button").first.click()


def raise_hand(participant):
    participant.raise_hand()


def box(locator):
    return locator.bounding_box()


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_bar_is_one_line_whatever_it_says(language, host, join):
    presenter = host(language)
    run = presenter.run(presenter.new_session(module="prevention-science"))
    run.start()
    console = Console(presenter.open()).open(run.code)
    olga, ayan = join(run.code, "Ольга", "ru"), join(run.code, "Аян", "kk")
    raise_hand(olga)
    for participant in (olga, ayan):
        participant.open_signals()
        for button in participant.page.locator(".dock-signals [aria-pressed]").all():
            button.click()
    expect(console.page.locator("#figures [data-pace]")).to_have_count(2)

    for width, height in LAPTOPS:
        resize(console.page, {"width": width, "height": height})
        assert box(console.page.locator("#bar"))["height"] <= BAR_PX + 1
        last = box(console.page.locator("#bar .console-actions"))
        assert last["x"] >= 0
        assert last["x"] + last["width"] <= width


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_tabs_are_one_line_with_any_count_and_any_tile(language, host):
    presenter = host(language)
    run = presenter.run(presenter.new_session(module="prevention-science"))
    run.start()
    console = Console(presenter.open()).open(run.code)
    page, row = console.page, console.page.locator("#tab-row")

    for tile in page.locator("#tiles [data-panel]").evaluate_all(
        "tiles => tiles.map(({ dataset }) => dataset.panel)"
    ):
        console.bring(tile)
        for width, height in LAPTOPS:
            resize(page, {"width": width, "height": height})
            tab = box(page.locator(".console-tab").first)
            assert box(row)["height"] < tab["height"] * 1.5, (tile, width)
            assert page.evaluate(COUNTED, "") == page.evaluate(COUNTED, "129"), (tile, width)
            assert page.evaluate(STRAY) == 0, (tile, width)
            assert page.evaluate(CUT) == [0, 0], (tile, width)


def test_picture_is_in_sight_with_the_largest_text(at_work):
    resize(at_work.page, {"width": 1280, "height": 720})
    at_work.page.evaluate(LARGEST)

    assert at_work.page.evaluate(AT_PICTURE)


def test_picture_is_what_the_room_sees(at_work, run, desk, lesson):
    stage = Stage(desk.open()).open(run.code)
    picture = at_work.page.locator("#view [data-part='now']")
    shape = box(picture)
    assert shape["width"] / shape["height"] == pytest.approx(16 / 9, abs=0.01)
    assert shape["width"] > 1366 * 0.55

    at_work.next()
    for title in (picture.locator(".stage-title"), stage.title):
        expect(title).to_have_text(lesson.title_at(1, "en"))
    at_work.make_poll(en=SHORT)
    at_work.command(SHORT[0], "Open poll")
    expect(stage.title).to_have_text(SHORT[0])
    expect(picture.locator(".stage-title")).to_have_text(SHORT[0])

    at_work.command(SHORT[0], "Close poll")
    at_work.command(SHORT[0], "Show results")
    expect(picture.locator(".bar-number")).to_have_count(2)
    expect(stage.page.locator("#show .bar-number")).to_have_count(2)


def test_blank_stage_is_seen_on_the_console(at_work):
    words = at_work.page.locator(".console-blanked")
    expect(words).to_be_hidden()
    at_work.page.keyboard.press("b")
    expect(words).to_be_visible()
    at_work.page.keyboard.press("b")
    expect(words).to_be_hidden()


def test_main_button_of_the_moment_never_moves(at_work):
    main = at_work.page.locator(".moment-act .button").first
    places = []
    for wording in (SHORT, LONG):
        at_work.make_poll(en=wording)
        expect(at_work.page.locator(".moment-title")).to_contain_text(wording[0].strip()[:40])
        places.append(box(main))
        press_main(at_work)
        expect(main).to_have_text(at_work.words["Close poll"])
        places.append(box(main))
        press_main(at_work)
        expect(main).to_have_text(at_work.words["Show results"])
        press_main(at_work)
    assert len({(place["x"], place["y"]) for place in places}) == 1


def test_notes_stay_where_they_are_when_results_come_into_the_card(at_work, run, join, lesson):
    olga = join(run.code, "Ольга", "ru")
    at_work.go(1)
    act = at_work.page.locator(".moment-act")
    notes = at_work.page.locator("#notes-panel")
    expect(act).to_contain_text(at_work.words["Open poll"])
    place = box(notes)

    for word in ("Open poll", "Close poll", "Show results"):
        expect(act).to_contain_text(at_work.words[word])
        press_main(at_work)
        expect(act).not_to_contain_text(at_work.words[word])
        assert box(notes) == place, word
        if word == "Open poll":
            olga.page.locator(".poll.open .choice").first.click()
            olga.page.locator(".poll-foot .button").first.click()
            expect(at_work.page.locator(".moment-more .bar-number").first).to_have_text("1")
            assert box(notes) == place
    assert at_work.page.evaluate("document.querySelector('.moment-more').offsetHeight") > 50


def test_presenter_votes_with_one_press_and_keeps_the_notes(at_work, lesson):
    at_work.go(1)
    moment = at_work.page.locator(".moment")
    expect(moment).to_contain_text(at_work.words["Open poll"])
    press_main(at_work)

    expect(moment).to_have_attribute("data-urgency", "now")
    expect(at_work.page.locator("#notes-text")).to_be_visible()
    # The key works, too, and leaves the notes where they are.
    at_work.page.keyboard.press("p")
    at_work.page.keyboard.press("p")
    expect(moment).to_have_attribute("data-urgency", "next")
    expect(at_work.page.locator("#notes-text")).to_be_visible()


def test_double_click_does_not_close_the_poll_that_it_opened(at_work):
    at_work.go(1)
    moment = at_work.page.locator(".moment")
    opening = moment.get_by_role("button", name=at_work.words["Open poll"])
    expect(opening).to_be_visible()
    at_work.rest()

    press_at_once(at_work.page, opening.click, "poll.close")

    at_work.rest()
    expect(moment).to_have_attribute("data-urgency", "now")
    press_main(at_work)
    expect(moment).to_have_attribute("data-urgency", "next")


def test_raised_hand_waits_beside_the_poll_of_the_slide(at_work, run, join):
    at_work.go(1)
    raise_hand(join(run.code, "Ольга", "ru"))
    moment = at_work.page.locator(".moment")
    other = at_work.page.locator(".moment-others .button")
    expect(moment).to_contain_text(at_work.words["Open poll"])

    other.click()

    expect(moment).to_contain_text("Ольга")
    expect(moment).to_contain_text(at_work.words["Give the floor"])
    press_main(at_work)
    expect(moment).to_contain_text(at_work.words["Has the floor"])


def test_rare_panels_are_tiles_and_one_at_a_time_a_tab(at_work):
    page = at_work.page
    expect(page.locator("#tabs a:visible")).to_have_count(5)
    at_work.show("groups")
    expect(page.locator("#tabs [href='#groups']")).to_be_focused()
    expect(page.locator("#tabs [href='#run']")).to_be_hidden()

    page.keyboard.press("Home")
    expect(page.locator("#notes-text")).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator("#groups")).to_be_visible()


def test_picture_of_the_stage_counts_from_right_to_left_in_dari(host):
    """Its words are the host's. The slides have no Dari, so its columns run from left to right."""
    presenter = host("prs", "Farid")
    run = presenter.run(presenter.new_session())
    run.start()
    run.do("step.propose", text="Meet the school", language="en")
    run.do("step.put", step="1")
    page = Console(presenter.open()).open(run.code).page
    counts = page.locator(".stage-counts > div")
    expect(counts).to_have_count(5)

    parts = page.locator(".stage-counts > div > *, .stage-answered > span")
    directions = parts.evaluate_all("all => all.map((one) => getComputedStyle(one).direction)")
    assert directions == ["rtl"] * 11
