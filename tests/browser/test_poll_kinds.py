"""Every kind of poll on two phones in two languages, the console and the stage."""

from functools import partial

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage
from tests.browser.hostile import PAYLOADS, expect_text_only
from tests.browser.kept_course import eventually
from tests.browser.polls import CHOICES, STATEMENT, Answers, answers_of, create
from tests.browser.room import Hold
from webinar.kit import clock
from webinar.live.polls.actions import CLOSING
from webinar.room.engine.models import Deadline
from webinar.room.rooms.models import Room

SECOND_ROUND = "spot-1--2"
STORED_DATA = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
PAINT = "element => getComputedStyle(element).backgroundColor"
KINDS = ["ranking", "points", "numeric", "text", "cloud", "reasoned"]


@pytest.fixture
def console(desk, run):
    return Console(desk.open()).open(run.code)


@pytest.fixture
def stage(desk, run):
    return Stage(desk.open()).open(run.code)


@pytest.fixture
def phone(join, run):
    """Joins with a phone, and looks at the polls."""

    def phone(name, language):
        someone = join(run.code, name, language, look=PHONE)
        expect(someone.page.locator("body")).to_have_attribute("data-extras", "there")
        someone.show("polls")
        return Answers(someone)

    return phone


def test_each_kind_is_answered_in_two_languages_and_shown_to_everybody(run, phone, stage):
    olga, aigerim = phone("Ольга", "ru"), phone("Айгерим", "kk")
    for poll, kind in each_kind(run):
        run.open(poll)

        olga.answer(kind, answers_of(kind)[0])
        aigerim.answer(kind, answers_of(kind)[1])

        for someone in (olga, aigerim):
            someone.expect_counted(kind)
        expect(stage.page.locator("#foot")).to_have_text(
            f"{stage.words['Answer now']} · "
            + stage.say("{n} of {present} answered", "{n} of {present} answered", n=2, present=2)
        )
        expect(stage.page.locator(".stage-foot")).to_have_attribute("data-asks", "true")
        expect(stage.page.locator(".stage-figures, .reply")).to_have_count(0)
        if kind in MODERATED:
            run.do("poll.show", poll=poll, everything="true")
        run.close(poll)
        run.reveal(poll)
        for page in (olga.page, aigerim.page, stage.page):
            for text in SHOWN[kind]:
                expect(page.locator(RESULT[kind]).filter(has_text=text).first).to_be_visible()


MODERATED = ("text", "reasoned")
RESULT = {
    "ranking": ".ranking > li",
    "points": ".figures > li",
    "numeric": ".figures-numbers dd",
    "text": ".reply",
    "cloud": ".cloud .cloud-word",
    "reasoned": ".bars > li, .reply",
}
# How the two answers of each kind are shown.
SHOWN = {
    "ranking": ["Families", "Schools"],
    "points": ["Schools"],
    "numeric": ["22"],
    "text": ["Meet the school", "Мектепке барамын"],
    "cloud": ["доверие", "сенім"],
    "reasoned": ["True", "False", "Разговор ничему не учит"],
}


def test_ranking_is_ordered_by_keys_and_announced(run, phone):
    olga = phone("Ольга", "ru")
    create(run, "ranking")
    run.open("spot-1")
    add = olga.page.locator(".rank-add")
    add.nth(2).press("Enter")
    add.nth(0).press("Enter")
    expect(olga.page.locator(".ranked-row .label")).to_have_text([CHOICES[2], CHOICES[0]])

    olga.page.locator("[data-key='up option-1']").press("Enter")

    expect(olga.page.locator(".ranked-row .label")).to_have_text([CHOICES[0], CHOICES[2]])
    expect(olga.page.locator("[data-key='up option-1']")).to_be_focused()
    expect(olga.page.locator("#said")).to_contain_text(CHOICES[0])


def test_points_field_stops_at_the_points_left(run, phone):
    olga = phone("Ольга", "ru")
    create(run, "points")
    run.open("spot-1")
    fields = olga.page.locator(".stepper .input")
    fields.nth(0).fill("8")
    fields.nth(1).fill("7")
    fields.nth(1).blur()

    expect(fields.nth(1)).to_have_value("2")
    plus_button = olga.page.locator(".stepper .button").nth(1)
    expect(plus_button).to_have_attribute("aria-disabled", "true")
    olga.send()
    olga.expect_counted("points")


def test_invalid_number_is_reported_and_not_sent(run, phone):
    olga = phone("Ольга", "ru")
    create(run, "numeric")
    run.open("spot-1")
    field = olga.page.locator(".written-number")
    field.fill("двадцать")

    field.press("Enter")

    expect(olga.status).to_have_text(olga.refusal("no_number"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(olga.page.locator("#polls .poll-foot .button")).to_be_visible()


def test_fields_of_a_closed_poll_do_not_look_writable(run, phone):
    olga = phone("Ольга", "ru")
    create(run, "cloud")
    run.open("spot-1")
    field = olga.page.locator("#polls .poll .input").first
    expect(field).to_be_enabled()
    paper = field.evaluate(PAINT)

    run.close("spot-1")

    expect(field).to_be_disabled()
    assert field.evaluate(PAINT) != paper


def test_unsent_open_text_survives_a_reload(run, phone):
    olga = phone("Ольга", "ru")
    create(run, "text")
    run.open("spot-1")
    olga.page.locator(".poll textarea").fill("Встречусь с директором")

    olga.page.reload()
    olga.person.show("polls")

    expect(olga.page.locator(".poll textarea")).to_have_value("Встречусь с директором")


def test_anonymous_poll_says_so_first_and_keeps_no_trace_of_the_choice(run, phone, console, stage):
    olga = phone("Ольга", "ru")
    create(run, "ranking", anonymous="true")
    run.open("spot-1")
    expect(olga.page.locator(".poll-anonymous")).to_contain_text(
        olga.words[
            "Nobody can see what you choose, not even the administrator. "
            "Once sent, it cannot be changed."
        ]
    )
    expect(olga.page.locator(".poll-named")).to_have_count(0)

    olga.answer("ranking", answers_of("ranking")[0])

    expect(olga.status).to_have_text(olga.words["Counted. Nobody can see what you chose."])
    expect(olga.page.locator(".ranked, .unranked, .poll-foot .button")).to_have_count(0)
    # The phone forgets the choice when the vote is acknowledged, after the count is broadcast.
    eventually(lambda: "option-" not in olga.page.evaluate(STORED_DATA), olga.page)
    olga.page.reload()
    olga.person.show("polls")
    expect(olga.status).to_have_text(olga.words["Counted. Nobody can see what you chose."])
    card = console.page.locator("#run-body > .console-card")
    expect(card.locator(".badge.anonymous")).to_be_visible()
    expect(card.locator(".bar-number, .moderated")).to_have_count(0)
    expect(stage.page.locator(".stage-kind")).to_have_text(
        stage.words["Anonymous: nobody can see who chose what"]
    )
    run.close("spot-1")
    run.reveal("spot-1")
    few_notice = stage.words[
        "Fewer than five people answered: no result is shown, so that nobody is recognised."
    ]
    for page in (olga.page, console.page, stage.page):
        expect(page.locator(".figures-few").first).to_be_visible()
    expect(stage.page.locator(".figures-few")).to_have_text(few_notice)


def test_named_poll_says_that_the_name_is_stored(run, phone):
    olga = phone("Ольга", "ru")
    create(run, "ranking")
    run.open("spot-1")

    expect(olga.page.locator(".poll-named")).to_have_text(
        olga.words["Your name is stored with your answer."]
    )


def test_abstentions_are_counted_separately(run, phone, console):
    olga, aigerim = phone("Ольга", "ru"), phone("Айгерим", "kk")
    create(run, "points", abstain="true")
    run.open("spot-1")
    olga.page.locator(".abstain input").check()
    olga.send()
    expect(olga.status).to_have_text(olga.words["Counted. You may change it until it closes."])
    aigerim.answer("points", answers_of("points")[0])

    state = console.page.locator("#run-body > .console-card .console-card-state")
    expect(state).to_contain_text(console.say("{n} abstained", "{n} abstained", n=1))
    expect(state).to_contain_text(console.say("{n} answered", "{n} answered", n=1))


def test_second_round_is_compared_and_shows_each_voters_first_answer(run, phone, console, stage):
    olga = phone("Ольга", "ru")
    create(run, "single", quiz="true", correct=["1"])
    run.open("spot-1")
    olga.person.vote("spot-1", "option-1")
    olga.expect_counted("single")
    run.close("spot-1")
    console.page.locator("#run-body").get_by_role(
        "button", name=console.words["Second round"], exact=True
    ).click()
    expect(console.page.locator("#run-body > .console-card")).to_have_attribute(
        "data-poll", SECOND_ROUND
    )

    console.command_here("Open poll")

    first = olga.words["Your answer in the first round: {answer}"].format(
        answer=f"\u2068{CHOICES[0]}\u2069"
    )
    expect(olga.page.get_by_text(first)).to_be_visible()
    olga.person.vote(SECOND_ROUND, "option-2")
    olga.person.expect_status(SECOND_ROUND, "Counted. You may change it until it closes.")
    expect(stage.page.locator(".round-bar")).to_have_count(0)
    console.command_here("Close poll")
    expect(console.page.locator(".console-changed")).to_contain_text(
        console.say("{n} from wrong to right", "{n} from wrong to right", n=1)
    )
    console.command_here("Show results")
    for page in (olga.page, stage.page):
        numbers = page.locator(".round-bar .bar-number")
        expect(numbers).to_have_text(["1", "0", "0", "1", "0", "0"])


def test_countdown_is_on_every_screen_and_closes_the_poll(run, phone, console, stage, database):
    olga = phone("Ольга", "ru")
    create(run, "single", seconds="3600")
    countdown = olga.page.locator(".poll-countdown")

    console.command_here("Open poll")

    expect(countdown).to_be_visible()
    expect(stage.page.locator("#countdown")).not_to_be_empty()
    expect(console.page.locator("#run-body .console-countdown")).to_be_visible()
    database.write(partial(let_the_time_run_out, run.code))
    expect(olga.status).to_have_text(olga.words["Poll closed. You did not answer."])
    expect(stage.page.locator("#countdown")).to_be_empty()


def let_the_time_run_out(code, session):
    """End the hour. A shorter countdown could run out before the test sees it."""
    room = session.scalar(select(Room).filter_by(code=code))
    session.scalar(select(Deadline).filter_by(room_id=room.id, kind=CLOSING)).at = clock.now()


def test_every_screen_shows_thirty_seconds_more(run, phone, console):
    olga = phone("Ольга", "ru")
    create(run, "single", seconds="3600")
    console.command_here("Open poll")
    countdown = olga.page.locator(".poll-countdown")
    expect(countdown).to_contain_text("59:")

    console.page.locator("#run-body").get_by_role(
        "button", name=console.say("+ {n} seconds", n=30), exact=True
    ).click()

    expect(countdown).to_contain_text("60:")


def test_host_approves_open_texts_one_by_one_with_the_keyboard(run, phone, console, stage):
    olga, aigerim = phone("Ольга", "ru"), phone("Айгерим", "kk")
    create(run, "text")
    run.open("spot-1")
    olga.answer("text", PAYLOADS[0])
    aigerim.answer("text", PAYLOADS[2])
    rows = console.page.locator(".moderated")
    expect(rows).to_have_count(2)
    expect(olga.page.locator(".reply")).to_have_count(0)

    rows.nth(0).get_by_role("button", name=console.words["Show"]).press("Enter")

    expect(rows.nth(0)).to_have_attribute("data-state", "shown")
    for page in (olga.page, aigerim.page, stage.page):
        expect(page.locator(".reply")).to_have_count(1)
    expect(olga.status).to_have_text(olga.words["Your answer is shown to everyone."])
    expect(aigerim.status).to_have_text(
        aigerim.words["Received. It waits for the moderator. You may change it until then."]
    )
    for page in (olga.page, aigerim.page, console.page, stage.page):
        expect_text_only(page, PAYLOADS[0])
    rows.nth(0).get_by_role("button", name=console.words["Hide"]).press("Enter")
    for page in (olga.page, stage.page):
        expect(page.locator(".reply")).to_have_count(0)


def test_reason_is_typed_before_the_choice_moderated_and_shown_below_the_bars(
    run, phone, console, stage
):
    olga, aigerim = phone("Ольга", "ru"), phone("Айгерим", "kk")
    create(run, "reasoned", quiz="true", correct=["1"])
    run.open("spot-1")
    card = olga.page.locator("#polls .poll.open")
    card.locator("textarea").fill(PAYLOADS[0])
    expect(card.locator(".poll-foot .button")).to_have_attribute("aria-disabled", "true")
    card.locator("input[value='true']").check()
    expect(card.locator("textarea")).to_have_value(PAYLOADS[0])
    olga.send()
    aigerim.answer("reasoned", answers_of("reasoned")[1])
    aigerim.expect_counted("reasoned")
    run_card = console.page.locator("#run-body > .console-card")
    expect(run_card.locator(".bar-number")).to_have_text(["2", "0"])
    row = run_card.locator(".moderated")
    expect(row).to_have_count(1)

    row.get_by_role("button", name=console.words["Show"]).press("Enter")

    for page in (olga.page, aigerim.page, stage.page):
        expect(page.locator(".reply")).to_have_text(PAYLOADS[0])
    expect(olga.status).to_have_text(olga.words["Your answer is shown to everyone."])
    expect(stage.page.locator(".stage-options li")).to_have_text(STATEMENT)
    card.locator("input[value='false']").check()
    olga.send()
    expect(olga.status).to_have_text(olga.refusal("already_shown"))
    run.close("spot-1")
    run.reveal("spot-1")
    for page in (olga.page, aigerim.page, stage.page):
        expect(page.locator(".bars > li")).to_have_count(2)
        expect(page.locator(".reply")).to_have_text(PAYLOADS[0])
        expect_text_only(page, PAYLOADS[0])


def test_hidden_word_is_never_shown_to_participants(run, phone, console, stage):
    olga, aigerim = phone("Ольга", "ru"), phone("Айгерим", "kk")
    create(run, "cloud")
    run.open("spot-1")
    olga.answer("cloud", [PAYLOADS[1][:40]])
    aigerim.answer("cloud", ["сенім"])
    console.page.locator(".moderation summary").click()
    word = console.page.locator(".moderated", has_text="onload")

    word.get_by_role("button", name=console.words["Hide"]).click()

    expect(word).to_have_attribute("data-state", "hidden")
    run.close("spot-1")
    run.reveal("spot-1")
    for page in (olga.page, stage.page):
        expect(page.locator(".cloud > .cloud-word bdi")).to_have_text(["сенім"])
        expect_text_only(page)


def test_every_kind_can_be_created_on_the_console(console, phone):
    olga = phone("Ольга", "ru")
    fields = {"points": {"points": "12"}, "numeric": {"right": "23", "tolerance": "1,5"}}
    for kind in ["single", "scale", *KINDS]:
        answers = CHOICES if kind not in ("numeric", "text", "cloud") else []
        if kind == "reasoned":
            answers = STATEMENT

        console.make_poll(
            kind=kind,
            ticks=["quiz"] if kind == "numeric" else ["abstain"],
            fields=fields.get(kind, {}),
            en=[f"Which {kind}?", *answers],
            ru=[f"Что: {kind}?", *[f"Вариант {n}" for n, _ in enumerate(answers, 1)]],
        )
        console.command_here("Open poll")

        open_poll = olga.page.locator("#polls .poll.open")
        expect(open_poll.locator(".poll-question")).to_have_text(f"Что: {kind}?")
        expect(open_poll.locator("fieldset:enabled")).to_be_visible()
        console.command_here("Close poll")
        console.command_here("Show results")


def test_screens_of_every_kind_are_accessible(run, phone, console, auditor):
    olga = phone("Ольга", "ru")
    for number, (poll, kind) in enumerate(each_kind(run, abstain="true", seconds="3600"), 1):
        auditor.look(console.page, f"{kind}, console, before")
        console.command_here("Open poll")
        expect(olga.page.locator(".poll.open")).to_be_visible()
        auditor.look(olga.page, f"{kind}, phone, to answer")
        olga.answer(kind, answers_of(kind)[0])
        olga.expect_counted(kind)
        auditor.look(olga.page, f"{kind}, phone, counted")
        if kind in MODERATED:
            run.do("poll.show", poll=poll, everything="true")
        auditor.look(console.page, f"{kind}, console, open")
        console.command_here("Close poll")
        console.command_here("Show results")
        expect(olga.page.locator("#polls .poll.revealed")).to_have_count(number)
        auditor.look(olga.page, f"{kind}, phone, result")
        auditor.look(console.page, f"{kind}, console, result")

    auditor.expect_nothing()


def test_every_kind_is_answered_without_scripts(run, visit):
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{run.code}")
    page.locator("#name").fill("Ольга")
    page.locator("main form .button").click()
    for poll, kind in each_kind(run):
        run.open(poll)
        page.reload()

        fill_form(page, kind)
        page.locator("#polls .poll-foot .button").click()

        expect(page.locator("#polls .poll.open .poll-status svg")).to_be_visible()
        expect(page.locator(".flashes")).to_have_count(0)
        run.close(poll)
        run.reveal(poll)


def test_poll_is_answered_by_its_form_when_its_script_is_missing(run, visit, enter):
    create(run, "ranking")
    run.open("spot-1")
    page = visit("ru", look=PHONE)
    page.hold = Hold(page, fails=True)
    page.watch.is_cut = True
    olga = enter(page, run.code, "Ольга")
    olga.show("polls")

    fill_form(page, "ranking")
    # The form reloads the page: a press before that would land on the old one.
    with page.expect_navigation():
        page.locator("#polls .poll-foot .button").click()

    olga.show("polls")
    expect(page.locator("#polls .poll-status svg")).to_be_visible()
    expect(page.locator("#polls select").first).to_have_value("option-3")


def fill_form(page, kind):
    card = page.locator("#polls .poll.open")
    if kind == "ranking":
        card.locator("select").nth(0).select_option("option-3")
        card.locator("select").nth(1).select_option("option-1")
    elif kind == "points":
        card.locator("input[name='points.option-2']").fill("10")
    elif kind == "numeric":
        card.locator("input[name='number']").fill("22.5")
    elif kind == "text":
        card.locator("textarea").fill("Встречусь с директором")
    elif kind == "reasoned":
        card.locator("input[value='false']").check()
        card.locator("textarea").fill("Разговор ничему не учит")
    else:
        card.locator("input[name='words']").nth(0).fill("доверие")


def each_kind(run, **fields):
    """Each kind in turn, created when its turn comes: its key and its kind."""
    for number, kind in enumerate(KINDS, start=1):
        create(run, kind, **fields)
        yield f"spot-{number}", kind
