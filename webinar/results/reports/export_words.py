"""The wording of exports and of their page, in the language of a page or of a workbook."""

from __future__ import annotations

from flask_babel import force_locale, pgettext
from flask_babel import gettext as _

from webinar.kit.files.tables import Field
from webinar.kit.languages import LANGUAGES
from webinar.results.attendance.models import Status
from webinar.results.reports.about import Words
from webinar.results.reports.downloads import exports
from webinar.results.reports.kinds import Kind, Shape


def words_in(language: str) -> Words:
    """Return the words of a workbook in this language: plain values, for use off the loop."""
    language_properties = LANGUAGES[language]
    with force_locale(language_properties.locale):
        return Words(
            language=language_properties.name,
            labels=_labels(),
            kinds=kind_words(),
            columns=_meanings(),
            profiles=profile_words(),
            statuses=_statuses(),
            is_rtl=language_properties.direction == "rtl",
        )


def _labels() -> dict[str, str]:
    return {
        "about": _("About"),
        "session": _("Session"),
        "code": _("Access code"),
        "started": _("Started"),
        "ended": _("Ended"),
        "as_of": _("As of"),
        "final": _("Figures are final"),
        "zone": _("Time zone"),
        "profile": _("Personal columns"),
        "language": _("Language"),
        "table": _("Sheet"),
        "column": _("Column"),
        "meaning": _("What it holds"),
        "rows": _("rows"),
        "yes": _("yes"),
        "no": _("no"),
    }


def _meanings() -> dict[str, str]:
    return {
        column.id: str(column.meaning) for export in exports().values() for column in export.columns
    }


def _statuses() -> dict[str, str]:
    return {
        Status.PRESENT.value: _("Present"),
        Status.PARTLY.value: _("Partly present"),
        Status.ABSENT.value: _("Absent"),
    }


def kind_words() -> dict[Kind, str]:
    return {
        Kind.ATTENDANCE: _("Attendance"),
        Kind.POLLS: _("Poll results"),
        Kind.LANGUAGES: _("Poll results by language"),
        Kind.ANSWERS: _("Words, texts and numbers"),
        Kind.BALLOTS: _("Each person's answers"),
        Kind.GAINS: _("Gains between the tests"),
        Kind.TESTS: _("Each person's tests"),
        Kind.STEPS: _("Next steps"),
        Kind.QUESTIONS: _("Questions"),
        Kind.CHAT: _("Chat"),
        Kind.GROUPS: _("Notes of groups"),
        Kind.CAPTIONS: _("Captions"),
        Kind.TIMELINE: _("What happened when"),
    }


def shape_words() -> dict[Shape, tuple[str, str]]:
    """Return the name of each layout, and the report that it reproduces."""
    return {
        Shape.ZOOM_WEBINAR: (
            _("Attendance as in a Zoom webinar"),
            _("Attendee report: a row per join, with those who never came."),
        ),
        Shape.ZOOM_MEETING: (
            _("Attendance as in a Zoom meeting"),
            _("Participants: a row per join."),
        ),
        Shape.ZOOM_POLLS: (
            _("Poll answers as in Zoom"),
            _("Poll report: a table per poll, a row per person."),
        ),
        Shape.TEAMS: (
            _("Attendance as in Microsoft Teams"),
            _("Summary, participants and their activities, with tabs between cells."),
        ),
    }


def profile_words() -> dict[str, str]:
    """Return the names of the built-in profiles, by key."""
    return {
        "all": _("Everything that is known"),
        "names": _("Names only"),
        "numbers": _("Numbers instead of names"),
    }


def field_words() -> dict[Field, str]:
    return {
        Field.NAME: _("Name"),
        Field.RANK: _("Rank"),
        Field.POSITION: pgettext("of a police officer", "Position"),
        Field.UNIT: _("Unit"),
        Field.EMAIL: _("E-mail address"),
        Field.PHONE: _("Phone"),
        Field.EXTERNAL_ID: _("External id"),
        Field.LANGUAGE: _("Language"),
        Field.REASON: _("Reason for the correction"),
    }


def refusals() -> dict[str, str]:
    return {
        "profile_unnamed": _("Give the profile a name."),
        "profile_named_so": _("You have a profile of this name already. Choose another name."),
        "too_many_profiles": _("You may keep 20 profiles. Remove one first."),
    }
