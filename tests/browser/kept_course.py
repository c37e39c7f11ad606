"""Makes a course, and begins, keeps and answers it on a phone."""

import re

import msgspec
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser import course_start
from tests.protocol.waiting import until
from webinar.content.editions.actions import keep_edition
from webinar.content.editions.content import module_of
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.models import StudyAnswer

MODULE = "prevention-science"
KEPT = """async () => ({
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  caches: (await caches.keys()).filter((name) => name.startsWith("webinar-shell")).length,
})"""
# The stored data of a course: `read` a value, or `change` it.
FROM_STORE = """
const fromStore = (name, code, read) => new Promise((resolve) => {
  const open = indexedDB.open("webinar-study");
  open.onsuccess = () => {
    const store = open.result.transaction(name, "readwrite").objectStore(name);
    store.get(code).onsuccess = ({ target }) => resolve(read(target.result, store));
    store.transaction.oncomplete = () => open.result.close();
  };
});
"""


def make_course(desk, module=MODULE, **fields):
    """Make a course open to anybody with its code; return its id and code."""
    response = desk.post("/desk/courses", module=module, title="Prevention", guests="yes", **fields)
    number = int(response.headers["Location"].rsplit("/", 1)[1])
    code = re.search(r"/study/([A-Z0-9]+)", desk.get(f"/desk/courses/{number}").text)[1]
    return number, code


def answers_of(database, course_id):
    """Return the stored answers of all learners: item and source, in order of arrival."""
    with database.read() as db:
        answers = (
            select(StudyAnswer.item, StudyAnswer.source)
            .join(Learner, Learner.id == StudyAnswer.learner_id)
            .where(Learner.course_id == course_id)
            .order_by(StudyAnswer.id)
        )
        return [tuple(row) for row in db.execute(answers)]


def change_module(database, course_id):
    """Give the course an edition whose first slide has another title."""

    def work(db):
        course = db.get_one(Course, course_id)
        module = module_of(course.edition)
        first, *others = module.slides
        text = {
            tag: msgspec.structs.replace(words, title=f"New {tag}")
            for tag, words in first.text.items()
        }
        slides = [msgspec.structs.replace(first, text=text), *others]
        course.edition = keep_edition(db, msgspec.structs.replace(module, slides=slides))

    database.write(work)


def drop_option(database, course_id, item, number):
    """Give the course an edition in which this question lacks that option."""

    def work(db):
        course = db.get_one(Course, course_id)
        module = module_of(course.edition)
        slides = [_without(slide, number) if slide.id == item else slide for slide in module.slides]
        course.edition = keep_edition(db, msgspec.structs.replace(module, slides=slides))

    database.write(work)


def _without(slide, number):
    options = [option for place, option in enumerate(slide.poll.options) if place != number]
    poll = msgspec.structs.replace(slide.poll, options=options)
    return msgspec.structs.replace(slide, poll=poll)


def begin(page, code, name):
    course_start.begin(page, code, name)
    expect(page.locator("#offline-note")).to_be_visible()


def keep(page, code):
    page.goto(f"/study/{code}/offline")
    page.locator("[data-part=offer] button").click()


def begin_and_keep(page, code, name):
    begin(page, code, name)
    keep(page, code)
    expect(page.locator("[data-part=kept]")).to_be_visible()


def open_without_network(page, wire, path):
    """`path` is a page of the course that the phone has to open by itself.

    A page opened without a network shows nothing before its script has drawn it.
    """
    page.watch.is_cut = True
    wire.cut()
    page.goto(path)
    expect(page.locator("#player :visible").first).to_be_visible()


def open_slide(page, slide, language="en"):
    """Open a slide from the player's first page, in whichever round it is."""
    page.locator(".player-fold").evaluate_all(
        "folds => folds.forEach((fold) => (fold.open = true))"
    )
    page.locator(".player-link").filter(has_text=slide.text[language].title).click()


def answer(page, number=0):
    page.locator(".choice input").nth(number).check()
    page.locator(".player-answer").click()
    expect(page.locator(".player-verdict")).to_be_visible()


def single_choices(taught):
    """The slides with a single-choice question."""
    slides = taught.modules[MODULE].slides
    return [slide for slide in slides if slide.poll and slide.poll.kind == "single"]


def leave_room(page, url, byte_count):
    """Leave this site only this number of bytes of storage; with None, the original quota."""
    session = page.context.new_cdp_session(page)
    quota = {} if byte_count is None else {"quotaSize": byte_count}
    session.send("Storage.overrideQuotaForOrigin", {"origin": url, **quota})


def drop(page, url, kinds):
    """Drop stored data, as a browser does on a device that is short of space."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": kinds})


def eventually(is_so, page=None):
    """Wait for something that no page shows, while handling a page's events."""
    until(lambda: is_so() or (page and page.wait_for_timeout(50)))
