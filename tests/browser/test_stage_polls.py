"""Polls on the projector: what to do, who has answered, and results that fit their data."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Stage
from tests.browser.polls import CHOICES, create
from tests.browser.sizes import resize
from tests.browser.voters import Voters, options
from tests.browser.words import Words

POLL = "spot-1"
HOW = {
    "single": "Choose one answer on your phone.",
    "ranking": "Put them in order on your phone.",
    "numeric": "Write a number on your phone.",
    "cloud": "Write up to three words on your phone.",
    "text": "Write your answer on your phone.",
    "reasoned": "Say on your phone whether it is true, and why.",
}


@pytest.fixture
def stage(desk, run):
    return Stage(desk.open()).open(run.code)


@pytest.fixture
def voters(server, run):
    return lambda count: Voters(server.url, run.code, count)


def show_result(run, poll=POLL):
    run.close(poll)
    run.reveal(poll)


def colour(locator):
    return locator.evaluate("element => getComputedStyle(element).color")


def test_way_to_join_is_large_for_a_moment_when_a_poll_opens(stage, run):
    create(run, "single")
    opening = stage.page.locator(".stage-opening")
    expect(opening).to_have_count(0)
    run.open(POLL)

    expect(opening).to_be_visible()
    expect(opening.locator(".stage-corner-code")).to_have_text(f"{run.code[:4]} {run.code[4:]}")
    box, screen = (
        part.bounding_box() for part in (opening.locator("svg"), stage.page.locator("#main"))
    )
    assert box["height"] > screen["height"] / 2
    expect(opening).to_have_count(0)
    # A stage that is opened now shows the question at once.
    stage.page.reload()
    expect(stage.title).to_have_text("Which?")
    expect(opening).to_have_count(0)


def test_hall_of_two_languages_is_asked_in_both(stage, run):
    stage.show_in("en", "kk")
    create(run, "single")
    run.open(POLL)

    words = stage.page.locator(".stage-opening-words > span")
    expect(words).to_have_text(["Answer now", Words("kk")["Answer now"]])
    lines = stage.page.locator("#foot > span")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("0 of")
    expect(lines.last).to_have_attribute("lang", "kk")
    for line in lines.all():
        assert line.evaluate("({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth")
    foot, corner = (
        stage.page.locator(place).bounding_box() for place in ("#foot", ".stage-foot .stage-corner")
    )
    assert foot["x"] + foot["width"] <= corner["x"] + 1


def test_band_is_gold_and_larger_while_a_poll_is_open(stage, run):
    create(run, "single")
    band = stage.page.locator(".stage-foot")
    quiet = band.bounding_box()["height"]
    run.open(POLL)

    expect(band).to_have_attribute("data-asks", "true")
    expect(band).to_have_css("background-color", "rgb(255, 190, 46)")
    assert band.bounding_box()["height"] > 1.2 * quiet
    show = stage.page.locator("#show").bounding_box()
    assert show["y"] + show["height"] <= band.bounding_box()["y"]
    run.close(POLL)
    expect(band).to_have_attribute("data-asks", "false")
    assert band.bounding_box()["height"] == pytest.approx(quiet, abs=1)


@pytest.mark.parametrize("kind", HOW)
def test_open_poll_says_what_to_do_in_the_stage_s_language(stage, run, kind):
    stage.page.locator("#tools select").first.select_option("ru", force=True)
    create(run, kind)
    run.open(POLL)

    how = stage.page.locator(".stage-how-to")
    expect(how).to_have_text(stage.words[HOW[kind]])
    run.close(POLL)
    expect(how.filter(has_text=stage.words[HOW[kind]])).to_have_count(0)


def test_points_to_share_out_are_named(stage, run):
    create(run, "points", points="7")
    run.open(POLL)
    expect(stage.page.locator(".stage-how-to")).to_have_text("Share out 7 points on your phone.")


def test_counts_stand_beside_shares_and_people_are_dots(stage, run, voters):
    create(run, "single")
    run.open(POLL)
    voters(5).vote(POLL, *options("option-1", "option-1", "option-1", "option-2", "option-2"))
    show_result(run)

    expect(stage.page.locator(".stage-figures .bar-number")).to_have_text(
        ["3 60%", "2 40%", "0 0%"]
    )
    dots = stage.page.locator(".stage-figures .dots")
    expect(dots).to_have_count(len(CHOICES))
    full = dots.first.locator("path").last.get_attribute("d")
    assert full.count("M") == 3


def test_right_answer_differs_by_colour_sign_and_word(stage, run, voters):
    create(run, "single", quiz="true", correct=["1"])
    run.open(POLL)
    voters(2).vote(POLL, *options("option-1", "option-2"))
    show_result(run)

    right = stage.page.locator("[data-correct='true']")
    wrong = stage.page.locator("[data-correct='false']")
    expect(right).to_have_count(1)
    expect(right).to_contain_text(f"{CHOICES[1]} {stage.words['Correct']}")
    expect(right.locator(".mark svg")).to_be_visible()
    expect(wrong.locator(".mark")).to_have_count(0)
    assert colour(right.locator(".dots")) != colour(wrong.locator(".dots").first)


def test_rounds_are_compared_with_the_number_of_answers_of_each(stage, run, voters):
    create(run, "single")
    run.open(POLL)
    people = voters(3)
    people.vote(POLL, *options("option-1", "option-1", "option-2"))
    show_result(run)
    run.do("poll.again", poll=POLL)
    run.open(f"{POLL}--2")
    people.vote(f"{POLL}--2", *options("option-2", "option-2"))
    show_result(run, f"{POLL}--2")

    expect(stage.page.locator(".round-entry")).to_have_text(
        ["First round: 3 answers", "Second round: 2 answers"]
    )
    expect(stage.page.locator(".round-bar .bar-number")).to_have_text(
        ["2", "0", "1", "2", "0", "0"]
    )


def test_scale_is_shown_in_columns_from_one_base_line(stage, run, voters):
    create(run, "scale", options=["Not at all", "Little", "Half", "Much", "Wholly"])
    run.open(POLL)
    voters(3).vote(POLL, *options("1", "4", "4"))
    show_result(run)

    columns = stage.page.locator(".result-columns > li")
    expect(columns).to_have_count(5)
    expect(columns.locator(".bar-number")).to_have_text(["1", "0", "0", "2", "0"])
    bottoms = [
        round(box["y"] + box["height"])
        for box in (figure.bounding_box() for figure in columns.locator("svg.column-figure").all())
    ]
    assert len(set(bottoms)) == 1
    expect(stage.page.locator(".stage-kind")).to_contain_text("Mean 3")


def test_numbers_are_shown_in_columns_and_the_right_one_is_marked(stage, run, voters):
    create(run, "numeric", quiz="true", right="23", tolerance="1")
    run.open(POLL)
    voters(3).vote(POLL, *({"number": number} for number in ("21", "23", "23")))
    show_result(run)

    columns = stage.page.locator(".result-columns > li")
    expect(columns.locator(".column-name")).to_have_text(["21", "22", "23"])
    expect(columns.locator(".bar-number")).to_have_text(["1", "0", "2"])
    expect(columns.filter(has_text=stage.words["Correct"])).to_contain_text("23")


def test_poll_in_one_language_stands_once_before_a_hall_of_two(stage, run):
    stage.show_in("kk", "ru")
    create(run, "single")
    run.open(POLL)

    expect(stage.title).to_have_count(1)
    expect(stage.page.locator(".stage-how-to")).to_have_text(
        [Words(language)[HOW["single"]] for language in ("kk", "ru")]
    )


# Whether all of a text is in sight, and inside the band.
IS_WHOLE = """(element, text) => {
  element.textContent = text;
  const [box, band] = [element, element.parentElement].map((one) => one.getBoundingClientRect());
  const isInside = box.top >= band.top && box.bottom <= band.bottom + 1 && box.right <= band.right;
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  // The letters of some fonts are higher than a line, but a hidden line is more than half of one.
  const half = parseFloat(getComputedStyle(element).fontSize) / 2;
  return isInside && scrollWidth <= clientWidth && scrollHeight <= clientHeight + half;
}"""


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("second", ["", "ru"])
def test_name_of_the_speaker_is_whole_in_the_band(stage, run, size, second):
    resize(stage.page, {"width": size[0], "height": size[1]})
    stage.show_in("kk", second)
    speaker = stage.page.locator("#speaker")
    line = stage.words["{name} is speaking"].replace("{name}", "Нұрмағамбетова Айгүл Қайратқызы")
    assert speaker.evaluate(IS_WHOLE, line)
    create(run, "single")
    run.do("poll.open", poll=POLL, seconds="600")
    expect(stage.page.locator(".stage-foot")).to_have_attribute("data-asks", "true")
    expect(stage.page.locator("#countdown")).not_to_be_empty()
    expect(stage.page.locator(".stage-opening")).to_have_count(0)

    assert speaker.evaluate(IS_WHOLE, line)
