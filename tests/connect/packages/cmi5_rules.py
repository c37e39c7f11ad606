"""The rules of the cmi5 specification (ADL, Quartz, 2016; 13 and 14) for a course structure.

No installable package holds the published schema, so its rules are written down here: elements,
their order and number, and attributes with their allowed values.
"""

import re
import xml.etree.ElementTree as ET

SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
# Per element: its children as (name, least, most) in order, and its attributes.
CHILDREN = {
    "courseStructure": [("course", 1, 1), ("objectives", 0, 1), ("au", 1, 1)],
    "course": [("title", 1, 1), ("description", 1, 1)],
    "au": [
        ("title", 1, 1),
        ("description", 1, 1),
        ("objectives", 0, 1),
        ("url", 1, 1),
        ("launchParameters", 0, 1),
        ("entitlementKey", 0, 1),
    ],
    "title": [("langstring", 1, 99)],
    "description": [("langstring", 1, 99)],
    "langstring": [],
    "url": [],
}
IRI = r"[a-z][a-z0-9+.-]*:\S+"
ATTRIBUTES = {
    "course": {"id": IRI},
    "au": {
        "id": IRI,
        "moveOn": "NotApplicable|Passed|Completed|CompletedAndPassed|CompletedOrPassed",
        "masteryScore": r"0|1|1\.0|0\.\d{1,4}",
        "launchMethod": "AnyWindow|OwnWindow",
        "activityType": IRI,
    },
    "langstring": {"lang": "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"},
}
REQUIRED = {"course": {"id"}, "au": {"id"}}


def faults(structure, files):
    """The faults in a course structure; `files` are those of the package."""
    root = ET.fromstring(structure)
    problems = [] if root.tag == f"{{{SPACE}}}courseStructure" else [f"root {root.tag}"]
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{SPACE}}}")
        if name not in CHILDREN:
            problems.append(f"unknown element {element.tag}")
            continue
        problems += _children(element, name) + _attributes(element, name)
    ids = [element.attrib.get("id") for element in root.iter() if "id" in element.attrib]
    if len(ids) != len(set(ids)):
        problems.append("an id is there twice")
    for url in root.iter(f"{{{SPACE}}}url"):
        if url.text not in files:
            problems.append(f"{url.text} is not in the package")
    return problems


def _children(element, name):
    names = [child.tag.removeprefix(f"{{{SPACE}}}") for child in element]
    pattern = "".join(f"(?:{child},){{{least},{most}}}" for child, least, most in CHILDREN[name])
    if not re.fullmatch(pattern, "".join(f"{child}," for child in names)):
        return [f"{name} has {names}"]
    has_text = bool((element.text or "").strip())
    return [] if has_text is not bool(CHILDREN[name]) else [f"text in {name}: {element.text!r}"]


def _attributes(element, name):
    allowed = ATTRIBUTES.get(name, {})
    missing = REQUIRED.get(name, set()) - element.attrib.keys()
    wrong = [
        f"{name}/@{key}={value}"
        for key, value in element.attrib.items()
        if not re.fullmatch(allowed.get(key, r"(?!)"), value)
    ]
    return wrong + [f"{name} without {key}" for key in missing]
