"""Questions between phones in several languages, a console and a stage."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.console import Console, Stage
from tests.browser.doubles import expect_no_double, watch_doubles
from tests.browser.talk import Moderator, Talker

WHY, TRANSLATED = "Неге бір дәріс көмектеспейді?", "Why does one talk not help?"


@pytest.fixture
def code(run):
    return run.code


@pytest.fixture
def host(code, visit, admin_state):
    console = Console(visit(storage_state=admin_state)).open(code)
    console.show("questions")
    return Moderator(console)


@pytest.fixture
def erlan(code, join):
    return Talker(join(code, "Ерлан", "kk", look=PHONE))


@pytest.fixture
def mary(code, join):
    return Talker(join(code, "Mary", "en", look=PHONE))


def test_question_goes_from_asking_through_votes_and_stage_to_an_answer(
    code, host, erlan, mary, visit, admin_state
):
    stage = Stage(visit(storage_state=admin_state, look=LAPTOP)).open(code)
    erlan.ask(WHY)
    mary.screen.show("questions")
    expect(mary.question(WHY)).to_contain_text("Ерлан")
    expect(mary.question(WHY).locator(".question-text")).to_have_attribute("lang", "kk")

    mary.question(WHY).locator(".question-vote").click()
    expect(erlan.question(WHY).locator(".question-vote b")).to_have_text("1")

    card = host.more(WHY)
    card.locator(".question-translate > summary").click()
    card.locator("[name=language]").select_option("en")
    card.locator("[name=words]").fill(TRANSLATED)
    host.press(card, "Save")
    expect(mary.question(TRANSLATED)).to_be_visible()
    mary.question(TRANSLATED).locator(".question-turn").click()
    expect(mary.question(WHY)).to_be_visible()
    expect(erlan.question(WHY)).to_be_visible()

    mary.screen.show("slides")
    host.press(host.question(TRANSLATED), "Bring to the stage")
    expect(stage.title).to_have_text(TRANSLATED)
    expect(stage.page.locator(".stage-original")).to_have_text(WHY)
    mary.page.locator(".dock-offer").click()
    mary.expect_label(WHY, "Being answered now")
    expect(mary.page.locator(".dock-offer")).to_be_hidden()

    host.press(host.question(TRANSLATED), "Answered aloud")
    erlan.expect_label(WHY, "Being answered now")
    host.page.locator("#move [data-part='next'] .button").click()
    answered = erlan.page.locator(".question-done")
    expect(answered).to_be_visible()
    answered.locator("summary").click()
    erlan.expect_label(WHY, "Answered")


def test_no_other_participant_sees_a_waiting_or_declined_question(host, erlan, mary):
    host.rule("moderated")
    expect(erlan.page.locator("#question-hint")).to_have_text(
        erlan.words["A moderator reviews it first. Then everyone sees it with your name."]
    )
    watch_doubles(erlan.page, "#questions .question-text")
    erlan.ask("Бірінші?")
    erlan.ask("Екінші?")
    erlan.expect_label("Екінші?", "A moderator reviews it first")
    expect_no_double(erlan.page)

    host.press(host.question("Бірінші?"), "Show to everyone")
    host.press(host.question("Екінші?"), "Take out")
    host.page.locator("#question-decline-2").fill("Қайталанады")
    host.press(host.question("Екінші?").locator("form"), "Take out")

    mary.screen.show("questions")
    expect(mary.question("Бірінші?")).to_be_visible()
    erlan.expect_label("Екінші?", "Not taken up")
    expect(erlan.question("Екінші?")).to_contain_text("Қайталанады")
    expect(mary.question("Екінші?")).to_have_count(0)


def test_anonymous_asker_gets_news_on_that_device_only(host, erlan, mary):
    host.rule("anonymous")
    host.rule("moderated")
    expect(erlan.page.locator(".question-nameless")).to_be_attached()
    erlan.ask("Жасырын сұрақ?", nameless=True)
    erlan.expect_label("Жасырын сұрақ?", "A moderator reviews it first")

    card = host.question("Жасырын сұрақ?")
    expect(card).to_contain_text(host.console.words["Asked without a name"])
    expect(card).not_to_contain_text("Ерлан")
    erlan.page.reload()
    erlan.screen.expect_connection("connected")
    erlan.screen.show("questions")
    erlan.expect_label("Жасырын сұрақ?", "A moderator reviews it first")
    host.press(card, "Take out")
    host.press(host.page.locator(".question-card form"), "Take out")

    erlan.expect_label("Жасырын сұрақ?", "Not taken up")
    mary.screen.show("questions")
    expect(mary.page.locator("#questions")).to_contain_text(
        mary.words["No questions yet. You may ask the first."]
    )


def test_draft_survives_a_reload_and_a_question_survives_a_lost_network(code, host, join, wire):
    olga = join(code, "Ольга", "ru", look=PHONE, url=wire.url)
    talker = Talker(olga)
    olga.show("questions")
    talker.page.locator("#question-text").fill("Черновик")
    talker.page.reload()
    talker.screen.expect_extras()
    olga.show("questions")
    expect(talker.page.locator("#question-text")).to_have_value("Черновик")

    olga.lose_network(wire)
    talker.ask("Почему?")
    talker.expect_label("Почему?", "Kept on this device, will be sent")
    olga.find_network(wire)

    expect(host.question("Почему?")).to_have_count(1)
    expect(talker.question("Почему?").locator(".question-vote")).to_be_visible()


def test_questions_keep_their_order_until_the_reader_renews_it(host, erlan, mary):
    for text in ("Бірінші?", "Екінші?"):
        erlan.ask(text)
        expect(erlan.question(text).locator(".question-vote")).to_be_visible()
    mary.screen.show("questions")
    texts = erlan.page.locator("#questions .question-text")

    mary.question("Екінші?").locator(".question-vote").click()

    renew = erlan.page.locator(".question-head .button")
    expect(renew).to_be_visible()
    expect(texts).to_have_text(["Бірінші?", "Екінші?"])
    renew.click()
    expect(texts).to_have_text(["Екінші?", "Бірінші?"])
    expect(renew).to_be_hidden()
