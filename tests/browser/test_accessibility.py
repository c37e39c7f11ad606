"""Every screen as axe-core sees it, in a language of each direction; and the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.audit import Auditor
from tests.browser.console import Console, Stage
from tests.browser.conftest import PHONE
from tests.browser.room import Participant

LANGUAGES = ["en", "prs"]
QUIZ, QUIZ_SLIDE = "outcomes", 5


@pytest.fixture
def auditor(axe):
    return Auditor(axe)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_everybody(language, desk, visit, auditor):
    code = desk.new_session("Prevention, first group")
    desk.run(code).end()
    open_code = desk.new_session("Prevention, second group")
    page = visit(language, look=PHONE)

    page.goto("/")
    auditor.look(page, "front")
    page.locator("#code").fill("ABCDEFGH")
    page.locator("#name").fill("Айгерим")
    page.locator("main form .button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    auditor.look(page, "front, wrong code")
    page.goto(f"/join/{open_code}")
    auditor.look(page, "join")
    page.locator("#name").fill("   ")
    page.locator("main form .button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    auditor.look(page, "join, no name")
    page.locator("[data-menu] summary").click()
    auditor.look(page, "join, languages")
    page.goto(f"/join/{code}")
    auditor.look(page, "join, ended")
    page.goto("/nowhere")
    auditor.look(page, "not found")
    page.goto("/sign-in")
    page.locator("main form [name=csrf_token]").evaluate("token => token.value = 'old'")
    page.locator("#email").fill("somebody@demo.example")
    page.locator("#password").fill("something")
    page.locator("main form .button").click()
    expect(page.locator("main .account")).to_be_visible()
    auditor.look(page, "form too old")

    auditor.expect_nothing()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_organisers(language, desk, visit, auditor):
    link = desk.invite("Органайзер", f"organiser-{language}@demo.example", "admin", language)
    page = visit(language)

    page.goto("/sign-in")
    auditor.look(page, "sign in")
    page.locator("#email").fill("nobody@demo.example")
    page.locator("#password").fill("not the password")
    page.locator("main form .button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    auditor.look(page, "sign in, refused")
    page.goto("/welcome/gone")
    auditor.look(page, "link gone")
    page.goto(link)
    auditor.look(page, "welcome")
    page.locator("main form .button").click()
    expect(page.locator(".desk")).to_be_visible()
    auditor.look(page, "desk, empty")
    page.goto("/password")
    auditor.look(page, "password")
    page.locator("#new").fill("seven quiet rivers")
    page.locator("#again").fill("seven loud rivers")
    page.locator("main form .button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    auditor.look(page, "password, refused")
    page.goto("/desk/new")
    auditor.look(page, "new session")
    page.locator("#time").fill("10:00")
    page.locator("main form .button:not(.plain)").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    auditor.look(page, "new session, refused")
    page.locator("#time").fill("")
    page.locator("main form .button:not(.plain)").click()
    expect(page.locator(".plan")).to_be_visible()
    auditor.look(page, "session")
    page.goto("/desk")
    auditor.look(page, "desk")
    page.goto("/people")
    auditor.look(page, "accounts")
    page.locator(".invite #name").fill("Гость")
    page.locator(".invite #email").fill(f"guest-{language}@demo.example")
    page.locator(".invite .button").click()
    expect(page.locator(".new-link")).to_be_visible()
    auditor.look(page, "accounts, a new link")

    auditor.expect_nothing()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_participants_room(language, desk, join, auditor):
    code = desk.new_session()
    run = desk.run(code)
    someone = join(code, "Айгерим", language, look=PHONE)
    page = someone.page

    auditor.look(page, "room, planned")
    run.start()
    expect(page.locator("#slides")).to_be_visible()
    auditor.look(page, "room, slide")
    run.go(QUIZ_SLIDE)
    expect(page.locator("#slides .poll")).to_be_visible()
    auditor.look(page, "room, poll not open")
    run.open(QUIZ)
    expect(someone.card(QUIZ).locator(".button")).to_be_visible()
    auditor.look(page, "room, poll open")
    someone.vote(QUIZ, "videos", "norms")
    someone.expect_status(QUIZ, "poll.counted")
    auditor.look(page, "room, poll answered")
    page.locator("#slides .slide-foot .button").first.click()
    expect(page.locator(".slide-return")).to_be_visible()
    auditor.look(page, "room, looking back")
    page.locator(".slide-return").click()
    run.close(QUIZ)
    someone.expect_status(QUIZ, "poll.closed_counted")
    auditor.look(page, "room, poll closed")
    run.reveal(QUIZ)
    expect(page.locator("#slides .poll-why")).to_be_visible()
    auditor.look(page, "room, results")
    run.go(0)
    someone.show("polls")
    auditor.look(page, "room, polls")
    someone.show("steps")
    auditor.look(page, "room, no steps")
    someone.propose("Встреча с родителями")
    expect(page.locator("#steps .step.proposed")).to_be_visible()
    run.do("step.put", step="1")
    expect(page.locator("#steps .step.put")).to_be_visible()
    auditor.look(page, "room, step put")
    someone.answer("abstain", "Пока не знаю")
    auditor.look(page, "room, step answered")
    run.do("step.agree", step="1", owner="Асель", due="2031-05-01")
    expect(page.locator("#steps .step.agreed")).to_be_visible()
    auditor.look(page, "room, step agreed")
    run.end()
    expect(page.locator(".thanks")).to_be_visible()
    auditor.look(page, "room, ended")

    auditor.expect_nothing()
