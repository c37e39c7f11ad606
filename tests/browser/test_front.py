"""From the front page into a session by a code, with and without scripts, and by the demo."""

import pytest
from playwright.sync_api import expect

from tests.browser.audit import FIND_WIDE_ELEMENTS
from tests.browser.conftest import PHONE
from tests.browser.room import Participant
from tests.protocol.server import Server

NARROW = {"viewport": {"width": 320, "height": 568}, "is_mobile": True, "has_touch": True}
OLGA = "Ольга Ким"


def enter_code(page, code):
    page.locator("#code").fill(code)
    page.locator(".front-join .button").click()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_newcomer_comes_in_by_the_code_and_reads_what_it_is_first(desk, visit, has_scripts):
    code = desk.new_session("Алдын алу", date="2031-11-29", time="10:00")
    page = visit("ru", look=PHONE, java_script_enabled=has_scripts)
    page.goto("/")

    enter_code(page, f" {code[:4].lower()}-{code[4:].lower()}")

    expect(page.locator("h1")).to_have_text("Алдын алу")
    expect(page.locator(".announced-when")).to_contain_text("29 ноября 2031")
    expect(page.locator(".announced-when")).to_contain_text("10:00")
    page.locator("#name").fill(OLGA)
    page.locator("main form .button").click()
    expect(page.locator(".waiting").first).to_contain_text("29 ноября 2031")
    expect(page.locator(".waiting").first).to_contain_text("Выступают")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
def test_list_of_languages_is_in_sight_on_a_narrow_phone(language, has_scripts, visit):
    page = visit(language, look=NARROW, java_script_enabled=has_scripts)
    page.goto("/sign-in")
    for size in ("100", "200"):
        page.context.add_cookies([{"name": "text_size", "value": size, "url": page.url}])
        page.reload()
        page.locator("header summary").click()
        for item in page.locator("header .menu-item").all():
            box = item.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= NARROW["viewport"]["width"]


def test_browsers_own_checks_do_not_stand_in_the_way_of_the_pages_words(desk, visit):
    page = visit("kk", look=PHONE)
    page.goto("/")
    enter_code(page, "")
    expect(page.locator("#code-wrong")).to_contain_text("кіру кодын")
    expect(page.locator("#code")).to_be_focused()

    enter_code(page, "123 456 789")
    expect(page.locator("#code-wrong")).to_be_visible()
    expect(page.locator("#code")).to_have_value("123 456 789")

    page.goto(f"/join/{desk.new_session()}")
    page.locator("#name").fill("а" * 90)
    page.locator("main form .button").click()
    expect(page.locator("#name-wrong")).to_contain_text("80")
    expect(page.locator("#name")).to_have_value("а" * 90)


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
def test_front_and_join_page_fit_the_narrowest_phone(desk, visit, language):
    page = visit(language, look=NARROW)
    for path in ("/", f"/join/{desk.new_session()}", "/sign-in"):
        page.goto(path)
        assert page.evaluate(FIND_WIDE_ELEMENTS) == [], path
    page.goto("/")
    # The code is on the first screen, with its button.
    button = page.locator(".front-join .button").bounding_box()
    assert button["y"] + button["height"] <= NARROW["viewport"]["height"]
    field = page.locator("#code")
    field.fill("JDME AMZS")
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth")


def test_waiting_room_says_how_long_it_is_and_opens_by_itself(desk, visit):
    code = desk.new_session(date="2031-11-29", time="10:00")
    page = visit("en", look=PHONE)
    page.clock.set_fixed_time("2031-11-29T09:48:00+05:00")
    page.goto(f"/join/{code}")
    expect(page.locator("[data-until][data-soon]")).to_have_text("in 12 minutes")

    olga = Participant(page).join(code, OLGA)

    expect(page.locator("[data-until][data-soon]")).to_have_text("in 12 minutes")
    expect(page.get_by_role("button", name=olga.words["Test the sound"])).to_be_visible()
    expect(page.locator(".door-tips a")).to_be_visible()
    expect(page.locator(".room-foot > a")).to_be_hidden()
    desk.run(code).start()
    expect(page.locator("#slides .slide-title")).to_be_visible()
    expect(page.locator(".waiting").first).to_be_hidden()


def test_waiting_room_without_scripts_offers_a_second_look(desk, visit):
    code = desk.new_session()
    page = visit("ru", look=PHONE, java_script_enabled=False)
    page.goto(f"/join/{code}")
    page.locator("#name").fill(OLGA)
    page.locator("main form .button").click()
    desk.run(code).start()

    page.locator(".waiting .unscripted a").click()

    expect(page.locator("#slides .slide-title")).to_be_visible()


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("demo"), DEMO="1") as server:
        yield server


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_visitor_of_a_demo_takes_each_part_by_one_press(demo_server, visit, auditor, has_scripts):
    page = visit("ru", url=demo_server.url, java_script_enabled=has_scripts)
    parts = page.locator(".front-parts .button")
    page.goto("/")
    expect(parts).to_have_count(3)
    if has_scripts:
        auditor.look(page, "front page of a demo")
        auditor.expect_nothing()

    parts.nth(0).click()
    page.wait_for_url("**/console")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.goto("/")
    parts.nth(1).click()
    expect(page.locator("#name")).to_be_visible()
    page.goto("/")
    parts.nth(2).click()
    page.wait_for_url("**/desk")
    page.goto("/")
    page.locator(".front-cards form .button").click()
    expect(page.locator("h1")).to_be_visible()
    assert "/study/" in page.url
