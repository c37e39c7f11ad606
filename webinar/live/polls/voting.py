"""Checks and writes many votes at once, and confirms them to the voters. No commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter

import msgspec
from msgspec import UNSET

from webinar.kit.errors import Refused
from webinar.live.polls import anonymous_votes, ballots, queries, rules, wire
from webinar.live.polls.kinds import KINDS, OPEN_KINDS
from webinar.live.polls.kinds.base import Question
from webinar.live.polls.kinds.open import Key, KnownText
from webinar.live.polls.kinds.text import kept_text, known_texts
from webinar.live.polls.models import PollState, ReplyState
from webinar.live.polls.view_structs import Reply
from webinar.live.polls.votes import Cast, Paper
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change

Votes = Sequence[tuple[Person, wire.Vote]]
Casts = dict[Key, Cast]


def cast_votes(change: Change, votes: Votes) -> list[Refused | None]:
    """Record many members' votes, one statement per table; a later vote replaces the earlier.

    Codes: `unknown_poll`, `poll_not_open`, and those of `rules.why_not`; `already_shown` for a text
    that others have read; `already_voted` in an anonymous poll, where the server cannot find the
    answer that a second vote would replace.
    """
    load = partial(queries.papers, change.connection, change.room)
    papers = change.cache_entry.look_up("poll", {vote.poll for _, vote in votes}, load)
    refusals = [_why_not(papers.get(vote.poll), vote) for person, vote in votes]
    named, secret = _named_and_secret(votes, papers, refusals)
    counted = _write_named(change, named) if named else set()
    if secret:
        counted |= anonymous_votes.write(change.db, secret)
    casts = named | secret if secret else named
    for key, cast in casts.items():
        if key in counted:
            change.tell(cast.person, _confirmation(cast))
            change.stir("poll.tally", cast.paper.key)
    if len(counted) == len(votes):
        return refusals
    return [
        refusal or _late_refusal(papers[vote.poll], person, vote, casts, counted)
        for (person, vote), refusal in zip(votes, refusals, strict=True)
    ]


def _named_and_secret(
    votes: Votes, papers: Mapping[str, Paper], refusals: Sequence[Refused | None]
) -> tuple[Casts, Casts]:
    """Return named and anonymous votes by poll id and member id.

    If a member votes twice, the last named vote counts, or the first anonymous one.
    """
    named: Casts = {}
    secret: Casts = {}
    for (person, vote), refusal in zip(votes, refusals, strict=True):
        if refusal is None:
            paper = papers[vote.poll]
            cast = Cast(paper, person, vote)
            if paper.is_anonymous:
                secret.setdefault((paper.id, person.id), cast)
            else:
                named[paper.id, person.id] = cast
    return named, secret


def _late_refusal(
    paper: Paper, person: Person, vote: wire.Vote, casts: Casts, counted: set[Key]
) -> Refused | None:
    """Return why a valid vote was not counted; None if it was, or if a later vote replaced it."""
    key = (paper.id, person.id)
    if paper.is_anonymous:
        is_counted = key in counted and casts[key].vote is vote
        return None if is_counted else Refused("already_voted")
    return None if key in counted else Refused("already_shown")


def _write_named(change: Change, casts: Casts) -> set[Key]:
    """Write named votes, and return the keys of those written.

    A text that others have read is not replaced.
    """
    texts = [key for key, cast in casts.items() if cast.paper.kind.collects_texts]
    earlier_texts = known_texts(change.db, texts) if texts else {}
    for key, earlier in earlier_texts.items():
        if earlier.state is ReplyState.SHOWN:
            del casts[key]
    if not casts:
        return set()
    ballots.write(change.connection, casts, change.at)
    text_ids: dict[Key, str] = {}
    for kind in OPEN_KINDS.values():
        casts_of_kind = {key: cast for key, cast in casts.items() if cast.paper.kind is kind.kind}
        if casts_of_kind:
            text_ids |= kind.replace(change.db, casts_of_kind, earlier_texts, change.room.version)
    _tell_hosts(change, casts, earlier_texts, text_ids)
    return set(casts)


def _tell_hosts(
    change: Change,
    casts: Casts,
    earlier_texts: Mapping[Key, KnownText],
    text_ids: Mapping[Key, str],
) -> None:
    """Tell hosts which texts are new or changed, and which ones their writers withdrew."""
    replies: defaultdict[str, list[Reply]] = defaultdict(list)
    # Sort the texts of a batch by id: a later read returns them in this order.
    for key, id_ in sorted(text_ids.items(), key=itemgetter(1)):
        cast = casts[key]
        reply = Reply(
            id=id_,
            text=kept_text(cast.vote.text),
            language=cast.person.language,
            state=ReplyState.WAITING,
            member=cast.person.number,
            option=cast.vote.options[0] if cast.vote.options else UNSET,
        )
        replies[cast.vote.poll].append(reply)
    for poll, poll_replies in replies.items():
        change.announce(wire.PollReplies(poll=poll, replies=poll_replies))
    withdrawn: defaultdict[str, list[str]] = defaultdict(list)
    for key in earlier_texts.keys() & casts.keys() - text_ids.keys():
        withdrawn[casts[key].paper.key].append(earlier_texts[key].id)
    for poll, ids in withdrawn.items():
        change.announce(wire.PollHidden(poll=poll, ids=ids))


def _confirmation(cast: Cast) -> wire.PollVoted:
    """Return the message to the member's own screens.

    The message for an anonymous vote says only that the vote was counted.
    """
    paper, person, vote = cast
    if paper.is_anonymous:
        return wire.PollVoted(poll=paper.key, options=[])
    if vote.abstain:
        return wire.PollVoted(poll=paper.key, options=[], abstain=True)
    own = KINDS[paper.kind].own(paper.options, vote, person.language)
    answer = msgspec.structs.asdict(own.answer) if own.answer else {}
    return wire.PollVoted(poll=paper.key, options=own.options, **answer)


def _why_not(paper: Paper | None, vote: wire.Vote) -> Refused | None:
    """Return why this vote does not count; None if it does."""
    if paper is None or paper.state is PollState.DRAFT:
        return Refused("unknown_poll")
    if paper.state is not PollState.OPEN:
        return Refused("poll_not_open")
    question = Question(paper.kind, paper.options, paper.points, paper.may_abstain)
    return rules.why_not(question, vote)
