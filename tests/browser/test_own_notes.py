"""A learner's notes, marks and own page, on phones and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.course_start import begin
from tests.browser.kept_course import keep
from tests.browser.sizes import resize
from tests.factories import make_course, make_user
from webinar.learn.notes.models import SlideNote

SLIDE, QUIZ, EXERCISE = "welcome", "fidelity", "parents-against"
# The module has no Dari text: its readers get the English one.
SEARCHED = {"ru": "ПРОФИЛАКТИКУ", "kk": "алдын", "prs": "prevention"}


@pytest.fixture
def course(database, taught):
    def build(session):
        module = taught.find("prevention-science")
        return make_course(session, make_user(session), module=module).code

    return database.write(build)


@pytest.mark.parametrize(("language", "width"), [("ru", 360), ("kk", 390), ("prs", 320)])
def test_learner_notes_and_marks_by_keyboard_and_finds_all_on_one_page(
    language, width, visit, course, auditor
):
    page = visit(language, look=PHONE)
    resize(page, {"width": width, "height": 640})
    begin(page, course, language=language)
    page.goto(f"/study/{course}/s/{SLIDE}")
    page.locator("#note > summary").press("Enter")
    page.locator("#note textarea").fill("Ескерту: спросить у Сауле. یادداشت")
    auditor.look(page, "note")

    page.locator("#note .button").press("Enter")
    expect(page.locator("#note input[name=version]")).to_have_value("1")
    page.locator("#mark .button").press("Enter")
    expect(page.locator("#mark input[name=marked]")).to_have_value("no")
    page.goto(f"/study/{course}/s/{QUIZ}")
    page.locator("#question input[type=radio]").first.check()
    page.locator("#question form .button").first.tap()
    expect(page.locator("#question .study-verdict")).to_be_focused()

    page.goto(f"/study/{course}")
    page.locator("#search").fill(SEARCHED[language])
    page.locator("#search").press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    auditor.look(page, "search")
    page.go_back()
    page.locator(f"a[href='/study/{course}/own']").click()
    expect(page.locator("main h2")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("Сауле")
    auditor.look(page, "own")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("main h2 a").first.click()
    expect(page.locator("#note")).to_have_attribute("open", "")


def type_note(page, course, slide):
    page.goto(f"/study/{course}/s/{slide}")
    page.locator("#note > summary").click()
    page.locator("#note textarea").fill("Спросить у Сауле")


def saved_notes(database):
    with database.read() as session:
        return [(note.slide, note.text) for note in session.query(SlideNote).order_by("id")]


@pytest.mark.parametrize("has_scripts", [True, False])
@pytest.mark.parametrize("slide", [SLIDE, QUIZ, EXERCISE])
@pytest.mark.parametrize("way", [".next", ".study-moves [data-way=all]"])
def test_leaving_a_slide_saves_the_note_that_was_typed(
    visit, course, database, has_scripts, slide, way
):
    page = visit("ru", look=PHONE, java_script_enabled=has_scripts)
    begin(page, course)
    type_note(page, course, slide)
    address = page.locator(way).get_attribute("data-href").partition("#")[0]
    before = len(saved_notes(database))

    page.locator(way).click()

    page.wait_for_url(f"**{address}*")
    assert saved_notes(database)[before:] == [(slide, "Спросить у Сауле")]
    page.goto(f"/study/{course}/s/{slide}")
    expect(page.locator("#note textarea")).to_have_value("Спросить у Сауле")


def test_way_back_saves_the_note_and_a_long_one_stays(visit, course, database):
    page = visit("ru", look=PHONE)
    begin(page, course)
    type_note(page, course, SLIDE)
    page.locator("a.study-back").click()
    page.wait_for_url(f"**/study/{course}")
    assert saved_notes(database)[-1] == (SLIDE, "Спросить у Сауле")
    page.goto(f"/study/{course}/s/{SLIDE}")
    page.locator("#note textarea").fill("ә" * 2001)

    page.locator(".next").click()

    expect(page.locator("#refused")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("ә" * 2001)


@pytest.mark.parametrize("slide", [SLIDE, QUIZ, EXERCISE])
def test_language_change_keeps_the_note_that_was_typed(visit, course, database, slide):
    page = visit("ru", look=PHONE)
    begin(page, course)
    type_note(page, course, slide)
    before = len(saved_notes(database))

    page.locator("header .menu > summary").click()
    page.locator("header button[value=kk]").click()

    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.locator("#note textarea")).to_be_visible()
    expect(page.locator("#note textarea")).to_have_value("Спросить у Сауле")
    assert saved_notes(database)[before:] == []
    page.locator(".next").click()
    page.wait_for_url(lambda address: f"/s/{slide}" not in address)
    assert saved_notes(database)[before:] == [(slide, "Спросить у Сауле")]
    page.goto(f"/study/{course}/s/{slide}")
    expect(page.locator("#note textarea")).to_have_value("Спросить у Сауле")
    assert page.evaluate("Object.keys(localStorage).filter((key) => /draft/.test(key))") == []


def test_kept_course_without_a_network_leaves_the_note_on_the_device(wire, phone, course, database):
    page = phone("ru")
    begin(page, course)
    keep(page, course)
    expect(page.locator("[data-part=kept]")).to_be_visible()
    type_note(page, course, SLIDE)
    before = len(saved_notes(database))
    page.watch.is_cut = True
    wire.cut()
    # The phone answers with the player, which has no notes.
    page.goto(f"/study/{course}/s/{SLIDE}")
    expect(page.locator(".player .slide-title")).to_be_visible()

    wire.mend()
    page.goto(f"/study/{course}/s/{SLIDE}")

    expect(page.locator("#note textarea")).to_have_value("Спросить у Сауле")
    page.locator(".next").click()
    page.wait_for_url(lambda address: f"/s/{SLIDE}" not in address)
    assert saved_notes(database)[before:] == [(SLIDE, "Спросить у Сауле")]


def test_without_a_network_the_slide_and_its_note_stay(wire, phone, course, database):
    page = phone("ru")
    begin(page, course)
    page.goto(f"/study/{course}/s/{SLIDE}")
    page.evaluate("async () => void (await import(document.body.dataset.drop))")
    page.wait_for_load_state("networkidle")
    page.watch.is_cut = True
    page.locator("#note > summary").click()
    page.locator("#note textarea").fill("Спросить у Сауле")
    before = len(saved_notes(database))
    wire.cut()
    with page.expect_event("requestfailed"):
        page.locator(".next").click()
    expect(page.locator("#cut")).not_to_be_empty()
    expect(page.locator("#note textarea")).to_have_value("Спросить у Сауле")

    wire.mend()
    page.locator(".next").click()

    page.wait_for_url(lambda address: f"/s/{SLIDE}" not in address)
    assert saved_notes(database)[before:] == [(SLIDE, "Спросить у Сауле")]
