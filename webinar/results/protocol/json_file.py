"""A record as JSON, in every language at once. Equal records give equal bytes."""

from __future__ import annotations

from typing import Any

import msgspec

from webinar.live.polls.results import PollResult
from webinar.results.protocol.poll_reading import right_number
from webinar.results.protocol.record import Record


def encode(record: Record) -> bytes:
    """Return JSON in the record's order, one value per line, so that a diff is readable."""
    form = msgspec.structs.asdict(record) | {"polls": [_poll(poll) for poll in record.polls]}
    return msgspec.json.format(msgspec.json.encode(form), indent=2) + b"\n"


def _poll(poll: PollResult) -> dict[str, Any]:
    """Return the poll. Numbers that people gave are among its `words`, without a language."""
    cloud = [(cloud_word.word, cloud_word.language, cloud_word.count) for cloud_word in poll.words]
    numbers = [(f"{value:.10g}", "", count) for value, count in poll.number_counts]
    return {
        "key": poll.key,
        "kind": poll.kind,
        "question": poll.question,
        "part": poll.part or {},
        "is_quiz": poll.is_quiz,
        "is_anonymous": poll.is_anonymous,
        "round": poll.round,
        "voters": poll.voters,
        "abstained": poll.abstained,
        "withheld": poll.withheld,
        "options": [
            {
                "key": option.key,
                "label": poll.label(option.key),
                "votes": option.votes,
                "score": option.score,
                "is_correct": option.is_correct,
            }
            for option in poll.options
        ],
        "mean": None if poll.mean is None else round(poll.mean, 6),
        "median": None if poll.median is None else round(poll.median, 6),
        "right": right_number(poll),
        "words": [_text_entry(*entry) for entry in cloud + numbers],
        "replies": [_text_entry(reply.text, reply.language, 1) for reply in poll.replies],
    }


def _text_entry(text: str, language: str, count: int) -> dict[str, Any]:
    return {"text": text, "language": language, "count": count}
