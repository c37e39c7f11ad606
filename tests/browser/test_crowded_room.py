"""A crowded room: a poll is open, a step is put, groups begin, and the reader is a latecomer.

Whatever appears at the foot, the poll stays usable on every screen and at every text size.
Only relations are asserted: the fonts of the machine decide where lines break.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.audit import FIND_WIDE_ELEMENTS
from tests.browser.conftest import PHONE
from tests.browser.lesson import Lesson
from tests.browser.office import take_seat
from tests.browser.sizes import resize
from tests.browser.test_captions import LINE
from tests.browser.voices import begin_speaking

POLL = "last-year"
SCREENS = [
    (1366, 768),
    (1280, 720),
    (390, 844),
    (360, 640),
    (320, 568),
    # A laptop at 200 and at 400 %.
    (683, 384),
    (320, 256),
]
LANGUAGES = ["en", "ru", "kk", "prs"]

# Returns the reachable part of the poll and the content's share of the screen, without waiting.
LOOK = """
(isEnlarged) => {
  // A laptop at 400 %, a phone on its side.
  const isLow = innerHeight < 480;
  const at = (x, y) => document.elementFromPoint(x, y);
  const hits = (element, x, y) => element.contains(at(x, y));
  const named = (x, y) => { const e = at(x, y); return e && `${e.localName}.${e.className}`; };
  const options = [...document.querySelectorAll("#slides .poll-options > .choice")];
  const vote = document.querySelector("#slides .poll-foot > .button");
  const faults = [];

  const seen = () => options.filter((option) => {
    const { left, width, top, height } = option.getBoundingClientRect();
    return hits(option, left + width / 2, top + Math.min(height / 2, 24));
  }).length;
  const reach = (element, name) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const [xs, ys] = [[left + 8, right - 8], [top + 6, bottom - 6]];
    const spots = xs.flatMap((x) => ys.map((y) => [x, y]));
    const above = spots.filter(([x, y]) => !hits(element, x, y)).map(([x, y]) => named(x, y));
    if (above.length) faults.push(`${name} is covered by ${above} at ${top} to ${bottom}`);
  };

  const isWide = innerWidth >= 960;
  const bar = document.querySelector(".room-bar");
  if (bar.offsetHeight > 48) faults.push(`the bar is ${bar.offsetHeight} px high`);
  // As the poll comes into sight; in large letters its question alone may fill a phone.
  scrollTo(0, 0);
  if ((isEnlarged && !isWide) || isLow) options[0].scrollIntoView({ block: "start" });
  if (!isLow) {
    const least = isEnlarged || innerHeight < 600 ? 1 : 2;
    if (seen() < least) faults.push(`${seen()} options are in sight`);
    reach(vote, "Vote");
  }

  const main = document.getElementById("main");
  let content = 0;
  for (let y = 0; y < innerHeight; y += 2) content += hits(main, innerWidth / 4, y) ? 2 : 0;
  if (content < innerHeight / 2) faults.push(`${content} of ${innerHeight} px are content`);

  for (const [index, option] of options.entries()) {
    const input = option.querySelector("input");
    input.focus();
    const { left, top } = input.getBoundingClientRect();
    const [x, y] = [left + 4, top + 4];
    if (!hits(option, x, y)) faults.push(`option ${index + 1} is covered by ${named(x, y)}`);
  }
  vote.focus();
  reach(vote, "Vote with the focus");

  const bands = [...document.querySelectorAll(".dock > .band, .dock-offer")];
  const shown = bands.filter((band) => band.offsetHeight).map((band) => band.className);
  if (shown.length !== 1) faults.push(`${shown.length} bands: ${shown}`);
  for (const band of bands.filter((band) => band.offsetHeight)) {
    reach(band, "what announces itself");
    const height = band.offsetHeight;
    if ((isEnlarged || isLow) && height > 64) faults.push(`it takes ${height} px`);
  }

  for (const word of document.querySelectorAll(".dock-place > span:not(.count)")) {
    const range = document.createRange();
    range.selectNodeContents(word);
    const lines = new Set([...range.getClientRects()].map(({ top }) => top)).size;
    const most = word.textContent.trim().split(" ").length;
    if (lines > most) faults.push(`${word.textContent} is broken`);
  }
  return faults;
}
"""

LINE_BESIDE = "element => getComputedStyle(element).borderInlineStartWidth"
PAINT = "element => getComputedStyle(element).backgroundColor"

# Returns whether the beginning of the first option can be seen and pressed without scrolling.
FIRST_OPTION = """
() => {
  const option = document.querySelector("#slides .poll-options > .choice");
  const { left, width, top } = option.getBoundingClientRect();
  return scrollY === 0 && option.contains(document.elementFromPoint(left + width / 2, top + 16));
}
"""

# On a scrolled page the header spans the width and the column beside the slide is in sight.
SCROLLED = """
() => {
  scrollTo(0, document.documentElement.scrollHeight);
  const faults = scrollY > 100 ? [] : [`the page was scrolled by ${scrollY} px only`];
  const bar = document.querySelector(".room-bar").getBoundingClientRect();
  for (const part of [0.01, 0.25, 0.5, 0.75, 0.99]) {
    const hit = document.elementFromPoint(innerWidth * part, bar.top + bar.height / 2);
    const isHead = hit.closest(".room-head, .room-bar");
    if (!isHead) faults.push(`at ${part}: ${hit.localName}.${hit.className}`);
  }
  const title = document.querySelector("#questions[data-side] > h2").getBoundingClientRect();
  const isBeside = title.top >= bar.bottom && title.bottom <= innerHeight;
  if (bar.top !== 0) faults.push(`the bar is at ${bar.top}`);
  if (!isBeside) faults.push(`the column beside the slide is at ${title.top}`);
  return faults;
}
"""


@pytest.fixture
def run(desk, lesson, late):
    """Anybody who joins now has missed two slides and meets everything at once."""
    run = desk.run(desk.new_session())
    run.start()
    for slide in (2, 3, lesson.number(POLL)):
        run.go(slide)
    late(run.code, 10)
    run.open(POLL)
    return run


def enlarge(page, times):
    for _ in range(times):
        page.locator(".text-size .larger").click()


def walk(page, name):
    """Every screen, first with text as it is and then at its largest."""
    faults = []
    for size in (100, 200):
        for width, height in SCREENS:
            resize(page, {"width": width, "height": height})
            screen_name = f"{name}, {width}x{height}, {size} %"
            faults += [f"{screen_name}: {fault}" for fault in page.evaluate(LOOK, size > 100)]
            faults += [f"{screen_name}: {fault}" for fault in page.evaluate(FIND_WIDE_ELEMENTS)]
        if size == 100:
            enlarge(page, 4)
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_covers_an_open_poll(language, run, join, server):
    run.do("step.propose", text="Meet the parents of every class", language="en")
    run.do("step.put", step="1")
    take_seat(server.url, run.code, "Бек", language)
    reader = join(run.code, "Айгерим", language)
    run.do("groups.draft", split="random", everyone="true")
    run.do("groups.start", minutes="15")
    expect(reader.page.locator(".dock-place[href='#groups']")).to_be_visible()
    expect(reader.page.locator(".dock-offer")).to_be_visible()
    faults = walk(reader.page, f"{language}, offered")

    assert faults == [], "\n".join(["", *faults])


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
@pytest.mark.parametrize("call", ["call", "time"])
def test_nothing_covers_an_open_poll_below_voice_and_captions(
    call, language, run, join, console, say_in
):
    reader = join(run.code, "Айгерим", language)
    reader.expect_extras()
    begin_speaking(console.page)
    say = say_in(language)
    if call == "time":
        run.do("countdown.start", minutes="5", label="discussion")
    else:
        reader.page.locator(".dock-signals .button").first.click()
        console.show("people")
        console.page.get_by_role("button", name="Give the floor").click()
    mount = "timing/band" if call == "time" else "signals/called"
    expect(reader.page.locator(f"[data-mount='{mount}']")).to_be_visible()
    say(LINE)
    expect(reader.page.locator(".captions-lines")).to_be_visible()
    expect(reader.page.locator(".dock > .voice").first).to_be_visible()
    faults = walk(reader.page, f"{language}, {call}")

    assert faults == [], "\n".join(["", *faults])


def test_bar_of_the_voice_keeps_its_place(run, join, console, say_in):
    reader = join(run.code, "Айгерим", "kk", look=PHONE)
    reader.expect_extras()
    begin_speaking(console.page)
    voice = reader.page.locator(".dock > .voice")
    expect(voice).to_be_visible()
    before = voice.bounding_box()

    run.do("countdown.start", minutes="5", label="discussion")
    say_in("kk")(LINE)

    expect(reader.page.locator(".captions-lines")).to_be_visible()
    assert voice.bounding_box() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_question_in_the_largest_text_leaves_a_place_to_its_first_option(
    language, desk, taught, join
):
    module, poll = "role-of-law-enforcement", "count-outcomes"
    run = desk.run(desk.new_session(module=module))
    run.start()
    run.go(Lesson(taught, module).number(poll))
    run.open(poll)
    reader = join(run.code, "Айгерим", language, look=PHONE)
    reader.expect_extras()
    expect(reader.page.locator("#slides .poll.open")).to_be_visible()
    enlarge(reader.page, 4)

    for width, height in ((360, 640), (390, 844)):
        resize(reader.page, {"width": width, "height": height})
        assert reader.page.evaluate(FIRST_OPTION), (width, height)
        assert reader.page.evaluate(FIND_WIDE_ELEMENTS) == []


def test_open_poll_differs_from_one_that_is_over(run, join):
    reader = join(run.code, "Айгерим", look=PHONE)
    poll, words = reader.page.locator("#slides .poll"), reader.page.locator("#slides .poll-kind")
    looks = [poll.evaluate(LINE_BESIDE), words.evaluate(PAINT)]
    place = words.bounding_box()

    run.close(POLL)

    expect(reader.page.locator("#slides .poll.closed")).to_be_visible()
    assert [poll.evaluate(LINE_BESIDE), words.evaluate(PAINT)] == ["0px", "rgba(0, 0, 0, 0)"]
    assert "0px" not in looks
    assert "rgba(0, 0, 0, 0)" not in looks
    assert words.bounding_box()["x"] == place["x"]


def test_column_beside_the_slide_is_there_while_it_has_something(run, join, console):
    run.close(POLL)
    reader = join(run.code, "Айгерим")
    reader.expect_extras()
    side = reader.page.locator(".place.side:visible")
    expect(side).to_have_count(0)

    console.make_poll(en=["Shall we take a break?", "Yes", "No"])
    console.command("Shall we take a break?", "Open poll")
    expect(side.locator(".poll.open")).to_be_visible()
    console.command("Shall we take a break?", "Close poll")
    expect(side.locator(".poll.closed")).to_be_visible()
    run.go(0)
    expect(side).to_have_count(0)

    reader.show("polls")
    expect(side.locator(".poll")).not_to_have_count(0)


def test_header_and_sidebar_stay_in_sight_beside_a_long_slide(run, join):
    reader = join(run.code, "Айгерим", "ru")
    expect(reader.page.locator("#slides .poll-foot > .button")).to_be_visible()
    reader.show("questions")
    resize(reader.page, {"width": 1024, "height": 500})

    assert reader.page.evaluate(SCROLLED) == []


@pytest.mark.parametrize(
    ("module", "poll"),
    [("prevention-science", POLL), ("role-of-law-enforcement", "count-outcomes")],
    ids=["named", "anonymous"],
)
def test_options_stay_in_place_when_their_poll_opens(module, poll, desk, taught, join):
    run = desk.run(desk.new_session(module=module))
    run.start()
    run.go(Lesson(taught, module).number(poll))
    reader = join(run.code, "Айгерим", "kk", look=PHONE)
    reader.expect_extras()
    options = reader.page.locator("#slides .poll-options")
    expect(options).to_have_attribute("disabled", "")
    first = options.locator(".choice").first
    before = first.bounding_box()

    run.open(poll)

    expect(options).not_to_have_attribute("disabled", "")
    assert first.bounding_box() == before
