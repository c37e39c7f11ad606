"""A course without a network: kept on a phone, and on a USB stick."""

import io
import re
import zipfile

from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.kept_course import (
    MODULE,
    answer,
    answers_of,
    begin,
    begin_and_keep,
    change_module,
    open_slide,
    open_without_network,
)
from tests.browser.watch import Watch
from tests.protocol.waiting import until


def test_wrong_answer_gets_the_same_feedback_online_and_offline(
    wire, phone, course, taught, auditor
):
    _, code = course
    slides = taught.modules[MODULE].slides
    quiz = next(
        slide
        for slide in slides
        if slide.poll and slide.poll.kind == "single" and slide.poll.is_quiz
    )
    wrong = next(at for at, option in enumerate(quiz.poll.options) if not option.is_correct)
    page = phone()
    begin_and_keep(page, code, "Daulet")
    page.goto(f"/study/{code}/s/{quiz.id}")
    page.locator("#question input[type=radio]").nth(wrong).check()
    page.locator("#question form .button").first.click()
    expect(page.locator("#verdict")).to_have_text("Not correct")
    online = verdict(page, "#verdict", ".study-options")
    page.goto(f"/study/{code}/offline")
    expect(page.locator("[data-part=kept]")).to_be_visible()

    open_without_network(page, wire, f"/study/{code}/s/{quiz.id}")
    page.locator(".player-verdict ~ .player-row .button").click()
    answer(page, wrong)
    auditor.look(page, "wrong without a network")

    assert verdict(page, ".player-verdict .poll-status", ".player-options") == online
    auditor.expect_nothing()


def test_second_learner_reads_whose_course_the_phone_keeps(wire, phone, course):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    expect(page.locator("[data-part=what]")).to_contain_text("for \u2068Daulet\u2069")
    page.context.clear_cookies()

    page.goto(f"/study/{code}")

    note_left = page.locator("#offline-left [data-part=text]")
    expect(note_left).to_contain_text("their course is taken off this device")
    expect(note_left).to_contain_text("\u2068Daulet\u2069")


def verdict(page, selector, options):
    """Sign, colour and words of the verdict, and the marks of each option."""
    box = page.locator(selector)
    return (
        box.locator("path").get_attribute("d"),
        box.evaluate("(element) => getComputedStyle(element).color"),
        box.inner_text().strip(),
        [" ".join(text.split()) for text in page.locator(f"{options} > li").all_inner_texts()],
        page.locator(f"{options} > li.right").count(),
    )


def test_learner_studies_a_kept_course_offline(wire, visit, course, items, database, auditor):
    number, code = course
    first, second, *_ = items
    page = visit("en", look=PHONE, url=wire.url)
    begin(page, code, "Daulet")
    page.goto(f"/study/{code}/offline")
    page.get_by_role("button", name="Keep on this phone").click()
    expect(page.locator("[data-part=kept]")).to_be_visible()
    auditor.look(page, "keeping")

    page.watch.is_cut = True
    wire.cut()
    page.goto(f"/study/{code}/s/{first.id}")
    expect(page.locator(".slide-title")).to_have_text(first.text["en"].title)
    answer(page)
    page.reload()
    expect(page.locator(".player-verdict")).to_be_visible()
    expect(page.locator(".player-carrier")).to_contain_text("1 answer waits on this phone")
    auditor.look(page, "player")
    page.goto(f"/study/{code}/s/{second.id}")
    answer(page)
    assert answers_of(database, number) == []

    # The server has the answer, but its reply is lost: the same answer is sent again.
    change_module(database, number)
    page.goto("about:blank")
    lost = []
    page.context.route("**/study/deeds/*", lambda route: lose(route, lost))
    wire.mend()
    page.goto(f"/study/{code}")
    note = page.locator("#offline-note")
    expect(note).to_contain_text("The course has changed")
    page.context.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(note).to_contain_text("This course is kept on this device.")
    assert len(lost) > 0
    assert answers_of(database, number) == [(first.id, "offline"), (second.id, "offline")]

    wire.cut()
    page.goto(f"/study/{code}")
    expect(page.locator(".player-link").first).to_contain_text("New en")
    wire.mend()
    page.goto(f"/study/{code}")
    page.locator("form[data-leave] button").click()
    expect(page).not_to_have_url(re.compile("/study/"))
    # Another page of the browser may take a moment to release the database.
    until(lambda: page.evaluate(LEFT_DATA) == {"workers": 0, "caches": 0, "databases": []})
    page.watch.is_cut = False
    auditor.expect_nothing()


LEFT_DATA = """async () => ({
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  caches: (await caches.keys()).filter((name) => name.startsWith("webinar-shell")).length,
  databases: (await indexedDB.databases()).map(({ name }) => name),
})"""


def lose(route, lost):
    lost.append(route.fetch().status)
    route.abort()


def test_answers_from_a_usb_stick_return_as_a_file(
    browser, desk, course, items, database, tmp_path
):
    number, code = course
    sent = desk.get(f"/desk/courses/{number}/package/zip?language=en&language=ru")
    zipfile.ZipFile(io.BytesIO(sent.content)).extractall(tmp_path)
    context = browser.new_context(**LAPTOP, locale="en")
    watch = Watch(context, hosts=())
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_label("Your name").fill("Aigerim")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".player-carrier")).to_contain_text("There is nothing to save yet.")
    open_slide(page, items[0])
    answer(page)
    page.reload()
    page.get_by_role("button", name="Aigerim").click()
    open_slide(page, items[0])
    expect(page.locator(".player-verdict")).to_be_visible()
    page.get_by_role("button", name="Change the answer").click()
    answer(page, 1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert watch.faults == []
    context.close()

    host = desk.open()
    hand_in(host, number, file)
    host.get_by_label("Whose answers are these?").select_option("guest")
    host.get_by_role("button", name="Import", exact=True).click()
    expect(host.get_by_text("Imported: 1 files")).to_be_visible()
    hand_in(host, number, file)
    expect(host.get_by_text("This file was imported before")).to_be_visible()
    assert answers_of(database, number) == [(items[0].id, "file")] * 2


def hand_in(host, number, file):
    host.goto(f"/desk/courses/{number}/answers")
    host.set_input_files("#file", file)
    host.get_by_role("button", name="Look at them").click()
