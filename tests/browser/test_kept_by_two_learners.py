"""Two learners who share a phone and both study without a network."""

from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.kept_course import answer, begin, eventually, open_without_network
from tests.browser.test_kept_course_sending import own_link
from webinar.learn.courses.models import Learner
from webinar.learn.study.models import StudyAnswer


def keep_beside(page, code, is_shared=False):
    page.goto(f"/study/{code}/offline")
    expect(page.locator("[data-part=offer]")).to_be_visible()
    tick = page.locator("[data-part=offer] input[name=beside]")
    expect(tick).to_be_checked(checked=is_shared)
    tick.check()
    page.locator("[data-part=offer] button").click()
    expect(page.locator("[data-part=kept]")).to_be_visible()


def answers_by_learner(database, course_id):
    with database.read() as db:
        answers = (
            select(Learner.name, StudyAnswer.item)
            .join(StudyAnswer, Learner.id == StudyAnswer.learner_id)
            .where(Learner.course_id == course_id)
        )
        return sorted(tuple(row) for row in db.execute(answers))


def test_two_learners_sharing_a_phone_each_resume_offline(
    wire, phone, course, items, database, auditor
):
    number, code = course
    first, second, *_ = (item.id for item in items)
    page = phone()
    begin(page, code, "Daulet")
    keep_beside(page, code)
    page.goto(own_link(phone(), code, "Aigerim"))
    page.locator("main form button").click()
    expect(page.locator("#offline-note")).to_contain_text("for others who share it: \u2068Daulet")
    keep_beside(page, code, is_shared=True)

    open_without_network(page, wire, f"/study/{code}/s/{first}")
    expect(page.locator(".player-carrier")).to_contain_text("Aigerim")
    answer(page)
    auditor.look(page, "beside")
    page.get_by_role("button", name="Somebody else studies now").click()
    expect(page.locator(".player-people")).to_be_visible()
    auditor.look(page, "who")
    page.get_by_role("button", name="Daulet").click()
    expect(page.locator(".player-carrier")).to_contain_text("Your name here: \u2068Daulet")
    expect(page.locator(".player-carrier")).not_to_contain_text("answer waits")
    page.goto(f"/study/{code}/s/{first}")
    expect(page.locator(".player-answer")).to_be_visible()
    answer(page, 1)
    page.goto(f"/study/{code}/s/{second}")
    answer(page)
    expect(page.locator(".player-carrier")).to_contain_text("2 answers wait")

    wire.mend()
    eventually(lambda: len(answers_by_learner(database, number)) == 3, page)
    assert answers_by_learner(database, number) == sorted(
        [("Aigerim", first), ("Daulet", first), ("Daulet", second)]
    )
    # Online, each learner gets their own course, which was never fetched again.
    page.goto(f"/study/{code}")
    expect(page.locator("#offline-note")).to_contain_text("Kept on this device for \u2068Aigerim")
    auditor.expect_nothing()


def test_learner_who_does_not_share_the_phone_is_not_set_aside(wire, phone, course, items):
    _, code = course
    page = phone()
    begin(page, code, "Daulet")
    keep_beside(page, code)
    page.goto(f"/study/{code}/link")
    daulet = page.locator("#own-link").input_value()
    page.goto(own_link(phone(), code, "Aigerim"))
    page.locator("main form button").click()
    expect(page.locator("#offline-note")).to_contain_text("Daulet")
    page.goto(f"/study/{code}/offline")
    tick = page.locator("[data-part=offer] input[name=beside]")
    # The tick appears a moment after the page.
    expect(tick).to_be_checked()
    tick.uncheck()
    page.locator("[data-part=offer] button").click()
    expect(page.locator("[data-part=kept]")).to_be_visible()

    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    expect(page.get_by_role("button", name="Somebody else studies now")).to_have_count(0)
    page.goto(daulet[daulet.index("/study/") :])
    expect(page.locator("#not-kept")).to_be_visible()
    page.goto(f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player-carrier")).to_contain_text("Aigerim")
    expect(page.locator(".player-verdict")).to_be_visible()
