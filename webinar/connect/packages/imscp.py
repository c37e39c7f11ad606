"""The common part of both SCORM manifests (IMS Content Packaging): the one SCO and its files."""

from __future__ import annotations

from collections.abc import Iterable

from webinar.connect.packages.markup import element
from webinar.connect.packages.subject import LAUNCH


def resources(name: str, files: Iterable[str], *, type_of_sco: str) -> str:
    """Return the resources. `type_of_sco` is an attribute that SCORM versions spell differently."""
    return element(
        "resources",
        None,
        element(
            "resource",
            {
                "identifier": f"SCO-{name}",
                "type": "webcontent",
                type_of_sco: "sco",
                "href": LAUNCH,
            },
            *(element("file", {"href": file}) for file in sorted(files)),
        ),
    )
