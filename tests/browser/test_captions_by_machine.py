"""Captions by machine: a phone says that they are, and the interpreter's desk corrects them."""

import secrets
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.protocol.test_captions_by_machine import connected
from webinar.kit import clock
from webinar.live.transcription.sources import issue_token
from webinar.room.rooms.models import Room

HEARD = "Алдын алу мектебтен басталады"
CORRECTED = "Алдын алу мектептен басталады"


@pytest.fixture
def connect(server, database, run):
    """Connect a program that writes in this language."""

    def connect(language):
        def issue(db):
            room = db.query(Room).filter_by(code=run.code).one()
            return issue_token(db, room, "floor", language, clock.now())

        return connected(server, database.write(issue))

    return connect


def mark_of(page):
    return page.locator(".captions-lines small")


@pytest.mark.parametrize(
    ("language", "by_machine", "stopped"),
    [
        ("kk", "Машина жазған", "Машиналық субтитрлер тоқтады"),
        ("ru", "Создано машиной", "Машинные субтитры остановились"),
        ("prs", "نوشتهٔ ماشین", "زیرنویس ماشینی قطع شده است"),
    ],
)
def test_phone_says_that_a_machine_writes_and_that_it_has_stopped(
    connect, run, join, auditor, language, by_machine, stopped
):
    page = join(run.code, "Reader", language, look=PHONE).page
    lines = page.locator(".captions-lines p")
    with connect(language) as program:
        program.write("WHO", language=language, final=False)
        expect(lines).to_have_text(["WHO"])
        expect(mark_of(page)).to_have_text(by_machine)

        program.write("WHO 1", language=language)
        expect(lines).to_have_text(["WHO 1"])
        time.sleep(1)
        program.write("WHO 2", language=language, final=False)
        expect(lines).to_have_text(["WHO 1", "WHO 2"])
        expect(mark_of(page)).to_have_text(by_machine)
        auditor.look(page, "captions by machine on a phone")
        program.write(f"{HEARD} {HEARD}", language=language)
        expect(lines.last).to_have_text(f"{HEARD} {HEARD}")

    expect(mark_of(page)).to_have_text(stopped)
    auditor.expect_nothing()


def test_desk_corrects_a_line_by_machine(connect, desk, sign_in, visit, run, join):
    email = f"interpreter{secrets.token_hex(4)}@demo.example"
    link = desk.invite("Dana", email, "presenter")
    desk.appoint(run.code, email, "interpreter.kk")
    dana = visit(storage_state=sign_in(link).state)
    dana.goto(f"/rooms/{run.code}/interpreting")
    expect(dana.locator("#bar [data-part='link']")).to_have_attribute("data-state", "connected")
    reader = join(run.code, "Айгерим", "kk", look=PHONE).page
    with connect("kk") as program:
        program.write(HEARD, language="kk")
        expect(dana.locator(".lane-lines")).to_contain_text("By machine")
        expect(mark_of(reader)).to_have_text("Машина жазған")

        dana.locator("#line").press("ArrowUp")
        expect(dana.locator("#line")).to_have_value(HEARD)
        dana.locator("#line").fill(CORRECTED)
        dana.locator("#line").press("Enter")

        expect(reader.locator(".captions-lines p")).to_have_text([CORRECTED])
        expect(mark_of(reader)).to_have_count(0)
        expect(dana.locator(".lane-lines")).not_to_contain_text("By machine")
