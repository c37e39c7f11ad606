"""The places of answers in a copy of the SQLite file do not reveal their voters.

Ballots lie in order of arrival; answers in the same order could be matched to them.
"""

import random
from datetime import timedelta
from functools import partial

import pytest

from tests.live.polls.asking import add_people, add_poll, poll_shown_to, vote
from tests.live.polls.sqlite_pages import agreement, cell_offsets, lie_in_key_order
from webinar.kit import clock
from webinar.operate.personal.purging import purge_due
from webinar.room.rooms.models import Room, RoomState

VOTERS = 40
# The order in which the numbered answers arrive.
NUMBERS = random.Random(7).sample(range(VOTERS), VOTERS)  # noqa: S311  not a secret
# Within five standard deviations of chance, for the pairs among 40 answers (Kendall 1938).
CHANCE = pytest.approx(0.5, abs=0.28)

KINDS = {
    "text": ("poll_texts", lambda number: {"text": word_of(number)}),
    "reasoned": (
        "poll_texts",
        lambda number: {"options": ["true"], "text": word_of(number)},
    ),
    "cloud": ("poll_words", lambda number: {"words": [word_of(number)]}),
    "numeric": ("poll_number_counts", lambda number: {"number": number * 7 % VOTERS + 0.5}),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def options_of(kind):
    return ("true", "false") if kind == "reasoned" else ()


def word_of(number):
    return f"canary{number:03}"


@pytest.fixture
def copied(db, tmp_path):
    """The path of the database file, which somebody might copy."""
    if not db.is_sqlite:
        pytest.skip("PostgreSQL has its own files")
    return tmp_path / "test.sqlite3"


@pytest.fixture
def people(db, scene):
    return add_people(db, scene, VOTERS)


@pytest.fixture
def ask(db, rig, scene, people):
    """`ask(kind)` adds a poll that each person answers in a separate batch, in random order."""

    def ask_all(kind, key="tea", **fields):
        add_poll(db, scene, kind, *options_of(kind), key=key, **fields)
        answer_all(kind, key)

    def answer_all(kind, *keys):
        for number, member in zip(NUMBERS, people, strict=True):
            for key in keys:
                assert vote(rig, member, poll=key, **KINDS[kind][1](number))["ok"]
            if number % 7 == 0:
                # Pages of the file are rewritten while the poll is open.
                db.empty_log()

    ask_all.answer = answer_all
    return ask_all


def close(rig, scene, key="tea"):
    assert rig.do(scene.host, "poll.close", poll=key)["ok"]


def agreement_with_arrival(copied):
    return agreement(copied, [word_of(number) for number in NUMBERS])


def count_answers(pages):
    return sum(map(len, pages))


@every_kind
def test_closed_anonymous_answers_do_not_lie_in_order_of_arrival(db, rig, scene, ask, copied, kind):
    """Planted fault: answers went straight into their final tables."""
    table, _ = KINDS[kind]
    ask(kind, is_anonymous=True)
    db.empty_log()
    before = cell_offsets(copied, "sealed_answers")

    close(rig, scene)

    after = cell_offsets(copied, table)
    assert cell_offsets(copied, "sealed_answers") == []
    assert count_answers(before) == count_answers(after) >= VOTERS
    assert not lie_in_key_order(before), "the test cannot see the order"
    assert lie_in_key_order(after)


@every_kind
def test_answers_to_earlier_and_parallel_polls_leave_no_gaps(db, rig, scene, ask, copied, kind):
    """Two open polls share pages: a gap left by one is as large as an answer."""
    table, _ = KINDS[kind]
    ask(kind, key="earlier", is_anonymous=True)
    close(rig, scene, "earlier")
    for key in ("tea", "other"):
        add_poll(db, scene, kind, *options_of(kind), key=key, is_anonymous=True)
    ask.answer(kind, "tea", "other")

    close(rig, scene)

    assert count_answers(cell_offsets(copied, table)) == 2 * VOTERS
    assert lie_in_key_order(cell_offsets(copied, table))
    assert count_answers(cell_offsets(copied, "sealed_answers")) == VOTERS
    assert lie_in_key_order(cell_offsets(copied, "sealed_answers"))


def test_option_counters_do_not_lie_in_order_of_growth(db, rig, scene, people, copied):
    """A counter that grows by a byte moves: the lowest counter grew last."""
    add_poll(db, scene, "single", *"abcde", is_anonymous=True)
    for number, member in enumerate(people):
        vote(rig, member, options=["edcba"[number // 8]])
    db.empty_log()
    assert not lie_in_key_order(cell_offsets(copied, "poll_options"))

    close(rig, scene)

    assert lie_in_key_order(cell_offsets(copied, "poll_options"))
    assert poll_shown_to(rig, scene.host)["tally"] == dict.fromkeys("abcde", 8)


@pytest.mark.parametrize("kind", ["text", "reasoned", "cloud"])
def test_tables_and_indexes_do_not_reveal_the_order_of_arrival(db, rig, scene, ask, copied, kind):
    ask(kind, is_anonymous=True)
    db.empty_log()
    assert agreement_with_arrival(copied) == 0, "the test cannot see the order"

    close(rig, scene)

    assert agreement_with_arrival(copied) == CHANCE


@pytest.mark.parametrize("kind", ["text", "reasoned", "cloud"])
def test_closed_anonymous_answers_are_in_the_file_once(rig, scene, ask, copied, tmp_path, kind):
    """Pages that were split or emptied hold no earlier copies."""
    ask(kind, is_anonymous=True)

    close(rig, scene)

    data = copied.read_bytes() + (tmp_path / "test.sqlite3-wal").read_bytes()
    is_counted_as = 3 if kind == "cloud" else 1  # `word`, `written`, and its index
    counts = {word_of(number): data.count(word_of(number).encode()) for number in range(VOTERS)}
    assert counts == dict.fromkeys(counts, is_counted_as)


@every_kind
def test_answers_purged_of_names_do_not_lie_in_order_of_arrival(db, rig, scene, ask, copied, kind):
    table, _ = KINDS[kind]
    ask(kind)
    close(rig, scene)
    db.write(partial(end_long_ago, scene.room.id))

    assert purge_due(db)["answers"] == 1

    pages = cell_offsets(copied, table)
    assert count_answers(pages) >= VOTERS
    assert lie_in_key_order(pages)
    if kind == "cloud":
        assert agreement_with_arrival(copied) == CHANCE


def end_long_ago(room_id, session):
    room = session.get(Room, room_id)
    room.state = RoomState.ENDED
    room.ended_at = clock.now() - timedelta(days=1000)


@every_kind
def test_answers_before_and_after_a_reopening_lie_together(db, rig, scene, people, copied, kind):
    """Otherwise the first few rows would be those of the earlier voters."""
    table, answer = KINDS[kind]
    add_poll(db, scene, kind, *options_of(kind), is_anonymous=True)
    for number in range(3):
        assert vote(rig, people[number], **answer(number))["ok"]
    close(rig, scene)

    assert rig.do(scene.host, "poll.reopen", poll="tea")["ok"]
    db.empty_log()
    assert count_answers(cell_offsets(copied, table)) == 0
    # The first number is repeated: it is counted in one row.
    for number in range(3, 12):
        assert vote(rig, people[number], **answer(number % 11))["ok"]
    close(rig, scene)

    pages = cell_offsets(copied, table)
    assert count_answers(pages) >= 11
    assert lie_in_key_order(pages)
    assert poll_shown_to(rig, scene.host)["voters"] == 12


def test_log_held_open_by_a_reader_is_emptied_later(db, rig, scene, ask, copied):
    """Planted fault: without a retry, earlier counts stayed until a later poll was closed."""
    ask("numeric", is_anonymous=True)
    log = copied.with_name(copied.name + "-wal")
    with db.read() as session:
        session.get(Room, scene.room.id)
        close(rig, scene)
        assert log.stat().st_size > 0

    db.finish_emptying()

    assert log.stat().st_size == 0
