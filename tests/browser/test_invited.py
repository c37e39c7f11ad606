"""A person on a roster, from the organiser's list to a seat in the session, on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.room import Participant

LIST = "ФИО\tЗвание\tЯзык\nКИМ ОЛЬГА\tкапитан\tрус\nСейт Айгерим\tмайор\tқаз\n"


def invited(desk):
    """A session for a new cohort; returns its code and the path of the first person's page."""
    code = desk.new_session()
    roster = desk.post("/desk/cohorts", name="Поток").headers["Location"]
    draft = desk.post(f"{roster}/import", text=LIST).headers["Location"]
    seen = re.search(r'name="seen" value="(\w+)"', desk.get(draft).text)[1]
    desk.post(draft, seen=seen)
    desk.post(f"/desk/{code}/cohort", cohort=roster.rsplit("/", 1)[1])
    desk.post(f"{roster}/links", make="missing")
    return code, re.search(r"/me/[\w-]{43}", desk.get(f"{roster}/links").text)[0]


def test_phone_joins_by_personal_link_under_a_corrected_name(desk, visit, auditor):
    code, link = invited(desk)
    page = visit("ru", look=PHONE)
    page.goto(link)

    expect(page.locator("h1")).to_have_text("КИМ ОЛЬГА")
    page.locator("summary", has_text="Исправить написание имени").click()
    page.locator("#name").fill("Ким Ольга")
    page.locator(".me-name button").click()
    expect(page.locator("h1")).to_have_text("Ким Ольга")
    auditor.look(page, "a person's own page")
    page.locator(".me-session button").click()

    Participant(page, "Ким Ольга").expect_connection("connected")
    assert code in page.url
    people = desk.get(f"/desk/{code}/people").text
    assert "Ким Ольга" in people and "КИМ ОЛЬГА" not in people
    guest = visit("ru", look=PHONE)
    guest.goto(f"/join/{code}")
    expect(guest.locator("main")).to_contain_text("входят только приглашённые")
    auditor.expect_nothing()
