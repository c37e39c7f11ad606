"""Text fills the projector's picture, is readable from the last row, and is never cut."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Stage
from tests.browser.sizes import resize

# What the room sees, on the stage and on the console; the list of slides has pictures, too.
SHOWN = ":is(#show, [data-part='show'])"
SCREENS = [(1920, 1080), (1366, 768), (1280, 720), (1024, 768)]
# The height of capital letters as a share of the picture's, which AVIXA V202.01 asks for if the
# last row sits six times that height away, such as twelve metres from a picture of two metres.
LEAST_SHARE = 0.03
# Slides of usual length: text, a list, a poll.
SLIDES = ["welcome", "parents-against", "last-year"]

CAPITALS = """element => {
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const { actualBoundingBoxAscent } = context.measureText("H");
  return actualBoundingBoxAscent / document.querySelector(".stage-screen").clientHeight;
}"""
# What is outside the place for the slide, or cannot be seen without scrolling sideways.
CUT = """element => {
  const place = element.getBoundingClientRect();
  const isOutside = ({ top, bottom, left, right }) =>
    top < place.top - 1 || bottom > place.bottom + 1 ||
    left < place.left - 1 || right > place.right + 1;
  return [...element.querySelectorAll("*")].filter((part) => {
    const box = part.getBoundingClientRect();
    const isDrawn = box.width > 0 && getComputedStyle(part).position !== "absolute";
    const scrolls = part.matches("table, pre") && part.scrollWidth > part.clientWidth + 1;
    return isDrawn && (isOutside(box) || scrolls);
  }).map((part) => part.outerHTML.slice(0, 120));
}"""
# How much of the free height the text takes, and how far its middle is from that of its place.
FILLED = """element => {
  const place = element.getBoundingClientRect();
  const boxes = [...element.querySelectorAll(".stage-column > *")].map(
    (part) => part.getBoundingClientRect(),
  );
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const offCentre = Math.abs((top + bottom) / 2 - (place.top + place.bottom) / 2);
  return [(bottom - top) / place.height, offCentre / place.height];
}"""


ADD_RULE = """rule => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Sizes of fonts as shares of the picture's height, for all texts.
LEAST_FONT = 0.04
FONTS = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const fonts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const isDrawn = parent.getClientRects().length && !parent.closest("svg, .unseen");
    if (isDrawn && node.data.trim()) fonts.push(parseFloat(getComputedStyle(parent).fontSize));
  }
  return fonts.map((font) => font / document.querySelector(".stage-screen").clientHeight);
}"""
# Whether a line is hidden. The letters of some fonts are higher than a line, but not by half.
HIDES = """element => {
  const half = parseFloat(getComputedStyle(element).fontSize) / 2;
  return element.scrollHeight > element.clientHeight + half;
}"""


@pytest.fixture
def stage(desk, run):
    return Stage(desk.open()).open(run.code)


def show_at(stage, size):
    width, height = size
    resize(stage.page, {"width": width, "height": height})


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_text_is_readable_from_the_last_row_on_every_projector(stage, run, lesson, language):
    stage.page.locator("#tools select").first.select_option(language, force=True)
    for slide in SLIDES:
        run.go(lesson.number(slide))
        expect(stage.title).to_have_text(lesson.title(slide, language))
        for size in SCREENS:
            show_at(stage, size)
            texts = stage.page.locator("#show :is(.stage-title, .prose > *, .stage-options > li)")
            assert min(text.evaluate(CAPITALS) for text in texts.all()) >= LEAST_SHARE, (
                slide,
                size,
            )


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_letters_of_no_slide_are_small(stage, run, lesson, language):
    stage.page.locator("#tools select").first.select_option(language, force=True)
    for number in range(len(lesson)):
        run.go(number)
        expect(stage.title).to_have_text(lesson.title_at(number, language))
        for size in SCREENS[:2]:
            show_at(stage, size)
            fonts = stage.page.locator("#show").evaluate(FONTS)
            assert min(fonts) > LEAST_FONT - 0.0001, (number, size)


def test_letters_that_are_higher_than_their_lines_stay_large(stage, run, lesson):
    """Planted fault: with Noto Sans, each slide seemed cut and got the smallest letters."""
    stage.page.evaluate(ADD_RULE, ".stage-column { line-height: 0.9 !important; }")
    for slide in SLIDES:
        run.go(lesson.number(slide))
        expect(stage.title).to_have_text(lesson.title(slide, "en"))
        show_at(stage, SCREENS[0])

        assert min(stage.page.locator("#show").evaluate(FONTS)) > LEAST_FONT - 0.0001, slide


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_long_explanation_of_a_result_says_where_its_end_is(stage, run, lesson, language):
    stage.page.locator("#tools select").first.select_option(language, force=True)
    run.go(lesson.number("outcomes"))
    for act in (run.open, run.close, run.reveal):
        act("outcomes")
    expect(stage.page.locator(".stage-why")).to_contain_text(lesson.why("outcomes", language)[:40])
    why = stage.page.locator(".stage-why > .prose")
    for size in SCREENS[:2]:
        show_at(stage, size)
        for part in ("#show", ".stage-foot"):
            assert min(stage.page.locator(part).evaluate(FONTS)) > LEAST_FONT - 0.0001, size
        rest = stage.page.locator(".stage-rest")
        expect(rest).to_be_visible(visible=why.evaluate(HIDES))
    if language == "ru":
        # In a narrow font the whole of it may fit.
        stage.page.evaluate(ADD_RULE, ".stage-why { letter-spacing: 0.3em; }")
        show_at(stage, SCREENS[0])
        expect(rest).to_have_text(stage.words["The whole explanation is on your phone."])
        expect(rest).to_be_visible()


def test_every_slide_is_shown_whole_in_one_language_and_in_two(stage, run, lesson):
    for second in ("", "kk"):
        stage.page.locator("#tools select").nth(1).select_option(second, force=True)
        for number in range(len(lesson)):
            run.go(number)
            expect(stage.title.first).to_have_text(lesson.title_at(number, "en"))
            assert stage.page.locator("#show").evaluate(CUT) == [], number


def test_short_text_grows_and_stands_in_the_middle(stage, run, lesson):
    run.go(lesson.number("welcome"))
    expect(stage.title).to_have_text(lesson.title("welcome", "en"))
    for size in SCREENS:
        show_at(stage, size)
        filled, off_centre = stage.page.locator("#show").evaluate(FILLED)
        assert 0.6 <= filled <= 0.95
        assert off_centre < 0.02


def test_console_shows_the_same_picture(stage, run, lesson, console):
    resize(console.page, {"width": 1366, "height": 768})
    run.go(lesson.number("welcome"))
    for page in (stage.page, console.page):
        title = page.locator(f"{SHOWN} .stage-title")
        expect(title).to_have_text(lesson.title("welcome", "en"))
    ours, theirs = (
        page.locator(SHOWN).evaluate("element => Number(element.style.getPropertyValue('--fit'))")
        for page in (stage.page, console.page)
    )
    assert ours > 1
    assert abs(ours - theirs) <= 0.051
