"""Statements that are true or false, and why: in a session, without scripts, and in a course."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import statements
from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage
from tests.browser.kept_course import begin, begin_and_keep, make_course, open_without_network
from tests.browser.room import Participant

EN, RU, KK = (statements.WORDS[language] for language in ("en", "ru", "kk"))
REASON = "Знания не меняют поведения"


@pytest.fixture
def code(desk):
    return desk.new_session(module=statements.NAME)


@pytest.fixture
def console(code, visit, admin_state):
    console = Console(visit(storage_state=admin_state)).open(code)
    console.start()
    return console


@pytest.fixture
def stage(code, console, visit, admin_state):
    return Stage(visit(storage_state=admin_state)).open(code)


@pytest.fixture
def join_by_phone(code, console, visit):
    """`join_by_phone(name, language)`: a participant on a phone, on the slide that is shown."""

    def join_by_phone(name, language):
        someone = Participant(visit(language, look=PHONE)).join(code, name)
        someone.expect_extras()
        return someone

    return join_by_phone


def choose(page, option, reason=""):
    """Choose on the slide's own form."""
    page.locator(f"#slides input[value={option}], #question input[value={option}]").check()
    page.locator("#slides textarea, #question textarea").fill(reason)


def vote(someone, option, reason=""):
    choose(someone.page, option, reason)
    someone.page.locator("#slides .poll-foot .button").click()
    expect(someone.page.locator("#slides .poll-status")).to_have_class(re.compile("good"))


def test_choices_are_counted_and_shown_reasons_stand_below_in_each_language(
    console, stage, join_by_phone
):
    olga, aigerim = join_by_phone("Ольга", "ru"), join_by_phone("Айгерим", "kk")
    console.command_here("Open poll")
    expect(stage.page.locator(".stage-options li")).to_have_text([EN["true"], EN["false"]])
    vote(olga, "false", REASON)
    vote(aigerim, "true", "Оқушылар тыңдайды")
    card = console.page.locator("#run-body > .console-card")
    expect(card.locator(".moderated")).to_have_count(2)

    row = card.locator(".moderated", has_text=REASON)
    expect(row.locator("bdi").first).to_have_text(EN["false"])
    row.get_by_role("button", name=console.words["Show"]).click()
    expect(stage.page.locator(".reply")).to_have_text(REASON)
    console.command_here("Close poll")
    console.command_here("Show results")

    for page in (olga.page, aigerim.page, stage.page):
        expect(page.locator(".bars > li")).to_have_count(2)
        expect(page.locator(".reply")).to_have_text(REASON)
    own = olga.page.locator("#slides").get_by_text(REASON)
    expect(own.first).to_contain_text(RU["false"])


def test_anonymous_choice_and_reason_leave_the_phone(console, join_by_phone):
    olga = join_by_phone("Ольга", "ru")
    console.go(1)
    console.command_here("Open poll")
    olga.page.locator("#slides .poll-anonymous").wait_for()

    vote(olga, "true", REASON)

    status = olga.page.locator("#slides .poll-status")
    expect(status).to_have_text(olga.words["Counted. Nobody can see what you chose."])
    expect(olga.page.locator("#slides textarea, #slides .choice")).to_have_count(0)
    card = console.page.locator("#run-body > .console-card")
    expect(card.locator(".moderated, .bar-number")).to_have_count(0)


def test_participant_without_scripts_answers_by_a_form(console, code, visit):
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{code}")
    page.locator("#name").fill("Ольга")
    page.locator("main form .button").click()
    console.command_here("Open poll")
    page.reload()

    choose(page, "false", REASON)
    page.locator("#slides .poll-foot .button").click()

    expect(page.locator("#slides input[value=false]")).to_be_checked()
    expect(page.locator("#slides textarea")).to_have_value(REASON)
    card = console.page.locator("#run-body > .console-card")
    card.locator(".moderated").get_by_role("button", name=console.words["Show"]).click()
    console.command_here("Close poll")
    console.command_here("Show results")
    page.reload()
    expect(page.locator("#slides .bars > li")).to_have_count(2)
    expect(page.locator("#slides .reply")).to_have_text(REASON)


def test_replayed_result_has_the_shown_reason_below_the_bars(desk, join):
    code = desk.new_session(module=statements.NAME)
    run = desk.run(code)
    run.start()
    olga = join(code, "Ольга", "ru", look=PHONE)
    olga.expect_extras()
    run.open("talk")
    vote(olga, "false", REASON)
    run.do("poll.show", poll="talk", everything="true")
    run.close("talk")
    run.reveal("talk")
    run.end()

    olga.page.locator(f"a[href='/replay/{code}']").click()

    # The session was only seconds long.
    olga.page.locator("#player .replay-toggle").click()
    expect(olga.page.locator("#player .bars > li")).to_have_count(2)
    expect(olga.page.locator("#player .reply")).to_have_text(REASON)


def test_learner_gets_the_choice_judged_and_reads_the_own_reason(desk, visit):
    _, code = make_course(desk, module=statements.NAME)
    page = visit("ru", look=PHONE)
    begin(page, code, "Ольга")
    page.goto(f"/study/{code}/s/talk")
    choose(page, "true", REASON)
    page.reload()
    expect(page.locator("#question input[value=true]")).to_be_checked()
    expect(page.locator("#question textarea")).to_have_value(REASON)

    page.locator("[data-answer] .button").first.click()

    expect(page.locator("#verdict")).to_have_class(re.compile("stop"))
    expect(page.locator("#question")).to_contain_text(f"{RU['true']} – {REASON}")
    page.locator("a[data-piece]", has_text="Попробовать ещё раз").click()
    choose(page, "false")
    page.locator("[data-answer] .button").first.click()
    expect(page.locator("#verdict")).to_have_class(re.compile("good"))
    page.goto(f"/study/{code}/s/opinion")
    choose(page, "true", REASON)
    page.locator("[data-answer] .button").first.click()
    expect(page.locator("#verdict")).to_contain_text(f"{RU['true']} – {REASON}")


def test_reason_without_a_choice_is_refused_in_words_and_stays(desk, visit):
    _, code = make_course(desk, module=statements.NAME)
    page = visit("ru", look=PHONE)
    begin(page, code, "Ольга")
    page.goto(f"/study/{code}/s/talk")
    page.locator("#question textarea").fill(REASON)
    page.watch.foreseen.add(422)

    page.locator("[data-answer] .button").first.click()

    expect(page.locator("#refused")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(REASON)


def test_kept_course_judges_the_choice_offline_and_keeps_the_reason(desk, phone, wire):
    _, code = make_course(desk, module=statements.NAME)
    page = phone("ru")
    begin_and_keep(page, code, "Ольга")
    open_without_network(page, wire, f"/study/{code}/s/talk")
    page.locator("input[value=true]").check()
    page.locator("textarea").fill(REASON)

    page.locator(".player-answer").click()

    expect(page.locator(".player-verdict .poll-status")).to_have_class(re.compile("stop"))
    expect(page.locator(".player-verdict")).to_contain_text(REASON)
