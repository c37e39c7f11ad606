"""An overview in a language, as the sections of a page. Touches nothing but its arguments."""

from __future__ import annotations

from webinar.dashboards.reading import Overview
from webinar.dashboards.sections import Section, sections
from webinar.handouts import wording


def dashboard(overview: Overview, language: str) -> list[Section]:
    """All of it, as blocks."""
    with wording.speaking(language):
        return sections(overview, language, rtl=wording.writing(language).is_rtl)
