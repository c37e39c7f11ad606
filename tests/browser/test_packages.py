"""A package played on a platform: what the platform records, and where the learner resumes."""

import json
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS, PHONE
from tests.browser.watch import Watch
from tests.connect.packages.making import built_player, make
from tests.connect.packages.platform import Platform
from tests.connect.packages.record_store import RecordStore, verb_of
from tests.protocol.waiting import until
from webinar.connect.packages.subject import Standard

IN_PACKAGE = {"index.html", "player.css", "player.js", "pack.js"}


@pytest.fixture
def launch(browser):
    """Opens a platform's page on a phone; any fault there fails the test."""
    contexts = []

    def launch(platform, path):
        context = browser.new_context(base_url=platform.url, locale="ru", **PHONE)
        context.set_default_timeout(PATIENCE_MS)
        watch = Watch(context, hosts={platform.url.split("//")[1]})
        contexts.append((context, watch))
        page = context.new_page()
        page.watch = watch
        page.goto(path)
        return page

    yield launch
    # A record store answers 404 where nothing is stored yet, and 503 during its outage.
    faults = [fault for _, watch in contexts for fault in watch.faults if "/store/" not in fault]
    for context, _ in contexts:
        context.close()
    assert faults == []


def go_on(frame):
    frame.locator(".player-foot .button").last.click()


def continue_course(frame):
    frame.locator(".player-go-on").click()


def answer(frame, option):
    frame.locator(f"input[value={option}]").check()
    frame.locator(".player-answer").click()
    expect(frame.locator(".player-verdict")).to_be_visible()


def expect_done(frame, count):
    expect(frame.locator("progress")).to_have_js_property("value", count)


def study_half(frame):
    """One slide, a quiz right, a quiz wrong, an opinion; the exercise is left."""
    expect_done(frame, 1)
    for option in "baa":
        go_on(frame)
        answer(frame, option)
    go_on(frame)


def study_rest(frame):
    """The exercise, and the quiz again."""
    expect(frame.locator(".slide-title")).to_have_text("story ru")
    frame.locator("textarea").fill("Сначала ~ пишу | план")
    frame.locator(".player-written .button").click()
    expect_done(frame, 5)


def open_slide(frame, title):
    """Open a slide from the first page."""
    frame.locator(".player-link", has_text=title).click()


def try_again(frame):
    open_slide(frame, "again ru")
    expect(frame.locator(".slide-title")).to_have_text("again ru")
    frame.locator(".player-verdict ~ .player-row .button").click()
    answer(frame, "b")


def stored_data(page, standard):
    return json.loads(page.evaluate("kind => localStorage.getItem(kind)", standard.value))["cmi"]


def status_of(cmi):
    """Status, score and place, under the names of both standards."""
    if "core" in cmi:
        core = cmi["core"]
        return core["lesson_status"], core["score"]["raw"], core["lesson_location"]
    return (cmi["completion_status"], cmi["success_status"]), cmi["score"]["raw"], cmi["location"]


@pytest.mark.parametrize("standard", [Standard.SCORM12, Standard.SCORM2004])
def test_scorm_package_is_left_resumed_failed_and_passed(standard, launch):
    content = make(standard, player=built_player(), hurry=True)
    is_old = standard is Standard.SCORM12
    with Platform(content) as platform:
        page = launch(platform, f"/?kind={standard.value}")
        frame = page.frame_locator("iframe")
        continue_course(frame)
        expect_done(frame, 1)
        # From here on, being in sight does not count as reading a slide.
        page.clock.install()
        page.clock.pause_at(datetime.now() + timedelta(seconds=1))
        study_half(frame)
        page.goto("/lms.js")

        # A learner halfway has not failed, however the platform treats a score.
        under_way = "incomplete" if is_old else ("incomplete", "unknown")
        assert status_of(stored_data(page, standard)) == (under_way, "", "story")

        page.goto(f"/?kind={standard.value}")
        expect_done(frame, 4)
        page.clock.resume()
        continue_course(frame)
        study_rest(frame)
        failed = "failed" if is_old else ("completed", "failed")
        assert status_of(stored_data(page, standard)) == (failed, "50", "story")

        frame.locator(".player-back").click()
        try_again(frame)
        page.goto("/lms.js")

        cmi = stored_data(page, standard)
        passed = "passed" if is_old else ("completed", "passed")
        assert status_of(cmi) == (passed, "100", "again")
        assert len(cmi["suspend_data"]) <= 4096
        wrong = "wrong" if is_old else "incorrect"
        assert [
            (interaction["id"], interaction["result"])
            for interaction in cmi["interactions"].values()
        ] == [
            ("which", "correct"),
            ("again", wrong),
            ("opinion", "neutral"),
            ("story", "neutral"),
            ("again", "correct"),
        ]
        page.goto(f"/?kind={standard.value}")
        expect_done(frame, 5)
        open_slide(frame, "story ru")
        expect(frame.locator("textarea")).to_have_value("Сначала ~ пишу | план")
        page.close()
        paths = {path.removeprefix("/package/") for path in platform.asked if "/package/" in path}
        assert paths == IN_PACKAGE


def test_cmi5_package_reports_to_its_record_store_through_an_outage(launch):
    content = make(Standard.CMI5, player=built_player(), hurry=True)
    with RecordStore(content) as store:
        page = launch(store, store.launch())
        continue_course(page)
        study_half(page)
        store.is_down = True
        page.watch.is_cut = True
        study_rest(page)
        expect(page.locator("#unheard")).to_be_visible()
        store.is_down = False
        expect(page.locator("#unheard")).to_be_hidden()
        page.watch.is_cut = False
        page.locator("#end button").click()
        expect(page).to_have_title("back")
        assert store.verbs() == ["initialized", "completed", "failed", "terminated"]

        page.goto(store.launch())
        expect_done(page, 5)
        try_again(page)
        page.goto("/back.html")
        # A page's last report arrives a little after the page is left.
        until(lambda: store.verbs().count("terminated") == 2)
        page.goto(store.launch("Review"))
        expect_done(page, 5)
        page.locator("#end button").click()
        expect(page).to_have_title("back")

        assert store.faults == []
        assert store.verbs()[4:] == [
            *("initialized", "passed", "terminated"),
            *("initialized", "terminated"),
        ]
        answered = [statement for statement in store.statements if verb_of(statement) == "answered"]
        assert [statement["result"].get("success") for statement in answered] == [
            True,
            False,
            None,
            None,
            True,
        ]
        assert answered[3]["result"]["response"] == "Сначала ~ пишу | план"

        # A token is issued once: after a reload the module is read-only, and says so.
        page.goto(store.launch())
        expect_done(page, 5)
        expect(page.locator("#alone")).to_be_hidden()
        page.reload()
        expect(page.locator("#alone")).to_be_visible()
        expect(page.locator(".player-go-on")).to_be_visible()
        page.close()
