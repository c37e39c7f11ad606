"""The report on a rehearsal: a line per participant, and whether the server was right. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.scene import ActReport
from webinar.operate.rehearsal.voice.report import VoiceReport
from webinar.operate.rehearsal.wording import refusals


@dataclass(frozen=True)
class Figures:
    """The figures of one participant. `last_version` is the version of their last snapshot."""

    name: str
    language: str
    slides_followed: int
    last_slide: int | None
    slides: int | None
    slides_in_deck: int | None
    polls_seen: int
    polls_voted: int
    votes_acknowledged: int
    steps_proposed: int
    steps_answered: int
    refused: dict[str, int]
    repeated: int
    unanswered: int
    links_lost: int
    returns: int
    gaps: int
    is_outside: bool
    last_version: int | None
    mean_ack_ms: float | None
    broken_promises: list[str]


@dataclass(frozen=True)
class Rehearsal:
    """The report on a rehearsal.

    `problems` is empty if everybody ended on the same slide, the server kept everything that it
    acknowledged, everybody saw the right things in each of the `acts`, and nobody heard anything
    wrong. `sound` is None if nobody was to speak.
    """

    seconds: float
    people: list[Figures]
    problems: list[str]
    acts: list[ActReport] = field(default_factory=list)
    sound: VoiceReport | None = None

    @property
    def agrees(self) -> bool:
        return not self.problems

    @property
    def verdict(self) -> str:
        """The result of the rehearsal in one line."""
        if self.problems:
            return f"NOT AGREED: {'; '.join(self.problems)}."
        counted = sum(person.votes_acknowledged + person.steps_answered for person in self.people)
        slide = (
            next((person.last_slide for person in self.people if person.last_slide is not None), 0)
            + 1
        )
        acts = f"in all {len(self.acts)} acts everybody saw what was right, " if self.acts else ""
        return (
            f"AGREED: {acts}all {len(self.people)} ended on slide {slide}, and all {counted} "
            "acknowledged votes and answers are counted."
        )

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "agrees": self.agrees, "verdict": self.verdict}


def judge(
    people: Sequence[Participant],
    seconds: float,
    acts: Sequence[ActReport] = (),
    sound: VoiceReport | None = None,
) -> Rehearsal:
    """Compare the server's promises to everybody with its last snapshots."""
    figures = [_figures_of(person) for person in people]
    act_problems = [f"{act.act}: {problem}" for act in acts for problem in act.problems]
    # A played session has an act about the sound, which has named these problems already.
    sound_problems = [] if sound is None or acts else sound.problems
    problems = [*act_problems, *sound_problems, *_problems(figures)]
    return Rehearsal(round(seconds, 1), figures, problems, list(acts), sound)


def table(rehearsal: Rehearsal) -> str:
    """Return a table for a terminal: a header, a line per person, the refusals, the verdict."""
    refusals_text = refusals(person.refused for person in rehearsal.people)
    sound_text = "" if rehearsal.sound is None else rehearsal.sound.sentence
    lines = [_HEADER, *(_line(person) for person in rehearsal.people), ""]
    remarks = [text for text in (refusals_text, sound_text) if text]
    return "\n".join([*lines, *remarks, rehearsal.verdict])


def act_line(report: ActReport) -> str:
    """Return a line that says what an act did, and whether everybody saw the right things."""
    result = "right" if not report.problems else f"WRONG: {'; '.join(report.problems)}"
    return f"{report.act:<12} {report.seconds:>5.1f} s  {report.did or 'not finished'}: {result}"


def _figures_of(participant: Participant) -> Figures:
    record, final = participant.record, participant.record.final
    return Figures(
        name=participant.persona.name,
        language=participant.persona.language,
        slides_followed=record.slides_followed,
        last_slide=final["room"]["slide"] if final else None,
        slides=final["room"]["slides"] if final else None,
        slides_in_deck=record.slides_in_deck,
        polls_seen=len(record.polls_seen),
        polls_voted=record.polls_voted,
        votes_acknowledged=record.votes_acknowledged,
        steps_proposed=record.steps_proposed,
        steps_answered=record.steps_answered,
        refused=dict(record.refused),
        repeated=record.repeated,
        unanswered=record.unanswered,
        links_lost=record.links_lost,
        returns=record.returns,
        gaps=record.gaps,
        is_outside=record.is_outside,
        last_version=final["version"] if final else None,
        mean_ack_ms=record.mean_ack_ms,
        broken_promises=record.broken_promises(),
    )


def _problems(people: Sequence[Figures]) -> Iterator[str]:
    if not people:
        yield "nobody took part"
    outside = [person.name for person in people if person.is_outside]
    if outside:
        yield f"nobody let {', '.join(outside)} in"
    absent = [
        person.name for person in people if person.last_version is None and not person.is_outside
    ]
    if absent:
        yield f"no last word from the server reached {', '.join(absent)}"
    slides = sorted({person.last_slide for person in people if person.last_slide is not None})
    if len(slides) > 1:
        numbers = ", ".join(str(slide + 1) for slide in slides)
        yield f"at the end not all were on the same slide, but on {numbers}"
    for language in sorted({person.language for person in people if _has_other_deck(person)}):
        yield f"the deck in {language} has not as many slides as the session"
    for person in people:
        if person.broken_promises:
            yield f"{person.name}: {'; '.join(person.broken_promises)}"
        if person.unanswered:
            yield f"{person.name}: {person.unanswered} of what they sent was never answered"


def _has_other_deck(person: Figures) -> bool:
    """Whether the participant's deck had another length; false if they left before it arrived."""
    return (
        None not in (person.slides, person.slides_in_deck)
        and person.slides != person.slides_in_deck
    )


_HEADER = (
    f"{'name':<14} {'lang':<4} {'slides':>6} {'polls':>5} {'acked':>5} {'refused':>7} "
    f"{'steps':>5} {'lost':>4} {'back':>4} {'version':>7} {'ack ms':>7}"
)


def _line(row: Figures) -> str:
    ack = "-" if row.mean_ack_ms is None else f"{row.mean_ack_ms:.0f}"
    version = "-" if row.last_version is None else str(row.last_version)
    return (
        f"{row.name:<14} {row.language:<4} {row.slides_followed:>6} {row.polls_voted:>5} "
        f"{row.votes_acknowledged:>5} {sum(row.refused.values()):>7} {row.steps_answered:>5} "
        f"{row.links_lost:>4} {row.returns:>4} {version:>7} {ack:>7}"
    )
