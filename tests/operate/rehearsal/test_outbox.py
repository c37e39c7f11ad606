"""Commands in flight keep the same `op_id` until there is a definite answer."""

import pytest

from webinar.operate.rehearsal.outbox import ACK_PATIENCE, RETRY_AFTER, Outbox
from webinar.operate.rehearsal.record import Record

YES = {"ok": True, "version": 11}
NOT_NOW = {"ok": False, "code": "try_again", "retry": True}
NO = {"ok": False, "code": "poll_not_open", "retry": False}


@pytest.fixture
def record():
    return Record()


@pytest.fixture
def outbox(record):
    return Outbox(record)


@pytest.fixture
def done():
    return []


@pytest.fixture
def vote(outbox, done):
    """A vote that was sent at 0 seconds."""
    outbox.put("poll.vote", {"poll": "tea", "options": ["a"]}, 0, done.append)
    [command] = outbox.due(0)
    return command


def test_command_is_sent_once_while_its_answer_may_still_come(outbox, vote):
    assert vote.fields == {"poll": "tea", "options": ["a"], "op_id": vote.op_id}
    assert outbox.due(ACK_PATIENCE / 2) == []


def test_silence_sends_the_same_command_again(outbox, vote, record):
    assert outbox.due(ACK_PATIENCE) == [vote]
    assert record.repeated == 1


def test_new_link_resends_unanswered_commands(outbox, vote):
    outbox.resend_all(1)

    assert outbox.due(1) == [vote]


def test_acknowledgement_settles_a_command_and_is_timed(outbox, vote, done, record):
    outbox.replied(vote.op_id, YES, 0.2)

    assert done == [0.2]
    assert record.ack_seconds == [0.2]
    assert outbox.due(100) == []


def test_second_acknowledgement_changes_nothing(outbox, vote, done):
    outbox.replied(vote.op_id, YES, 0.2)
    outbox.replied(vote.op_id, YES, 0.3)

    assert done == [0.2]


def test_retryable_refusal_is_retried_after_a_pause(outbox, vote, record):
    outbox.replied(vote.op_id, NOT_NOW, 1)

    assert outbox.due(1 + RETRY_AFTER / 2) == []
    assert outbox.due(1 + RETRY_AFTER) == [vote]
    assert not record.refused


def test_refusal_settles_a_command_and_is_counted(outbox, vote, done, record):
    outbox.replied(vote.op_id, NO, 1)

    assert (done, dict(record.refused), len(outbox)) == ([], {"poll_not_open": 1}, 0)
