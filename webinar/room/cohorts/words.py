"""Interface texts of rosters: refusals, and the problems of a file's rows."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar import words
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.room.cohorts.entries import Problem


def refusals() -> dict[str, str]:
    """Return the refusals that people who join may get."""
    return {
        "guests_not_taken": _(
            "This session takes only those who were invited. Open the personal link that the"
            " organiser sent you."
        ),
    }


def mail_words() -> dict[str, str]:
    """Return the reasons why a letter or a reminder was not sent, by their stored codes."""
    return {
        "unreachable": _("The mail server does not answer. Try again later."),
        "sign_in": _("The mail server does not accept the server's password. Tell the operator."),
        "recipient": _("The mail server does not accept this address. Check it."),
        "refused": _("The mail server refused the letter. Send it by hand."),
        "postponed": _("The mail server asks to try again later."),
        "later": _("It took too long. Send it again."),
    }


def _refusals_of_forms() -> dict[str, str]:
    return {
        "cohort_name_empty": _("Write a name for the cohort."),
        "unknown_cohort": _("There is no such cohort."),
        "not_the_owner": _("Only the owner or an administrator may do that."),
        "cohort_used": _("A session, a series or a course uses this cohort meanwhile."),
        "file_empty": _("There is nothing in this file."),
        "file_too_large": _(
            "This file is too large. Remove pictures and other sheets, or save the sheet as CSV."
        ),
        "file_locked": _("This workbook has a password. Save it without one."),
        "file_type": _("This is not a table. Choose an XLSX, XLS, ODS or CSV file."),
        "file_broken": _("This file cannot be read. Open it in Excel and save it as XLSX."),
        "too_many_rows": _("A roster has at most 5,000 people. Divide the file."),
        "too_many_columns": _(
            "The table has more than 60 columns. Remove those that are not needed."
        ),
        "no_name_column": _("Say which column has the names."),
        "draft_gone": _("This file is no longer kept. Choose it again."),
        "roster_changed": _("The roster was changed meanwhile. Look at what will change now."),
        "nothing_to_import": _("Nothing would change."),
        "import_gone": _("This import has been undone already."),
        "nobody_ticked": _("Tick at least one person."),
        "unknown_person": _("There is no such person on this roster."),
        "person_name_empty": _("Write the name."),
        "email_invalid": _("This is not an e-mail address."),
        "id_taken": _("Somebody else on this roster has this ID."),
        "corrected_too_often": _("The name was changed too often. Ask your organiser."),
        "unknown_member": _("This guest has been identified already, or no longer exists."),
        "link_gone": _("This session is not for you any more. Ask your organiser."),
        "host_here": _(
            "This browser is logged in to run the session. Open the link in a private window, or on"
            " a phone."
        ),
        "reason_empty": _("Write why: the reason is kept beside it."),
    }


def refusal_text(refusal: Refused) -> str:
    """Return the refusal's text for the forms of organisers and of people with a link."""
    return words.refusal_text(refusal, _refusals_of_forms())


def field_words() -> dict[str, str]:
    """Return the fields that a column may have, in the order in which they are offered."""
    return {
        "name": _("Full name"),
        "last_name": _("Last name"),
        "first_name": _("First name"),
        "middle_name": _("Patronymic"),
        "rank": _("Rank"),
        "position": pgettext("of a police officer", "Position"),
        "rank_position": _("Rank and position"),
        "unit": pgettext("of a police officer", "Unit"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "contact": _("E-mail or phone"),
        "language": _("Language"),
        "external_id": _("ID (personnel number)"),
    }


def problem_text(problem: Problem) -> str:
    """Return the text that says what is wrong, and what to write instead."""
    about = f"\u2068{problem.about}\u2069"
    problems = {
        "name_missing": _(
            "No name here: %(text)s. Write a name, or leave the row out.", text=about
        ),
        "name_long": _("The name is longer than 80 characters: %(text)s", text=about),
        "letters_lost": _(
            "Letters of the name were lost when the file was saved: %(text)s. Save it as"
            " %(formats)s, or choose another encoding.",
            text=about,
            formats="XLSX / CSV UTF-8",
        ),
        "email_invalid": _(
            "%(text)s is not an e-mail address: write it like %(example)s. It is left empty.",
            text=about,
            example="name@example.org",
        ),
        "language_unknown": _(
            "%(text)s is not one of the languages: write one of %(tags)s. It is left empty.",
            text=about,
            tags=", ".join(LANGUAGES),
        ),
        "same_id": _(
            "Line %(line)s has the same ID and another name. Correct the ID in one of them.",
            line=problem.about,
        ),
        "same_email": _(
            "Line %(line)s has the same e-mail address and another name: two people are made.",
            line=problem.about,
        ),
        "same_name": _(
            "Line %(line)s has the same name in another unit or with another address: two people"
            " are made. If it is one person, delete a line.",
            line=problem.about,
        ),
        "section": _(
            "The title of a part, not a person: %(text)s. It is the unit of the people below it"
            " who have none of their own.",
            text=about,
        ),
        "footer": _("Made or signed by, not a person of the list: %(text)s.", text=about),
        "formula_empty": _(
            "A formula whose value is not in the file: %(text)s. Open the file in a spreadsheet,"
            " save it there, and choose it again.",
            text=about,
        ),
        "merged": _("The same person as in line %(line)s: used once.", line=problem.about),
        "merged_differs": _(
            (
                "The same person as in line %(line)s, with other details: the "
                "details of that line are used."
            ),
            line=problem.about,
        ),
    }
    too_long = _("Too long: %(text)s. It is left empty.", text=about)
    return str(problems.get(problem.code, too_long))
