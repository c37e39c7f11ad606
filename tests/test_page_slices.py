"""Pages are in slices by default, and are the same in slices as in one piece."""

import itertools
from contextlib import ExitStack

import pytest
from flask import request

from tests.factories import invite, make_cohort, make_course, make_learner, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from tests.quiet_eventlet import eventlet
from tests.results.protocol.making import make_whole_session
from webinar.kit import clock, concurrency, slices
from webinar.operate.web import page_slices
from webinar.people.accounts.models import User, UserRole

# What crowds open in one moment, or what the live path asks for. It must be cheap, and must not
# queue behind other pages. Whoever adds to it says why in one piece is better.
ON_THE_LIVE_PATH = {
    "assets.file",
    "brand.icon",
    "cohorts.me.mine",
    "extras.words",
    "healthz",
    "media_server.ticket",
    "operating.status",
    "rooms.front",
    "rooms.join",
    "rooms.room",
    "slides.deck",
    "slides.image",
    "snapshots.ask",
    "stills.show",
    "transcription.sound",
    "waiting.page",
}


@pytest.fixture
def scene(app, db):
    """An organiser's ended session, cohort and course, by the arguments of addresses."""

    def build(s):
        owner = s.get_one(User, make_user(s, "Aida", UserRole.ADMIN).id)
        room, cohort = make_whole_session(s, owner), make_cohort(s, owner, people=["Ada", "Bek"])
        invite(s, room, cohort)
        course = make_course(s, owner, cohort=cohort)
        make_learner(s, course, "Guest")
        ids = {"room": room.code, "course": course.code, "course_id": course.id}
        return owner, {**ids, "cohort_id": cohort.id}

    return db.write(build)


def addresses(ids):
    room, course = f"/rooms/{ids['room']}", f"/study/{ids['course']}"
    return [
        f"{room}/report",
        f"{room}/protocol",
        f"{room}/console",
        f"{room}/stage",
        "/desk",
        f"/desk/{ids['room']}",
        "/desk/calendar",
        "/desk/audit",
        "/desk/sessions",
        f"/desk/{ids['room']}/attendance",
        f"/desk/{ids['room']}/people",
        f"/desk/{ids['room']}/certificates",
        f"/desk/courses/{ids['course_id']}",
        f"/desk/cohorts/{ids['cohort_id']}",
        f"/desk/cohorts/{ids['cohort_id']}/dashboard",
        course,
        f"{course}/s/welcome",
        "/people",
        "/settings",
        # Refused, sent elsewhere, and not found.
        "/rooms/XXXXXXXX/report",
        "/desk/XXXXXXXX",
        "/desk/cohorts/99999",
    ]


def fetch(browser, path):
    answer = browser.client.get(path)
    return answer.status_code, sorted(answer.headers), answer.data


def browsers(app, owner, ids):
    """The owner's in two languages, where the console has been opened before, and a stranger's."""
    made = {"owner, ru": signed_in(app, owner), "owner, kk": signed_in(app, owner)}
    for name, browser in made.items():
        browser.client.set_cookie("language", name[-2:])
        browser.get(f"/rooms/{ids['room']}/console")
    made["stranger"] = Visitor(app)
    made["stranger"].get("/sign-in")
    return made


@pytest.mark.same_statements
def test_pages_are_the_same_in_slices_as_in_one_piece(app, scene, monkeypatch):
    """All pages run at once, in several languages, and give way at every seventh opportunity."""
    owner, ids = scene
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    # Those that run side by side differ in language and reader.
    by_path = itertools.product(addresses(ids), browsers(app, owner, ids).items())
    visits = [(browser, path) for path, browser in by_path]
    with monkeypatch.context() as whole:
        whole.setattr(page_slices, "are_for", lambda *_: False)
        expected = {(who, path): fetch(browser, path) for (who, browser), path in visits}
    pauses = []
    # The server's own are patched for eventlet.
    monkeypatch.setattr(slices, "_places", eventlet.Semaphore(slices.PAGES_AT_ONCE))
    monkeypatch.setattr(slices, "_turns", concurrency.Turns())
    monkeypatch.setattr(slices, "SLICE_SECONDS", 0.0)
    monkeypatch.setattr(slices, "LONGEST_WAIT_SECONDS", None)
    give_way = slices._give_way
    seventh = itertools.cycle([False] * 6 + [True])

    def give_way_sometimes():
        pauses.append(1)
        if next(seventh):
            give_way()

    monkeypatch.setattr(slices, "_give_way", give_way_sometimes)
    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
    threads = {(who, path): eventlet.spawn(fetch, browser, path) for (who, browser), path in visits}
    found = {visit: thread.wait() for visit, thread in threads.items()}

    assert len(pauses) > len(visits)
    assert {visit for visit in found if found[visit] != expected[visit]} == set()
    assert {answer[0] for answer in found.values()} == {200, 303, 404}


@pytest.mark.any_python
def test_only_the_live_path_is_in_one_piece(app):
    whole = {name for name, view in app.view_functions.items() if slices.is_in_one_piece(view)}

    assert whole == ON_THE_LIVE_PATH


@pytest.mark.any_python
def test_pages_to_read_are_in_slices(app):
    def is_page(path, method="GET"):
        with app.test_request_context(path, method=method):
            return page_slices.are_for(request, app.view_functions)

    assert is_page("/desk") and is_page("/desk", "HEAD") and is_page("/rooms/ABCD2345/report")
    assert not is_page("/desk/cohorts", "POST")
    assert not is_page("/desk/calendar.ics") and not is_page("/rooms/ABCD2345/report.pdf")
    assert not is_page("/rooms/ABCD2345") and not is_page("/nowhere")


def test_new_page_is_in_slices_by_default(app, monkeypatch):
    """The view is a new one's: nothing says anything of slices."""
    found = []
    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
    monkeypatch.setitem(
        app.view_functions, "glossary.page", lambda **_: str(found.append(slices.is_cutting()))
    )

    app.test_client().get("/glossary/en")

    assert found == [True]


def test_page_without_a_place_is_refused_for_now(app, monkeypatch):
    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
    monkeypatch.setattr(slices, "LONGEST_WAIT_SECONDS", 0.0)
    client = app.test_client()

    with ExitStack() as held:
        for _ in range(slices.PAGES_AT_ONCE):
            held.enter_context(slices.cutting())
        refused, front = client.get("/sign-in"), client.get("/")

    assert (refused.status_code, front.status_code) == (503, 200)
    assert client.get("/sign-in").status_code == 200


MACRO = (
    "{% macro table(rows) %}{% for row in rows %}{{ row }}{{ ',' if not loop.last }}{% endfor %}"
    "{% endmacro %}{{ table(rows) }}"
)


def test_rows_within_a_macro_pause(app, monkeypatch):
    """Planted fault: a page paused between its pieces, and a register of 300 is one piece."""
    pauses = []
    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
    monkeypatch.setattr(slices, "SLICE_SECONDS", 0.0)
    monkeypatch.setattr(slices, "_give_way", lambda: pauses.append(1))
    monkeypatch.setattr(concurrency, "offload", lambda work, *values: work(*values))

    with slices.cutting():
        page = app.jinja_env.from_string(MACRO).render(rows=iter(range(30)))

    assert page == app.jinja_env.from_string(MACRO).render(rows=range(30))
    assert page.count(",") == 29
    assert len(pauses) >= 30


def test_page_in_slices_compiles_its_template_in_a_thread(app, monkeypatch):
    offloaded = []

    def offload(work, *values, **named_values):
        offloaded.append(1)
        return work(*values, **named_values)

    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
    monkeypatch.setattr(concurrency, "offload", offload)

    app.jinja_env.from_string("in one piece")
    assert offloaded == []
    with slices.cutting():
        assert app.jinja_env.from_string("in {{ 1 + 1 }} slices").render() == "in 2 slices"
    assert offloaded == [1]
