"""Hosts see who has not answered, and let the server choose fairly who answers next."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console

OLGA, AIGERIM = "Ольга", "Айгерим"
POLL = "last-year"


@pytest.fixture
def console(desk, visit, admin_state):
    """The console of a running session, at the slide of its first poll."""
    code = desk.new_session()
    run = desk.run(code)
    run.start()
    run.go(1)
    console = Console(visit(storage_state=admin_state)).open(code)
    console.code, console.run = code, run
    return console


@pytest.fixture
def olga(console, join):
    return join(console.code, OLGA, "ru", look=PHONE)


@pytest.fixture
def aigerim(console, join):
    return join(console.code, AIGERIM, "kk", look=PHONE)


def missing(console, n):
    one, many = "{n} person here has not answered", "{n} people here have not answered"
    return console.say(one, many, n=n)


def people_in(card):
    return card.locator(".awaited-people bdi")


def test_hosts_see_by_name_who_has_not_answered(console, olga, aigerim):
    console.expect_here(2, 2)
    console.run.open(POLL)
    card = console.page.locator("#moment")
    summary = card.locator(".awaited summary")
    expect(summary).to_have_text(missing(console, 2))

    summary.click()
    expect(people_in(card)).to_have_text([AIGERIM, OLGA])
    olga.vote(POLL, "talks")

    expect(summary).to_have_text(missing(console, 1))
    expect(people_in(card)).to_have_text([AIGERIM])
    aigerim.page.close()
    expect(card.locator(".awaited-state")).to_be_visible()
    expect(summary).to_have_text(console.words["Everybody here has answered"])


def test_anonymous_poll_has_a_number_and_no_names(console, olga, aigerim):
    console.expect_here(2, 2)
    fields = {"kind": "single", "quiz": "false", "language": "en", "anonymous": "true"}
    console.run.do("poll.create", question="Tea?", options=["Yes", "No"], **fields)
    console.run.open("spot-1")
    card = console.page.locator("#moment")
    expect(card.locator("p.awaited")).to_have_text(missing(console, 2))

    olga.show("polls")
    olga.vote("spot-1", "option-1")

    expect(card.locator("p.awaited")).to_have_text(missing(console, 1))
    expect(card.locator("details.awaited")).to_have_count(0)


def test_step_that_is_put_shows_who_has_not_answered(console, olga, aigerim):
    console.expect_here(2, 2)
    console.run.do("step.propose", text="Meet the parents", language="en")
    console.run.do("step.put", step="1")

    olga.answer("agree")

    card = console.page.locator("#moment")
    expect(card.locator(".awaited summary")).to_have_text(missing(console, 1))
    card.locator(".awaited summary").click()
    expect(people_in(card)).to_have_text([AIGERIM])


def button(console, word):
    return console.page.locator(".picks").get_by_role("button", name=console.words[word])


def test_chosen_person_is_shown_to_hosts_first_and_called_by_them_alone(console, olga, aigerim):
    console.expect_here(2, 2)
    console.show("people")
    button(console, "Choose somebody").click()
    name = console.page.locator(".picks-name")
    first = name.inner_text()
    people = {OLGA: olga, AIGERIM: aigerim}
    bands = {
        each: screen.page.locator("[data-mount='signals/called']")
        for each, screen in people.items()
    }
    for band in bands.values():
        expect(band).to_be_hidden()

    # A person who is passed over waits for everybody else.
    console.page.locator(".picks").get_by_role(
        "button", name=console.words["person to choose", "Another"]
    ).click()
    expect(name).not_to_have_text(first)
    second = name.inner_text()
    button(console, "Call on").click()

    expect(bands[second]).to_be_visible()
    expect(bands[first]).to_be_hidden()
    expect(name).to_have_count(0)
    expect(console.page.locator(".hands-name")).to_have_text([second])


def test_choice_among_the_readers_of_one_language(console, olga, aigerim):
    console.expect_here(2, 2)
    console.show("people")
    console.page.locator(".picks-language").select_option("kk")

    button(console, "Choose somebody").click()

    expect(console.page.locator(".picks-name")).to_have_text(AIGERIM)
    console.page.reload()
    console.expect_connection("connected")
    console.show("people")
    expect(console.page.locator(".picks-name")).to_have_text(AIGERIM)


def test_choice_and_names_are_accessible(console, olga, aigerim, auditor):
    console.expect_here(2, 2)
    console.run.open(POLL)
    console.page.locator("#moment .awaited summary").click()
    expect(people_in(console.page.locator("#moment"))).to_have_count(2)
    auditor.look(console.page, "console, who has not answered")
    console.show("people")
    button(console, "Choose somebody").click()
    expect(console.page.locator(".picks-name")).to_be_visible()
    auditor.look(console.page, "console, somebody is chosen")
    auditor.expect_nothing()
