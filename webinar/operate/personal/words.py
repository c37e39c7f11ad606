"""The words of personal data: classes, refusals, and the consent text that is proposed."""

from __future__ import annotations

from flask_babel import force_locale, pgettext
from flask_babel import gettext as _

from webinar.kit.languages import LANGUAGES


def refusals_of_hosts() -> dict[str, str]:
    """Return refusals that occur in joining and on the desk, and not on the page of a session."""
    return {
        "consent_needed": _("Please read what happens with your data, and tick that you agree."),
        "days_invalid": _("Write the days as a whole number from 0 to 1095."),
        "consent_empty": _("Write the text in at least one language before you require consent."),
        "consent_long": _("The text is too long: at most 4000 characters in each language."),
        "session_live": _("One of their sessions is live. Erase them when it is over."),
    }


def class_words() -> dict[str, str]:
    """Return the names of the classes of data, addressed to the person."""
    return {
        "identity": pgettext("class of data", "Who you are"),
        "contact": pgettext("class of data", "How you are reached"),
        "attendance": pgettext("class of data", "When you were there"),
        "answers": pgettext("class of data", "What you answered and wrote"),
        "agreements": pgettext("class of data", "What you agreed to"),
        "content": pgettext("class of data", "What you said for others"),
        "technical": pgettext("class of data", "Technical"),
    }


def class_words_of_others() -> dict[str, str]:
    """Return the names of the classes, addressed to readers other than the person."""
    return {
        "identity": pgettext("class of data", "Who they are"),
        "contact": pgettext("class of data", "How they are reached"),
        "attendance": pgettext("class of data", "When they were there"),
        "answers": pgettext("class of data", "What they answered and wrote"),
        "agreements": pgettext("class of data", "What they agreed to"),
        "content": pgettext("class of data", "What they said for others"),
        "technical": pgettext("class of data", "Technical"),
    }


def proposed_texts(organiser: str, contact: str, attendance: int, answers: int) -> dict[str, str]:
    """Return a first text in each language, for the organiser to read and change."""
    texts = {}
    for language in LANGUAGES.values():
        with force_locale(language.locale):
            texts[language.tag] = "\n".join(_proposed(organiser, contact, attendance, answers))
    return texts


def _proposed(organiser: str, contact: str, attendance: int, answers: int) -> list[str]:
    return [
        _(
            "Who: %(organiser)s holds this session and is responsible for your data.",
            organiser=organiser,
        ),
        _(
            "What: your name, when you were here, your answers, questions and messages, and what "
            "you agreed to. Answers to anonymous polls are kept without your name."
        ),
        _(
            "How long: attendance %(attendance)s days and answers %(answers)s days after the "
            "session; then your name is removed, and only figures remain.",
            attendance=attendance,
            answers=answers,
        ),
        _(
            "Your rights: you can ask to see your data, to have it corrected, and to have it "
            "erased."
        ),
        _("Contact: %(contact)s", contact=contact),
    ]
