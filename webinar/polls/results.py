"""What is known of the answers to polls: by hosts, and as far as participants may know it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from msgspec import UNSET, UnsetType
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.lessons.poll_kinds import PollKind
from webinar.polls import cloud, numbers, shown
from webinar.polls.models import (
    CloudEntry,
    HiddenWord,
    NumberAnswer,
    NumberCount,
    OpenText,
    Poll,
    PollOption,
    PollState,
    ReplyState,
)
from webinar.polls.shown import CloudWord, Figures, Numbers, Reply, Result
from webinar.polls.summary import Summary, summary_of
from webinar.rooms.models import Member

# Fewer than this tell who gave which answer.
FEWEST = 5

_OVER = (PollState.CLOSED, PollState.REVEALED)
_NOTHING = Figures()


class _Counted(NamedTuple):
    """What votes have counted, read from the columns and not from objects read before a vote."""

    voters: int
    abstained: int
    votes: dict[str, int]
    scores: dict[str, int]


def of_polls(db: Session, polls: Collection[Poll], *, for_hosts: bool) -> dict[int, Result]:
    """By poll id: all that hosts may know, or what is everybody's once the poll is revealed.

    Of an open anonymous poll nobody knows more than how many have voted, and of one with fewer
    than five answers nobody ever does.
    """
    counted = _counted(db, polls)
    return {poll.id: _result(db, poll, counted[poll.id], for_hosts) for poll in polls}


def for_participants(db: Session, polls: Collection[Poll]) -> dict[int, Result]:
    """By poll id: the result of those that are revealed, of others the texts that a host shows."""
    revealed = [poll for poll in polls if poll.state is PollState.REVEALED]
    found = of_polls(db, revealed, for_hosts=False)
    for poll in polls:
        if poll.id not in found:
            found[poll.id] = Result(voters=0, replies=_texts(db, poll, for_hosts=False))
    return found


def replies(db: Session, poll: Poll) -> list[Reply]:
    """All open texts of a poll as hosts see them; whether they may must have been asked."""
    return _replies(db, poll, for_hosts=True)


def is_secret(poll: Poll, voters: int) -> bool:
    """Whether nobody may know the answers now."""
    return poll.is_anonymous and (poll.state not in _OVER or voters < FEWEST)


def _result(db: Session, poll: Poll, counted: _Counted, for_hosts: bool) -> Result:
    if is_secret(poll, counted.voters):
        # Who abstains is counted with the others: their number would tell of who votes just now.
        few = poll.state in _OVER
        return Result(
            voters=counted.voters + counted.abstained,
            figures=Figures(few=True) if few else UNSET,
        )
    # A poll that was opened again has the summary of the time before.
    summary = summary_of(poll) if poll.state in _OVER else Summary()
    figures = Figures(
        abstained=counted.abstained if poll.may_abstain else UNSET,
        scores=_scores(poll, counted),
        numbers=_numbers(db, poll),
        words=_words(db, poll, for_hosts),
        changed=summary.changed if for_hosts else UNSET,
    )
    return Result(
        voters=counted.voters,
        tally=counted.votes or UNSET,
        figures=UNSET if figures == _NOTHING else figures,
        replies=_texts(db, poll, for_hosts),
        languages=summary.languages if for_hosts else UNSET,
    )


def _counted(db: Session, polls: Collection[Poll]) -> dict[int, _Counted]:
    ids = [poll.id for poll in polls]
    rows = select(Poll.id, Poll.voters, Poll.abstained).where(Poll.id.in_(ids))
    found = {row[0]: _Counted(row[1], row[2], {}, {}) for row in db.execute(rows)}
    options = (
        select(PollOption.poll_id, PollOption.key, PollOption.votes, PollOption.score)
        .where(PollOption.poll_id.in_(ids))
        .order_by(PollOption.poll_id, PollOption.position)
    )
    for poll_id, key, votes, score in db.execute(options):
        found[poll_id].votes[key] = votes
        found[poll_id].scores[key] = score
    return found


def _scores(poll: Poll, counted: _Counted) -> dict[str, float] | UnsetType:
    if poll.kind is not PollKind.RANKING:
        return UNSET
    return {key: score / 2 for key, score in counted.scores.items()}


def number_counts(db: Session, poll: Poll) -> dict[float, int]:
    """How often each number was given."""
    kept = select(NumberCount.value, NumberCount.count).where(NumberCount.poll_id == poll.id)
    if not poll.is_anonymous:
        kept = select(NumberAnswer.value, func.count()).where(NumberAnswer.poll_id == poll.id)
        kept = kept.group_by(NumberAnswer.value)
    return {value: count for value, count in db.execute(kept)}


def _numbers(db: Session, poll: Poll) -> Numbers | UnsetType:
    if poll.kind is not PollKind.NUMERIC:
        return UNSET
    counts, right = number_counts(db, poll), shown.right_of(poll)
    return numbers.describe(counts, None if right is UNSET else right) if counts else UNSET


def _words(db: Session, poll: Poll, for_hosts: bool) -> list[CloudWord] | UnsetType:
    if poll.kind is not PollKind.CLOUD:
        return UNSET
    forms = (CloudEntry.language, CloudEntry.word, CloudEntry.written)
    rows = db.execute(
        select(*forms, func.count()).where(CloudEntry.poll_id == poll.id).group_by(*forms)
    )
    hidden = select(HiddenWord.language, HiddenWord.word).where(HiddenWord.poll_id == poll.id)
    taken_out = {(language, word) for language, word in db.execute(hidden)}
    return cloud.cloud((cloud.Count(*row) for row in rows), taken_out, for_hosts=for_hosts)


def _texts(db: Session, poll: Poll, for_hosts: bool) -> list[Reply] | UnsetType:
    return (_replies(db, poll, for_hosts) or UNSET) if poll.kind is PollKind.TEXT else UNSET


def _replies(db: Session, poll: Poll, for_hosts: bool) -> list[Reply]:
    """Open texts in the order in which hosts were told of them.

    Who wrote them and whether they are shown is for hosts.
    """
    columns = (OpenText.id, OpenText.text, OpenText.language, OpenText.state, Member.number)
    texts = (
        select(*columns)
        .outerjoin(Member, Member.id == OpenText.member_id)
        .where(OpenText.poll_id == poll.id)
        .order_by(func.coalesce(OpenText.version, 0), OpenText.id)
    )
    if not for_hosts:
        rows = db.execute(texts.where(OpenText.state == ReplyState.SHOWN))
        return [Reply(id=id_, text=text, language=language) for id_, text, language, *_ in rows]
    return [
        Reply(
            id=id_,
            text=text,
            language=language,
            state=state.value,
            member=UNSET if number is None else number,
        )
        for id_, text, language, state, number in db.execute(texts)
    ]
