"""Next steps as participants answer and own them on their phones, and as the stage shows them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Stage
from tests.browser.room import STEP_ANSWERS
from tests.browser.sizes import resize


@pytest.fixture
def code(run):
    return run.code


def put(run, text="Meet the school", language="en"):
    run.do("step.propose", text=text, language=language)
    run.do("step.put", step="1")


def card(person):
    return person.page.locator("#steps .step.put")


def press(person, answer):
    name = person.words[STEP_ANSWERS[answer]]
    card(person).get_by_role("button", name=name, exact=True).click()


def status(person):
    return card(person).locator(".step-status")


def own_number(person):
    return str(
        person.page.evaluate(
            "JSON.parse(document.getElementById('snapshot').textContent).me.member"
        )
    )


def test_participant_answers_with_a_reason_changes_it_and_is_counted(join, code, run):
    olga = join(code, "Ольга", "ru", look=PHONE)
    put(run)
    run.do("step.translate", step="1", text="Встреча со школой", language="ru", base="1")
    olga.expect_extras()
    olga.page.locator(".dock-offer").click()
    question = card(olga)

    olga.answer("reserve", "Только раз в четверть")
    expect(question.locator("h3")).to_have_text("Встреча со школой")
    expect(question.locator(".reason > .hint")).to_have_text(
        olga.words["Only the hosts read your reason, with your name."]
    )
    for answer in question.locator(".answer").all():
        box = answer.bounding_box()
        assert box["height"] >= 48
        assert box["width"] >= 280
    press(olga, "disagree")
    expect(status(olga)).to_have_text(
        olga.words["Your answer is recorded. You may change it until it is closed."]
    )
    expect(question.locator(".step-counts .number")).to_have_text(["0", "0", "1", "0", "0"])
    question.locator(".step-original > summary").click()
    expect(question.locator(".step-original > p")).to_have_text("Meet the school")
    run.do("step.close", step="1")

    summary = "Ответили 1 из 1 присутствующих, кворум 1. За: 0, из них с оговоркой: 0; против: 1"
    expect(question.locator(".step-sum")).to_have_text(f"{summary} — не согласовано.")
    # The reason was for the first answer.
    expect(question).not_to_contain_text("Только раз в четверть")


def test_reservation_can_be_written_at_once_and_is_optional(join, code, run):
    ada = join(code, "Ada", look=PHONE)
    put(run)
    ada.expect_extras()
    ada.page.locator(".dock-offer").click()
    reason = card(ada).locator(".reason > textarea")
    expect(reason).to_be_hidden()

    press(ada, "reserve")
    expect(card(ada).locator(".reason > summary")).to_have_text(ada.words["Which reservation?"])
    expect(reason).to_be_focused()
    expect(card(ada).locator(".step-counts .number")).to_have_text(["0", "1", "0", "0", "0"])

    reason.press_sequentially("Before May")
    card(ada).locator(".reason-send").click()
    expect(reason).to_have_value("Before May")
    press(ada, "agree")
    expect(card(ada).locator(".reason > summary")).to_have_text(ada.words["Reason (optional)"])


def test_reworded_step_asks_again_and_keeps_the_typed_text(join, code, run):
    ada = join(code, "Ada", look=PHONE)
    put(run)
    ada.answer("agree")
    reason = card(ada).locator(".reason > textarea")
    card(ada).locator(".reason > summary").click()
    reason.fill("Before May")

    run.do("step.amend", step="1", text="Meet the school board", language="en", base="1")

    expect(card(ada).locator("h3")).to_have_text("Meet the school board")
    expect(card(ada).locator(".notice")).to_have_text(
        ada.words["The wording has changed. Earlier answers do not count: answer again."]
    )
    expect(card(ada).locator(".answer[aria-pressed='true']")).to_have_count(0)
    expect(reason).to_have_value("Before May")
    press(ada, "agree")
    expect(status(ada)).to_have_text(
        ada.words["Your answer is recorded. You may change it until it is closed."]
    )
    expect(card(ada).locator(".notice")).to_have_count(0)


def test_answer_to_an_old_wording_is_reported_and_not_counted(join, code, run, wire):
    ada = join(code, "Ada", look=PHONE, url=wire.url)
    put(run)
    ada.show("steps")
    ada.expect_extras()
    expect(card(ada)).to_be_visible()
    ada.lose_network(wire)
    card(ada).locator(".reason > summary").click()
    card(ada).locator(".reason > textarea").fill("Before May")
    press(ada, "agree")
    expect(status(ada)).to_have_text(ada.words["Kept on this device, will be sent"])
    run.do("step.amend", step="1", text="Meet the school board", language="en", base="1")

    ada.find_network(wire)

    expect(status(ada)).to_have_text(ada.words.refusals["step_reworded"])
    expect(card(ada).locator(".step-counts .number").first).to_have_text("0")
    expect(card(ada).locator(".reason > textarea")).to_have_value("Before May")


def test_offline_answer_from_before_the_close_is_counted_and_marked(join, code, run, wire):
    """Closing waits for answers under way. Planted: such an answer was refused as too late."""
    ada = join(code, "Ada", look=PHONE, url=wire.url)
    join(code, "Bek")
    put(run)
    ada.show("steps")
    ada.expect_extras()
    expect(card(ada)).to_be_visible()
    run.wait_for(people=2)
    ada.lose_network(wire)
    press(ada, "agree")
    expect(status(ada)).to_have_text(ada.words["Kept on this device, will be sent"])
    run.do("step.close", step="1")

    ada.find_network(wire)

    expect(status(ada)).to_have_text(
        ada.words["Your answer was on its way when it was closed. It is counted."]
    )
    expect(card(ada).locator(".step-counts .number").first).to_have_text("1")
    expect(card(ada).locator(".step-sum.agreed")).to_be_visible()


def test_participant_accepts_ownership_on_their_phone(join, code, run):
    ada, bek = join(code, "Ada", look=PHONE), join(code, "Bek", look=PHONE)
    put(run)
    ada.answer("agree")
    ada.show("slides")
    run.do("step.own", step="1", member=own_number(ada))
    offer = ada.page.locator(".dock-offer")
    expect(offer).to_have_text(ada.words["You are asked to take on a next step. Answer"])

    offer.click()
    request = ada.page.locator("#steps .step.asked")
    request.get_by_role("button", name=ada.words["I accept"], exact=True).click()

    expect(request).to_have_count(0)
    expect(card(ada).locator(".step-owners")).to_have_text("Owner: Ada")
    bek.show("steps")
    expect(card(bek).locator(".step-owners")).to_have_text("Owner: Ada")
    expect(bek.page.locator("#steps .step.asked")).to_have_count(0)


def test_request_is_offered_to_a_reader_who_has_scrolled_away_from_it(join, code, run):
    ada = join(code, "Ada", look=PHONE)
    resize(ada.page, {"width": 320, "height": 568})
    put(run)
    ada.answer("agree")
    ada.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    offer, request = ada.page.locator(".dock-offer"), ada.page.locator("#steps .step.asked")
    expect(offer).to_be_hidden()

    run.do("step.own", step="1", member=own_number(ada))

    expect(request).not_to_be_in_viewport()
    expect(offer).to_have_text(ada.words["You are asked to take on a next step. Answer"])
    offer.click()
    expect(request).to_be_in_viewport()
    expect(offer).to_be_hidden()


def test_request_scrolled_away_in_its_column_on_a_laptop_is_offered(join, code, run):
    ada = join(code, "Ada")
    resize(ada.page, {"width": 1366, "height": 768})
    ada.expect_extras()
    for number in range(1, 5):
        run.do("step.propose", text=f"Meet school number {number}. " * 16, language="en")
    put(run)
    offer, request = ada.page.locator(".dock-offer"), card(ada)
    expect(request).to_be_in_viewport()
    expect(offer).to_be_hidden()

    ada.page.locator("#steps").evaluate("place => place.scrollTo(0, place.scrollHeight)")

    expect(request).not_to_be_in_viewport()
    expect(offer).to_have_text(ada.words["A next step is put to everyone. Answer"])
    offer.click()
    expect(request).to_be_in_viewport()
    expect(offer).to_be_hidden()


def test_reason_for_declining_is_shown_to_everybody(join, code, run):
    ada, bek = join(code, "Ada", look=PHONE), join(code, "Bek", look=PHONE)
    put(run)
    ada.expect_extras()
    ada.show("steps")
    run.do("step.own", step="1", member=own_number(ada))
    request = ada.page.locator("#steps .step.asked")

    def press_in_request(name):
        request.get_by_role("button", name=ada.words[name], exact=True).click()

    press_in_request("I decline")
    press_in_request("Back")
    expect(request.get_by_role("button", name=ada.words["I decline"], exact=True)).to_be_focused()
    press_in_request("I decline")
    expect(request.locator("textarea")).to_be_focused()
    # A reload, or a call that comes in between, sends nothing and loses nothing.
    ada.page.keyboard.type("I leave in May")
    ada.page.reload()
    ada.show("steps")
    expect(request.locator("textarea")).to_have_value("I leave in May")

    press_in_request("Send refusal")

    expect(request).to_have_count(0)
    bek.show("steps")
    expect(card(bek).locator(".step-owners")).to_have_text("Declined: Ada · I leave in May")


def test_role_is_named_as_owner_and_taken_over(join, code, run):
    ada, bek = join(code, "Ada", look=PHONE), join(code, "Bek", look=PHONE)
    put(run)
    for person in (ada, bek):
        person.expect_extras()
        person.show("steps")
        card(person).locator(".step-owning > summary").click()
    form = card(ada).locator(".step-owning form")
    form.locator("input").fill("Head of the school")
    form.locator(".button").click()
    expect(card(bek).locator(".step-owners")).to_have_text("Responsible: Head of the school")

    card(bek).locator(".step-owning .button").first.click()

    expect(card(ada).locator(".step-owners")).to_have_text("Owner: Bek (Head of the school)")


def test_author_rewords_a_proposal_and_keeps_text_typed_beside_a_host(join, code, run):
    ada = join(code, "Ada", look=PHONE)
    ada.propose("Meet the school")
    line = ada.page.locator("#steps li.step.proposed")
    line.locator(".step-amend > summary").click()
    field = line.locator(".step-amend textarea")
    field.fill("Meet the school in May")

    run.do("step.amend", step="1", text="Meet the school board", language="en", base="1")
    expect(line.locator(".notice")).to_contain_text("Meet the school board")
    expect(field).to_have_value("Meet the school in May")
    line.locator(".step-amend .button").click()

    expect(line.locator("> .step-text")).to_have_text("Meet the school in May")
    expect(line.locator(".step-amend")).not_to_have_attribute("open", "")


def test_stage_shows_five_counts_and_the_arithmetic_in_both_languages(join, desk, code, run):
    stage = Stage(desk.open()).open(code)
    ada = join(code, "Ada", look=PHONE)
    put(run)
    run.do("step.translate", step="1", text="Встреча со школой", language="ru", base="1")
    stage.show_in("ru", "en")
    columns = stage.page.locator(".stage-column")
    expect(columns).to_have_count(2)
    expect(columns.nth(0).locator(".stage-title")).to_have_text("Встреча со школой")
    expect(columns.nth(1).locator(".stage-title")).to_have_text("Meet the school")
    expect(columns.nth(1).locator(".stage-terms")).to_contain_text(
        "Agreed if somebody agrees and nobody disagrees."
    )

    ada.answer("must_ask")
    expect(columns.nth(0).locator("dd")).to_have_text(["0", "0", "0", "0", "1"])
    run.do("step.close", step="1")

    expect(columns.nth(0).locator(".stage-sum")).to_contain_text("кворум 1")
    expect(columns.nth(1).locator(".stage-kind")).to_have_text("Not agreed")
    assert stage.page.locator("#show").evaluate(
        "element => element.scrollHeight <= element.clientHeight + 1"
    )
