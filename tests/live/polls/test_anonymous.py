"""Anonymous polls store that a member has voted, and nothing that links the voter to a choice.

Every choice holds a canary, and every vote is a separate batch, as in a quiet session.
"""

import json
import logging
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text

from tests.live.polls.asking import add_people, add_poll, last_heard, poll_shown_to, vote
from webinar.live.polls import results
from webinar.live.polls.models import Ballot, Choice, CloudEntry, NumberAnswer, OpenText
from webinar.results.reports import ballots
from webinar.room.rooms.models import Room
from webinar.tables import metadata

VOTERS = 24


def answer_of(kind, number):
    return {
        "single": {"options": ["ab"[number % 2]]},
        "ranking": {"options": [["a", "b"], ["b"]][number % 2]},
        "sorting": {"options": [["a--x", "b--x"], ["b--y"]][number % 2]},
        "points": {"points": {"a": number % 7 + 1}},
        "numeric": {"number": 1000 + number * 7 % VOTERS},
        "text": {"text": f"canary {number}"},
        "reasoned": {"options": ["ab"[number % 2]], "text": f"canary {number}"},
        "cloud": {"words": [f"canary {number}", f"bird {number}"]},
    }[kind]


KINDS = ["single", "ranking", "sorting", "points", "numeric", "text", "reasoned", "cloud"]
PAIRS = ["a--x", "a--y", "b--x", "b--y"]
every_kind = pytest.mark.parametrize("kind", KINDS)


def open_anonymous(db, scene, kind, **fields):
    options = "ab" if kind in ("single", "ranking", "points", "reasoned") else ""
    if kind == "sorting":
        options = PAIRS
    points = 10 if kind == "points" else 0
    add_poll(db, scene, kind, *options, points=points, is_anonymous=True, **fields)


@pytest.fixture
def vote_all(db, rig, scene):
    """`vote_all(kind)` opens a poll and returns its voters in the order of their votes."""

    def vote_all(kind, count=VOTERS):
        open_anonymous(db, scene, kind)
        people = add_people(db, scene, count)
        random.Random(7).shuffle(people)  # noqa: S311  not a secret
        for number, member in enumerate(people):
            assert vote(rig, member, **answer_of(kind, number))["ok"]
        return people

    return vote_all


def rows_of(db, skipped=()):
    """All stored rows by table, in storage order."""
    with db.read() as session:
        if db.is_sqlite:
            session.execute(text("PRAGMA reverse_unordered_selects=OFF"))
        return {
            name: [dict(row) for row in session.execute(text(f"SELECT * FROM {name}")).mappings()]  # noqa: S608
            for name in metadata.tables
            if name not in skipped
        }


@every_kind
def test_only_the_fact_of_voting_is_stored_for_a_member(db, vote_all, kind):
    people = vote_all(kind)

    with db.read() as session:
        stored = session.scalars(select(Ballot)).all()
        assert {row.member_id for row in stored} == {person.id for person in people}
        assert {(row.cast_at, row.language, row.has_abstained) for row in stored} == {
            (stored[0].cast_at, "", False)
        }
        assert session.scalars(select(Choice)).all() == []
        assert session.scalars(select(NumberAnswer)).all() == []
        for table in OpenText, CloudEntry:
            assert {row.member_id for row in session.scalars(select(table))} <= {None}


@every_kind
def test_choices_appear_in_no_other_table_log_or_broadcast(db, rig, scene, vote_all, kind, caplog):
    caplog.set_level(logging.DEBUG)

    people = vote_all(kind)
    rig.beat()

    elsewhere = json.dumps(rows_of(db, skipped=("sealed_answers",)), default=str)
    broadcasts = json.dumps([body for _, body in rig.heard_by(scene.host)])
    broadcasts += json.dumps([rig.heard_by(member) for member in people])
    for number in range(VOTERS):
        for canary in (f"canary {number}", f"bird {number}"):
            assert canary not in elsewhere + broadcasts + caplog.text
        assert f"{1000 + number}.0" not in broadcasts + caplog.text
    assert [row for row in rows_of(db)["timeline"] if "vote" in row["kind"]] == []
    assert last_heard(rig, people[0], "poll.voted").keys() == {"poll", "options", "version"}
    assert last_heard(rig, people[0], "poll.voted")["options"] == []


@every_kind
def test_order_of_rows_does_not_identify_voters(db, rig, scene, vote_all, kind):
    """Until the poll is closed, rows lie in order of arrival, as docs/anonymity.md says."""
    people = vote_all(kind)
    assert rig.do(scene.host, "poll.close", poll="tea")["ok"]
    stored = rows_of(db)

    operations = sorted(stored["operations"], key=lambda row: row["version"])
    member_ids = [row["member_id"] for row in operations if row["member_id"]]
    order_of_votes = [member_id for member_id in member_ids if member_id != scene.host.id]
    answers = [row["text"] for row in stored["poll_texts"]]
    words = [row["word"] for row in stored["poll_words"]]

    assert order_of_votes[-VOTERS:] == [person.id for person in people]
    if kind in ("text", "reasoned"):
        assert len(answers) == VOTERS
        assert answers != [f"canary {number}" for number in range(VOTERS)]
    if kind == "cloud":
        pairs = list(zip(words, words[1:], strict=False))
        adjacent_pairs = sum(text.split()[-1] == next_text.split()[-1] for text, next_text in pairs)
        assert len(words) == 2 * VOTERS
        assert adjacent_pairs < VOTERS / 2
    if kind == "numeric":
        values = [row["value"] for row in stored["poll_number_counts"]]
        assert values == sorted(values) and len(values) == VOTERS
    for table in ("poll_texts", "poll_words", "poll_number_counts"):
        columns = {column.name for column in metadata.tables[table].columns}
        assert not columns & {"at", "cast_at", "number", "op_id"}
    assert {row["version"] for row in stored["poll_texts"]} <= {None}


TABLES = {"text": "poll_texts", "cloud": "poll_words", "numeric": "poll_number_counts"}


@every_kind
def test_answers_share_no_postgresql_transaction_with_ballots(db, rig, scene, vote_all, kind):
    """Planted fault: an option bore the transaction of the last ballot that chose it."""
    if db.is_sqlite:
        pytest.skip("SQLite's rows do not name the transaction that wrote them")
    vote_all(kind)
    rig.do(scene.host, "poll.close", poll="tea")

    with db.read() as session:
        written_by, ballots_by = (
            set(session.scalars(text(f"SELECT xmin::text FROM {table}")))  # noqa: S608
            for table in (TABLES.get(kind, "poll_options"), "ballots")
        )

    assert len(ballots_by) == VOTERS
    assert not written_by & ballots_by


def test_database_errors_do_not_log_choices(db, rig, scene, caplog):
    """Planted fault: SQLAlchemy's errors were logged, with the values of their statement."""
    if not db.is_sqlite:
        pytest.skip("the fault is a trigger in SQLite's dialect")
    open_anonymous(db, scene, "text")
    fault = "BEGIN SELECT RAISE(ABORT, 'planted'); END"
    trigger = f"CREATE TRIGGER fault BEFORE INSERT ON sealed_answers {fault}"
    db.write(lambda session: session.execute(text(trigger)))

    answer = vote(rig, scene.ada, text="canary of all")

    assert answer["code"] == "internal"
    assert "sealed_answers" in caplog.text
    assert "canary" not in caplog.text


def test_closing_leaves_no_earlier_counts_in_the_write_ahead_log(db, rig, scene, tmp_path):
    if not db.is_sqlite:
        pytest.skip("PostgreSQL keeps its log for all databases together")
    open_anonymous(db, scene, "numeric")
    for number, member in enumerate(add_people(db, scene, 6)):
        vote(rig, member, number=number)
    [log] = tmp_path.glob("*-wal")
    assert log.stat().st_size > 0

    rig.do(scene.host, "poll.close", poll="tea")

    assert log.stat().st_size == 0


def test_vote_is_final_and_a_repeated_command_gets_the_same_answer(db, rig, scene):
    open_anonymous(db, scene, "single")
    first = vote(rig, scene.ada, options=["a"], op_id="the-first-one")

    repeated = vote(rig, scene.ada, options=["b"], op_id="the-first-one")
    other = vote(rig, scene.ada, options=["b"])
    for member in add_people(db, scene, 5):
        vote(rig, member, options=["b"])
    rig.do(scene.host, "poll.close", poll="tea")

    assert repeated == first
    assert other == {"ok": False, "code": "already_voted", "retry": False}
    assert poll_shown_to(rig, scene.host)["tally"] == {"a": 1, "b": 5}
    assert poll_shown_to(rig, scene.ada)["mine"] == []


def test_first_of_two_votes_in_a_batch_counts(db, rig, scene):
    open_anonymous(db, scene, "single", may_abstain=True)
    people = add_people(db, scene, 4)

    jobs = rig.batch(
        (scene.ada, "poll.vote", {"poll": "tea", "options": ["a"]}),
        (scene.ada, "poll.vote", {"poll": "tea", "options": ["b"]}),
        *((person, "poll.vote", {"poll": "tea", "options": ["b"]}) for person in people),
        (scene.bek, "poll.vote", {"poll": "tea", "abstain": True}),
    )
    rig.do(scene.host, "poll.close", poll="tea")

    assert [job.refusal and job.refusal.code for job in jobs[:3]] == [None, "already_voted", None]
    poll = poll_shown_to(rig, scene.host)
    assert (poll["tally"], poll["voters"]) == ({"a": 1, "b": 4}, 5)
    assert poll["figures"]["abstained"] == 1


def test_member_with_many_sockets_has_one_anonymous_ballot(db, rig, scene):
    """Planted faults: the table had no key, or new ballots were not checked."""
    open_anonymous(db, scene, "single")
    for member in add_people(db, scene, 4):
        vote(rig, member, options=["b"])

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: vote(rig, scene.ada, options=["a"]), range(64)))
    rig.do(scene.host, "poll.close", poll="tea")

    assert [answer["ok"] for answer in answers].count(True) == 1
    assert {answer.get("code") for answer in answers} == {None, "already_voted"}
    assert poll_shown_to(rig, scene.host)["tally"] == {"a": 1, "b": 4}


@every_kind
def test_hosts_hear_only_the_number_of_voters_of_an_open_poll(db, rig, scene, vote_all, kind):
    people = vote_all(kind)
    rig.beat()

    tally = last_heard(rig, scene.host, "poll.tally")
    poll = poll_shown_to(rig, scene.host)

    assert tally.keys() == {"poll", "voters", "version"}
    assert tally["voters"] == poll["voters"] == len(people)
    assert not {"tally", "figures", "replies", "languages"} & poll.keys()


@every_kind
@pytest.mark.parametrize("count", [4, 5])
def test_result_is_shown_from_five_answers(db, rig, scene, vote_all, kind, count):
    people = vote_all(kind, count)
    rig.do(scene.host, "poll.close", poll="tea")
    rig.do(scene.host, "poll.reveal", poll="tea")
    rig.beat()

    with db.read() as session:
        [reported] = results.of_room(session, session.get(Room, scene.room.id))
    for member in (scene.host, people[0]):
        poll = poll_shown_to(rig, member)
        figures = poll.get("figures", {})
        is_known = bool(poll.get("tally") or figures.get("numbers") or figures.get("words"))
        is_known = is_known or (kind == "text" and member is scene.host and "replies" in poll)
        if kind != "text" or member is scene.host:
            assert is_known == (count == 5)
        assert figures.get("few") == (5 if count == 4 else None)
        assert poll["voters"] == count
        assert "languages" not in poll
    assert bool(reported.withheld) == (count == 4)
    counts = [
        *(option.votes for option in reported.options if option.votes),
        *reported.number_counts,
    ]
    assert bool([*counts, *reported.words, *reported.replies]) == (count == 5)


@every_kind
def test_report_lists_voters_without_choices(db, rig, scene, vote_all, kind):
    people = vote_all(kind)
    rig.do(scene.host, "poll.close", poll="tea")

    with db.read() as session:
        records = ballots.ballots(session, session.get(Room, scene.room.id))

    assert {record.voter.name for record in records} == {person.name for person in people}
    assert {
        (record.options, record.answer, record.is_right, record.abstained) for record in records
    } == {((), "", None, None)}
    assert len({record.cast_at for record in records}) == 1
