"""The results of polls: all for hosts, and for participants as far as they may know them."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from msgspec import UNSET
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.polls.kinds import KINDS
from webinar.polls.kinds.base import Counted
from webinar.polls.models import Poll, PollOption, PollState
from webinar.polls.shown import Figures, Reply, Result
from webinar.polls.summary import Summary, summary_of

_OVER = (PollState.CLOSED, PollState.REVEALED)
_NOTHING = Figures()


def of_polls(db: Session, polls: Collection[Poll], *, for_hosts: bool) -> dict[int, Result]:
    """The results by poll id: all for hosts, or what is everybody's once the poll is revealed.

    While an anonymous poll is open, only the number of voters is known; with fewer than five
    answers, nothing more ever is.
    """
    counted = _counted(db, polls)
    return {poll.id: _result(db, poll, counted[poll.id], for_hosts) for poll in polls}


def for_participants(db: Session, polls: Collection[Poll]) -> dict[int, Result]:
    """Results by poll id: those of revealed polls; of others only the texts that a host shows."""
    revealed = [poll for poll in polls if poll.state is PollState.REVEALED]
    found = of_polls(db, revealed, for_hosts=False)
    for poll in polls:
        if poll.id not in found:
            texts = KINDS[poll.kind].replies(db, poll, for_hosts=False)
            found[poll.id] = Result(voters=0, replies=texts or UNSET)
    return found


def replies(db: Session, poll: Poll) -> list[Reply]:
    """All open texts of a poll as hosts see them; whether they may must have been asked."""
    return KINDS[poll.kind].replies(db, poll, for_hosts=True)


def is_secret(poll: Poll, voters: int) -> bool:
    """Whether nobody may know the answers now."""
    return poll.is_anonymous and (poll.state not in _OVER or voters < SMALLEST_GROUP)


def _result(db: Session, poll: Poll, counted: Counted, for_hosts: bool) -> Result:
    if is_secret(poll, counted.voters):
        # Count abstentions with the others: their number would betray whoever votes just now.
        few = poll.state in _OVER
        return Result(
            voters=counted.voters + counted.abstained,
            figures=Figures(few=True) if few else UNSET,
        )
    # A poll that was opened again has the summary of the time before.
    summary = summary_of(poll) if poll.state in _OVER else Summary()
    kind = KINDS[poll.kind]
    figures = msgspec.structs.replace(
        kind.figures(db, poll, counted, for_hosts=for_hosts),
        abstained=counted.abstained if poll.may_abstain else UNSET,
        changed=summary.changed if for_hosts else UNSET,
    )
    return Result(
        voters=counted.voters,
        tally=counted.votes or UNSET,
        figures=UNSET if figures == _NOTHING else figures,
        replies=kind.replies(db, poll, for_hosts=for_hosts) or UNSET,
        languages=summary.languages if for_hosts else UNSET,
    )


def _counted(db: Session, polls: Collection[Poll]) -> dict[int, Counted]:
    ids = [poll.id for poll in polls]
    rows = select(Poll.id, Poll.voters, Poll.abstained).where(Poll.id.in_(ids))
    found = {row[0]: Counted(row[1], row[2], {}, {}) for row in db.execute(rows)}
    options = (
        select(PollOption.poll_id, PollOption.key, PollOption.votes, PollOption.score)
        .where(PollOption.poll_id.in_(ids))
        .order_by(PollOption.poll_id, PollOption.position)
    )
    for poll_id, key, votes, score in db.execute(options):
        found[poll_id].votes[key] = votes
        found[poll_id].scores[key] = score
    return found
