"""Whatever people type, every screen shows it only as text."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage
from tests.browser.hostile import PAYLOADS, REPORT_NODES, STORED, expect_text_only
from tests.protocol.people import Session, do

SEAT = re.compile(r'data-seat="([^"]+)"')


@pytest.fixture
def watched_page(visit):
    """Opens a page that reports an error if typed text becomes an element."""

    def watched_page(language="en", **options):
        page = visit(language, **options)
        page.context.add_init_script(REPORT_NODES)
        return page

    return watched_page


@pytest.fixture
def session(desk, server):
    """A session with a hostile title and, for now, nobody in it."""
    code = desk.new_session(" ".join(PAYLOADS[:4]))
    seat = SEAT.search(desk.get(f"/rooms/{code}/console").text)[1]
    session = Session(server, code, hosts=[seat])
    do(server, seat, "room.start")
    return session


def test_live_content_is_only_text(session, watched_page, enter, admin_state):
    console = Console(watched_page(storage_state=admin_state)).open(session.code)
    stage = Stage(watched_page(storage_state=admin_state)).open(session.code)
    reader = enter(watched_page("en"), session.code, PAYLOADS[-1])
    phone = enter(watched_page("prs", look=PHONE), session.code, PAYLOADS[0])

    ask_polls(session)
    stage.expect_scene("poll")
    expect(stage.title).to_have_text(" ".join(STORED[-2:]))
    expect_text_only(stage.page, *STORED[-2:])
    agree_steps(session)
    stage.expect_scene("step")
    expect(stage.title).to_have_text(STORED[-1])
    expect_text_only(stage.page, STORED[-1])
    console.show("people")
    expect(console.page.locator("#people-body .roll-row")).to_have_count(len(PAYLOADS) + 3)
    expect_text_only(console.page, *STORED)
    console.show("steps")
    console.step(STORED[-1]).locator(".row .button.quiet").click()
    expect_text_only(console.page, *STORED)
    console.page.keyboard.press("Escape")
    console.show("run")
    for someone in (reader, phone):
        # The poll with the last text is the last to arrive.
        expect(someone.page.locator("#polls")).to_contain_text(STORED[-1])
    for page in (console.page, reader.page, phone.page):
        expect_text_only(page, *STORED)


def test_server_rendered_content_is_only_text(session, desk, watched_page, admin_state):
    make_hostile_content(session)
    plain_page = watched_page("ru", java_script_enabled=False)
    plain_page.goto(f"/join/{session.code}")
    expect_text_only(plain_page)
    plain_page.locator("#name").fill(PAYLOADS[5])
    # A click waits only for the next page to begin, not for all of it.
    with plain_page.expect_navigation():
        plain_page.locator("main form .button").click()
    expect_text_only(plain_page, *STORED)
    host = watched_page(storage_state=admin_state, java_script_enabled=False)
    for path in ("console", "stage", "report"):
        host.goto(f"/rooms/{session.code}/{path}")
        expect_text_only(host, *(STORED if path == "report" else []))
    desk.run(session.code).end()
    plain_page.reload()
    expect_text_only(plain_page, *STORED[:-1])
    late = watched_page("prs")
    late.goto(f"/join/{session.code}")
    expect_text_only(late)


def test_organisers_input_is_only_text(desk, watched_page, admin_state):
    for number, payload in enumerate(PAYLOADS):
        desk.new_session(payload)
        desk.invite(payload, f"hostile{number}@demo.example", "presenter")
    code = desk.new_session(PAYLOADS[0])
    link = desk.invite(PAYLOADS[3], "hostile@demo.example", "presenter")
    page = watched_page("prs", storage_state=admin_state)

    # The page of today shows only the next sessions.
    page.goto("/desk")
    expect_text_only(page)
    for path in ("/desk/sessions?search=hostile", "/people", f"/desk/{code}"):
        page.goto(path)
        expect_text_only(page, *(STORED if path != f"/desk/{code}" else STORED[:1]))
    for path in (link, "/sign-in"):
        page = watched_page("en")
        page.goto(path)
        expect_text_only(page)
    # The browser would not send an invalid address.
    page.locator("main form").evaluate("form => { form.noValidate = true }")
    page.locator("#email").fill('"><x-hostile>@demo.example')
    page.locator("#password").fill("<x-hostile>")
    with page.expect_navigation():
        page.locator("main form .button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    expect_text_only(page)


def make_hostile_content(session):
    ask_polls(session)
    agree_steps(session)


def ask_polls(session):
    """Use each text in a poll, as question and option, also in a translation; reveal some polls."""
    server, host = session.server, session.host
    for number in range(0, len(PAYLOADS), 2):
        pair = PAYLOADS[number : number + 2]
        poll = f"spot-{number // 2 + 1}"
        wording = {"question": " ".join(pair), "options": pair}
        poll_fields = {"kind": "single", "quiz": False, "language": "en", **wording}
        do(server, host, "poll.create", **poll_fields, translations={"kk": wording})
        do(server, host, "poll.open", poll=poll)
        do(server, host, "poll.close", poll=poll)
        if number % 4:
            do(server, host, "poll.reveal", poll=poll)


def agree_steps(session):
    """Use each text as a name, a step, a reason and an owner; the last step stays open."""
    server, host = session.server, session.host
    for number, payload in enumerate(PAYLOADS, start=1):
        seat = session.join(payload, "en")
        do(server, seat, "step.propose", text=payload, language="en")
        do(server, host, "step.put", step=number)
        do(server, seat, "step.answer", step=number, ballot=1, answer="agree", reason=payload)
        if number < len(PAYLOADS):
            do(server, seat, "step.own", step=number, role=payload)
            details = {"due": "2031-05-01", "indicator": payload, "evidence": payload}
            do(server, host, "step.detail", step=number, base=0, **details)
            do(server, host, "step.close", step=number)
