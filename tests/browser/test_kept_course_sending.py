"""Answers waiting on a phone are sent once and under the right name, by any page or worker."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.kept_course import (
    FROM_STORE,
    KEPT,
    answer,
    answers_of,
    begin,
    begin_and_keep,
    eventually,
    keep,
    open_without_network,
)
from tests.factories import make_cohort, make_person
from tests.protocol.server import SECRET
from webinar.learn.courses.models import Course, Learner
from webinar.results.completion.joining import join, separate

NOTE_SYNCS = """
globalThis.syncs = [];
SyncManager.prototype.register = async (tag) => void globalThis.syncs.push(tag);
"""
NAME_KEPT = f"""async (code) => {{ {FROM_STORE}
  return fromStore("courses", code, ({{ name }}) => name);
}}"""
NO_LOCKS = 'Object.defineProperty(Navigator.prototype, "locks", { value: undefined })'
# Sends, and waits until the page reports the attempt.
TRY_TO_SEND = """(waits) => new Promise((resolve) => {
  const channel = new BroadcastChannel("webinar-study");
  channel.onmessage = () => resolve(channel.close());
  dispatchEvent(new Event("online"));
  if (!waits) resolve();
})"""
TAKE_LEASE = """(ahead) => new Promise((resolve) => {
  const open = indexedDB.open("webinar-study");
  open.onsuccess = () => {
    const transaction = open.result.transaction("leases", "readwrite");
    transaction.objectStore("leases").put({ name: "send", until: Date.now() + ahead });
    transaction.oncomplete = () => resolve(open.result.close());
  };
})"""


def test_browser_sends_waiting_answers_after_the_page_is_gone(wire, phone, course, items, database):
    number, code = course
    page = phone()
    # This browser lacks background sync: the test notes the requests and fires them by hand.
    page.context.add_init_script(NOTE_SYNCS)
    begin_and_keep(page, code, "Daulet")
    dispatch_sync = syncs(page, wire.url)
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    eventually(lambda: "study-deeds" in page.evaluate("globalThis.syncs"), page)
    page.goto("about:blank")
    wire.mend()

    eventually(lambda: dispatch_sync() and answers_of(database, number))

    assert answers_of(database, number) == [(items[0].id, "offline")]


def test_open_page_notices_that_the_browser_has_sent_the_answers(wire, phone, course, items):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    dispatch_sync = syncs(page, wire.url)
    # The page cannot reach the server during this test.
    page.route("**/study/deeds/*", lambda route: route.abort())
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    carrier = page.locator(".player-carrier")
    expect(carrier).to_contain_text("1 answer waits on this phone")
    wire.mend()

    eventually(
        lambda: dispatch_sync() and "Everything has been sent." in carrier.inner_text(), page
    )


def syncs(page, url):
    """Fires the sync event of a browser that finds a network, with or without a page.

    Like a browser, it fires again until that has worked: a page may be sending just then.
    """
    session = page.context.new_cdp_session(page)
    with_workers = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: with_workers.append(event))
    session.send("ServiceWorker.enable")
    eventually(lambda: with_workers and with_workers[0]["registrations"], page)
    number = with_workers[0]["registrations"][0]["registrationId"]
    event = {"origin": url, "registrationId": number, "tag": "study-deeds", "lastChance": False}

    def dispatch():
        session.send("ServiceWorker.dispatchSyncEvent", event)
        return True

    return dispatch


def hold_first(route, held_requests):
    held_requests.append(route)
    if len(held_requests) > 1:
        route.continue_()


@pytest.mark.parametrize("has_locks", [True, False], ids=["by a lock", "by a lease"])
def test_only_one_of_two_tabs_sends(wire, phone, course, items, database, has_locks):
    number, code = course
    page = phone()
    if not has_locks:
        page.context.add_init_script(NO_LOCKS)
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    other_tab = page.context.new_page()
    other_tab.goto(f"/study/{code}/s/{items[0].id}")
    expect(other_tab.locator(".player-carrier")).to_contain_text("1 answer waits on this phone")
    held_requests = []
    page.context.route("**/study/deeds/*", lambda route: hold_first(route, held_requests))
    wire.mend()

    page.evaluate(TRY_TO_SEND, False)
    eventually(lambda: held_requests, page)
    other_tab.evaluate(TRY_TO_SEND, True)
    held_requests[0].continue_()

    for tab in (page, other_tab):
        expect(tab.locator(".player-carrier")).to_contain_text("Everything has been sent.")
    assert len(held_requests) == 1
    assert answers_of(database, number) == [(items[0].id, "offline")]


def test_tab_closed_while_sending_does_not_block_the_others_for_ever(
    wire, phone, course, items, database
):
    number, code = course
    page = phone()
    page.context.add_init_script(NO_LOCKS)
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    # At that time the phone's clock was years ahead.
    page.evaluate(TAKE_LEASE, 10**11)
    wire.mend()

    page.evaluate(TRY_TO_SEND, True)

    expect(page.locator(".player-carrier")).to_contain_text("Everything has been sent.")
    assert answers_of(database, number) == [(items[0].id, "offline")]


def test_renewed_personal_link_does_not_hold_up_waiting_answers(
    wire, phone, course, items, database
):
    number, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    page.goto(f"/study/{code}/link")
    page.locator("form[action$='/link'] button").click()
    expect(page).to_have_url(re.compile("said=renewed"))
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    page.goto("about:blank")
    page.watch.foreseen.add(404)
    wire.mend()

    page.goto(f"/study/{code}")
    page.locator("#go-on").focus()

    expect(page.locator("#offline-note")).to_contain_text("This course is kept on this device.")
    # The page was loaded before the answer was sent.
    expect(page.locator(".bar-words")).to_contain_text("1 of")
    expect(page.locator("#go-on")).to_be_focused()
    assert answers_of(database, number) == [(items[0].id, "offline")]


def test_guest_wrongly_matched_to_a_person_keeps_the_phones_course(
    wire, phone, course, items, database
):
    number, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    take_for_person(database, number)
    page.goto(f"/study/{code}")
    eventually(lambda: page.evaluate(NAME_KEPT, code) == "Aigerim", page)
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player-carrier")).to_contain_text("Aigerim")
    answer(page)
    # The waiting answer belongs to a link that no longer works.
    page.watch.foreseen.add(404)
    take_back(database, number)
    wire.mend()

    page.goto(f"/study/{code}")

    expect(page.locator(".bar-words")).to_contain_text("1 of")
    expect(page.get_by_text("You study here as: Daulet")).to_be_visible()
    assert answers_of(database, number) == [(items[0].id, "offline")]
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player-verdict")).to_be_visible()
    expect(page.locator(".player-carrier")).to_contain_text("Daulet")
    assert [url for url in fetched if "/pack." in url] == []


def take_for_person(database, number):
    def work(db):
        course, guest = (
            db.get_one(Course, number),
            db.query(Learner).filter_by(course_id=number).one(),
        )
        person = make_person(db, make_cohort(db), "Aigerim")
        course.cohort_id = person.cohort_id
        join(db, course, guest, person, SECRET, None, "asked")

    database.write(work)


def take_back(database, number):
    def work(db):
        guest = db.query(Learner).filter_by(course_id=number, person_id=None).one()
        separate(db, db.get_one(Course, number), guest, SECRET, None)

    database.write(work)


def test_next_learner_on_a_phone_finds_nothing_of_the_previous_one(
    wire, phone, course, items, database
):
    number, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    wire.mend()
    aigerim = own_link(phone(), code, "Aigerim")
    # She avoids the page of the course, which would send.
    page.goto(aigerim)
    page.locator("main form button").click()
    expect(page.get_by_text("You study here as: Aigerim")).to_be_visible()

    eventually(lambda: page.evaluate(KEPT) == {"workers": 0, "caches": 0}, page)

    expect(page.locator("#offline-note")).to_contain_text("Removed from this device. Keep the")
    assert answers_of(database, number) == [(items[0].id, "offline")]
    keep(page, code)
    expect(page.locator("[data-part=kept]")).to_be_visible()
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player-answer")).to_be_visible()
    expect(page.locator(".player-carrier")).to_contain_text("Aigerim")


def own_link(page, code, name):
    begin(page, code, name)
    page.goto(f"/study/{code}/link")
    return re.search(r"/study/mine/[\w-]+", page.locator("main").inner_html())[0]


def test_player_names_the_learner_whose_course_it_is(wire, phone, course, items):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet <b>")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")

    expect(page.locator(".player-carrier")).to_contain_text("Daulet <b>")


def test_leaving_learner_is_asked_even_when_the_link_is_dead(wire, phone, course, items):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    page.clock.install()
    held_requests = []
    page.context.route("**/study/deeds/*", lambda route: held_requests.append(route))
    wire.mend()
    page.goto(f"/study/{code}")
    eventually(lambda: held_requests, page)

    page.locator("form[data-leave] button").click()
    # The worker is sending; it gives up by its own clock.
    expect(page.locator("form[data-leave]")).to_contain_text("Sending what waits")
    held_requests[0].abort()
    unsent = page.locator("form[data-leave] [role=alert]", has_text="was not sent")

    def is_given_up():
        page.clock.run_for(61_000)
        return unsent.is_visible()

    # The worker tries once more; the clock does not show when it began.
    eventually(is_given_up, page)
    page.locator("form[data-leave] button").click()
    expect(page).not_to_have_url(re.compile("/study/"))
