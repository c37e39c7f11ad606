"""The organiser's calendar, series and plans pass axe-core and fit a laptop and a phone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.sizes import resize


@pytest.mark.parametrize("language", ["ru", "prs"])
def test_plan_and_series_pages_are_accessible(language, host, auditor):
    desk = host(language)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    code = desk.new_session("Weekly", date=tomorrow.date().isoformat(), time="09:30")
    desk.post(
        f"/desk/{code}/repeat",
        title="Weekly",
        date=(tomorrow + timedelta(days=7)).date().isoformat(),
        time="09:30",
        time_zone="Asia/Almaty",
        minutes="60",
        every="week",
        times="2",
        edition="same",
        series="new",
    )
    page = desk.open()
    page.goto(f"/desk/{code}")
    series = page.locator("#series a").first.get_attribute("href")
    for look in (LAPTOP, PHONE):
        resize(page, look["viewport"])
        for name, path in (
            ("calendar", f"/desk/calendar?month={tomorrow:%Y-%m}"),
            ("series", series),
            ("all series", "/desk/series"),
            ("all sessions", "/desk/sessions"),
            ("today", "/desk"),
            ("plan", f"/desk/{code}"),
            ("change", f"/desk/{code}/change"),
            ("owners", f"/desk/{code}/owners"),
            ("call", f"/desk/{code}/call"),
            ("captions by machine", f"/desk/{code}/captioning"),
            ("repeat", f"/desk/{code}/repeat"),
            ("settings", "/settings"),
        ):
            page.goto(path)
            auditor.look(page, f"{name}, {look['viewport']['width']}")
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, name

    offer = page.locator("[data-zone-offer] button")
    expect(offer).to_be_visible()
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    offer.click()
    expect(page.locator("#time_zone")).to_have_value(zone)
    page.locator("#calendar form button").first.click()
    expect(page.locator("#calendar-address")).to_have_value(re.compile(r"/calendar/\S+\.ics$"))

    auditor.expect_nothing()


def test_zone_is_found_by_its_city_wherever_a_session_gets_a_time(host):
    """Planted fault: the pages to change and to repeat a session did not load the search."""
    desk = host("ru")
    code = desk.new_session("Еженедельно")
    page = desk.open()
    for path in ("/desk/new", f"/desk/{code}/change", f"/desk/{code}/repeat", "/settings"):
        page.goto(path)
        page.get_by_label("Поиск по городу или стране").fill("токио")
        page.keyboard.press("Enter")

        expect(page.locator("#time_zone")).to_have_value("Asia/Tokyo")
        expect(page.locator("#time_zone")).to_be_focused()
