"""The words of a hand-out in its language, and how that language is written. No request needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import Babel, force_locale, get_locale, ngettext, pgettext
from flask_babel import gettext as _

from webinar.content.lessons.model import RightNumber
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.language_fallback import base_language
from webinar.kit.languages import LANGUAGES
from webinar.kit.numerals import decimal, digits
from webinar.words import fallback_texts


class Writing(msgspec.Struct, frozen=True):
    """The writing of a language, in the template's terms."""

    lang: str
    is_rtl: bool
    own_digits: bool


def writing(tag: str) -> Writing:
    is_rtl = _locale(tag).text_direction == "rtl"
    return Writing(base_language(tag), is_rtl, own_digits=_locale(tag).language == "fa")


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Let gettext speak this language; English where the interface is not translated."""
    app = Flask("webinar")
    Babel(app, default_translation_directories="translations")
    with app.app_context(), force_locale(_locale(tag)):
        yield


def name_of(tag: str) -> str:
    """Return the name of a language in that language."""
    return LANGUAGES[tag].name if tag in LANGUAGES else _locale(tag).get_display_name() or tag


def number(value: float) -> str:
    return digits(format_decimal(round(value, 1), locale=get_locale(), numbering_system="default"))


def minutes(value: float) -> str:
    """Return whole minutes in their plural form; languages share no plural form for fractions."""
    if value == int(value):
        return digits(ngettext("%(num)d minute", "%(num)d minutes", int(value)))
    return str(_("%(minutes)s min", minutes=number(value)))


def begins(value: float) -> str:
    return f"{_('Begins at minute')}: {number(value)}"


def right_number(right: RightNumber) -> str:
    """Return a number with its tolerance."""
    value, tolerance = (digits(decimal(figure, 9)) for figure in (right.value, right.tolerance))
    return f"{value} ± {tolerance}" if right.tolerance else value


def numbered(place: int, label: str) -> str:
    return f"{digits(str(place))}. {label}"


def not_translated(tag: str) -> str:
    """Return the notice above a slide that is shown in this other language."""
    return fallback_texts().get(tag, "")


def days(count: int) -> str:
    return digits(ngettext("within %(num)d day", "within %(num)d days", count))


def labels() -> dict[str, str]:
    """Return the template's own words."""
    return {
        "presenters": _("For presenters"),
        "participants": _("For participants"),
        "objectives": _("Objectives"),
        "time": _("Time"),
        "plan": _("Slides and time"),
        "number": pgettext("column of numbers", "Number"),
        "slide": _("Slide"),
        "part": _("Part"),
        "minutes": _("Minutes"),
        "begins": _("Begins at minute"),
        "notes": _("Speaker notes"),
        "study": _("For those who study alone"),
        "right": _("Right answer"),
        "why": _("Explanation"),
        **{kind.value: _(kind.on_paper.template) for kind in PollKind},
        "anonymous": _("Anonymous"),
        "abstain": _("You may abstain"),
        "handout": _("Sheet for the group"),
        "own_notes": _("Own notes"),
        "answers": _("What the group decided"),
        "steps": _("Drafts of next steps"),
        "owner": _("Owner"),
        "indicator": _("Indicator"),
        "glossary": _("Glossary"),
        "also": _("Also"),
        "sources": _("Sources"),
        "licence": _("Licence"),
        "keeps_answers": _("The right answers of this part are not shown in the session."),
        "note": pgettext("kind of remark", "Note"),
        "tip": pgettext("kind of remark", "Tip"),
        "important": pgettext("kind of remark", "Important"),
        "warning": pgettext("kind of remark", "Warning"),
    }


def _locale(tag: str) -> Locale:
    name = LANGUAGES[tag].locale if tag in LANGUAGES else tag.replace("-", "_")
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale("en")
