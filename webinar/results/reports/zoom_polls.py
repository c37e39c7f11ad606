"""Poll results as Zoom lays them out: an overview, then a table per poll with a row per answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from webinar.kit.files.csv_export import guard
from webinar.kit.files.tables import Field, clean
from webinar.kit.language_fallback import resolve
from webinar.live.polls.results import PollResult
from webinar.results.reports.ballots import BallotRecord
from webinar.results.reports.profiles import Profile
from webinar.results.reports.shaped import Gathered, Row, Teller, write_rows
from webinar.room.rooms.models import MemberNumber

_OVERVIEW = ("Generate Time", "Meeting Topic", "Meeting/Webinar ID", "Actual Start Time")
_LAUNCHED = ("#", "Poll Name", "Questions", "Responses")
_ANSWERED = ("#", "User Name", "Email Address", "Submitted Date and Time")
_ANONYMOUS = "Anonymous Attendee"


def poll_report(gathered: Gathered, profile: Profile, language: str) -> bytes:
    """Return the report. Each poll becomes a Zoom poll with one question, worded in `language`."""
    rows = _rows(gathered, Teller(gathered, profile), language)
    return write_rows(rows).encode("utf-8-sig")


def _rows(gathered: Gathered, tell: Teller, language: str) -> Iterator[Row]:
    session = gathered.session
    given: defaultdict[str, list[BallotRecord]] = defaultdict(list)
    for ballot in gathered.ballots:
        given[ballot.poll].append(ballot)
    mail = {number: person.email for person in gathered.people for number in person.members}
    yield ("Overview",)
    yield _OVERVIEW
    yield (
        tell.zoom_time(session.as_of),
        guard(clean(session.title)),
        session.code,
        tell.zoom_time(session.started_at),
    )
    yield ("Launched Polls",)
    yield _LAUNCHED
    for number, poll in enumerate(gathered.polls, start=1):
        yield (str(number), guard(poll.key), "1", str(len(given[poll.key])))
    for poll in gathered.polls:
        _, words = resolve(poll.texts, language)
        yield (guard(poll.key),)
        yield (*_ANSWERED, guard(clean(words["question"])))
        labels = {key: clean(text).replace(";", ",") for key, text in words["labels"].items()}
        answers = _answers(poll, given[poll.key], labels, tell, mail)
        for number, row in enumerate(answers, start=1):
            yield (str(number), *row)


def _answers(
    poll: PollResult,
    given: Sequence[BallotRecord],
    labels: dict[str, str],
    tell: Teller,
    mail: Mapping[MemberNumber, str],
) -> Iterator[Row]:
    if poll.is_anonymous:
        # The report shows how often each option was chosen, but not who chose it, nor with which.
        chosen = _counted(poll, labels)
        for at in range(len(given)):
            yield (_ANONYMOUS, "", "", guard(chosen[at] if at < len(chosen) else ""))
        return
    for one in given:
        options = ";".join(labels.get(key, key) for key in one.options)
        is_named = not one.answer
        yield (
            tell.name(one.who),
            tell.field(Field.EMAIL, mail.get(one.member, "")),
            tell.zoom_time(one.cast_at),
            guard(options if is_named else clean(one.answer)),
        )


def _counted(poll: PollResult, labels: dict[str, str]) -> list[str]:
    """Return one choice per voter, ordered as the options; none if a voter may choose several."""
    if poll.withheld or not poll.kind.picks_one:
        return []
    return [
        labels.get(option.key, option.key)
        for option in poll.options
        for _ in range(option.votes or 0)
    ]
