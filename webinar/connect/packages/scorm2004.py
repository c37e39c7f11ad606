"""The manifest of SCORM 2004 4th edition (ADL, Content Aggregation Model 1.1, August 2009).

One organisation, one SCO. A module is completed once read to its end (`completionThreshold`),
and passed once its score reaches the mark (its primary objective). The package has no schemas.
"""

from __future__ import annotations

from collections.abc import Iterable

from webinar.connect.packages.imscp import resources
from webinar.connect.packages.markup import document, element, text
from webinar.connect.packages.subject import Subject

NAME = "imsmanifest.xml"
_SPACES = {
    "xmlns": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "xmlns:adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
    "xmlns:imsss": "http://www.imsglobal.org/xsd/imsss",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": (
        "http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd "
        "http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd "
        "http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd "
        "http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd"
    ),
}


def manifest(subject: Subject, files: Iterable[str]) -> bytes:
    """Return the manifest; `files` are all files of the package, with `LAUNCH` among them."""
    name = f"{subject.name}.{subject.language}"
    return document(
        element(
            "manifest",
            {"identifier": f"MODULE-{name}", "version": "1.0", **_SPACES},
            element(
                "metadata",
                None,
                element("schema", None, text("ADL SCORM")),
                element("schemaversion", None, text("2004 4th Edition")),
            ),
            element("organizations", {"default": f"ORG-{name}"}, _organization(subject, name)),
            resources(name, files, type_of_sco="adlcp:scormType"),
        )
    )


def _organization(subject: Subject, name: str) -> str:
    title = element("title", None, text(subject.title))
    item = element(
        "item",
        {"identifier": f"ITEM-{name}", "identifierref": f"SCO-{name}"},
        title,
        element(
            "adlcp:completionThreshold",
            {"completedByMeasure": "true", "minProgressMeasure": "1.0"},
        ),
        _sequencing(subject.pass_mark),
    )
    return element(
        "organization",
        {"identifier": f"ORG-{name}", "adlseq:objectivesGlobalToSystem": "false"},
        title,
        item,
        element(
            "imsss:sequencing",
            None,
            element("imsss:controlMode", {"choice": "true", "flow": "true"}),
        ),
    )


def _sequencing(pass_mark: int | None) -> str:
    """Return the sequencing: the SCO's own report counts, and the platform adds nothing to it."""
    attributes, inside = {"objectiveID": "PRIMARY"}, []
    if pass_mark is not None:
        attributes["satisfiedByMeasure"] = "true"
        measure = text(f"{pass_mark / 100:g}")
        inside = [element("imsss:minNormalizedMeasure", None, measure)]
    return element(
        "imsss:sequencing",
        None,
        element("imsss:objectives", None, element("imsss:primaryObjective", attributes, *inside)),
        element(
            "imsss:deliveryControls",
            {"completionSetByContent": "true", "objectiveSetByContent": "true"},
        ),
    )
