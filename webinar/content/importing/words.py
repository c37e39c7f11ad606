"""The words of importing: reports on slides, and refusals."""

from __future__ import annotations

import re

from flask_babel import gettext as _
from markupsafe import Markup

from webinar.content.importing.drafts import Outcome
from webinar.content.lessons.problems import Problem
from webinar.content.lessons.sentences import Sentence

_CODE = re.compile("`([^`]+)`")
_AS_CODE = Markup('<code dir="ltr">{}</code>')


def outcome_words() -> dict[Outcome, str]:
    return {
        Outcome.FITTED: _("as it was"),
        Outcome.CHANGED: _("changed"),
        Outcome.DROPPED: _("left out"),
    }


def remark_words() -> dict[str, str]:
    """Return the sentences by `Remark.code`."""
    return {**_file_remarks(), **_question_remarks(), **_slide_remarks()}


def _file_remarks() -> dict[str, str]:
    return {
        "encoding": _(
            "The file is not in Unicode. It was read in the old Cyrillic encoding: check it."
        ),
        "category": _("The category is in the notes of its questions."),
        "settings": _("Settings of the other program: looks, transitions, layouts."),
        "to_write": _("Write the objectives, the licence, the sources and the minutes yourself."),
        "english_words": _("What the import itself adds is in English: translate it."),
        "macros": _("Macros. Nothing in the file was run."),
    }


def _question_remarks() -> dict[str, str]:
    return {
        "choice": _("A question with options."),
        "true_false": _("A question that is answered with true or false."),
        "numeric": _("A question that asks for a number."),
        "description": _("A text without a question became a slide."),
        "essay": _("An essay became a poll with a free text: nobody marks it."),
        "short_answer": _(
            "A short answer became a poll with a free text. What counted as right is in the notes."
        ),
        "joined_lists": _("A question that joins two lists."),
        "matching": _("A matching question became a question for each pair."),
        "several_right": _(
            "Any of several options counted as right. Now all of them are required."
        ),
        "nothing_right": _("No option is right: it became an opinion poll."),
        "long_question": _("The question is too long for a heading: it stands below one."),
        "weights": _("Part marks: here an option is either right or wrong."),
        "other_numbers": _(
            "Further numbers counted as right: the first one with full marks was taken."
        ),
        "braces": _("Braces { } do not match: the question was not understood."),
        "answers": _("The answers of this question were not understood."),
    }


def _slide_remarks() -> dict[str, str]:
    return {
        "slide": _("A slide."),
        "no_title": _("The slide has no title and got one: write a better one."),
        "empty_slide": _("A slide without text."),
        "hidden": _("The slide was hidden. It is shown now: delete it if it should not be."),
        "html": _("HTML and components that have no place here. Their text stays."),
        "click": _("What appeared click by click is shown at once."),
        "slot": _("Columns: what stood side by side is now one below the other."),
        "attributes": _("Attributes: colours, classes, animations."),
        "comment": _("A comment."),
        "other_file": _("Slides out of another file: import that one, too."),
        "background": _("A picture behind the text."),
        "picture": _("A picture that cannot be shown here."),
        "picture_file": _("A picture: put its file beside the module."),
        "picture_size": _("The size of a picture: pictures take the room that there is."),
        "picture_smaller": _("A picture was made smaller, so that it comes through slow links."),
        "far_picture": _("A picture on another server became a link."),
        "no_alt": _("A picture has no description: write one for those who cannot see it."),
        "http": _("A link was not encrypted: it begins with https now. Check that it works."),
        "math": _("Formulas are shown as they were typed."),
        "diagram": _("A diagram in words is shown as it was typed."),
        "code_lines": _("Marked lines and settings of code."),
        "open_code": _("A block of code never ended. It ends with the slide now."),
        "chart": _("A chart: export it as a picture."),
        "object": _("A drawing, a film, a sound or another object."),
        "large_table": _("The end of a table that is too large for a slide."),
        "broken_slide": _("A slide that cannot be read."),
    }


def lint_text(problem: Problem) -> Markup:
    """Return the lint's message as sentences in the language of the page."""
    sentences = (_translated(part) for part in (problem.message, problem.remedy) if part)
    text = " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences)
    # Text to type is read from left to right, even within right-to-left text.
    parts = enumerate(_CODE.split(text))
    return Markup("").join(_AS_CODE.format(part) if at % 2 else part for at, part in parts)


def _translated(message: object) -> str:
    if not isinstance(message, Sentence):
        return str(message)
    values = {name: _translated(value) for name, value in message.values.items()}
    text: str = _(message.template)
    return text % values if values else text


def refusal_words() -> dict[str, str]:
    return {
        "file_missing": _("Choose a file first."),
        "file_type": _(
            "This is neither GIFT (.gift, .txt), nor slides in Markdown (.md, "
            ".html), nor PPTX. Save it as one of them."
        ),
        "file_empty": _("The file is empty."),
        "file_broken": _("The file cannot be read: it is damaged, or not what its name says."),
        "file_too_large": _("The file is too large. Divide it, or make its pictures smaller."),
        "nothing_found": _("The file holds no question and no slide."),
        "too_many_slides": _("These are too many slides for one module. Divide the file."),
        "module_name": _(
            "The name of a module consists of small Latin letters, digits and single hyphens."
        ),
        "no_language": _("Choose the language that the file is written in."),
    }


def refusal_text(code: str) -> str:
    return refusal_words().get(code) or _("Something went wrong. Please try again.")
