"""Results on phones and on the console are drawn by the charts of the stage."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.console import Console
from tests.browser.polls import CHOICES, create
from tests.browser.room import Hold
from tests.browser.sizes import resize
from tests.browser.voters import Voters, options

POLL = "spot-1"
AGREEMENT = ["Not at all", "Little", "Half", "Much", "Wholly"]
SCRIPT = re.compile(r"/static/dist/result-")
FULL = ".dots path:not(.dots-empty), .column-figure path"
DOTS = "path => (path.getAttribute('d').match(/M/g) ?? []).length"


@pytest.fixture
def console(desk, run):
    page = desk.open()
    resize(page, LAPTOP["viewport"])
    return Console(page).open(run.code)


@pytest.fixture
def phone(join, run):
    someone = join(run.code, "Ольга", "ru", look=PHONE)
    someone.expect_extras()
    someone.show("polls")
    return someone


@pytest.fixture
def ask(server, run):
    """Asks a poll of these people, and shows its result."""

    def ask(kind, answers, **fields):
        create(run, kind, **fields)
        run.open(POLL)
        Voters(server.url, run.code, len(answers)).vote(POLL, *options(*answers))
        run.close(POLL)
        run.reveal(POLL)

    return ask


def results(phone, console):
    """The result on the phone, in the console's panel and on its card of the moment."""
    return [
        phone.page.locator("#polls .poll.revealed"),
        console.page.locator("#run-body > .console-card"),
        console.page.locator(".moment-more"),
    ]


def full_dots(result):
    return result.locator(FULL).evaluate_all(f"all => all.map({DOTS})")


def test_few_people_are_dots_beside_their_number(phone, console, ask):
    ask("single", ["option-1", "option-1", "option-2"], quiz="true", correct=["0"])

    for result in results(phone, console):
        expect(result.locator(".bar-number")).to_have_text(["2", "1", "0"])
        expect(result.locator(".label")).to_have_text(CHOICES)
        expect(result.locator("svg.dots")).to_have_count(len(CHOICES))
        assert full_dots(result) == [2, 1, 0]
        right = result.locator("[data-correct='true']")
        expect(right).to_have_count(1)
        expect(right.locator(".mark.good svg")).to_be_visible()
        expect(result.locator("progress")).to_have_count(0)


def test_scale_is_columns_from_one_base_line_with_its_points_in_words(phone, console, ask):
    ask("scale", ["1", "4", "4"], options=AGREEMENT)

    for result in results(phone, console):
        columns = result.locator(".scale-columns")
        expect(columns).to_have_attribute("aria-hidden", "true")
        expect(columns.locator("bdi")).to_have_text(["1", "2", "3", "4", "5"])
        assert full_dots(columns) == [1, 0, 0, 2, 0]
        boxes = [figure.bounding_box() for figure in columns.locator("svg").all()]
        assert len({round(box["y"] + box["height"]) for box in boxes}) == 1
        assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
        rows = result.locator("ul.bars > li")
        labels = [f"{number}: {label}" for number, label in enumerate(AGREEMENT, 1)]
        expect(rows.locator(".label")).to_have_text(labels)
        expect(rows.locator(".bar-number")).to_have_text(["1", "0", "0", "2", "0"])


def test_charts_fit_a_narrow_phone_with_large_letters_and_are_accessible(
    phone, console, ask, auditor
):
    ask("scale", ["1", "4", "4"], options=["Completely disagree", *AGREEMENT, "Wholeheartedly"])

    for result in results(phone, console):
        expect(result.locator(".scale-chart")).to_be_visible()
    auditor.look(phone.page, "a scale on a phone")
    auditor.look(console.page, "a scale on the console")
    auditor.expect_nothing()


def test_script_of_results_comes_when_a_poll_is_closed(phone, run):
    asked = []
    phone.page.on("request", lambda request: asked.append(request.url))
    create(run, "single")
    run.open(POLL)
    phone.vote(POLL, "option-2")
    phone.expect_status(POLL, "Counted. You may change it until it closes.")
    assert not [url for url in asked if SCRIPT.search(url)]

    with phone.page.expect_response(SCRIPT):
        run.close(POLL)

    run.reveal(POLL)
    expect(phone.page.locator("#polls .poll.revealed .bar-number")).to_have_text(["0", "1", "0"])
    expect(phone.page.locator(".poll.revealed li", has_text=CHOICES[1])).to_contain_text(
        phone.words["Your choice"]
    )


def test_result_whose_script_fails_says_that_it_loads_and_is_drawn_later(phone, run, ask):
    phone.page.watch.is_cut = True
    hold = Hold(phone.page, fails=True, addresses=SCRIPT)
    ask("single", ["option-1"])
    place = phone.page.locator("#polls")
    expect(place).to_contain_text(phone.words["Loading…"])
    expect(place.locator(".poll.revealed")).to_have_count(0)

    hold.let_go()

    expect(place.locator(".poll.revealed .bar-number")).to_have_text(["1", "0", "0"])


def test_page_that_the_server_drew_keeps_its_result_until_the_script_is_there(
    phone, ask, visit, run, enter
):
    ask("scale", ["1", "4", "4"], options=AGREEMENT)
    page = visit("ru", look=PHONE)
    hold = Hold(page, addresses=SCRIPT)
    late = enter(page, run.code, "Айгерим")
    late.expect_extras()
    late.show("polls")

    expect(page.locator("#polls .poll.revealed progress")).to_have_count(len(AGREEMENT))
    hold.let_go()
    expect(page.locator("#polls .scale-columns svg")).to_have_count(len(AGREEMENT))
