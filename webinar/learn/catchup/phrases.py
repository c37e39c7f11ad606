"""Names the missed slides and polls in words, by their numbers in the session."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.kit.numerals import comma, digits
from webinar.learn.catchup.offer import Offer


def missed_words(offer: Offer, *, only_left: bool = True) -> str:
    """Name the slides and polls not done yet, as in "slides 7–9 and poll 2"; empty for none.

    With `only_left=False`, name all that were missed.
    """
    slides = offer.slides_left if only_left else offer.slides
    polls = offer.polls_left if only_left else offer.polls
    numbers = [slide.number for slide in slides], [poll.number for poll in polls]
    parts = []
    # Pass 1 or 2 only: the text contains no count, and Russian has the singular for 21.
    if numbers[0]:
        listed = ranges(numbers[0])
        parts.append(ngettext("slide {slides}", "slides {slides}", min(len(numbers[0]), 2)))
        parts[-1] = parts[-1].replace("{slides}", listed)
    if numbers[1]:
        listed = ranges(numbers[1])
        parts.append(ngettext("poll {polls}", "polls {polls}", min(len(numbers[1]), 2)))
        parts[-1] = parts[-1].replace("{polls}", listed)
    if len(parts) == 2:
        text: str = _("{slides} and {polls}")
        return text.replace("{slides}", parts[0]).replace("{polls}", parts[1])
    return parts[0] if parts else ""


def ranges(numbers: Iterable[int]) -> str:
    """Return the numbers as ranges, such as `7–9, 12`, in the digits of the page's language."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    listed = (_run(run[0], run[-1]) for run in runs)
    return comma().join(listed)


def _run(first: int, last: int) -> str:
    return digits(str(first) if first == last else f"{first}–{last}")
