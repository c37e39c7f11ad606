"""A join, a page, a snapshot and a deck cost as much in a room of hundreds as in a room of three.

Parts that members share are keyed by version, language and role, and mix no members up.
"""

import json
import re

import pytest
from sqlalchemy import insert

from tests.factories import make_member
from tests.people.accounts.browsing import Visitor
from tests.room.engine.rig import make_scene
from tests.sql_statements import statements
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.polls.models import Ballot, Choice
from webinar.live.polls.queries import find_poll
from webinar.room.engine.registry import PARTS
from webinar.room.rooms.models import Member, Room, RoomState


@pytest.fixture
def shared_readers(monkeypatch):
    """The readers for whom the shared part of the polls was made."""
    readers, make_shared = [], PARTS["polls"].shared

    def record(db, room, reader):
        readers.append(reader)
        return make_shared(db, room, reader)

    monkeypatch.setattr(PARTS["polls"], "shared", record)
    return readers


def fill(db, room, count):
    """Add this many participants, who have all voted."""

    def build(s):
        stored_room = s.get(Room, room.id)
        numbers = range(100, 100 + count)
        fields = {"room_id": room.id, "language": "en", "role": Role.PARTICIPANT}
        rows = [{**fields, "number": n, "name": f"N{n}", "joined_at": clock.now()} for n in numbers]
        ids = list(s.scalars(insert(Member).returning(Member.id), rows))
        poll = find_poll(s, stored_room, "which")
        vote = {"poll_id": poll.id, "option_id": poll.options[0].id}
        ballots = [{"poll_id": poll.id, "member_id": i, "cast_at": clock.now()} for i in ids]
        s.execute(insert(Ballot), ballots)
        s.execute(insert(Choice), [{**vote, "member_id": member_id} for member_id in ids])

    db.write(build)


def join(app, room, name="Dana", language="en"):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    answer = visitor.post(f"/join/{room.code}", name=name, language=language)
    assert answer.status_code == 303
    return visitor


def costs(app, scene, rig):
    """Count the statements of each action that thousands take at the same time."""
    room, db = scene.room, app.extensions["webinar"].db
    guest = Visitor(app)
    guest.get(f"/join/{room.code}")
    form = {"name": "Dana", "language": "kk"}
    api = {"code": room.code, "name": "Dana", "language": "kk"}
    actions = {
        "join by form": lambda: guest.post(f"/join/{room.code}", **form),
        "join by api": lambda: guest.client.post("/api/join", json=api),
        "page": lambda: guest.get(f"/rooms/{room.code}"),
        "deck": lambda: guest.get(f"/rooms/{room.code}/deck/kk/0"),
    }
    counts = {}
    for name, act in actions.items():
        with statements(db) as sent:
            assert act().status_code < 400
        counts[name] = len(sent)
    with statements(rig.db) as sent:
        rig.snapshot(scene.ada)
    return counts | {"snapshot": len(sent)}


def test_mass_actions_cost_the_same_in_a_full_room(app, db, rig, scene):
    costs(app, scene, rig)
    in_small_room = costs(app, scene, rig)
    fill(db, scene.room, 300)

    in_full_room = costs(app, scene, rig)

    assert in_full_room == in_small_room
    # One statement for each feature that stores something for a member, and the beginning of each
    # transaction.
    assert in_small_room["deck"] <= 2
    assert in_small_room["snapshot"] <= 10
    assert max(in_small_room.values()) <= 19


def test_shared_part_of_the_snapshot_is_made_once(rig, scene, shared_readers):
    for member in (scene.ada, scene.bek, scene.ada):
        rig.snapshot(member)

    assert [reader.language for reader in shared_readers] == ["en"]


def test_visible_change_rebuilds_the_shared_part(rig, scene, shared_readers):
    before = rig.snapshot(scene.ada)["polls"]
    rig.do(scene.host, "poll.open", poll="which")

    after = rig.snapshot(scene.ada)["polls"]

    assert (before, [poll["state"] for poll in after]) == ([], ["open"])
    assert len(shared_readers) == 2


def test_votes_rebuild_the_tally_for_hosts_only(rig, scene, shared_readers):
    rig.do(scene.host, "poll.open", poll="which")
    rig.snapshot(scene.ada)
    rig.snapshot(scene.host)
    rig.do(scene.ada, "poll.vote", poll="which", options=["a"])

    [adas_poll] = rig.snapshot(scene.ada)["polls"]
    [beks_poll] = rig.snapshot(scene.bek)["polls"]
    [hosts_poll] = rig.snapshot(scene.host)["polls"]

    assert (adas_poll["mine"], beks_poll["mine"], "mine" in hosts_poll) == (["a"], None, False)
    assert hosts_poll["tally"]["a"] == 1
    assert "tally" not in adas_poll
    assert [reader.role for reader in shared_readers].count(Role.PARTICIPANT) == 1


def test_shared_parts_of_languages_and_roles_do_not_mix(db, rig):
    scene = make_scene(db, title="Demo en")
    room_id = scene.room.id
    kazakh = db.write(lambda s: make_member(s, s.get(Room, room_id), "Dana", language="kk"))
    rig.snapshot(scene.host)

    titles = {member.name: rig.snapshot(member)["room"]["title"] for member in (scene.ada, kazakh)}

    assert titles == {"Ada": "Demo en", "Dana": "Demo kk"}
    assert rig.snapshot(scene.ada)["polls"] == []
    assert [poll["poll"] for poll in rig.snapshot(scene.host)["polls"]] == ["which"]


def test_step_is_recounted_only_while_it_takes_answers(rig, scene):
    for text in ("Meet again", "Write it down"):
        rig.do(scene.bek, "step.propose", text=text, language="en")
    rig.do(scene.host, "step.put", step=1)
    counted_steps = []
    for member in (scene.ada, scene.bek):
        rig.do(member, "step.answer", step=1, ballot=1, answer="agree")
        counted_steps.append(rig.snapshot(scene.ada)["steps"][0]["counts"]["agree"])
    rig.do(scene.host, "step.put", step=2)
    rig.do(scene.bek, "step.answer", step=2, ballot=1, answer="disagree")

    first, second = rig.snapshot(scene.ada)["steps"]

    assert counted_steps == [1, 2]
    assert (first["counts"]["agree"], first["mine"]["answer"]) == (2, "agree")
    assert (second["counts"]["disagree"], second["mine"]) == (1, None)


def test_each_database_has_its_own_snapshots(rig, scene, tmp_path, empty_sqlite):
    """Rooms in every new database have the same numbers and versions."""
    import shutil

    from tests.room.engine.rig import Rig
    from webinar.kit.db import Database

    path = tmp_path / "other.sqlite3"
    shutil.copyfile(empty_sqlite, path)
    other = Database(f"sqlite:///{path}")
    other_scene = make_scene(other, title="Another session")

    titles = [rig.snapshot(scene.ada)["room"]["title"]]
    titles.append(Rig(other).snapshot(other_scene.ada)["room"]["title"])
    other.close()

    assert titles == ["A session", "Another session"]


HOSTILE = "</script><b>&'\"Ada"


def test_shared_page_holds_each_members_own_data(app, scene, rig):
    rig.do(scene.host, "poll.open", poll="which")
    names = ["Dana", HOSTILE]
    visitors = [join(app, scene.room, name) for name in names]

    pages = [visitor.get(f"/rooms/{scene.room.code}").text for visitor in visitors]

    seats = [re.search(r'data-seat="([^"]+)"', page)[1] for page in pages]
    tokens = [set(re.findall(r'name="csrf_token" value="([^"]+)"', page)) for page in pages]
    snapshots = [re.search(r'id="snapshot">(.*?)</script>', page, re.DOTALL)[1] for page in pages]
    assert [json.loads(snapshot)["me"]["name"] for snapshot in snapshots] == names
    assert [poll["mine"] for poll in json.loads(snapshots[0])["polls"]] == [None]
    assert len(set(seats)) == 2
    assert [len(token) for token in tokens] == [1, 1]
    assert tokens[0].isdisjoint(tokens[1])
    assert "Dana" not in pages[1]
    assert (
        visitors[0]
        .post(f"/rooms/{scene.room.code}/do/poll.vote", poll="which", options="a")
        .status_code
        == 303
    )


def test_page_before_the_start_shows_each_members_own_name(app, db):
    room = make_scene(db, state=RoomState.PLANNED).room
    visitors = [join(app, room, name) for name in ("Dana", HOSTILE)]

    pages = [visitor.get(f"/rooms/{room.code}").text for visitor in visitors]

    assert "<bdi>Dana</bdi>" in pages[0]
    assert "<bdi>&lt;/script&gt;&lt;b&gt;&amp;&#39;&#34;Ada</bdi>" in pages[1]
    assert "Dana" not in pages[1]


def test_page_shows_a_vote_to_its_voter_only(app, scene, rig):
    rig.do(scene.host, "poll.open", poll="which")
    ada, bek = (join(app, scene.room, name) for name in ("Ada", "Bek"))
    path = f"/rooms/{scene.room.code}"
    empty_page = ada.get(path).text
    ada.post(f"{path}/do/poll.vote", poll="which", options="a")

    adas_page, beks_page = ada.get(path).text, bek.get(path).text

    assert '"mine":["a"]' in adas_page
    assert '"mine":["a"]' not in empty_page + beks_page
    assert adas_page.count("checked") > beks_page.count("checked") == empty_page.count("checked")


def test_text_size_of_a_member_does_not_affect_others(app, scene):
    ada, bek = (join(app, scene.room, name) for name in ("Ada", "Bek"))
    ada.client.set_cookie("text_size", "150")

    pages = [client.get(f"/rooms/{scene.room.code}").text for client in (ada, bek)]

    assert ['data-text-size="150"' in page for page in pages] == [True, False]
