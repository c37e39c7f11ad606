"""A slide that reveals its list item by item, on every screen, in every language."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Stage
from tests.browser.stepwise import WORDS

MODULE = "stepwise"
HABITS = 1
ITEMS = "[data-reveal]"
LATER = "[data-later]"


@pytest.fixture
def stage(desk, run):
    return Stage(desk.open()).open(run.code)


def shown(page, frame):
    """The texts of the items that can be seen there."""
    items = page.locator(f"{frame} .prose {ITEMS}")
    return [item.inner_text().strip() for item in items.all() if item.is_visible()]


def expect_shown(page, frame, language, count):
    items = page.locator(f"{frame} .prose {ITEMS}")
    expect(items).to_have_count(3)
    expect(page.locator(f"{frame} .prose {LATER}")).to_have_count(3 - count)
    assert shown(page, frame) == WORDS[language]["items"][:count]


def places(page, frame):
    """The places of what stands in the slide, seen or not."""
    blocks = page.locator(f"{frame} .prose").locator("p, li")
    return [block.bounding_box()["y"] for block in blocks.all()]


def test_next_reveals_an_item_on_every_screen_and_back_hides_it(console, stage, follower, desk):
    olga, dilbar = follower("Ольга", "ru"), follower("Дилбар", "prs")
    audience = [
        (olga.page, "#slides", "ru"),
        (dilbar.page, "#slides", "prs"),
        (stage.page, "#show", "en"),
    ]

    console.next()
    for page, frame, language in audience:
        expect_shown(page, frame, language, 0)
    before = [places(page, frame) for page, frame, _ in audience]
    console.next()
    console.next()

    for page, frame, language in audience:
        expect_shown(page, frame, language, 2)
    assert [places(page, frame) for page, frame, _ in audience] == before, "something moved"
    expect(console.page.locator("#move [data-part='position']")).to_contain_text("2")
    console.page.locator("#move [data-part='back'] .button").click()
    for page, frame, language in audience:
        expect_shown(page, frame, language, 1)


def test_presenter_reads_what_is_to_come_and_then_moves_on(console, follower, auditor):
    olga = follower("Ольга", "ru")
    console.next()
    expect(console.page.locator(f"#view {LATER}")).to_have_count(3)
    assert len(shown(console.page, "#view")) == 3
    auditor.look(console.page, "console, revealing")

    for _ in range(4):
        console.next()

    expect(olga.page.locator("#slides .slide-title")).to_have_text(WORDS["ru"]["after"])
    console.page.locator("#move [data-part='back'] .button").click()
    expect_shown(olga.page, "#slides", "ru", 3)
    auditor.expect_nothing()


def test_marker_passes_over_items_that_the_room_does_not_see(console, follower):
    olga, page = follower("Ольга", "ru"), console.page
    console.next()
    console.next()
    page.locator("#view [data-part='mark']").click()
    hint = console.words["Items that the room does not see yet cannot be chosen."]
    expect(page.locator("[data-part='point-hint']")).to_contain_text(hint)
    items = page.locator(f"#view [data-part='now'] {ITEMS}")

    items.nth(1).click()
    items.nth(0).click()

    expect(olga.page.locator("#slides [data-marked]")).to_have_count(1)
    expect(page.locator("#view [data-marked]")).to_have_count(1)
    expect(items.nth(0)).to_have_attribute("data-marked", "")


def test_latecomer_and_a_page_without_scripts_see_what_is_revealed(console, follower, run, visit):
    console.next()
    console.next()
    expect(console.page.locator(f"#view {LATER}")).to_have_count(2)

    olga = follower("Ольга", "ru")
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{run.code}")
    page.locator("#name").fill("Пётр")
    page.locator("main form .button").click()

    expect_shown(olga.page, "#slides", "ru", 1)
    olga.page.reload()
    expect_shown(olga.page, "#slides", "ru", 1)
    expect_shown(page, "#slides", "ru", 1)


def test_reader_of_another_slide_sees_all_items(console, follower):
    olga = follower("Ольга", "ru")
    turn = olga.page.locator("#slides .slide-foot .button")

    turn.last.click()
    expect_shown(olga.page, "#slides", "ru", 3)

    console.next()
    expect_shown(olga.page, "#slides", "ru", 0)
    turn.first.click()
    console.next()
    olga.page.locator(".slide-return").click()
    expect_shown(olga.page, "#slides", "ru", 1)


def test_revealed_item_is_read_to_screen_readers(console, follower):
    olga = follower("Ольга", "ru")
    console.next()
    expect_shown(olga.page, "#slides", "ru", 0)
    console.next()

    expect(olga.page.locator("[role=status]", has_text=WORDS["ru"]["items"][0])).to_have_count(1)


def test_keys_of_the_stage_reveal_items_and_both_languages_show_the_same(stage, desk):
    stage.page.locator("#tools select").nth(1).select_option("prs")
    expect(stage.title).to_have_count(2)

    stage.page.keyboard.press("PageDown")
    stage.page.keyboard.press("PageDown")

    for number, language in enumerate(("en", "prs"), start=1):
        column = f"#show .stage-column:nth-child({number})"
        expect(stage.page.locator(f"{column} {ITEMS}")).to_have_count(3)
        expect_shown(stage.page, column, language, 1)


def test_interpreter_reads_ahead_and_sees_how_far_the_room_is(console, interpreter):
    page = interpreter("Dana", "kk")
    console.next()
    console.next()

    now = page.locator("#ahead [data-now='true']")
    expect(now.locator(LATER)).to_have_count(4)
    expect(now.locator(ITEMS)).to_have_count(6)
    assert all(item.is_visible() for item in now.locator(ITEMS).all())


def test_paper_shows_all_items(console, follower):
    olga = follower("Ольга", "ru")
    console.next()
    expect_shown(olga.page, "#slides", "ru", 0)

    olga.page.emulate_media(media="print")

    assert shown(olga.page, "#slides") == WORDS["ru"]["items"]


def test_remote_reveals_items_and_says_how_many_are_shown(desk, run, follower):
    olga = follower("Ольга", "ru")
    remote = desk.open()
    remote.goto(f"/rooms/{run.code}/remote")
    forward = remote.locator("#move [data-part='next'] .button")
    expect(forward).to_have_attribute("aria-disabled", "false")

    forward.click()
    expect_shown(olga.page, "#slides", "ru", 0)
    forward.click()

    expect_shown(olga.page, "#slides", "ru", 1)
    expect(remote.locator("#position")).to_contain_text("1 of 3")
