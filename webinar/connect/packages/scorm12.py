"""The manifest of SCORM 1.2 (ADL, Content Aggregation Model, October 2001).

It has one organisation and one SCO. The package holds no schemas: platforms have their own, and the
manifest gives their addresses.
"""

from __future__ import annotations

from collections.abc import Iterable

from webinar.connect.packages.imscp import resources
from webinar.connect.packages.markup import document, element, text
from webinar.connect.packages.subject import Subject

NAME = "imsmanifest.xml"
_SPACES = {
    "xmlns": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "xmlns:imsmd": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": (
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd "
        "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1 imsmd_rootv1p2p1.xsd "
        "http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd"
    ),
}
# In characters.
LONGEST_TITLE = 200


def manifest(subject: Subject, files: Iterable[str]) -> bytes:
    """Return the manifest; `files` are all files of the package, with `LAUNCH` among them."""
    name = f"{subject.name}.{subject.language}"
    title = element("title", None, text(subject.title[:LONGEST_TITLE]))
    mastery = []
    if subject.pass_mark is not None:
        mastery = [element("adlcp:masteryscore", None, text(str(subject.pass_mark)))]
    item = element(
        "item",
        {"identifier": f"ITEM-{name}", "identifierref": f"SCO-{name}", "isvisible": "true"},
        title,
        *mastery,
    )
    return document(
        element(
            "manifest",
            {"identifier": f"MODULE-{name}", "version": "1.2", **_SPACES},
            _metadata(subject),
            element(
                "organizations",
                {"default": f"ORG-{name}"},
                element("organization", {"identifier": f"ORG-{name}"}, title, item),
            ),
            resources(name, files, type_of_sco="adlcp:scormtype"),
        )
    )


def _metadata(subject: Subject) -> str:
    return element(
        "metadata",
        None,
        element("schema", None, text("ADL SCORM")),
        element("schemaversion", None, text("1.2")),
        element(
            "imsmd:lom",
            None,
            element(
                "imsmd:general",
                None,
                element("imsmd:title", None, _langstring(subject, subject.title)),
                element("imsmd:language", None, text(subject.language)),
                element("imsmd:description", None, _langstring(subject, subject.description)),
            ),
        ),
    )


def _langstring(subject: Subject, content: str) -> str:
    return element("imsmd:langstring", {"xml:lang": subject.language}, text(content))
