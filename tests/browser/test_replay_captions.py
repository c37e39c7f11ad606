"""Captions of a replay on a phone: in step with its clock, as a list to jump from, as files."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import PHONE
from webinar.live.captions.models import Caption
from webinar.room.rooms.models import Member, Room

MINUTES = 40
HOLDS_CURRENT_LINE = """
(list) => {
  const line = list.querySelector("[aria-current]").getBoundingClientRect();
  const { top, bottom } = list.getBoundingClientRect();
  return line.top >= top && line.bottom <= bottom;
}
"""
# By language: `(second, line)`.
LINES = {
    "ru": [
        (5, "Добро пожаловать на занятие о профилактике."),
        (
            20,
            "Разовая беседа меняет знания, но не поведение: навыки и нормы меняет "
            "только серия занятий",
        ),
        (900, "После перерыва мы решим, что делать дальше."),
        *((1000 + 30 * number, f"Шаг {number}: кто и до какого дня") for number in range(30)),
    ],
    "kk": [
        (5, "Қош келдіңіздер!"),
        (20, "Бір реттік кездесу балалардың мінез-құлқын өзгертпейді, топтама сабақтар өзгертеді."),
    ],
    "prs": [
        (5, "به این جلسه خوش آمدید."),
        (20, "UNODC می‌گوید: یک گفتگوی تنها رفتار را تغییر نمی‌دهد."),
        (900, "پس از وقفه دربارهٔ گام‌های بعدی تصمیم می‌گیریم."),
    ],
}


@pytest.fixture
def code(desk, late, database):
    """A session of forty minutes that is over, with captions in three languages."""
    code = desk.new_session(module="programme")
    run = desk.run(code)
    run.start()
    run.go(1)
    late(code, MINUTES)

    def type_lines(session):
        room = session.scalars(select(Room).filter_by(code=code)).one()
        typist = session.scalars(select(Member.id).filter_by(room_id=room.id)).first()
        for language, lines in LINES.items():
            for number, (second, text) in enumerate(lines, 1):
                said_at = room.started_at + timedelta(seconds=second)
                fields = {"room_id": room.id, "member_id": typist, "said_at": said_at}
                session.add(Caption(language=language, number=number, text=text, **fields))

    database.write(type_lines)
    return code


@pytest.fixture
def watch(desk, code, join):
    """`watch(language)`: the replay on the phone of a participant who reads this language."""

    def watch(language):
        page = join(code, "Olga", language, look=PHONE).page
        desk.run(code).end()
        page.goto(f"/replay/{code}")
        return page

    return watch


def test_captions_follow_the_clock_and_the_list_jumps(watch, auditor):
    page = watch("ru")
    player = page.locator("#player")
    line = player.locator(".replay-captions")
    bar = player.locator(".replay-bar")
    expect(line).to_have_attribute("lang", "ru")
    expect(line).to_be_in_viewport()

    bar.fill("21000")
    expect(line).to_have_text(LINES["ru"][1][1])
    bar.fill("60000")
    expect(line).to_have_text("")
    page.get_by_text("Субтитры текстом").tap()
    player.locator(".replay-lines button").nth(2).tap()

    expect(line).to_have_text(LINES["ru"][2][1])
    expect(bar).to_have_value("900000")
    expect(player.locator(".replay-lines [aria-current]")).to_have_text(
        f"15:00 {LINES['ru'][2][1]}"
    )
    auditor.look(page, "the captions of a replay")
    auditor.expect_nothing()


def test_captions_play_at_the_speed_of_the_replay_and_the_list_follows(watch):
    page = watch("ru")
    player = page.locator("#player")
    bar, line = player.locator(".replay-bar"), player.locator(".replay-captions")
    page.get_by_text("Субтитры текстом").tap()
    expect(player.locator(".replay-lines button")).to_have_count(len(LINES["ru"]))
    bar.fill("1001000")
    player.locator(".replay-speed select").select_option("4")
    page.clock.install()
    page.clock.pause_at(datetime.now() + timedelta(hours=1))

    bar.press("Space")
    page.clock.run_for(600_000 // 4)
    bar.press("Space")

    expect(player.locator(".replay-toggle")).to_have_text("Воспроизвести")
    expect(line).to_have_text("Шаг 20: кто и до какого дня")
    assert player.locator(".replay-lines").evaluate(HOLDS_CURRENT_LINE)
    page.clock.run_for(60_000)
    expect(line).to_have_text("Шаг 20: кто и до какого дня")


def test_list_stays_where_the_viewer_has_scrolled_to(watch):
    page = watch("ru")
    lines = page.locator(".replay-lines")
    page.get_by_text("Субтитры текстом").tap()
    expect(lines.locator("button")).to_have_count(len(LINES["ru"]))
    page.locator(".replay-bar").fill("6000")
    lines.evaluate("list => (list.scrollTop = list.scrollHeight)")
    place = lines.evaluate("list => list.scrollTop")
    assert place > 0

    page.locator(".replay-bar").fill("21000")

    expect(lines.locator("[aria-current]")).to_contain_text(LINES["ru"][1][1])
    assert lines.evaluate("list => list.scrollTop") == place


def test_keyboard_goes_from_line_to_line(watch):
    page = watch("kk")
    page.locator(".replay-transcript summary").focus()
    page.keyboard.press("Enter")
    buttons = page.locator(".replay-lines button")
    expect(buttons).to_have_count(2)

    page.keyboard.press("Tab")
    expect(buttons.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(buttons.last).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(".replay-captions")).to_have_text(LINES["kk"][1][1])
    expect(page.locator(".replay-bar")).to_have_value("20000")
    expect(page.locator(".replay-toggle")).to_have_text("Ойнату")
    page.keyboard.press("Home")
    expect(buttons.first).to_be_focused()


def test_choice_of_captions_is_kept(watch):
    page = watch("ru")
    page.locator("select[name='captions-language']").select_option("prs")
    line = page.locator(".replay-captions")
    page.locator(".replay-bar").fill("21000")
    expect(line).to_have_text(LINES["prs"][1][1])
    # The line begins with Latin letters, and is read from the right nevertheless.
    expect(line).to_have_attribute("dir", "rtl")
    expect(line).to_have_attribute("lang", "prs")

    page.reload()
    expect(page.locator("select[name='captions-language']")).to_have_value("prs")
    expect(line).to_have_text(LINES["prs"][1][1])
    page.locator("input[name=captions]").uncheck()
    expect(line).to_have_count(0)
    page.reload()

    expect(page.locator("input[name=captions]")).not_to_be_checked()
    expect(line).to_have_count(0)


def test_reader_of_a_language_without_captions_can_choose_another(watch):
    page = watch("en")
    expect(page.locator("input[name=captions]")).not_to_be_checked()

    page.locator("input[name=captions]").check()
    page.locator("select[name='captions-language']").select_option("ru")
    page.locator(".replay-bar").fill("6000")

    expect(page.locator(".replay-captions")).to_have_text(LINES["ru"][0][1])


def test_captions_that_do_not_arrive_can_be_asked_for_again(watch, code):
    page = watch("en")
    page.route("**/captions.*.json", lambda route: route.fulfill(status=503), times=1)
    page.watch.foreseen.add(503)
    page.locator("input[name=captions]").check()
    failure = page.locator(".replay-choice [role=alert]")
    expect(failure).to_be_visible()

    failure.locator("button").tap()

    expect(failure).to_have_count(0)
    expect(page.locator(".replay-captions")).to_be_visible()


def test_files_can_be_kept_without_scripts(watch, visit):
    page = watch("ru")
    plain = visit(
        "ru", look=PHONE, java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain.goto(page.url)
    plain.get_by_text("Субтитры и разделы в файлах").tap()

    with plain.expect_download() as download:
        plain.locator("a[href$='captions.prs.srt']").tap()

    assert "prs" in download.value.suggested_filename
    assert LINES["prs"][0][1] in download.value.path().read_text("utf-8-sig")
