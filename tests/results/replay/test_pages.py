"""Permissions to watch a session again, and the page without scripts."""

import re

import msgspec
import pytest

from tests.factories import invite, make_cohort, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.replay.conftest import PRIVATE_WORDS, as_learner, as_member
from webinar.content.editions.models import Edition
from webinar.content.lessons.model import from_json, to_json
from webinar.kit import value_cache
from webinar.learn.courses.models import Course, Learner
from webinar.operate.personal.purging import _purge_attendance
from webinar.operate.personal.subject import Subject
from webinar.people.accounts.models import UserRole
from webinar.results.series import helpers
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import Member, Room, RoomState


def status_codes(visitor, address):
    """The status codes of the page and the script."""
    answers = visitor.get(address), visitor.get(f"{address}/script.en.json")
    return {answer.status_code for answer in answers}


def test_learner_watches_in_their_language_and_can_change_it_for_the_course(
    db, played, at, address
):
    learner = at(as_learner(played))
    learner.get(address)
    learner.post("/language", language="kk")
    page = learner.get(address).text
    assert '<html lang="en"' in page
    action = re.search(r'action="(/study/\w+/language)" data-language-switch', page)[1]

    response = learner.post(action, language="ru", next=address)

    assert response.location == address
    assert '<html lang="ru"' in learner.get(address).text
    assert db.write(lambda s: s.query(Learner).one().language) == "ru"


def test_the_list_says_when_polls_opened_and_closed(played, at, address):
    page = at(as_learner(played)).get(address).text

    assert page.count(">A poll is open: <bdi") == 2
    # One result was shown, and one was not.
    assert page.count(">Poll closed: <bdi") == 2
    assert page.count("Its result is not shown.</span>") == 1


def test_strangers_and_other_organisers_find_nothing(app, at, address):
    assert status_codes(Visitor(app), address) == {404}
    assert status_codes(at(lambda _session, _browser: None), address) == {404}


def test_member_may_watch_unless_waiting_or_removed(db, played, at, address, time):
    ada = at(as_member(played, played.scene.ada))
    assert status_codes(ada, address) == {200}

    def change(**fields):
        def work(session):
            for name, value in fields.items():
                setattr(session.get_one(Member, played.scene.ada.id), name, value)

        db.write(work)

    change(waits_since=time())
    assert status_codes(ada, address) == {404}
    change(waits_since=None, removed_at=time())
    assert status_codes(ada, address) == {404}


def test_only_learners_of_its_own_course_may_watch(played, at, address):
    assert status_codes(at(as_learner(played)), address) == {200}
    assert status_codes(at(as_learner(played, with_session=False)), address) == {404}


def test_owner_and_viewers_of_the_cohort_may_watch(app, db, played, address):
    def build(session):
        room = session.get_one(Room, played.room.id)
        owner = session.get_one(type(make_user(session)), room.owner_id)
        viewer = make_user(session, "Viewer", UserRole.VIEWER, invited_by=owner.id)
        cohort = make_cohort(session, owner, people=["Ada"])
        invite(session, room, cohort)
        helpers.name_viewer(session, cohort, owner, viewer.email, "", "en")
        return owner, viewer

    for user in db.write(build):
        assert status_codes(signed_in(app, user), address) == {200}


@pytest.mark.parametrize("state", [RoomState.LIVE, RoomState.PLANNED])
def test_unfinished_session_cannot_be_watched(db, played, at, address, state):
    ada = at(as_member(played, played.scene.ada))

    def work(session):
        session.get_one(Room, played.room.id).state = state

    db.write(work)

    assert status_codes(ada, address) == {404}


def test_page_is_complete_without_scripts_and_reveals_nothing_private(played, at, address):
    ada = at(as_member(played, played.scene.ada))

    page, script = ada.get(address).text, ada.get(f"{address}/script.en.json").text

    for word in ("welcome en", "Which? en", "Who pays?", "The ministry.", "Teach it", "0:29:00"):
        assert word in page
    assert "because en" in page
    assert [word for word in PRIVATE_WORDS if word in page + script] == []


@pytest.mark.parametrize(("reader", "language"), [("kk", "kk"), ("prs", "en")])
def test_explanation_falls_back_to_the_next_best_language(played, at, address, reader, language):
    ada = at(as_member(played, played.scene.ada))
    ada.client.set_cookie("language", reader)

    page = ada.get(address).text

    assert f'lang="{language}" dir="auto"><p>because {language}</p>' in page


def test_script_exists_only_in_known_languages(played, at, address):
    ada = at(as_member(played, played.scene.ada))

    assert ada.get(f"{address}/script.xx.json").status_code == 404
    assert ada.get(f"{address}/script.prs.json").get_json()["language"] == "prs"


def test_replay_does_not_reveal_a_test_that_may_be_taken_later(db, played):
    assert played.script().polls["open--which"].view["state"] == "revealed"

    def make_test(session):
        edition = session.query(Edition).one()
        module = from_json(edition.content)
        module.parts[0] = msgspec.structs.replace(module.parts[0], keeps_answers=True)
        edition.content, edition.hash = to_json(module), "of-a-test"

    db.write(make_test)
    value_cache.forget_values()

    view = played.script().polls["open--which"].view
    assert (view["state"], view.get("tally"), view.get("correct")) == ("closed", None, None)


def test_purged_names_are_gone(db, played, at, address):
    ada = at(as_member(played, played.scene.ada))
    assert ">Ada<" in ada.get(address).text

    def work(session):
        room = session.get_one(Room, played.room.id)
        members = session.query(Member).filter_by(room_id=room.id, role="participant").all()
        _purge_attendance(session, room, Subject(None, tuple(members), (room,)))

    db.write(work)

    assert ">Ada<" not in ada.get(address).text


def test_watching_does_not_count_as_attendance(db, played, at, address):
    at(as_member(played, played.scene.ada)).get(address)

    with db.read() as session:
        assert session.query(Interval).count() == 0
        assert session.query(Course).count() == session.query(Learner).count() == 0


def test_watched_slides_are_reported_like_slides_of_the_course(db, at, played, address):
    learner = at(as_learner(played))
    page = learner.get(address).text
    data = dict(re.findall(r'data-(deeds|token|edition)="([^"]+)"', page))

    report = {"now": 0, "edition": data["edition"], "deeds": []}
    answer = learner.client.post(
        data["deeds"], json=report, headers={"X-CSRF-Token": data["token"]}
    )

    assert answer.status_code == 200
    script = learner.get(f"{address}/script.en.json").get_json()
    assert script["slides"]["3"]["study"] == "talk--end"
