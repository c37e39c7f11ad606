"""An ended session replayed on a phone: by chapters, fast, and without private data."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

SHOWN_QUESTION, WAITING_QUESTION = "Кто за это платит?", "Это видят только ведущие"


@pytest.fixture
def watched(desk, join, taught):
    """Olga's replay page: two parts of the programme, a poll, a question."""
    code = desk.new_session(module="programme")
    run = desk.run(code)
    run.do("question.set", open="true", moderated="true")
    run.start()
    olga = join(code, "Ольга", "ru", look=PHONE)
    token = olga.page.locator("input[name='csrf_token']").first.input_value()
    for text in (SHOWN_QUESTION, WAITING_QUESTION):
        form = {"csrf_token": token, "text": text, "language": "ru"}
        assert olga.page.request.post(f"/rooms/{code}/do/question.ask", form=form).ok
    run.do("question.show", question="1")
    run.open("opening--hopes")
    run.close("opening--hopes")
    run.reveal("opening--hopes")
    run.go(taught.programmes["programme"].parts[2].first)
    run.end()
    olga.page.locator(f"a[href='/replay/{code}']").click()
    return olga.page


def test_session_is_replayed_by_chapters_and_at_four_times_the_speed(watched, auditor):
    scene, player = watched.locator(".replay-scene h2"), watched.locator("#player")
    expect(scene).to_have_text("Добро пожаловать")
    expect(player).not_to_contain_text(SHOWN_QUESTION)

    player.locator(".replay-chapters summary").tap()
    player.locator(".replay-chapters button").last.tap()

    expect(scene).to_have_text("Что помогает: наука о профилактике")
    expect(player).to_contain_text(SHOWN_QUESTION)
    auditor.look(watched, "the player of a session")
    auditor.expect_nothing()
    bar = player.locator(".replay-bar")
    bar.fill("0")
    expect(scene).to_have_text("Добро пожаловать")
    player.locator("select").select_option("4")
    # From now on the test controls the clock: the session was only seconds long.
    watched.clock.install()
    watched.clock.pause_at(datetime.now() + timedelta(hours=1))
    bar.press("Space")
    expect(player.locator(".replay-toggle")).to_have_text("Пауза")
    watched.clock.run_for(int(bar.get_attribute("max")) // 4 + 250)
    expect(scene).to_have_text("Что помогает: наука о профилактике")
    expect(player.locator(".replay-toggle")).to_have_text("Воспроизвести")

    script = watched.request.get(player.get_attribute("data-script")).text()
    assert SHOWN_QUESTION in script
    assert WAITING_QUESTION not in script + watched.content()


def test_changing_the_language_keeps_the_place_in_the_replay(watched):
    player = watched.locator("#player")
    player.locator(".replay-chapters summary").tap()
    player.locator(".replay-chapters button").last.tap()
    expect(watched.locator(".replay-scene h2")).to_have_text("Что помогает: наука о профилактике")
    player.locator("select").select_option("2")
    at = watched.evaluate("() => document.querySelector('.replay-bar').value")

    watched.locator("header .menu > summary").tap()
    watched.locator("header button[value=kk]").tap()

    expect(watched.locator("html")).to_have_attribute("lang", "kk")
    expect(player.locator(".replay-bar")).to_have_value(at)
    expect(player.locator("select")).to_have_value("2")
    expect(watched.locator(".replay-scene h2")).not_to_have_text(
        "Что помогает: наука о профилактике"
    )


def test_replay_is_a_list_without_scripts(watched, visit):
    page = visit(
        "ru", look=PHONE, java_script_enabled=False, storage_state=watched.context.storage_state()
    )
    page.goto(watched.url)

    expect(page.locator("#list")).to_contain_text("Что помогает: наука о профилактике")
    expect(page.locator("#list")).to_contain_text(SHOWN_QUESTION)
    expect(page.locator("#player")).to_be_hidden()
