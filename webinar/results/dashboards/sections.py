"""The dashboard of a session in one of the interface's languages: its sections, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.content.handouts import wording
from webinar.kit.files.document import Fact, Facts, Heading, Para
from webinar.results.dashboards import (
    assessment_blocks,
    attendance_blocks,
    language_blocks,
    part_blocks,
    poll_blocks,
    presence_blocks,
    step_blocks,
)
from webinar.results.dashboards.blocks import Block, Folded
from webinar.results.dashboards.reading import Overview
from webinar.results.protocol import names
from webinar.results.protocol.phrases import number, plain

# A page folds the polls of each part from this number of parts on.
LEAST_FOLDED = 2


class Section(NamedTuple):
    """A section of a dashboard. `id` is its anchor on the page."""

    id: str
    title: str
    blocks: Sequence[Block]

    @property
    def parts(self) -> list[tuple[Heading | None, list[Block]]]:
        """The polls below the heading of each part, which a page folds; else all blocks as one.

        The table of all numbers stays outside the parts.
        """
        headings = sum(isinstance(block, Heading) for block in self.blocks)
        if self.id != "polls" or headings < LEAST_FOLDED:
            return [(None, list(self.blocks))]
        parts: list[tuple[Heading | None, list[Block]]] = [(None, [])]
        for block in self.blocks:
            if isinstance(block, Heading):
                parts.append((block, []))
            elif isinstance(block, Folded):
                parts.append((None, [block]))
            else:
                parts[-1][1].append(block)
        return [(heading, blocks) for heading, blocks in parts if blocks]


def dashboard(overview: Overview, language: str) -> list[Section]:
    """Return the sections as the page shows them. Uses only its arguments."""
    with wording.speaking(language):
        return sections(overview, language, rtl=wording.writing(language).is_rtl)


def sections(overview: Overview, language: str, *, rtl: bool) -> list[Section]:
    """Return the sections that have content. Call it inside `wording.speaking(language)`."""
    all_sections = [
        Section("attendance", _("Attendance"), attendance_blocks.status_blocks(overview, rtl=rtl)),
        Section("presence", _("Presence over time"), presence_blocks.presence(overview, language)),
        Section(
            "engagement",
            _("Part by part"),
            part_blocks.engagement(overview, language, rtl=rtl),
        ),
        Section("polls", _("Poll results"), poll_blocks.polls(overview, language, rtl=rtl)),
        Section(
            "languages",
            _("Right answers by language"),
            language_blocks.language_gap(overview, language, rtl=rtl),
        ),
        Section(
            "tests",
            _("Tests before and after"),
            assessment_blocks.tests(overview, language, rtl=rtl),
        ),
        Section("questions", _("Questions and reactions"), _questions(overview)),
        Section("steps", _("Agreed next steps"), step_blocks.steps(overview, rtl=rtl)),
    ]
    return [section for section in all_sections if section.blocks]


def _questions(overview: Overview) -> list[Block]:
    words = names.questions()
    rows = [
        Fact(word, plain(number(overview.questions[state])))
        for state, word in words.items()
        if overview.questions.get(state)
    ]
    reactions = sum(overview.reactions.values())
    if reactions:
        rows.append(Fact(pgettext("how many", "Reactions sent"), plain(number(reactions))))
    if not rows:
        return [Para(plain(_("No question was asked.")))]
    count_sentence = _("Questions asked: %(count)s.", count=number(len(overview.question_times)))
    return [Para(plain(count_sentence)), Facts(rows)]
