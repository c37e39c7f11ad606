"""The words that a page hands to its scripts, in the language of the request.

The scripts contain their own texts. The texts for the server's codes are here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NotRequired, TypedDict

from flask_babel import gettext as _

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.per_language import per_language
from webinar.kit.web.script_texts import Word, script_texts


class ScriptWords(TypedDict):
    """`Table` in `static/js/kit/words.ts`: texts by key, the rest by code and by language tag."""

    texts: dict[str, Word]
    languages: Mapping[str, str]
    fallbacks: Mapping[str, str]
    refusals: NotRequired[Mapping[str, str]]


def script_words(
    *bundles: str,
    refusals: Mapping[str, str] | None = None,
    languages: Mapping[str, str] | None = None,
) -> ScriptWords:
    """Return the words of these bundles, such as `console.js`, with the refusals they can meet.

    `languages` are the languages' names by tag, if not those in the language of the request.
    """
    words = ScriptWords(
        texts=script_texts(*bundles),
        languages=language_names() if languages is None else languages,
        fallbacks=fallback_texts(),
    )
    if refusals is not None:
        words["refusals"] = refusals
    return words


def language_names() -> dict[str, str]:
    """Return the languages' names in the language of the request, by tag."""
    return {"en": _("English"), "ru": _("Russian"), "kk": _("Kazakh"), "prs": _("Dari")}


def fallback_texts() -> dict[str, str]:
    """Return, by tag, a sentence that says in which language a text is shown instead.

    Each sentence is whole, because some languages would inflect the name of the language.
    """
    return {
        "en": _("Not translated yet: shown in English"),
        "ru": _("Not translated yet: shown in Russian"),
        "kk": _("Not translated yet: shown in Kazakh"),
        "prs": _("Not translated yet: shown in Dari"),
    }


def language_in_words(tag: str) -> str:
    """Return a language's name in the language of the request; the tag itself if it is unknown."""
    return language_names().get(tag, tag)


def fallback_text(tag: str) -> str:
    """Return a sentence that a text is not translated and is shown in this language."""
    return fallback_texts().get(tag, tag)


# The refusals of a vote, a change of language or the connection itself.
FIRST_REFUSALS = (
    "not_allowed",
    "not_found",
    "bad_message",
    "unknown_command",
    "rate",
    "try_again",
    "offline",
    "internal",
    "room_ended",
    "room_full",
    "room_not_live",
    "poll_not_open",
    "unknown_poll",
    "unknown_option",
    "one_choice_only",
    "no_choice",
    "too_many_tabs",
)


def first_refusals() -> dict[str, str]:
    """Return the refusals that the first screen can meet; the others come after it."""
    words = refusal_words()
    return {code: words[code] for code in FIRST_REFUSALS}


def refusal_text(refusal: Refused, page_words: Mapping[str, str] | None = None) -> str:
    """Return why something was refused; `page_words` replace or add sentences for this page."""
    words = refusal_words() | dict(page_words or {})
    return words.get(refusal.code, words["internal"])


@per_language
def refusal_words() -> dict[str, str]:
    """Return the reasons for refusals, and advice, by the code on the wire."""
    return _refusal_words(for_hosts=True)


def refusals_of_rooms() -> dict[str, str]:
    """Return the refusals that a participant's room meets.

    The words of features marked `FOR_HOSTS`, and all `refusals_of_hosts`, are left out.
    """
    return _refusal_words(for_hosts=False)


def _refusal_words(*, for_hosts: bool) -> dict[str, str]:
    feature_words: dict[str, str] = {}
    for module in features.modules("words"):
        if hasattr(module, "refusals") and (for_hosts or not getattr(module, "FOR_HOSTS", False)):
            feature_words |= module.refusals()
        if for_hosts and hasattr(module, "refusals_of_hosts"):
            feature_words |= module.refusals_of_hosts()
    return {
        **feature_words,
        "not_allowed": _("You do not have access"),
        "not_found": _("Not found"),
        "bad_message": _("This page is out of date. Reload it and try again."),
        "rate": _("Too many at once. Wait a little and try again."),
        "try_again": _("The server is busy. Try again."),
        "offline": _("Not sent: there is no connection. Try again."),
        "internal": _("Something went wrong"),
        "room_ended": _("The session has ended"),
        "room_already_started": _("The session has started already"),
        "room_full": _("The session is full"),
        "room_not_live": _("The session has not started yet"),
        "poll_not_open": _("The poll is not open"),
        "poll_not_draft": _("The poll has been opened before"),
        "answers_later": _(
            "The answers of the pre-test are not shown: the post-test asks the same"
        ),
        "poll_not_closed": _("Close the poll first"),
        "poll_stays_closed": _("The answers have been shown, so the poll stays closed"),
        "too_many_polls": _("This session cannot hold more polls"),
        "unknown_poll": _("This poll does not exist"),
        "unknown_option": _("This option does not exist"),
        "one_choice_only": _("Only one choice is possible"),
        "no_choice": _("Choose an answer first"),
        "unknown_member": _("This person does not take part any more"),
        "unknown_slide": _("This slide does not exist"),
        "language_not_offered": _("This session is not offered in that language"),
        "op_conflict": _("This was sent before with other contents"),
        "name_empty": _("Write your name"),
        "code_unknown": _("There is no session with this code"),
        "text_empty": _("Write something first"),
        "too_many_tabs": _("Open in too many tabs. Close some, then reload this one."),
        "unknown_command": _("This page is out of date. Reload it and try again."),
    }
