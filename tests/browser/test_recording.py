"""A session is recorded: everybody knows it, a host pauses it, and the file plays in a browser."""

import os
from pathlib import Path

from playwright.sync_api import expect
from sqlalchemy import func, select

from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage
from tests.protocol.waiting import until
from webinar.live.recording.models import RecordedSound
from webinar.room.rooms.models import Room

# Takes pictures into this folder, to be looked at.
PICTURES = os.environ.get("PICTURES")

LOADED = """async (address) => {
  const file = await (await fetch(address)).blob();
  return await new Promise((loaded, failed) => {
  const audio = new Audio(URL.createObjectURL(file));
  audio.onerror = () => failed(audio.error.message);
  audio.onloadedmetadata = () => { audio.currentTime = audio.duration / 2; };
  audio.onseeked = () => loaded([audio.duration, audio.currentTime]);
  });
}"""


def picture(page, name):
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def sign(page):
    return page.locator(".room-bar .recording")


def stored(database, code):
    query = select(func.count()).join(Room, Room.id == RecordedSound.room_id)
    with database.read() as db:
        return db.scalar(query.select_from(RecordedSound).where(Room.code == code))


def test_everybody_knows_of_the_recording_and_hears_it_afterwards(
    desk, join, visit, database, auditor
):
    code = desk.new_session(module="policing-science")
    page = desk.open()
    page.goto(f"/desk/{code}")
    page.get_by_role("heading", name="Recording", exact=True).click()
    picture(page, "plan")
    page.get_by_label("Record the voice").check()
    page.locator("#recording").get_by_role("button", name="Save").click()
    expect(page.get_by_label("Record the voice")).to_be_checked()
    lobby = visit("kk", PHONE)
    lobby.goto(f"/join/{code}")
    expect(lobby.locator(".recording-consent")).to_be_visible()
    picture(lobby, "join")
    olga = join(code, "Ольга", "ru", look=PHONE)
    olga.expect_extras()
    expect(sign(olga.page)).to_have_text(olga.words["The voice will be recorded"])
    console = Console(desk.open()).open(code)
    bar = console.page.locator("#recording")
    expect(bar).to_contain_text("The voice will be recorded")

    console.start()

    expect(sign(olga.page)).to_have_text(olga.words["The voice is recorded"])
    expect(bar).to_contain_text("The voice is recorded")
    picture(olga.page, "room")
    auditor.look(olga.page, "room that is recorded")
    auditor.look(console.page, "console that records")
    picture(console.page, "console")
    stage = Stage(desk.open()).open(code)
    expect(stage.page.locator("#recording")).to_have_text("The voice is recorded")
    picture(stage.page, "stage")
    for language in ("kk", "prs"):
        late = join(code, "Late", language, look=PHONE)
        expect(sign(late.page)).to_have_text(late.words["The voice is recorded"])
        picture(late.page, f"room-{language}")

    bar.get_by_role("button", name="Pause the recording").click()
    expect(sign(olga.page)).to_be_hidden()
    expect(bar).to_contain_text("The recording is paused")
    picture(console.page, "console-paused")
    expect(stage.page.locator("#recording")).to_have_text("")
    bar.get_by_role("button", name="Record again").click()
    expect(sign(olga.page)).to_be_visible()
    console.page.get_by_role("button", name="Speak", exact=True).click()
    until(lambda: stored(database, code) >= 2, problem="the sound is not stored")
    console.end()
    expect(sign(olga.page)).to_be_hidden()

    duration, place = olga.page.evaluate(LOADED, f"/replay/{code}/voice.floor.webm")
    assert duration > 3
    assert abs(place - duration / 2) < 0.1
    page.goto(f"/rooms/{code}/report/exports")
    expect(page.locator("a[href$='voice.floor.webm?download']")).to_be_visible()
    page.locator(".caption-files").scroll_into_view_if_needed()
    picture(page, "exports")
    auditor.expect_nothing()
