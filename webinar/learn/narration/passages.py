"""The passages of a recording that belong to each slide. Pure.

A session may show a slide several times. All its visits are joined, in their order: a presenter who
comes back has more to say about the slide, and the longest visit alone would lose either the
explanation or the answer to a question. A visit shorter than `GLANCE` is none, as in the chapters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from webinar.kit.session_times import Times
from webinar.live.slides.plan import GLANCE, Stay

# A breath or a lost packet is not a silence.
SHORT_SILENCE_MS = 2000
# Nobody understands a word that is cut out of a sentence.
SHORTEST_MS = 500

_GLANCE_MS = GLANCE // timedelta(milliseconds=1)


class Passage(NamedTuple):
    """A stretch of a recording, in milliseconds since the session began."""

    begin: int
    end: int


class Sound(NamedTuple):
    """A stretch of sound in one channel. `is_taught` says that it is no participant's."""

    begin: int
    end: int
    is_taught: bool


def visits_by_slide(
    stays: Sequence[Stay], times: Times, ids: Mapping[int, str]
) -> dict[str, list[Passage]]:
    """Return when each slide of the course was shown. `ids` are its slides by session number."""
    visits: dict[str, list[Passage]] = defaultdict(list)
    last_id = ""
    ends = [*(times.of(stay.at) for stay in stays[1:]), times.length]
    for (at, slide), end in zip(stays, ends, strict=False):
        begin = times.of(at)
        if end - begin < _GLANCE_MS:
            continue
        slide_id = "" if slide is None else ids.get(slide, "")
        of_slide = visits[slide_id]
        # The presenter only leafed away and back.
        if slide_id == last_id and of_slide and begin - of_slide[-1].end < _GLANCE_MS:
            of_slide[-1] = Passage(of_slide[-1].begin, end)
        else:
            of_slide.append(Passage(begin, end))
        last_id = slide_id
    visits.pop("", None)
    return dict(visits)


def taught_passages(sounds: Iterable[Sound]) -> list[Passage]:
    """Return when presenters and interpreters speak; short silences are part of their speech.

    `sounds` are in order. A passage ends where a participant speaks.
    """
    passages: list[Passage] = []
    is_interrupted = False
    for begin, end, is_taught in sounds:
        if not is_taught:
            is_interrupted = True
            continue
        follows = passages and begin - passages[-1].end < SHORT_SILENCE_MS
        if follows and not is_interrupted:
            passages[-1] = Passage(passages[-1].begin, max(end, passages[-1].end))
        else:
            passages.append(Passage(begin, end))
        is_interrupted = False
    return passages


def within(visits: Iterable[Passage], speech: Sequence[Passage]) -> list[Passage]:
    """Return the parts of the speech that fall into the visits, both in order."""
    parts = (
        Passage(max(visit.begin, spoken.begin), min(visit.end, spoken.end))
        for visit in visits
        for spoken in speech
    )
    return [part for part in parts if part.end - part.begin >= SHORTEST_MS]
