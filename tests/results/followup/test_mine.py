"""An owner's own page: what it shows, accepts and refuses."""

import re
import threading
from datetime import timedelta

import pytest

from tests.people.accounts.browsing import Visitor
from tests.results.followup.making import (
    in_days,
    jpeg,
    key_in,
    link_of,
    make_scene,
    png,
    today,
    upload,
)
from webinar.kit import clock
from webinar.live.steps.models import Step, StepOwner, StepState
from webinar.results.followup import evidence, forms, linking, queries
from webinar.results.followup.models import StepFile, StepReport
from webinar.room.rooms.models import TimelineEntry


@pytest.fixture
def scene(db):
    return make_scene(db)


@pytest.fixture
def token(db, scene):
    return link_of(db, scene, scene.ada)


@pytest.fixture
def ada(app, token):
    visitor = Visitor(app)
    visitor.home = f"/steps/{token}"
    return visitor


def send(visitor, number, kind, **fields):
    """Open the page, fill this step's form and send it."""
    page = visitor.get(visitor.home).text
    fields.setdefault("key", key_in(page, kind))
    return visitor.post(f"{visitor.home}/{number}", kind=kind, **fields)


def step_of(db, scene, number):
    with db.read() as session:
        return session.query(Step).filter_by(room_id=scene.room.id, number=number).one()


def reports(db):
    with db.read() as session:
        return session.query(StepReport).order_by(StepReport.step_id, StepReport.number).all()


def test_page_shows_own_steps_in_the_owners_language(ada):
    page = ada.get(ada.home)

    assert page.status_code == 200
    assert '<html lang="ru"' in page.text
    assert "Train officers" in page.text and "Meet schools" in page.text
    assert "Write a plan" not in page.text and "Print leaflets" not in page.text


def test_page_is_not_cached_and_sends_no_referrer(ada):
    headers = ada.get(ada.home).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"


def test_done_is_reported_with_files(db, scene, ada):
    answer = send(
        ada,
        1,
        "done",
        note="Both shifts",
        files=[upload(png(), "../фото.PNG"), upload(jpeg(), "a")],
    )

    assert answer.status_code == 303, answer.text
    assert step_of(db, scene, 1).state is StepState.DONE
    page = ada.get(ada.home).text
    assert "Both shifts" in page and "фото.png" in page and "a.jpg" in page
    download = ada.client.get(f"{ada.home}/1/files/1")
    assert download.data == png()
    assert download.headers["Content-Disposition"].startswith("attachment;")
    assert download.headers["X-Content-Type-Options"] == "nosniff"


def test_moving_needs_a_reason_and_a_future_date(db, scene, ada):
    for fields in (
        {"due": in_days(40), "note": " "},
        {"due": "", "note": "Holidays"},
        {"due": in_days(-1), "note": "Holidays"},
        {"due": in_days(20), "note": "Holidays"},
    ):
        assert send(ada, 1, "moved", **fields).status_code == 422
    assert reports(db) == []

    assert send(ada, 1, "moved", due=in_days(40), note="Holidays").status_code == 303

    [report] = reports(db)
    step = step_of(db, scene, 1)
    assert (report.was_due, report.new_due) == (today() + timedelta(20), today() + timedelta(40))
    assert (step.due, step.state, step.details) == (report.new_due, StepState.OWNED, 1)


def test_refused_form_keeps_the_input(ada):
    page = send(ada, 1, "moved", due=in_days(-3), note="Flood <b>here</b>")

    assert page.status_code == 422
    assert "Flood &lt;b&gt;here" in page.text
    assert f'value="{in_days(-3)}"' in page.text


def test_blocked_step_is_done_a_month_later(db, scene, ada, monkeypatch):
    assert send(ada, 1, "blocked", note="A room for thirty").status_code == 303
    assert step_of(db, scene, 1).state is StepState.BLOCKED
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=30))
    page = ada.get(ada.home).text
    assert "A room for thirty" in page and "follow-late" in page

    assert send(ada, 1, "done", note="In the library").status_code == 303

    kinds = [(report.kind.value, report.reported_at.date()) for report in reports(db)]
    assert [kind for kind, _ in kinds] == ["blocked", "done"]
    assert kinds[1][1] - kinds[0][1] == timedelta(days=30)
    assert step_of(db, scene, 1).state is StepState.DONE


def test_form_sent_twice_counts_once(db, ada):
    key = key_in(ada.get(ada.home).text, "note")

    for _ in range(2):
        assert (
            send(ada, 1, "note", key=key, note="Half", files=[upload(png(), "a.png")]).status_code
            == 303
        )

    assert len(reports(db)) == 1
    folder = ada.app.extensions["webinar"].settings.instance / "evidence"
    assert len(list(folder.iterdir())) == 1


def test_report_that_does_not_follow_from_the_state_is_refused(db, ada):
    assert send(ada, 1, "done").status_code == 303
    for kind, fields in (
        ("done", {}),
        ("started", {}),
        ("blocked", {"note": "x"}),
        ("moved", {"note": "x", "due": in_days(50)}),
    ):
        answer = ada.post(
            f"{ada.home}/1", kind=kind, key=f"{kind:x<32}".encode().hex()[:32], **fields
        )
        assert answer.status_code == 422, kind
    assert len(reports(db)) == 1

    assert send(ada, 1, "reopened", note="Not all came").status_code == 303


@pytest.mark.parametrize("twin", [True, False])
def test_two_simultaneous_tabs_count_once(app, db, ada, twin):
    """The same form sent from two tabs, or two forms that both say done."""
    page = ada.get(ada.home).text
    keys = [key_in(page, "done")] * 2 if twin else ["a" * 32, "b" * 32]
    ready, statuses = threading.Barrier(2), []

    def press(key):
        tab = app.test_client()
        tab.set_cookie("session", ada.cookie.value if ada.cookie else "")
        form = {"csrf_token": ada.token, "kind": "done", "key": key}
        ready.wait()
        statuses.append(tab.post(f"{ada.home}/1", data=form).status_code)

    threads = [threading.Thread(target=press, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == ([303, 303] if twin else [303, 422])
    assert len(reports(db)) == 1


def test_step_of_another_owner_is_not_found(db, ada):
    key = "c" * 32

    assert ada.get(f"{ada.home}/3/files/1").status_code == 404
    ada.get(ada.home)
    assert ada.post(f"{ada.home}/3", kind="done", key=key).status_code == 422
    assert ada.post(f"{ada.home}/3/accept").status_code == 422
    assert reports(db) == []


def test_a_revoked_link_opens_nothing(db, scene, ada):
    ada.get(ada.home)

    def revoke(session):
        from tests.factories import make_change

        room = session.merge(scene.room)
        for link in queries.links_of(session, room):
            linking.revoke_link(make_change(session, room), session.merge(scene.host), link)

    db.write(revoke)

    assert ada.get(ada.home).status_code == 404
    assert ada.post(f"{ada.home}/1", kind="done", key="d" * 32).status_code == 404
    assert reports(db) == []


def test_new_link_replaces_the_old_one(app, db, scene, token):
    newer = link_of(db, scene, scene.ada)

    visitor = Visitor(app)
    assert visitor.get(f"/steps/{token}").status_code == 404
    assert visitor.get(f"/steps/{newer}").status_code == 200


def test_many_wrong_links_slow_down_right_ones_too(app, ada):
    for number in range(30):
        assert ada.get(f"/steps/{number:x>43}").status_code == 404

    assert ada.get(f"/steps/{'y' * 43}").status_code == 429


def test_owner_accepts_or_declines_when_asked(app, db, scene):
    bek = Visitor(app)
    bek.home = f"/steps/{link_of(db, scene, scene.bek)}"
    page = bek.get(bek.home)
    assert 'lang="prs" dir="rtl"' in page.text
    assert bek.post(f"{bek.home}/3", kind="done", key="e" * 32).status_code == 422

    assert bek.post(f"{bek.home}/3/accept").status_code == 303
    assert step_of(db, scene, 3).state is StepState.OWNED
    assert bek.post(f"{bek.home}/3/decline", reason="Too much").status_code == 303

    with db.read() as session:
        owner = session.get(StepOwner, (scene.steps[2].id, 1))
        assert (owner.state.value, owner.reason) == ("declined", "Too much")
    assert step_of(db, scene, 3).state is StepState.AGREED


def test_role_holder_reports_for_the_role(app, db, scene):
    head = Visitor(app)
    head.home = f"/steps/{link_of(db, scene, role='Head of unit')}"

    assert send(head, 4, "started").status_code == 303

    assert step_of(db, scene, 4).state is StepState.IN_PROGRESS


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<script>alert(1)</script>", "photo.png"),
        (b"<svg onload='alert(1)'/>", "a.svg"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 40, "a.png"),
        (b"", "empty.pdf"),
        (b"%PDF-" + b"x" * 1000, "big.pdf"),
    ],
)
def test_hostile_file_is_refused_and_leaves_nothing(db, ada, content, name, monkeypatch):
    # A client that sends more than half a megabyte leaves a file open in this process.
    for module in (evidence, forms):
        monkeypatch.setattr(module, "LONGEST_FILE", 1000)
    page = send(ada, 1, "note", note="Look", files=[upload(content, name)])

    assert page.status_code == 422
    assert "Look" in page.text
    assert reports(db) == []
    folder = ada.app.extensions["webinar"].settings.instance / "evidence"
    assert not folder.exists() or not list(folder.iterdir())


def test_a_step_has_at_most_five_files(db, ada):
    uploads = [upload(png(), f"{number}.png") for number in range(4)]
    assert send(ada, 1, "note", files=uploads).status_code == 303

    refusal = send(ada, 1, "note", files=[upload(png(), "5.png"), upload(png(), "6.png")])

    assert refusal.status_code == 422
    with db.read() as session:
        assert session.query(StepFile).count() == 4
    folder = ada.app.extensions["webinar"].settings.instance / "evidence"
    assert len(list(folder.iterdir())) == 4


def test_only_the_report_form_may_be_long(db, ada):
    long_file = b"%PDF-" + b"x" * 300_000
    ada.get("/sign-in")
    assert ada.post("/sign-in", email="x" * 300_000, password="x").status_code == 413
    stranger = f"/steps/{'z' * 43}/1"
    assert ada.post(stranger, files=[upload(long_file, "a.pdf")]).status_code == 413
    assert reports(db) == []

    assert send(ada, 1, "note", files=[upload(long_file, "a.pdf")]).status_code == 303


def test_timeline_records_the_report_without_its_words(db, ada):
    send(ada, 1, "blocked", note="Secret trouble")

    with db.read() as session:
        [entry] = session.query(TimelineEntry).filter_by(kind="step.reported").all()
        assert entry.detail["by"] == "link" and entry.detail["what"] == "blocked"
        assert "Secret" not in str(entry.detail)


def test_page_works_without_scripts(ada):
    page = ada.get(ada.home).text

    assert "<script" not in page
    assert len(re.findall(r"<form[^>]+action=\"/steps/", page)) == 10
