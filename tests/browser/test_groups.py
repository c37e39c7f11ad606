"""Group work on two phones and a laptop: assigned, written together, brought to the stage."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.double_press import press_again

# The number of the module's slide with group work, counted from 0.
SCENARIO_NUMBER = 12
LINES = ["We ask the school first", "Then the parents"]


@pytest.fixture
def code(desk):
    return desk.new_session()


@pytest.fixture
def console(desk, code):
    desk.run(code).start()
    return Console(desk.open()).open(code)


@pytest.fixture
def phones(join, code, console):
    """Ada reads Russian, Bek reads Kazakh."""
    ada = join(code, "Ada", "ru", look=PHONE)
    bek = join(code, "Bek", "kk", look=PHONE)
    console.expect_here(2, total=2)
    return ada, bek


@pytest.fixture
def at_work(console, phones):
    """Put both people into one group and open its page on their phones."""
    console.show("groups")
    panel = console.page.locator("#groups-body")
    panel.get_by_role("button", name=console.words["Show groups"]).click()
    panel.get_by_role("button", name=console.words["Start group work"], exact=True).click()
    expect(panel.locator(".group-people li")).to_have_count(2)
    for phone in phones:
        phone.page.locator(".dock-offer").tap()
        expect(phone.page.locator("#groups .note-field")).to_be_visible()
    return panel


def fields(phone):
    return phone.page.locator("#groups .note-field")


def test_two_members_write_one_note_while_the_host_reads(console, phones, at_work):
    ada, bek = phones

    fields(ada).last.type(LINES[0])
    expect(fields(bek).first).to_have_value(LINES[0])
    fields(bek).first.press("End")
    fields(bek).first.type(" and ask again")
    fields(ada).last.type(LINES[1])

    expect(fields(ada).first).to_have_value(f"{LINES[0]} and ask again")
    expect(at_work.locator(".group-written p")).to_have_text(
        [f"{LINES[0]} and ask again", LINES[1]]
    )


def test_words_of_somebody_else_are_erased_by_two_presses(phones, at_work):
    ada, bek = phones
    fields(ada).last.type(LINES[0])
    fields(bek).last.type(LINES[1])
    expect(fields(bek).first).to_have_value(LINES[0])
    expect(fields(ada).nth(1)).to_have_value(LINES[1])
    buttons = bek.page.locator("#groups .note-button")

    buttons.first.tap()
    expect(buttons.first).to_have_text(bek.words["Press again to erase"])
    expect(fields(bek).first).to_have_value(LINES[0])
    buttons.nth(1).tap()
    expect(fields(ada).nth(1)).to_be_hidden()
    expect(fields(ada).first).to_have_value(LINES[0])

    buttons.first.tap()
    expect(fields(ada).first).to_have_value("")


def test_text_written_offline_is_merged_after_reconnecting(join, code, phones, at_work, wire):
    ada, _bek = phones
    away = join(code, "Rosa", "en", look=PHONE, url=wire.url)
    away.page.locator(".dock-offer").tap()
    fields(ada).last.type("We ask the school")
    expect(fields(away).first).to_have_value("We ask the school")

    away.lose_network(wire)
    fields(away).first.press("End")
    fields(away).first.type(" on Monday")
    expect(away.page.locator("#groups .note-about").first).not_to_be_empty()
    fields(ada).first.press("Home")
    fields(ada).first.type("Today ")
    expect(at_work.locator(".group-written p")).to_have_text(["Today We ask the school"])
    away.find_network(wire)

    for phone in (ada, away):
        expect(fields(phone).first).to_have_value("Today We ask the school on Monday")


def test_group_calls_for_help_polls_itself_and_shares_its_notes_at_the_end(
    console, phones, at_work
):
    ada, bek = phones
    page, words = ada.page, console.words
    fields(ada).last.type(LINES[0])

    page.locator("button.group-help").tap()
    at_work.get_by_role("button", name=words["I am coming"]).click()
    expect(page.locator(".group-help [role='status']")).to_contain_text("Administrator")

    page.locator(".group-ask summary").tap()
    page.locator("#group-question").fill("When?")
    page.locator("#group-options").fill("Monday\nTuesday")
    page.locator(".group-ask form .button").tap()
    bek.page.locator(".group-choice").first.tap()
    expect(bek.page.locator(".group-choice").first).to_have_attribute("aria-pressed", "true")
    expect(at_work.locator(".bar-number")).to_have_text(["1", "0"])

    prompt = at_work.get_by_role("button", name=words["Press again to end group work"])
    press_again(at_work.get_by_role("button", name="group work").click, prompt)
    expect(bek.page.locator("#groups .group-note p[dir='auto']")).to_have_text([LINES[0]])


def test_console_says_why_help_could_not_be_ended(console, phones, at_work, server, code):
    phones[0].page.locator("button.group-help").tap()
    call = at_work.locator(".group-calls li")
    expect(call).to_be_visible()
    console.expect_facilitator("Bek")
    console.lose_hosting(server.database_url, code)

    call.get_by_role("button", name=console.words["Done"]).click()

    expect(call.get_by_role("alert")).not_to_be_empty()


@pytest.mark.parametrize("language", ["kk", "prs"])
def test_group_work_is_accessible(language, host, join, auditor):
    own_desk = host(language)
    code = own_desk.new_session(module="developmental-model")
    run = own_desk.run(code)
    run.start()
    run.go(SCENARIO_NUMBER)
    console = Console(own_desk.open()).open(code)
    console.show("groups")
    auditor.look(console.page, "console, prepare")
    ada, bek = (join(code, name, language, look=PHONE) for name in ("Ada", "Bek"))
    panel = console.page.locator("#groups-body")
    panel.locator("[name='everyone']").check()
    panel.get_by_role("button", name=console.words["Show groups"]).click()
    expect(panel.locator(".group-card")).to_be_visible()
    auditor.look(console.page, "console, draft")
    panel.get_by_role("button", name=console.words["Start group work"], exact=True).click()
    ada.page.locator(".dock-offer").tap()
    fields(ada).last.type(LINES[0])
    expect(panel.locator(".group-written p")).to_have_text([LINES[0]])
    ada.page.locator("button.group-help").tap()
    ada.page.locator(".group-ask summary").tap()
    expect(panel.locator(".group-calls")).to_be_visible()
    auditor.look(console.page, "console, at work")
    auditor.look(ada.page, "group, at work")
    bek.page.locator(".dock-offer").tap()
    expect(fields(bek).first).to_have_value(LINES[0])
    fields(bek).first.fill("")
    fields(bek).first.blur()
    expect(ada.page.locator(".note > [data-erased='true']")).to_be_visible()
    auditor.look(ada.page, "group, a paragraph erased")
    run.do("groups.close")
    expect(ada.page.locator("#groups .group-note")).to_be_visible()
    auditor.look(ada.page, "group, over")
    ada.page.goto(f"/rooms/{code}/groups")
    auditor.look(ada.page, "notes of all groups")

    auditor.expect_nothing()
