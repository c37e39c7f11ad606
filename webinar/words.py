"""The words that a participant's page hands to its scripts, in the language of the request.

Keys are for the scripts; the English text is the message id. `{n}` chooses the plural form.
A key has one definition and one meaning on all pages: a second page takes it over by `only`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import get_locale
from flask_babel import gettext as _

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.per_language import per_language

Word = str | dict[str, str]
Words = dict[str, Word]


def plural_forms(word: Callable[[int], str]) -> dict[str, str]:
    """`{"one": …, "other": …}`: the forms that the language tells apart, for Intl.PluralRules.

    `word` is called with numbers that together reach every plural category of whole numbers in our
    languages. If a language lacks a category, the browser falls back to "other".
    """
    plural_form = get_locale().plural_form
    forms = {plural_form(number): word(number) for number in (1, 2, 5)}
    return {**forms, "other": forms.get("other", word(5))}


def only(table: Mapping[str, Word], *keys: str) -> Words:
    """Take over from another page's table the words that this page says too."""
    return {key: table[key] for key in keys}


def words_of_features(which: str) -> Words:
    """Return the features' own `words` for this place: `first`, `extras`, `console`, `stage`."""
    found: Words = {}
    for module in features.modules("words"):
        if hasattr(module, which):
            found |= getattr(module, which)()
    return found


@per_language
def room_words() -> Words:
    """All words of a participant's room: its page has them when the server draws it."""
    return {
        **first_words(),
        **extras_words(),
        "waiting.title": _("The session has not started yet"),
        "waiting.text": _("It begins here by itself as soon as the presenter starts it."),
    }


def first_words() -> Words:
    """The words of the first screen's scripts: they come with the page, so every byte counts."""
    return {
        **words_of_features("first"),
        **connection_words(),
        **_fallback_words(),
        **_slide_words(),
    }


def extras_words() -> Words:
    """The words of the scripts that come after the first screen."""
    return {
        **words_of_features("extras"),
        **_language_names(),
        "ended.title": _("Thank you for taking part"),
        "ended.text": _("The session has ended. You may close this page."),
        "ended.steps": _("Agreed next steps"),
        "ended.no_steps": _("No next steps were agreed."),
        "ended.replay": _("Watch again, or catch up with what you missed"),
        "text_size.now": _("Text size: {percent}"),
        "text_size.smaller": _("Smaller text"),
        "text_size.larger": _("Larger text"),
    }


def connection_words() -> Words:
    """The state of the link, in words."""
    return {
        "connection.connecting": _("Connecting…"),
        "connection.connected": _("Connected"),
        "connection.reconnecting": _("Reconnecting, your answers are kept"),
        "connection.offline": _("You are offline, your answers are kept"),
        "connection.ended": _("The session has ended"),
        "connection.refused": _("Not connected"),
        "connection.join_again": _("Join again"),
    }


def link_words() -> Words:
    """The words for the state of a host's link."""
    return {
        "link.connecting": _("Connecting…"),
        "link.connected": _("Connected"),
        "link.reconnecting": _("Reconnecting…"),
        "link.offline": _("You are offline"),
        "link.ended": _("The session has ended"),
        "link.refused": _("This page is no longer connected. Open it again."),
    }


def language_words() -> Words:
    """Names of the languages, and whole sentences where a name would need its case."""
    return {**_language_names(), **_fallback_words()}


def _language_names() -> Words:
    return {
        "language.en": _("English"),
        "language.ru": _("Russian"),
        "language.kk": _("Kazakh"),
        "language.prs": _("Dari"),
    }


def _fallback_words() -> Words:
    return {
        "fallback.en": _("Not translated yet: shown in English"),
        "fallback.ru": _("Not translated yet: shown in Russian"),
        "fallback.kk": _("Not translated yet: shown in Kazakh"),
        "fallback.prs": _("Not translated yet: shown in Dari"),
    }


def _slide_words() -> Words:
    return {
        "slide": _("Slide"),
        "slide.back": _("Back"),
        "slide.next": _("Next"),
        "slide.loading": _("Loading…"),
        "slide.handout": _("Hand-out for your group"),
        "slide.position": _("Slide {slide} of {slides}"),
        "slide.behind": _("The presenter is on {slide}. Return"),
        "slide.said": _("Slide {slide}: {title}"),
    }


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


def refusal_text(refusal: Refused, own: Mapping[str, str] | None = None) -> str:
    """Return why something was refused; `own` replaces or adds sentences for this page."""
    words = refusal_words() | dict(own or {})
    return words.get(refusal.code, words["internal"])


@per_language
def refusal_words() -> dict[str, str]:
    """Why something was refused and what to do, by the code on the wire."""
    return _refusal_words(for_hosts=True)


def refusals_of_rooms() -> dict[str, str]:
    """Return the refusals that a participant's room meets.

    The words of features marked `FOR_HOSTS`, and all `refusals_of_hosts`, are left out.
    """
    return _refusal_words(for_hosts=False)


def _refusal_words(*, for_hosts: bool) -> dict[str, str]:
    of_features: dict[str, str] = {}
    for module in features.modules("words"):
        if hasattr(module, "refusals") and (for_hosts or not getattr(module, "FOR_HOSTS", False)):
            of_features |= module.refusals()
        if for_hosts and hasattr(module, "refusals_of_hosts"):
            of_features |= module.refusals_of_hosts()
    return {
        **of_features,
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
