"""Writes the votes of anonymous polls, and keeps choices apart from voters.

Nothing written here links a choice to its voter. A ballot has no language, and its time is the one
at which its poll was opened. A choice is added to counters, or is a row with a random id. The rows
of many votes are sorted, so that their order is not that of the ballots. docs/anonymity.md says
against whom this protects, and where the protection ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy.orm import Session

from webinar.kit.bulk import row_parameters
from webinar.kit.ready_statements import connection_of
from webinar.live.polls import anonymous_order, ballots, sealed_answers
from webinar.live.polls.ballots import Casts, Weights, add_people, choices_of
from webinar.live.polls.kinds import OPEN_KINDS, OPTION_KINDS
from webinar.live.polls.models import Poll
from webinar.live.polls.votes import Cast


def write(db: Session, casts: Casts) -> set[tuple[int, int]]:
    """Count these votes, and return the keys of those counted.

    A member who has a ballot cannot vote again.
    """
    new_keys = _write_ballots(db, casts)
    _count([casts[key] for key in new_keys], db)
    return new_keys


def finish(db: Session, poll: Poll) -> None:
    """Finish a closed poll: hide the order in which its answers came."""
    if poll.kind in OPTION_KINDS:
        anonymous_order.reorder_options(db, poll)
    if poll.kind in OPEN_KINDS:
        sealed_answers.unseal(db, poll)


def resume(db: Session, poll: Poll) -> None:
    """Prepare a closed poll to take votes again; it keeps its answers."""
    if poll.kind in OPEN_KINDS:
        sealed_answers.seal_again(db, poll)


def _write_ballots(db: Session, casts: Casts) -> set[tuple[int, int]]:
    new_keys: set[tuple[int, int]] = set()
    connection = connection_of(db)
    for opened_at in {cast.paper.opened_at for cast in casts.values()}:
        keys = [key for key, cast in casts.items() if cast.paper.opened_at == opened_at]
        rows = [(*key, "") for key in sorted(keys)]
        inserted = ballots.INSERT_BALLOTS.run(connection, **row_parameters(rows), at=opened_at)
        new_keys.update((poll_id, member_id) for poll_id, member_id in inserted)
    return new_keys


def _count(casts: Collection[Cast], db: Session) -> None:
    weights, connection = Weights(), connection_of(db)
    for cast in casts:
        weights.add(cast.paper, choices_of(cast), 1)
    weights.keep(connection)
    add_people(
        connection,
        voters=Counter(cast.paper.id for cast in casts if not cast.vote.abstain),
        abstained=Counter(cast.paper.id for cast in casts if cast.vote.abstain),
    )
    answered = [cast for cast in casts if not cast.vote.abstain]
    sealed_answers.seal(db, [cast for cast in answered if cast.paper.kind in OPEN_KINDS])
