"""A course kept on the device of a learner who was erased or whose link is gone."""

from playwright.sync_api import expect

from tests.browser.kept_course import (
    KEPT,
    answer,
    answers_of,
    begin_and_keep,
    open_without_network,
)
from tests.protocol.server import SECRET
from webinar.learn.courses import seating
from webinar.learn.courses.models import Course, Learner, LearnerSeat
from webinar.results.completion.forgetting import forget

NO_DATA = {"workers": 0, "caches": 0}
WAITING_NOTICE = "1 answer of \u2068Daulet\u2069 waits on this device"


def change(database, number, work):
    """Run `work(session, course, its only learner)` in the database."""

    def change_it(db):
        learner = db.query(Learner).filter_by(course_id=number).one()
        work(db, db.get_one(Course, number), learner)

    database.write(change_it)


def lose_link_and_seat(db, _course, learner):
    seating.renew_link(db, learner, SECRET)
    db.query(LearnerSeat).filter_by(learner_id=learner.id).delete()


def study_away(page, wire, code, item):
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{item.id}")
    answer(page)
    # The status that its link gets from then on.
    page.watch.foreseen = {404, 410}
    # The player sends by itself; here the next page has to send.
    page.goto("about:blank")


def test_learner_who_erases_themselves_leaves_nothing_on_the_device(phone, course, database):
    number, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")

    page.goto(f"/study/{code}/data")
    page.locator("#offline-forget input[name=sure]").check()
    page.locator("#offline-forget button").click()

    expect(page.get_by_text("You are forgotten here")).to_be_visible()
    assert page.evaluate(KEPT) == NO_DATA
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


def test_device_of_an_erased_learner_drops_the_course_and_says_so(
    wire, phone, course, items, database
):
    number, code = course
    page = phone()
    study_away(page, wire, code, items[0])
    change(database, number, lambda db, course, learner: forget(db, course, learner, None))

    wire.mend()
    page.goto(f"/study/{code}")

    expect(page.locator("#offline-left")).to_contain_text("has been deleted")
    assert page.evaluate(KEPT) == NO_DATA
    assert answers_of(database, number) == []


def test_first_page_saves_waiting_answers_without_link_and_seat(
    wire, phone, course, items, database, desk, tmp_path
):
    number, code = course
    page = phone()
    study_away(page, wire, code, items[0])
    change(database, number, lose_link_and_seat)

    wire.mend()
    page.goto(f"/study/{code}")
    expect(page.locator("#offline-left")).to_contain_text(WAITING_NOTICE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers as a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    host = desk.open()
    host.goto(f"/desk/courses/{number}/answers")
    host.set_input_files("#file", file)
    host.get_by_role("button", name="Look at them").click()
    chosen = host.get_by_label("Whose answers are these?").locator("option:checked")
    expect(chosen).to_have_text("Daulet")
    host.get_by_role("button", name="Import", exact=True).click()
    expect(host.get_by_text("Imported: 1 files")).to_be_visible()
    assert answers_of(database, number) == [(items[0].id, "file")]


def test_waiting_answers_are_never_sent_under_a_new_learners_name(
    wire, phone, course, items, database
):
    number, code = course
    page = phone()
    study_away(page, wire, code, items[0])
    change(database, number, lose_link_and_seat)
    wire.mend()

    page.goto(f"/study/{code}")
    expect(page.locator("#offline-left")).to_contain_text(WAITING_NOTICE)
    page.locator("form#begin input[name=name]").fill("Somebody Else")
    page.locator("form#begin button").click()
    expect(page.locator("#offline-note")).to_contain_text("1 answer waits on this phone")
    assert answers_of(database, number) == []
    page.goto(f"/study/{code}/offline")
    expect(page.locator("[data-part=queue]")).to_contain_text("1 answer waits on this phone")
    expect(page.locator("[data-part=gone]")).to_be_hidden()

    with database.read() as db:
        daulet = db.query(Learner).filter_by(course_id=number).order_by(Learner.number).first()
        token = seating.token_of(daulet, SECRET)
    page.goto(f"/study/mine/{token}")
    page.locator("main form button").first.click()
    expect(page.locator("#offline-note")).to_contain_text("This course is kept on this device.")
    assert answers_of(database, number) == [(items[0].id, "offline")]
    with database.read() as db:
        assert db.query(Learner).filter_by(course_id=number).count() == 2
