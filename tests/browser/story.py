"""The chapters of the session that `test_session` plays, in order."""

import time

from playwright.sync_api import expect

from tests.browser.cast import AIGERIM, OTHER_STEP, QUIZ, REASON, ROSA, SINGLE, SPOT, STEP
from tests.browser.room import Participant
from webinar.room.engine.stays import SILENT_SECONDS

UNTRANSLATED = "limits"


def the_session_starts_and_slides_follow(cast):
    expect(cast.olga.page.locator("section.waiting")).to_be_visible()
    cast.stage.expect_scene("waiting")
    cast.mark("start begins")
    cast.console.start()
    cast.mark("started")
    cast.expect_slide(cast.olga, "welcome", "ru")
    cast.console.next()
    cast.expect_slide(cast.olga, "last-year", "ru")
    expect(cast.stage.title).to_have_text(cast.lesson.title("last-year", "en"))
    cast.go("standards")
    cast.expect_slide(cast.olga, "standards", "ru")


def two_people_come_late_and_one_opens_two_tabs(cast, visit, wire):
    cast.mark("others join")
    page = visit("kk")
    page.goto("/")
    # As people type it: lower case, with a space in the middle.
    page.locator("#code").fill(f"{cast.code[:4].lower()} {cast.code[4:].lower()}")
    page.locator("main form .button").first.click()
    page.locator("#name").fill(AIGERIM)
    expect(page.locator("input[name='language'][value='kk']")).to_be_checked()
    page.locator("main form .button").click()
    cast.aigerim = Participant(page, AIGERIM)
    cast.aigerim.expect_connection("connected")
    cast.expect_slide(cast.aigerim, "standards", "kk")
    cast.rosa = Participant(visit("en", url=wire.url)).join(cast.code, ROSA)
    cast.mark("others joined")
    cast.console.expect_here(3, total=3)

    other_tab = Participant(page.context.new_page())
    other_tab.page.goto(f"/rooms/{cast.code}")
    other_tab.expect_connection("connected")
    cast.console.next()
    cast.expect_slide(other_tab, "evidence", "kk")
    cast.console.show("people")
    # The three participants and the presenter.
    expect(cast.console.page.locator("#people-body .roll-state[data-state='here']")).to_have_count(
        4
    )
    cast.console.expect_here(3, total=3)
    other_tab.page.close()


def olga_looks_back_and_returns(cast):
    page, words = cast.olga.page, cast.olga.words
    cast.expect_slide(cast.olga, "evidence", "ru")
    page.get_by_role("button", name=words["Back"], exact=True).tap()
    cast.expect_slide(cast.olga, "standards", "ru")
    cast.console.next()
    cast.expect_slide(cast.rosa, "outcomes", "en")
    number = cast.lesson.number("outcomes") + 1
    expect(page.locator(".slide-return")).to_have_text(
        words["The presenter is on {slide}. Return"].format(slide=number)
    )
    cast.expect_slide(cast.olga, "standards", "ru")
    page.locator(".slide-return").tap()
    cast.expect_slide(cast.olga, "outcomes", "ru")
    expect(page.locator(".slide-return")).to_have_count(0)


def a_slide_without_translation_says_so(cast):
    cast.go(UNTRANSLATED)
    cast.expect_slide(cast.aigerim, UNTRANSLATED, "ru")
    expect(cast.aigerim.badge).to_have_text(
        cast.aigerim.words["Not translated yet: shown in Russian"]
    )
    cast.expect_slide(cast.olga, UNTRANSLATED, "ru")
    expect(cast.olga.badge).to_have_count(0)


def a_language_is_switched_while_something_is_typed(cast):
    draft = "Начать со встречи"
    typed = cast.olga.page.locator("#step-text")
    cast.olga.show("steps")
    typed.fill(draft)
    cast.olga.switch_language("prs")
    expect(cast.olga.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(cast.olga.title).to_have_text(cast.lesson.title(UNTRANSLATED, "en"))
    expect(cast.olga.badge).to_have_text(cast.olga.words["Not translated yet: shown in English"])
    expect(typed).to_have_value(draft)
    cast.olga.switch_language("ru")
    expect(typed).to_have_value(draft)
    cast.olga.show("steps")
    typed.fill("")
    cast.olga.show("slides")


def rosa_answers_a_poll_while_cut_off(cast, wire):
    console, rosa, question = cast.console, cast.rosa, cast.question(SINGLE)
    cast.go(SINGLE)
    console.show("run")
    console.command(question, "Open poll")
    cast.stage.expect_scene("poll")
    cast.vote(cast.olga, SINGLE, "talks")
    expect(rosa.option(SINGLE, "talks")).to_be_enabled()
    # The server counts her silence from this message on.
    rosa.propose(OTHER_STEP)
    expect(rosa.page.locator("#steps .step.proposed .step-text")).to_have_text(OTHER_STEP)

    cast.mark("cut")
    rosa.lose_network(wire)
    rosa.expect_connection("offline")
    rosa.vote(SINGLE, "partners")
    rosa.expect_status(SINGLE, "Kept on this device, will be sent")
    console.expect_here(2, total=3, lost=1)
    cast.vote(cast.aigerim, SINGLE, "raids")
    cast.vote(cast.aigerim, SINGLE, "families")
    console.expect_counts(question, cast.tally(SINGLE))
    # An absence shorter than a heartbeat plus a slow link's delay still counts as presence.
    seconds_cut = time.time() - cast.times["cut"]
    rosa.page.wait_for_timeout(1000 * max(0, SILENT_SECONDS + 1 - seconds_cut))

    cast.mark("mend")
    rosa.find_network(wire)
    rosa.expect_connection("connected")
    cast.mark("back")
    rosa.expect_status(SINGLE, "Counted. You may change it until it closes.")
    cast.ballots[SINGLE, ROSA] = {"partners"}
    console.expect_counts(question, cast.tally(SINGLE))
    console.expect_here(3, total=3)


def the_poll_result_is_hidden_until_it_is_shown(cast):
    cast.expect_no_result()
    cast.console.command(cast.question(SINGLE), "Close poll")
    cast.rosa.expect_status(SINGLE, "Poll closed. Your answer is counted.")
    expect(cast.rosa.option(SINGLE, "talks")).to_be_disabled()
    cast.expect_no_result()
    cast.console.command(cast.question(SINGLE), "Show results")
    cast.expect_result(SINGLE)


def a_quiz_says_what_was_right_and_why(cast):
    cast.go(QUIZ)
    cast.console.command(cast.question(QUIZ), "Open poll")
    cast.vote(cast.olga, QUIZ, *cast.lesson.right(QUIZ))
    cast.vote(cast.aigerim, QUIZ, "videos", "first-use")
    cast.vote(cast.rosa, QUIZ, "leaflets")
    cast.console.expect_counts(cast.question(QUIZ), cast.tally(QUIZ))
    cast.expect_no_result()
    cast.console.command(cast.question(QUIZ), "Close poll")
    cast.console.command(cast.question(QUIZ), "Show results")
    cast.expect_result(QUIZ)
    for person, language in cast.participants:
        card = person.page.locator("#slides .poll.revealed")
        expect(card.locator(".mark.good")).to_have_count(len(cast.lesson.right(QUIZ)))
        expect(card.locator(".poll-why .prose")).to_have_text(cast.lesson.why(QUIZ, language))
        ballot = cast.ballots[QUIZ, person.name]
        expect(card.locator(".mark:not(.good)")).to_have_count(len(ballot))


def a_poll_is_made_on_the_spot(cast):
    question = "Shall we pause?"
    cast.console.make_poll(en=[question, "Yes", "No"], ru=["Сделать перерыв?", "Да", "Нет"])
    cast.console.command(question, "Open poll")
    for person, _ in cast.participants:
        person.show("polls")
    question_selector = "#polls .poll.open .poll-question"
    expect(cast.olga.page.locator(question_selector)).to_have_text("Сделать перерыв?")
    # There is no Kazakh wording, so the Russian one is shown.
    expect(cast.aigerim.page.locator(question_selector)).to_have_text("Сделать перерыв?")
    expect(cast.rosa.page.locator(question_selector)).to_have_text(question)
    first, second = cast.olga.options(SPOT)
    cast.vote(cast.olga, SPOT, first)
    cast.vote(cast.rosa, SPOT, second)
    cast.console.expect_counts(question, [1, 1])
    cast.console.command(question, "Close poll")
    cast.console.command(question, "Show results")
    result = cast.aigerim.page.locator("#polls .poll.revealed").first
    expect(result.locator(".label")).to_have_text(["Да", "Нет"])
    expect(result.locator(".bar-number")).to_have_text(["1", "1"])


def a_next_step_is_agreed(cast):
    for person, _ in cast.participants:
        person.show("steps")
    cast.aigerim.propose(STEP)
    proposed = cast.olga.page.locator("#steps .step.proposed .step-text")
    expect(proposed).to_have_text([OTHER_STEP, STEP])
    cast.console.show("steps")
    expect(cast.console.step(OTHER_STEP)).to_be_visible()
    cast.console.put(STEP)
    cast.stage.expect_scene("step")
    cast.olga.answer("agree")
    cast.aigerim.answer("abstain")
    cast.aigerim.answer("agree")
    cast.rosa.answer("reserve", REASON)
    card = cast.console.step(STEP)
    expect(card.locator(".bar-number")).to_have_text(["2", "1", "0", "0", "0"])
    expect(card.locator(".console-reasons")).to_contain_text(REASON)
    cast.console.agree(STEP, owner="Асель", due="2031-05-01")
    expect(cast.stage.page.locator(".stage-outcome")).to_contain_text("Асель")
    for person, _ in cast.participants:
        expect(person.page.locator("#steps .step", has_text=STEP)).to_contain_text("Асель")


def the_session_ends(cast):
    cast.mark("end begins")
    cast.console.end()
    cast.mark("ended")
    cast.stage.expect_scene("ended")
    for person, _ in cast.participants:
        person.expect_connection("ended")
        expect(person.page.locator(".thanks .step-text")).to_have_text(STEP)
