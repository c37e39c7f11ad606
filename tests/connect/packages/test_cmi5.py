"""The course structure follows the rules of the specification."""

import pytest

from tests.connect.packages import cmi5_rules
from tests.connect.packages.test_manifests import FILES, subject
from webinar.connect.packages.cmi5 import course_structure


@pytest.mark.parametrize("pass_mark", [None, 0, 7, 70, 100])
def test_course_structure_follows_the_rules(pass_mark):
    assert cmi5_rules.faults(course_structure(subject(pass_mark)), FILES) == []


@pytest.mark.parametrize(
    "right, wrong",
    [
        (b"<url>index.html", b"<url>elsewhere.html"),
        (b"<description>", b"<summary/><description>"),
        (b'moveOn="CompletedAndPassed"', b'moveOn="Both"'),
        (b'masteryScore="0.7"', b'masteryScore="70"'),
        (b'lang="ru"', b'language="ru"'),
        (b"/v1/", b"/v2/"),
        (b"<title>", b"<title>bare"),
    ],
)
def test_rules_detect_planted_faults(right, wrong):
    structure = course_structure(subject())
    assert right in structure

    assert cmi5_rules.faults(structure.replace(right, wrong), FILES)


def test_module_without_quizzes_is_only_completed():
    structure = course_structure(subject(None))

    assert b'moveOn="Completed"' in structure
    assert b"masteryScore" not in structure


def test_ids_are_stable_and_differ_by_language_module_and_server():
    def ids(**changes):
        structure = course_structure(subject(**changes)).decode()
        return tuple(part.split('"')[0] for part in structure.split(' id="')[1:])

    assert ids(title="Another title") == ids()
    others = [ids(), ids(language="kk"), ids(name="opening"), ids(address="https://example.org")]
    assert len({unit_id for pair in others for unit_id in pair}) == 8
