"""The words of courses without a network: of devices, players, packages and answer files."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.kit.languages import OWN_NAMES
from webinar.words import ScriptWords, refusal_words, script_words

_DEED_REFUSALS = (
    "course_closed",
    "unknown_slide",
    "not_asked",
    "unknown_option",
    "one_choice_only",
)
_PLAYER_REFUSALS = ("no_choice", "no_number", "too_many_points", "matched_twice")


def kept_words() -> ScriptWords:
    """Return the words of pages about a course on this device; each language is named in itself."""
    return script_words("offline.js", refusals=_refusals_of_deeds(), languages=OWN_NAMES)


def player_words(bundle: str) -> ScriptWords:
    """Return the words of a player, such as `kept.js`; each language is named in itself."""
    return script_words(bundle, refusals=_player_refusals(), languages=OWN_NAMES)


def _refusals_of_deeds() -> dict[str, str]:
    """Return the reasons why the server did not accept entries made without a network, by code."""
    refusals = refusal_words()
    return {
        **{code: refusals[code] for code in _DEED_REFUSALS},
        "too_much": _("You have answered this too often. What you did before is kept."),
        "internal": _("The server did not understand it."),
    }


def _player_refusals() -> dict[str, str]:
    refusals = refusal_words()
    return {
        **{code: refusals[code] for code in _PLAYER_REFUSALS if code in refusals},
        **_refusals_of_deeds(),
        "not_kept": _("This could not be kept. Do not close the page, and try again."),
        "device_full": _(
            "There is no room left on this device: what you do here cannot be kept. Make room, "
            "then send your answer again. Leave this page open until then."
        ),
        "course_gone": _(
            "This course is not kept on this device any more: it was removed, or the browser "
            "has dropped it. What you do here cannot be kept. Go on with a network."
        ),
    }


def shell_words() -> dict[str, str]:
    """Return the words of the player's page itself, which contains them in all languages.

    `not_kept` is for a course that the device does not keep; the others are for a test.
    """
    return {
        "not_kept": _(
            "There is no network, and this course is not kept on this device. Come back when "
            "there is one, and keep it."
        ),
        "test": _("A test needs a network"),
        "test_why": _(
            "Questions of tests are never kept on a device. What was saved of a test that you "
            "have begun is on the server, and you can go on with it there."
        ),
        "test_meanwhile": _(
            "Until there is a network you can study: what you read and answer is kept on this "
            "device and sent later."
        ),
        "test_again": _("Try again"),
        "test_study": _("Study without a network"),
    }


def size_text(size: int) -> str:
    """Write a number of bytes in kB or MB, rounded up."""
    if size < 1_000_000:
        return str(_("%(n)s kB", n=-(-size // 1000)))
    return str(_("%(n)s MB", n=-(-size // 100_000) / 10))


def no_script_text() -> str:
    return str(_("This course needs JavaScript. Allow it here, or use another browser."))


def readme_text(title: str) -> str:
    """Return the README of a package; its lines end in CRLF, because old editors need that."""
    lines = (
        title,
        "",
        _("1. Unpack the zip file: do not open index.html from within it."),
        _("2. Open index.html in a browser, such as Chrome or Firefox. No network is needed."),
        _("3. Say who you are, read and answer. Everything stays on this computer."),
        _("4. Press “Save my answers” and give the file to your organiser: on a stick or by mail."),
        _("5. You may go on later and save again: nothing is counted twice."),
        "",
        _("On a computer that others use: remove your name on the first page when you are done."),
    )
    return "\r\n".join(lines) + "\r\n"


def refusals_of_hosts() -> dict[str, str]:
    return {
        "answers_none": _("Choose at least one file of answers."),
        "answers_nobody": _("Say for at least one file whose answers it holds."),
        "unknown_learner": _("This person is not in the course any more. Choose again."),
        "package_languages": _("Choose at least one language."),
        **unread_words(),
    }


def unread_words() -> dict[str, str]:
    """Return the reasons why a file cannot be imported, by code."""
    return {
        "answers_too_many": _("There are more than 200 files. Import them in several turns."),
        "answers_too_large": _("This is larger than any file of answers. Nothing of it was read."),
        "answers_damaged": _(
            "The file is damaged or was changed. Copy it from the computer once more."
        ),
        "answers_unknown": _("This is not a file of answers from a package."),
        "answers_elsewhere": _("These are answers to another course."),
    }
