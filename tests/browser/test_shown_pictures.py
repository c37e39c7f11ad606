"""A presenter shows a picture from a file: chosen, pasted or dropped."""

import base64
import struct
import zlib

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console
from tests.browser.sizes import resize
from tests.browser.voices import press

MODULE = "policing-science"
WIDTH, HEIGHT = 2000, 500
# Gives the page a picture as a hand does that pastes or drops it.
HAND_OVER = """
([kind, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
  const data = new DataTransfer()
  data.items.add(new File([bytes], "map.png", { type: "image/png" }))
  const options = { bubbles: true, cancelable: true }
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: data })
    : new DragEvent("drop", { ...options, dataTransfer: data })
  document.querySelector("#view").dispatchEvent(event)
  return event.defaultPrevented
}
"""


def png(width=WIDTH, height=HEIGHT):
    """A picture with a transparent half."""

    def chunk(kind, content):
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    row = b"\0" + b"\x00\x60\x30\xff" * (width // 2) + b"\x00\x00\x00\x00" * (width // 2)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, content) for kind, content in parts)


@pytest.fixture
def console(desk, run):
    return Console(desk.open()).open(run.code)


def choose(console, content, name="map.png"):
    menu = console.page.locator(".console-tools-menu")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    with console.page.expect_file_chooser() as chooser:
        press(console.page, "Show a picture")
    chooser.value.set_files({"name": name, "mimeType": "image/png", "buffer": content})


def show(console, content):
    """Choose a picture, look at it and show it."""
    choose(console, content)
    expect(console.page.locator("#screen-dialog")).to_be_visible()
    press(console.page, "Show to everybody")


def shown_to(follower):
    image = follower.page.locator("#slides figure img")
    expect(image).to_be_visible()
    return image.evaluate(
        "image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"
    )


def test_chosen_picture_is_shown_after_the_presenter_has_looked_at_it(console, follower):
    olga = follower("Ольга", "ru")
    choose(console, png())

    expect(console.page.locator("#screen-dialog")).to_be_visible()
    expect(olga.page.locator("#slides figure img")).to_have_count(0)
    clear_half = (
        "canvas => [...canvas.getContext('2d').getImageData(canvas.width - 2, 2, 1, 1).data]"
    )
    assert console.page.locator(".stills-preview").evaluate(clear_half) == [255, 255, 255, 255]
    press(console.page, "Show to everybody")

    assert shown_to(olga) == [1280, 320]


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_picture_that_is_handed_to_the_console_is_offered(console, follower, kind):
    olga = follower("Ольга", "ru")

    console.page.evaluate(HAND_OVER, [kind, base64.b64encode(png(400, 300)).decode()])

    expect(console.page.locator("#screen-dialog")).to_be_visible()
    press(console.page, "Show to everybody")
    assert shown_to(olga) == [400, 300]


def test_another_picture_can_be_chosen_in_the_preview(console, follower):
    olga = follower("Ольга", "ru")
    choose(console, png())
    expect(console.page.locator("#screen-dialog")).to_be_visible()

    with console.page.expect_file_chooser() as chooser:
        press(console.page, "Choose another picture")
    chooser.value.set_files({"name": "plan.png", "mimeType": "image/png", "buffer": png(600, 600)})
    expect(console.page.locator("#screen-dialog")).to_be_visible()
    press(console.page, "Show to everybody")

    assert shown_to(olga) == [600, 600]


def test_file_that_is_no_picture_is_named(console):
    choose(console, b"<html>", "report.png")

    said = console.page.locator("#stills .voice-state")
    expect(said).to_contain_text("not a picture that the browser can read")
    expect(console.page.locator("#screen-dialog")).to_be_hidden()


def test_new_picture_comes_into_sight_of_a_reader_who_has_scrolled(console, follower):
    olga = follower("Ольга", "ru")
    resize(olga.page, {"width": 360, "height": 480})
    olga.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert olga.page.evaluate("scrollY") > 200

    show(console, png(400, 300))

    image = olga.page.locator("#slides figure img")
    expect(image).to_be_visible()
    expect(image).to_be_in_viewport(ratio=1)


def test_new_picture_does_not_move_the_page_under_a_writer(console, run, join):
    erlan = join(run.code, "Ерлан", "kk")
    erlan.expect_extras()
    erlan.show("questions")
    resize(erlan.page, {"width": 1024, "height": 400})
    erlan.page.locator("#questions textarea").first.focus()
    erlan.page.evaluate("scrollTo(0, 130)")
    before = erlan.page.evaluate("scrollY")
    assert before > 0

    show(console, png(400, 1600))

    expect(erlan.page.locator("#slides figure img")).to_be_attached()
    assert erlan.page.evaluate("scrollY") == before


def test_laptop_shows_all_of_a_portrait_above_the_buttons(console, run, join):
    erlan = join(run.code, "Ерлан", "kk")
    erlan.expect_extras()

    show(console, png(400, 1200))

    image = erlan.page.locator("#slides figure img")
    expect(image).to_be_visible()
    picture, foot = image.bounding_box(), erlan.page.locator(".slide-foot").bounding_box()
    caption = erlan.page.locator("#slides figcaption").bounding_box()
    assert picture["y"] + picture["height"] <= caption["y"]
    assert caption["y"] + caption["height"] <= foot["y"]
    assert round(picture["height"] / picture["width"], 1) == 3


def test_shown_picture_is_taken_away_from_the_card_of_the_moment(console, follower):
    olga = follower("Ольга", "ru")
    show(console, png(400, 300))
    expect(olga.page.locator("#slides figure img")).to_be_visible()
    card = console.page.locator("#moment .moment")
    expect(card.locator(".moment-picture")).to_be_visible()

    console.rest()
    card.get_by_role("button", name=console.words["Take the shown picture away"]).click()

    expect(olga.page.locator("#slides figure img")).to_have_count(0)
    expect(card.locator(".moment-picture")).to_have_count(0)
