"""The time a slide takes to read, and whether it counts as read and as done. Pure.

Silent reading of non-fiction takes some 240 words a minute (M. Brysbaert, "How many words do we
read per minute?", Journal of Memory and Language 109, 2019, 104047). Our readers use a phone, and
the text may not be in their first language. So both catching up and self-study assume 130 words a
minute.
"""

from __future__ import annotations

import re
from math import ceil

from webinar.content.lessons.model import Slide
from webinar.kit.language_fallback import resolve

# Readers use a phone, think about the text, and may not read in their first language.
WORDS_PER_MINUTE = 130
# A learner who takes less than this share of the time only leafs through.
SHARE = 0.25
LEAST_SECONDS, MOST_SECONDS = 3, 60
SECONDS_PER_QUESTION = 15
_TAG = re.compile(r"<[^>]*>")


def reading_seconds(slide: Slide, language: str) -> int:
    """Return the seconds for reading a slide in this language and thinking about its question."""
    _, text = resolve(slide.text, language)
    shown_text = " ".join((text.title, text.html, text.study_html, text.handout_html))
    words = len(_TAG.sub(" ", shown_text).split())
    if slide.poll is not None:
        _, poll = resolve(slide.poll.text, language)
        words += sum(len(label.split()) for label in poll.labels.values())
    has_question = slide.poll is not None or slide.is_scenario
    return ceil(words * 60 / WORDS_PER_MINUTE) + (SECONDS_PER_QUESTION if has_question else 0)


def needed_seconds(slide: Slide, language: str) -> int:
    """Return the seconds after which a slide counts as read, and not just flicked through."""
    share = ceil(SHARE * reading_seconds(slide, language))
    return min(MOST_SECONDS, max(LEAST_SECONDS, share))


def is_done(slide: Slide, seconds: int, *, is_answered: bool, language: str) -> bool:
    """Whether a slide is done: a question by answering it, an exercise by writing or reading it."""
    return is_answered or (slide.poll is None and seconds >= needed_seconds(slide, language))
