"""The foot of a participant's room shows one band at a time: the most urgent one."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.sizes import resize

POLL = "last-year"
CATCHUP, TIME, FLOOR = (
    f"[data-mount='{mount}']" for mount in ("catchup/band", "timing/band", "signals/called")
)
OFFER = ".dock-offer"
STRIPS = ".dock > .band, .dock-offer"


@pytest.fixture
def latecomer(run, late, join):
    """Joins after three slides have been shown, on a phone or a laptop."""

    def latecomer(name, language="ru", look=PHONE):
        for slide in (1, 2, 3):
            run.go(slide)
        late(run.code, 10)
        someone = join(run.code, name, language, look=look)
        someone.expect_extras()
        expect(someone.page.locator(CATCHUP)).to_be_visible()
        return someone

    return latecomer


SMALLEST = {"width": 320, "height": 568}


def give_floor(someone, console):
    someone.raise_hand()
    console.show("people")
    console.page.locator(".hands-row").get_by_role("button", name="Give the floor").click()


def ask(someone, text):
    """Ask by the form, as without scripts: the place of the questions counts as not seen."""
    token = someone.page.locator("input[name='csrf_token']").first.input_value()
    form = {"csrf_token": token, "text": text, "language": "en"}
    address = someone.page.url.split("#")[0] + "/do/question.ask"
    assert someone.page.request.post(address, form=form).ok


def expect_only(someone, *selectors):
    """These strips are in sight and no other."""
    for selector in selectors:
        expect(someone.page.locator(selector)).to_be_visible()
    expect(someone.page.locator(STRIPS).locator("visible=true")).to_have_count(len(selectors))


# The lines of the text and whether a part of it is cut off.
FIT = """
(band) => {
  const text = band.firstElementChild;
  const lines = text.offsetHeight / parseFloat(getComputedStyle(text).lineHeight);
  return { lines: Math.round(lines), isCut: text.scrollWidth > text.clientWidth };
}
"""


# The words that take more lines than there are words.
BROKEN = """
(words) => words.filter((word) => {
  const range = document.createRange();
  range.selectNodeContents(word);
  const lines = new Set([...range.getClientRects()].map(({ top }) => top)).size;
  return lines > word.textContent.trim().split(" ").length;
}).map((word) => word.textContent)
"""


def expect_whole(band, most_lines=2):
    """Its text takes few lines on a narrow phone, and none of it is cut off."""
    fit = band.evaluate(FIT)
    assert not fit["isCut"], fit
    assert fit["lines"] <= most_lines, fit


@pytest.mark.parametrize("look", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_break_is_shown_to_a_latecomer_before_what_was_missed(look, run, latecomer):
    olga = latecomer("Ольга", look=look)

    run.do("break.start", minutes="5")
    expect_only(olga, TIME)
    run.do("timing.end")

    expect_only(olga, CATCHUP)


def test_time_stands_beside_what_a_latecomer_looks_through(run, latecomer):
    olga = latecomer("Ольга")
    olga.page.locator(CATCHUP).get_by_role("button").first.click()

    run.do("countdown.start", minutes="5", label="discussion")

    expect_only(olga, TIME, CATCHUP)


def test_speaker_is_offered_an_open_poll_before_the_floor(run, latecomer, console, lesson):
    olga = latecomer("Ольга")
    run.go(lesson.number(POLL))
    give_floor(olga, console)
    expect_only(olga, FLOOR)
    olga.show("questions")

    run.open(POLL)
    expect_only(olga, OFFER)
    expect(olga.page.locator(OFFER)).to_have_attribute("data-place", "slides")


def test_floor_is_more_urgent_than_the_question_on_the_stage(run, latecomer, console):
    olga = latecomer("Ольга")
    ask(olga, "Why does a single talk not work?")
    run.do("stage.show", kind="question", key="1")
    expect_only(olga, OFFER)

    give_floor(olga, console)

    expect_only(olga, FLOOR)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_what_was_missed_is_named_whole_on_the_smallest_phone(language, latecomer):
    reader = latecomer("Aigerim", language)
    resize(reader.page, SMALLEST)

    expect_whole(reader.page.locator(CATCHUP))


def test_what_was_missed_waits_while_a_poll_is_open(run, latecomer, lesson):
    olga = latecomer("Ольга")
    run.go(lesson.number(POLL))
    run.open(POLL)
    expect_only(olga)

    olga.vote(POLL, lesson.keys(POLL)[0])

    expect_only(olga, CATCHUP)


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_called_person_reads_the_whole_call_and_has_one_button_to_end_it(
    language, latecomer, console
):
    reader = latecomer("Aigerim", language)
    resize(reader.page, SMALLEST)
    give_floor(reader, console)
    expect_only(reader, FLOOR)
    finish = reader.words["having the floor", "Finish"]
    lower = reader.page.locator(".dock").get_by_role("button", name=finish)

    # The row with the hand is still open.
    expect_whole(reader.page.locator(FLOOR))
    expect(reader.page.locator(".dock-signals")).to_be_visible()
    expect(lower.locator("visible=true")).to_have_count(1)
    reader.page.locator(".dock-hand").click()
    expect(reader.page.locator(".dock-signals")).to_be_hidden()
    expect_whole(reader.page.locator(FLOOR), most_lines=3)
    expect(lower.locator("visible=true")).to_have_count(1)
    resize(reader.page, LAPTOP["viewport"])
    expect(lower.locator("visible=true")).to_have_count(1)
    lower.locator("visible=true").click()

    expect(reader.page.locator(FLOOR)).to_be_hidden()


@pytest.mark.parametrize("language", ["ru", "prs"])
def test_question_on_the_stage_is_named_by_its_beginning(language, run, latecomer):
    reader = latecomer("Aigerim", language)
    resize(reader.page, SMALLEST)
    ask(reader, "Does a single talk help? " + "And why? " * 12 + "\nThe rest.")

    run.do("stage.show", kind="question", key="1")

    offer = reader.page.locator(OFFER)
    expect(offer).to_contain_text(reader.words["A question is being answered now"])
    expect(offer).to_contain_text("Does a single talk help?")
    expect(offer).not_to_contain_text("The rest")
    assert offer.evaluate("offer => offer.scrollHeight <= offer.clientHeight")
    assert offer.bounding_box()["height"] < SMALLEST["height"] / 5


def test_place_where_the_reader_is_keeps_its_link_when_another_comes(run, latecomer, join):
    olga = latecomer("Ольга")
    join(run.code, "Бек", "kk", look=PHONE)
    questions, groups = (
        olga.page.locator(f".dock-place[href='#{place}']") for place in ("questions", "groups")
    )
    olga.show("questions")

    run.do("chat.set", mode="everyone")

    expect(olga.page.locator(".dock-more")).to_be_visible()
    expect(questions).to_be_visible()
    olga.show("slides")
    run.do("groups.draft", split="random", everyone="true")
    run.do("groups.start", minutes="15")
    expect(groups).not_to_have_attribute("hidden", "")
    expect(questions).to_be_visible()
    expect(groups).to_be_hidden()
    olga.page.locator(OFFER).click()
    expect(groups).to_be_visible()


def test_words_of_reactions_are_not_broken_on_a_narrow_phone(latecomer):
    olga = latecomer("Ольга")
    resize(olga.page, {"width": 360, "height": 640})

    faults = olga.page.locator(".signals-reactions span:not(.signals-count)").evaluate_all(BROKEN)

    assert faults == []
