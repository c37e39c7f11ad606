"""The audit finds votes and slides that a server lost, repeated, invented or mixed up."""

import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from bench.audit.discrepancy import Discrepancy
from bench.audit.slides import Slide, StoredSlides, Viewer, audit_slides, newest_packet
from bench.audit.votes import FIRST_NUMBER, Row, StoredVotes, VoteLog, audit_votes
from bench.gathering import Gathering
from bench.peers.others import NodeDurable
from bench.peers.ours import Ours
from webinar.kit import clock
from webinar.kit.db import Database
from webinar.live.polls.models import Ballot, Choice, Poll, PollOption
from webinar.room.engine.models import Operation
from webinar.room.rooms.models import Member, Room, TimelineEntry


def answer(vote, version=7, ok=True):
    body = json.dumps([{"ok": ok, "version": version}])
    return vote.voter, f"43{vote.number}{body}".encode()


class Votes:
    """Three votes of two voters, all acknowledged and stored; the second voter changed its mind."""

    def __init__(self):
        log = VoteLog()
        self.all = [log.add(1, "a", "talk"), log.add(2, "b", "raid"), log.add(2, "c", "talk")]
        self.sent = log.sent
        self.answers = [answer(vote) for vote in self.all]
        self.rows = [Row(vote.op_id, vote.option, 7) for vote in self.all]
        self.ballots = {1: "talk", 2: "talk"}
        self.tally = {"talk": 2, "raid": 0}

    def audit(self):
        stored = StoredVotes(self.rows, self.ballots, self.tally)
        return audit_votes(self.sent, self.answers, stored)


def test_votes_that_are_stored_once_each_pass():
    votes = Votes()

    assert votes.audit() == 3
    votes.ballots = votes.tally = None
    assert votes.audit() == 3


def test_a_vote_without_an_answer_may_be_stored_or_not():
    votes = Votes()
    del votes.answers[2]

    assert votes.audit() == 2
    votes.rows.pop()
    votes.ballots[2], votes.tally = "raid", {"talk": 1, "raid": 1}
    assert votes.audit() == 2


def lose(votes):
    del votes.rows[0]


def repeat(votes):
    votes.rows.append(votes.rows[1])


def invent(votes):
    votes.rows.append(Row("z"))


def store_another_option(votes):
    votes.rows[0] = Row("a", "raid", 7)


def store_another_version(votes):
    votes.rows[0] = Row("a", "talk", 8)


def keep_the_earlier_ballot(votes):
    votes.ballots[2], votes.tally = "raid", {"talk": 1, "raid": 1}


def lose_a_ballot(votes):
    del votes.ballots[1]
    votes.tally = {"talk": 1}


def invent_a_ballot(votes):
    votes.ballots[9] = "talk"
    votes.tally = {"talk": 3}


def count_wrong(votes):
    votes.tally = {"talk": 3, "raid": 0}


def answer_twice(votes):
    votes.answers.append(votes.answers[0])


def answer_somebody_else(votes):
    votes.answers[0] = (2, votes.answers[0][1])


def answer_what_nobody_sent(votes):
    votes.answers.append((1, b'435000[{"ok":true,"version":1}]'))


def refuse(votes):
    votes.answers[0] = answer(votes.all[0], ok=False)


def answer_without_a_version(votes):
    votes.answers[0] = answer(votes.all[0], version=None)


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (lose, "lost"),
        (repeat, "twice"),
        (invent, "nobody sent it"),
        (store_another_option, "was sent"),
        (store_another_version, "acknowledged as version 7"),
        (keep_the_earlier_ballot, "ballot of voter 2"),
        (lose_a_ballot, "have no ballot"),
        (invent_a_ballot, "ballot of voter 9"),
        (count_wrong, "the tally"),
        (answer_twice, "answered twice"),
        (answer_somebody_else, "no vote of its own"),
        (answer_what_nobody_sent, "no vote of its own"),
        (refuse, "does not know"),
        (answer_without_a_version, "does not know"),
    ],
)
def test_a_planted_fault_of_votes_is_found(spoil, finding):
    votes = Votes()
    spoil(votes)

    with pytest.raises(Discrepancy, match=finding):
        votes.audit()


def moved(version, slide, after=None, audience="everyone"):
    body = {"slide": slide, "version": version, "audience": audience}
    return (
        b"42"
        + json.dumps(
            ["slide.moved", {**body, "after": version - 1 if after is None else after}]
        ).encode()
    )


HEARD = (moved(1, 5), moved(2, 6), moved(4, 5))
# The second and the third move were committed together.
WHOLE = StoredSlides([Slide(1, 5), Slide(2, 6), Slide(2, 5)], is_whole=True)


def now(version, number):
    return StoredSlides([Slide(version, number)])


def whole(*numbers):
    return StoredSlides([Slide(1, number) for number in numbers], is_whole=True)


@pytest.mark.parametrize("stored", [None, now(4, 5), WHOLE, whole(5, 6, 2, 5)])
def test_viewers_who_end_with_the_stored_slide_pass(stored):
    skipping, late = Viewer(2, HEARD[::2]), Viewer(3, (), is_due=False)

    assert audit_slides([Viewer(1, HEARD), skipping, late], stored) == Slide(4, 5)
    assert newest_packet([skipping, Viewer(1, HEARD[:2]), late]) == HEARD[-1]


def test_nothing_has_moved():
    assert audit_slides([Viewer(1, ())], StoredSlides([])) is None
    assert newest_packet([Viewer(1, ())]) == b""


@pytest.mark.parametrize(
    ("heard", "stored", "finding"),
    [
        (HEARD[:2], None, "ended with"),
        ((), None, "ended with None"),
        ((*HEARD, HEARD[-1]), None, "version 4 after 4"),
        ((HEARD[1], HEARD[0], HEARD[2]), None, "version 1 after 2"),
        ((*HEARD[:2], moved(4, 6)), None, "heard of Slide"),
        (HEARD, now(3, 5), "is stored"),
        (HEARD, now(4, 6), "is stored"),
        (HEARD, StoredSlides([]), "is stored"),
        (HEARD, whole(5, 5), "not stored"),
        (HEARD, whole(6, 5, 5), "not stored"),
        (HEARD, StoredSlides([Slide(1, 5), Slide(3, 6), Slide(4, 5)], is_whole=True), "not stored"),
        (HEARD, whole(5, 6, 5, 1), "is stored"),
        ((*HEARD[:2], moved(4, 5, after=4)), None, "contract"),
        ((*HEARD[:2], moved(4, 5, audience="hosts")), None, "contract"),
    ],
)
def test_a_planted_fault_of_slides_is_found(heard, stored, finding):
    with pytest.raises(Discrepancy, match=finding):
        audit_slides([Viewer(1, HEARD), Viewer(2, heard)], stored)


@pytest.fixture(scope="module")
def prepared():
    peer = Ours(viewers=3, hosts=1)
    with peer._folder:
        peer.prepare()
        yield peer


@pytest.fixture
def ours(prepared):
    """Our server's database, without the server, in which the first participant has voted."""
    peer = Ours(viewers=3, hosts=1)
    with peer._folder:
        shutil.copytree(prepared.folder, peer.folder, dirs_exist_ok=True)
        peer.session = prepared.session
        gathering = Gathering(peer)
        client = type("Client", (), {"voter": 1})
        gathering.vote(client, 1)
        vote = gathering._votes.sent[FIRST_NUMBER]
        gathering.crowd.vote_answers.append(answer(vote, version=3))
        write(peer, lambda rows: store(rows, peer, vote))
        yield gathering
        gathering.crowd.close()


def write(peer, work):
    db = Database(peer.database_url)
    db.write(work)
    db.close()


def store(rows, peer, vote):
    member = rows.query(Member).filter_by(number=vote.voter + 1).one()
    poll = rows.query(Poll).filter_by(key=peer.session.poll).one()
    option = rows.query(PollOption).filter_by(poll_id=poll.id, key=vote.option).one()
    now = clock.now()
    rows.add(Ballot(poll_id=poll.id, member_id=member.id, cast_at=now))
    rows.flush()
    rows.add(Choice(poll_id=poll.id, member_id=member.id, option_id=option.id))
    option.votes += 1
    operation = {"member_id": member.id, "op_id": vote.op_id, "version": 3, "done_at": now}
    rows.add(Operation(command="poll.vote", **operation))


def test_our_rows_are_read_as_they_were_stored(ours):
    ours.audit()

    [vote] = ours._votes.sent.values()
    stored = ours.peer.stored_votes()
    assert stored.rows == [Row(vote.op_id, version=3)]
    assert stored.ballots == {1: vote.option}
    assert +Counter(stored.tally) == {vote.option: 1}


def delete_operation(rows):
    rows.query(Operation).delete()


def delete_ballot(rows):
    rows.query(Choice).delete()
    rows.query(Ballot).delete()


def count_twice(rows):
    rows.query(PollOption).filter(PollOption.votes == 1).one().votes = 2


def move_unheard(rows):
    room = rows.query(Room).one()
    detail = {"slide": 4}
    rows.add(
        TimelineEntry(room_id=room.id, version=9, at=clock.now(), kind="slide.moved", detail=detail)
    )


@pytest.mark.parametrize("spoil", [delete_operation, delete_ballot, count_twice, move_unheard])
def test_a_fault_planted_in_our_tables_ends_the_run(ours, spoil):
    write(ours.peer, spoil)

    with pytest.raises(Discrepancy):
        ours.audit()


def test_a_run_that_fails_otherwise_is_not_audited(ours):
    write(ours.peer, delete_operation)

    with pytest.raises(KeyError), ours:
        raise KeyError("the run's own error")


@pytest.mark.parametrize(("rows", "is_right"), [(1, True), (0, False), (2, False)])
def test_rows_of_another_server_are_audited_alike(rows, is_right):
    peer = NodeDurable(viewers=1)
    with peer._folder, closing(sqlite3.connect(peer.database)) as db:
        gathering = Gathering(peer)
        gathering.vote(type("Client", (), {"voter": 1}), 0)
        [vote] = gathering._votes.sent.values()
        gathering.crowd.vote_answers.append(answer(vote))
        db.execute("CREATE TABLE rooms (id INTEGER PRIMARY KEY, slide INTEGER, version INTEGER)")
        db.execute("INSERT INTO rooms VALUES (1, 0, 0)")
        db.execute("CREATE TABLE votes (option TEXT, op_id TEXT)")
        db.executemany("INSERT INTO votes VALUES (?, ?)", [(vote.option, vote.op_id)] * rows)
        db.commit()

        try:
            gathering.audit()
            was_right = True
        except Discrepancy:
            was_right = False
        gathering.crowd.close()

    assert was_right is is_right
