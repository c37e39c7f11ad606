"""Pages whose script never starts: blocked, lost on the way, or too new."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.course_start import begin
from tests.browser.office import take_seat

POLL = "last-year"


def lose(page, *names):
    """Make scripts of these names fail to load."""
    page.watch.is_cut = True
    for name in names:
        page.route(f"**/static/dist/{name}-*.js*", lambda route: route.abort())


@pytest.fixture
def page(visit):
    return visit("ru", look=PHONE)


@pytest.mark.parametrize("lost", ["participant", "shared"])
def test_room_without_its_script_links_to_the_plain_pages(lost, page, run, server, lesson):
    page.context.add_cookies(take_seat(server.url, run.code, "Ольга", "ru"))
    lose(page, lost)
    page.goto(f"/rooms/{run.code}")
    refresh = page.locator(".room-bar .unscripted a").first

    expect(refresh).to_be_visible()
    expect(page.locator(".link-words[data-connection]")).to_be_hidden()
    run.go(lesson.number(POLL))
    run.open(POLL)
    refresh.click()
    page.locator("#slides .poll input[value='raids']").check()
    page.locator("#slides .poll .button").click()
    expect(page.locator("#slides .poll input[value='raids']")).to_be_checked()
    run.wait_until(r'"voters":\s*1\b')
    page.locator(".room-bar .unscripted a[href$='/more']").click()
    expect(page.locator("main form").first).to_be_visible()


def test_room_with_its_script_hides_the_plain_links(page, run, server, enter):
    enter(page, run.code, "Ольга")

    expect(page.locator("body")).to_have_attribute("data-extras", "there")
    expect(page.locator(".unscripted:visible")).to_have_count(0)
    expect(page.locator(".link-words[data-connection]")).to_be_visible()


def test_waiting_room_without_its_script_does_not_promise_to_start(page, desk, server):
    code = desk.new_session()
    page.context.add_cookies(take_seat(server.url, code, "Ольга", "ru"))
    lose(page, "participant")

    page.goto(f"/rooms/{code}")

    expect(page.locator(".room-bar .unscripted a").first).to_be_visible()
    expect(page.locator(".waiting .scripted").filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("look", [LAPTOP, PHONE])
def test_console_without_its_script_offers_to_load_the_page_again(look, visit, host):
    presenter = host("ru")
    page = visit("ru", look=look, storage_state=presenter.state)
    lose(page, "console")

    page.goto(f"/rooms/{presenter.new_session()}/console", wait_until="commit")

    loading = page.locator(".console-now .scripted")
    reload_notice = page.locator(".console-now .unscripted")
    expect(loading).to_have_text("Загрузка…")
    expect(loading).to_be_visible()
    expect(reload_notice).to_be_hidden()
    expect(reload_notice).to_be_visible()
    expect(reload_notice).to_contain_text("Пульт ещё не загрузился")
    expect(page.locator(".scripted:visible")).to_have_count(0)
    for button in ("form[data-command='room.start'] .button", "#move [data-part='next'] .button"):
        expect(page.locator(button)).to_be_disabled()

    page.unroute_all()
    reload_notice.get_by_role("link").click()

    expect(page.locator(".console-link[data-state='connected']")).to_be_visible()
    expect(page.locator(".unscripted:visible")).to_have_count(0)
    expect(page.locator(".console-now .stage-title")).to_be_visible()
    expect(page.locator("#move [data-part='next'] .button")).to_be_enabled()


def test_course_without_its_script_says_why_it_cannot_be_kept(visit, course):
    _, code = course
    page = visit("en", look=PHONE)
    begin(page, code, "Ada")
    lose(page, "offline")

    page.goto(f"/study/{code}/offline")

    expect(page.locator(".notice.unscripted")).to_be_visible()
