"""Questions that join two lists: matching, and sorting into groups, where they are asked."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import joined_lists
from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage
from tests.browser.kept_course import begin, begin_and_keep, make_course, open_without_network
from tests.browser.room import Participant

EN, RU = joined_lists.WORDS["en"], joined_lists.WORDS["ru"]
RIGHT = {"survey": "tried", "trial": "helped", "count": "held"}


@pytest.fixture
def code(desk):
    return desk.new_session(module=joined_lists.NAME)


@pytest.fixture
def console(code, visit, admin_state):
    console = Console(visit(storage_state=admin_state)).open(code)
    console.start()
    return console


@pytest.fixture
def olga(code, console, visit):
    olga = Participant(visit("ru", look=PHONE)).join(code, "Ольга")
    olga.expect_extras()
    return olga


def match_rows(page, words, pairs):
    """Choose a partner for each row, by the page's texts."""
    for row, column in pairs.items():
        page.get_by_label(words[row], exact=True).select_option(value=column)


def match_rows_by_form(page, words, pairs):
    """The same on the server-drawn form, where a value is a pair."""
    match_rows(page, words, {row: f"{row}--{column}" for row, column in pairs.items()})


def pair(words, row, column):
    return f"{words[row]}: {words[column]}"


def vote(someone):
    someone.page.locator("#slides .poll-foot .button").click()


def test_participant_matches_on_a_phone_and_everybody_sees_the_result(
    code, console, olga, visit, admin_state
):
    stage = Stage(visit(storage_state=admin_state)).open(code)
    console.command_here("Open poll")
    columns = olga.page.get_by_label(RU["survey"], exact=True).locator("option")
    expect(columns).to_have_count(5)
    expect(stage.page.locator(".stage-options")).to_have_count(2)
    match_rows(olga.page, RU, RIGHT | {"count": "dream"})
    vote(olga)
    expect(olga.page.locator("#slides .poll-status")).to_have_text(
        olga.words["Counted. You may change it until it closes."]
    )

    console.command_here("Close poll")
    console.command_here("Show results")

    rows = olga.page.locator("#slides .bars > li")
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_contain_text(pair(RU, "survey", "tried"))
    expect(rows.nth(0)).to_contain_text(olga.words["Correct"])
    wrong = rows.filter(has_text=pair(RU, "count", "dream"))
    expect(wrong).to_contain_text(olga.words["Your choice"])
    expect(wrong).not_to_contain_text(olga.words["Correct"])
    missed = rows.filter(has_text=pair(RU, "count", "held"))
    expect(missed).to_contain_text(olga.words["Correct"])
    expect(missed.locator(".bar-number")).to_have_text("0")
    for page in (stage.page, console.page):
        expect(page.get_by_text(pair(EN, "trial", "helped"), exact=True).first).to_be_visible()


def test_shared_partner_is_refused_in_words_and_the_choice_stays(console, olga):
    console.command_here("Open poll")

    match_rows(olga.page, RU, {"survey": "tried", "trial": "tried"})

    expect(olga.page.locator("#slides .poll-status")).to_have_text(
        olga.words.refusals["matched_twice"]
    )
    expect(olga.page.locator("#slides .poll-foot .button")).to_be_disabled()
    expect(olga.page.get_by_label(RU["trial"], exact=True)).to_have_value("tried")
    match_rows(olga.page, RU, {"trial": "helped"})
    vote(olga)
    expect(olga.page.locator("#slides .poll-status")).to_have_text(
        olga.words["Counted. You may change it until it closes."]
    )


def test_anonymous_sorting_is_counted_without_showing_the_choice(console, olga):
    console.go(2)
    console.command_here("Open poll")
    olga.page.locator("#slides .poll-anonymous").wait_for()
    match_rows(olga.page, RU, {"shops": "police", "home": "police"})

    vote(olga)

    status = olga.page.locator("#slides .poll-status")
    expect(status).to_have_text(olga.words["Counted. Nobody can see what you chose."])
    expect(olga.page.locator("#slides select")).to_have_count(0)


def test_participant_without_scripts_matches_by_a_form(console, code, visit):
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{code}")
    page.locator("#name").fill("Ольга")
    page.locator("main form .button").click()
    console.command_here("Open poll")
    page.reload()

    match_rows_by_form(page, RU, RIGHT)
    page.locator("#slides .poll-foot .button").click()

    for row, column in RIGHT.items():
        chosen = page.get_by_label(RU[row], exact=True).locator("option:checked")
        expect(chosen).to_have_text(RU[column])
    console.command_here("Close poll")
    console.command_here("Show results")
    page.reload()
    expect(page.locator("#slides .bars > li")).to_have_count(3)


def test_learner_retries_a_sorting_judged_wrong(desk, visit):
    _, code = make_course(desk, module=joined_lists.NAME)
    page = visit("ru", look=PHONE)
    begin(page, code, "Ольга")
    page.goto(f"/study/{code}/s/levels")
    match_rows_by_form(page, RU, {"bonds": "family", "rules": "school", "calm": "school"})

    page.locator("[data-answer] .button").first.click()

    expect(page.locator("#verdict")).to_have_class(re.compile("stop"))
    items = page.locator(".study-options > li")
    expect(items).to_have_count(4)
    expect(items.filter(has_text=pair(RU, "rules", "school"))).to_have_count(1)
    page.locator("a[data-piece]", has_text="Попробовать ещё раз").click()
    match_rows_by_form(page, RU, {"bonds": "family", "rules": "family", "calm": "school"})
    page.locator("[data-answer] .button").first.click()
    expect(page.locator("#verdict")).to_have_class(re.compile("good"))


def test_kept_course_judges_a_match_offline(desk, phone, wire):
    _, code = make_course(desk, module=joined_lists.NAME)
    page = phone("ru")
    begin_and_keep(page, code, "Ольга")
    open_without_network(page, wire, f"/study/{code}/s/measures")
    expect(page.locator("legend")).to_contain_text("Подберите каждому пару")
    match_rows(page, RU, {"survey": "tried", "trial": "tried"})
    page.locator(".player-answer").click()
    expect(page.get_by_text("Одна пара выбрана дважды")).to_be_visible()
    match_rows(page, RU, RIGHT)

    page.locator(".player-answer").click()

    expect(page.locator(".player-verdict .poll-status")).to_have_class(re.compile("good"))
    expect(page.locator(".player-options > li")).to_have_count(3)
