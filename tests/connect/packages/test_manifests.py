"""Manifests satisfy the published schemas, tell platforms what they need, and list every file."""

import xml.etree.ElementTree as ET

import pytest

from tests.connect.packages.schemas import faults
from webinar.connect.packages import scorm12, scorm2004
from webinar.connect.packages.subject import Subject

FILES = ["player.js", "index.html", "pack.js", "pictures/1.png"]
WRITERS = {"scorm12": scorm12.manifest, "scorm2004": scorm2004.manifest}


def subject(pass_mark=70, **changes):
    values = {
        "name": "policing-science",
        "language": "ru",
        "title": "Наука & «полиция» <1>",
        "description": 'Зачем "это"',
        "pass_mark": pass_mark,
    }
    return Subject(**values | changes)


@pytest.mark.parametrize("standard", WRITERS)
@pytest.mark.parametrize("pass_mark", [None, 0, 70, 100])
def test_manifest_satisfies_the_published_schemas(standard, pass_mark):
    manifest = WRITERS[standard](subject(pass_mark), FILES)

    assert faults(standard, manifest) == []


@pytest.mark.parametrize("standard", WRITERS)
@pytest.mark.parametrize(
    "right, wrong",
    [
        (b"<resources>", b"<resources><nothing/>"),
        (b' href="index.html"><file', b' hrf="index.html"><file'),
        (b'"sco"', b'"course"'),
        (b"MODULE-policing", b"1-policing"),
    ],
)
def test_schemas_detect_planted_faults(standard, right, wrong):
    manifest = WRITERS[standard](subject(), FILES)
    assert right in manifest

    assert faults(standard, manifest.replace(right, wrong))


def test_schemas_of_other_namespaces_are_checked_too():
    manifest = scorm2004.manifest(subject(), FILES)
    for right, wrong in (
        (b"imsss:minNormalizedMeasure", b"imsss:minNormalisedMeasure"),
        (b'minProgressMeasure="1.0"', b'minProgressMeasure="2.0"'),
        (b'objectivesGlobalToSystem="false"', b'objectivesGlobalToSystem="no"'),
    ):
        assert right in manifest
        assert faults("scorm2004", manifest.replace(right, wrong))
    old = scorm12.manifest(subject(), FILES)
    assert faults("scorm12", old.replace(b"adlcp:masteryscore", b"adlcp:masterymark"))
    assert faults("scorm12", old.replace(b"imsmd:general", b"imsmd:generally"))


@pytest.mark.parametrize("standard", WRITERS)
def test_every_file_is_listed_and_the_page_is_launched(standard):
    manifest = ET.fromstring(WRITERS[standard](subject(), FILES))

    [resource] = [element for element in manifest.iter() if element.tag.endswith("}resource")]
    assert resource.attrib["href"] == "index.html"
    assert [file.attrib["href"] for file in resource] == sorted(FILES)
    [item] = [element for element in manifest.iter() if element.tag.endswith("}item")]
    assert item.attrib["identifierref"] == resource.attrib["identifier"]


def test_manifest_has_a_pass_mark_only_with_quizzes():
    assert b"<adlcp:masteryscore>70</adlcp:masteryscore>" in scorm12.manifest(subject(), FILES)
    assert b"masteryscore" not in scorm12.manifest(subject(None), FILES)
    assert b">0.7</imsss:minNormalizedMeasure>" in scorm2004.manifest(subject(), FILES)
    assert b"satisfiedByMeasure" not in scorm2004.manifest(subject(None), FILES)


def test_title_of_any_length_fits_into_scorm_12():
    long_subject = subject(title="ж" * 300)

    assert faults("scorm12", scorm12.manifest(long_subject, FILES)) == []
