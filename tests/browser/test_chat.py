"""Chat between phones and a console; both without scripts, and checked by axe-core."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.double_press import press_again
from tests.browser.doubles import expect_no_double, watch_doubles
from tests.browser.talk import Moderator, Talker

NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def code(run):
    return run.code


@pytest.fixture
def host(code, visit, admin_state):
    console = Console(visit(storage_state=admin_state)).open(code)
    console.show("chat")
    return Moderator(console)


@pytest.fixture
def mary(code, join):
    return Talker(join(code, "Mary", "en", look=PHONE))


@pytest.fixture
def olga(code, join):
    return Talker(join(code, "Ольга", "ru", look=NARROW))


def test_chat_place_is_there_only_while_the_chat_is_on(host, mary):
    link = mary.page.locator(".dock-place[href='#chat']")
    expect(link).to_be_hidden()
    expect(mary.page.locator(".dock-more")).to_be_hidden()

    host.switch("everyone")
    # The fifth place: a phone has it behind a button.
    mary.page.locator(".dock-more").click()
    expect(link).to_be_visible()
    mary.say("Hello")
    expect(host.message("Hello")).to_be_visible()

    host.switch("off")
    expect(link).to_be_hidden()
    expect(mary.page.locator("#slides")).to_be_visible()


def test_participants_write_to_everyone_or_hosts_and_a_host_answers_privately(host, mary, olga):
    host.switch("everyone")
    watch_doubles(mary.page, "#chat .message-text")
    mary.say("Good morning")
    expect(olga.page.locator(".dock-place[href='#chat'] .count")).to_have_text("1")
    expect(olga.page.locator(".dock-more .count")).to_have_text("1")
    olga.say("Мне нужно уйти", recipient="private")
    expect(olga.message("Good morning")).to_be_visible()
    expect(olga.page.locator(".dock-place[href='#chat'] .count")).to_be_hidden()

    host.press(host.message("Мне нужно уйти"), "Answer privately")
    host.page.locator("#chat-text").fill("Of course")
    host.press(host.page.locator("#chat .talk-form"), "Send")

    expect(olga.message("Of course")).to_contain_text(olga.words["To you only"])
    host.console.page.locator("#chat-show").select_option("0")
    host.page.locator("#chat-text").fill("Welcome, everybody")
    host.press(host.page.locator("#chat .talk-form"), "Send")
    expect(mary.message("Welcome, everybody")).to_be_visible()
    expect_no_double(mary.page)
    expect(mary.message("Мне нужно уйти")).to_have_count(0)
    expect(mary.message("Of course")).to_have_count(0)


def test_addresses_of_hosts_alone_can_be_opened(host, mary, olga):
    host.switch("everyone")
    mary.say("See https://example.org/mary")
    host.page.locator("#chat-text").fill("The paper: https://example.org/paper.")
    host.press(host.page.locator("#chat .talk-form"), "Send")

    link = olga.message("The paper").locator("a")
    expect(link).to_have_attribute("href", "https://example.org/paper")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(olga.message("See https")).to_have_count(1)
    expect(olga.message("See https").locator("a")).to_have_count(0)


def test_removed_message_disappears_everywhere_and_its_muted_author_sees_why(host, mary, olga):
    host.switch("everyone")
    mary.say("Something rude")
    olga.screen.show("chat")
    expect(olga.message("Something rude")).to_be_visible()

    buttons, words = host.message("Something rude").get_by_role("button"), host.console.words
    confirm = buttons.filter(has_text=words["Remove for good?"])
    press_again(buttons.filter(has_text=words["Remove"]).click, confirm)

    for screen in (olga, mary):
        expect(screen.message("Something rude")).to_have_count(0)
        expect(screen.page.locator(".message")).to_contain_text(
            screen.words["This message was removed"]
        )
    host.press(host.page.locator("#chat .message").first, "Pause writing")
    expect(mary.page.locator("#chat .notice")).to_have_text(
        mary.words["You may read here. A host has paused your writing."]
    )
    expect(mary.page.locator("#chat-text")).to_have_count(0)
    host.press(host.page.locator("#chat .message").first, "Let them write again")
    mary.say("Sorry")
    expect(olga.message("Sorry")).to_be_visible()


def test_participant_without_scripts_asks_votes_and_writes(code, desk, host, mary, visit):
    host.switch("everyone")
    mary.ask("Why?")
    expect(mary.question("Why?").locator(".question-vote")).to_be_visible()
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{code}")
    page.locator("#name").fill("Пётр")
    page.locator("main form .button").click()
    page.locator(".unscripted a[href$='/more']").first.click()

    page.locator("#questions textarea").fill("Почему?")
    page.locator("#questions form .button").first.click()
    expect(page.locator("#questions .question", has_text="Почему?")).to_be_visible()
    why = page.locator("#questions .question", has_text="Why?")
    why.locator(".question-vote").click()
    expect(why.locator(".question-vote")).to_have_attribute("aria-pressed", "true")
    why.locator(".question-vote").click()
    expect(why.locator(".question-vote")).to_have_attribute("aria-pressed", "false")
    page.locator("#chat textarea").fill("Здравствуйте")
    page.locator("#chat form .button").click()

    expect(page.locator("#chat .message")).to_contain_text("Здравствуйте")
    expect(host.message("Здравствуйте")).to_be_visible()
    expect(mary.question("Почему?")).to_be_visible()


def test_chat_and_questions_are_accessible(code, host, olga, join, auditor):
    ahmad = Talker(join(code, "احمد", "prs", look=PHONE))
    host.switch("everyone")
    for talker in (olga, ahmad):
        talker.ask("Почему?")
        talker.say("Здравствуйте")
        expect(talker.page.locator(".message-text").first).to_be_visible()
        auditor.look(talker.page, "chat")
        talker.screen.show("questions")
        expect(talker.page.locator(".question-vote").first).to_be_visible()
        auditor.look(talker.page, "questions")
        fits = talker.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert fits, "the page is wider than the screen"
    auditor.look(host.page, "console, chat")
    host.console.show("questions")
    host.page.locator(".question-more > summary").first.click()
    host.page.locator(".question-translate > summary").first.click()
    auditor.look(host.page, "console, questions")

    auditor.expect_nothing()
