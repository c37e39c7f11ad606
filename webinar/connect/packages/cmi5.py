"""The course structure of cmi5 (ADL, Quartz, 2016, sections 13 and 14): one assignable unit."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from webinar.connect.packages.markup import document, element, text
from webinar.connect.packages.subject import LAUNCH, Subject

NAME = "cmi5.xml"
_SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
_LESSON = "http://adlnet.gov/expapi/activities/lesson"


def course_structure(subject: Subject) -> bytes:
    """Return the structure.

    Its ids outlast changes of the module, since platforms keep records by id.
    """
    unit = {
        "id": _id(subject, "unit"),
        "moveOn": "Completed" if subject.pass_mark is None else "CompletedAndPassed",
        "launchMethod": "AnyWindow",
        "activityType": _LESSON,
    }
    if subject.pass_mark is not None:
        unit["masteryScore"] = f"{subject.pass_mark / 100:g}"
    words = (
        element("title", None, _langstring(subject, subject.title)),
        element("description", None, _langstring(subject, subject.description)),
    )
    return document(
        element(
            "courseStructure",
            {"xmlns": _SPACE},
            element("course", {"id": _id(subject, "course")}, *words),
            element("au", unit, *words, element("url", None, text(LAUNCH))),
        )
    )


def _id(subject: Subject, kind: str) -> str:
    name = "/".join((subject.address, subject.name, subject.language, kind))
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _langstring(subject: Subject, content: str) -> str:
    return element("langstring", {"lang": subject.language}, text(content))
