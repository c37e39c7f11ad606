"""The words of packages: on the organiser's page, and in a package itself."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.connect.packages.subject import Standard


def refusals_of_hosts() -> dict[str, str]:
    return {
        "unknown_part": _("This course has no such part. Choose one of the list."),
        "part_is_test": _(
            "This part is a test. Its right answers would be in the file, so it stays here: "
            "learners take it in the course."
        ),
        "nothing_to_package": _("There is nothing but tests in this course."),
        "unknown_standard": _("Choose one of the three kinds of package."),
        "unknown_package_language": _("The course is not in this language."),
        "pass_mark_invalid": _("Give the pass mark as a whole number from 1 to 100."),
    }


def page_words() -> dict[str, str]:
    """Return the words on a package's page around the player, in the language of the request."""
    return {
        "alone": _(
            "No learning platform answers. You can study here all the same, but no platform will "
            "know of it. Open this module from your platform to have it recorded."
        ),
        "unheard": _(
            "Your platform has not confirmed what you did last. Go on: it is sent again by itself."
        ),
        "over": _("Everything is recorded. You can close this window."),
        "end": _("Finish for now"),
        "no_script": _("This module needs JavaScript. Switch it on in your browser and reload."),
    }


def standard_words() -> dict[Standard, tuple[str, str]]:
    """Return the name and the purpose of each kind of package."""
    return {
        Standard.SCORM12: (
            "SCORM 1.2",
            _(
                "Nearly every platform accepts it, Moodle among them. Choose it if "
                "you do not know what yours accepts. Long texts of exercises are "
                "kept only in part: there is room for 4,096 characters."
            ),
        ),
        Standard.SCORM2004: (
            _("SCORM 2004, 4th edition"),
            _(
                "For platforms that ask for it. Completing and passing are reported apart, and "
                "texts are kept whole."
            ),
        ),
        Standard.CMI5: (
            "cmi5",
            _(
                "For platforms with a record store (xAPI). Every answer is recorded there, and "
                "what is done while the link is down is sent afterwards."
            ),
        ),
    }
