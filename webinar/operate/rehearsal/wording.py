"""The meanings of the server's refusal codes. English, as the command line is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

_MEANINGS = {
    "already_shown": "a host has shown the text, and it cannot be changed any more",
    "already_voted": "an anonymous vote is final",
    "bad_message": "the server does not understand this rehearsal: are both of the same version?",
    "chat_hosts_only": "the chat was for hosts alone when the message arrived",
    "chat_muted": "a moderator has muted them in the chat",
    "chat_off": "the chat was switched off before the message arrived",
    "code_unknown": "there is no session with this code",
    "floor_elsewhere": "somebody else presents",
    "groups_not_running": "the groups had ended before the text arrived",
    "internal": "the server had an error of its own: see its log",
    "no_abstention": "nobody may abstain in this poll",
    "not_allowed": "the server does not let them take part",
    "one_choice_only": "more than one option was chosen",
    "poll_not_open": "the poll was closed before the vote arrived",
    "question_not_open": "the question was decided before the support arrived",
    "questions_closed": "no questions were taken when it arrived",
    "rate": "too much at once: wait a little and try again",
    "room_ended": "the session has ended",
    "room_full": "the session is full",
    "room_not_live": "the session has not started",
    "step_not_put": "the step was decided before the answer arrived",
    "test_handed_in": "they had handed the test in",
    "test_not_open": "the test was closed before the answer arrived",
    "too_many_hands": "there were more hands than people left in the hall",
    "too_many_steps": "the session holds no more next steps",
    "too_many_tabs": "there are too many connections",
    "too_many_points": "more points were shared out than there are",
    "try_again": "the server is busy",
    "unknown_command": "the server does not understand this rehearsal: are both of the same "
    "version?",
    "unknown_poll": "the poll does not exist any more",
    "unknown_step": "the step does not exist any more",
}


def meaning(code: str) -> str:
    """Return the code in words. An unknown code is named, to be looked up in docs/wire.md."""
    return _MEANINGS.get(code, f"refused by the server as {code}")


def refusals(counts_by_person: Iterable[Mapping[str, int]]) -> str:
    """Return everybody's refusals as one sentence; empty if there were none."""
    total: Counter[str] = Counter()
    for counts in counts_by_person:
        for code, times in counts.items():
            total[meaning(code)] += times
    reasons = [f"{why} ({times})" for why, times in total.most_common()]
    return f"Refused: {'; '.join(reasons)}." if reasons else ""


def options(keys: Collection[str]) -> str:
    """Return options as words, by the ids that the module's author gave them."""
    return " and ".join(f"“{key}”" for key in keys) or "nothing"
