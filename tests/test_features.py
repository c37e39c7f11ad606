"""Feature objects are found, and their parts are used where they belong."""

import re
from dataclasses import fields

import pytest

from tools.stamps import ROOT
from webinar import features
from webinar.hooks import Feature
from webinar.kit.permissions import Can, Role
from webinar.page_places import Panel, PlainPart, RoomPlace
from webinar.results.reports.kinds import Kind


class Member:
    def __init__(self, role):
        self.role = role


# The template of each part that the server draws.
TEMPLATES = {
    "place": "participant.html",
    "plain": "plain.html",
}


@pytest.fixture
def use_features(monkeypatch):
    """`use_features(Feature(...))` makes these the only features."""
    return lambda *only: monkeypatch.setattr(features, "every", lambda: only)


def test_every_feature_is_named_after_its_folder():
    folders = [path.parent.name for path in (ROOT / "webinar").glob("*/*/feature.py")]

    assert sorted(feature.name for feature in features.every()) == sorted(folders)
    assert [feature.name for feature in features.every()] == [
        name for path in features.FEATURES if (name := path.rpartition(".")[2]) in folders
    ]


@pytest.mark.parametrize("part", ["panel", *TEMPLATES])
def test_every_page_part_has_its_own_rank(part):
    ranks = [
        ranked.rank
        for feature in features.every()
        if (ranked := getattr(feature, part)) is not None
    ]

    assert ranks and len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(("part", "template"), TEMPLATES.items())
def test_parts_and_their_templates_match(part, template):
    drawn = {path.parent.name for path in (ROOT / "templates").glob(f"*/*/{template}")}

    assert drawn == {
        feature.name for feature in features.every() if getattr(feature, part) is not None
    }


def test_parts_are_ordered_by_rank_rather_than_feature_order(use_features):
    use_features(
        Feature(name="late", place=RoomPlace(rank=20), plain=PlainPart(rank=10)),
        Feature(name="nowhere"),
        Feature(name="soon", place=RoomPlace(rank=10), plain=PlainPart(rank=20)),
    )

    assert [place.name for place in features.room_places()] == ["soon", "late"]
    assert features.plain_parts() == ["late", "soon"]


def test_tab_is_shown_only_to_members_who_may_use_it(use_features):
    use_features(
        Feature(name="clock", panel=Panel(rank=20, title="Clock", needs=Can.RUN_TIME)),
        Feature(name="questions", panel=Panel(rank=10, title="Questions", needs=Can.MODERATE)),
    )

    assert features.panels(Member(Role.HOST)) == {"questions": "Questions", "clock": "Clock"}
    assert features.panels(Member(Role.PARTICIPANT)) == {}


def test_hook_is_called_only_on_features_that_have_it(use_features):
    calls = []
    use_features(
        Feature(name="first", after_deed=lambda *arguments: calls.append(("first", *arguments))),
        Feature(name="without"),
        Feature(name="last", after_deed=lambda *arguments: calls.append(("last", *arguments))),
    )

    features.call(lambda feature: feature.after_deed, "db", "course", "learner")

    assert calls == [(name, "db", "course", "learner") for name in ("first", "last")]


def test_first_feature_with_an_answer_gives_it(use_features):
    use_features(
        Feature(name="without"),
        Feature(name="unknown", begin_address=lambda db, code: None),
        Feature(name="study", begin_address=lambda db, code: f"/study/{code}"),
        Feature(name="later", begin_address=lambda db, code: "/later"),
    )

    assert features.first(lambda feature: feature.begin_address, "db", "AB23CD") == "/study/AB23CD"


def test_first_is_none_without_an_answering_feature(use_features):
    use_features(Feature(name="unknown", begin_address=lambda db, code: None))

    assert features.first(lambda feature: feature.begin_address, "db", "AB23CD") is None


def test_page_data_of_features_is_merged(use_features):
    use_features(
        Feature(name="study", person_page=lambda db, person, language: {"courses": [person]}),
        Feature(name="without"),
        Feature(
            name="certificates", person_page=lambda *arguments: {"certificates": [arguments[2]]}
        ),
    )

    assert features.gather(lambda feature: feature.person_page, "db", "Ada", "ru") == {
        "courses": ["Ada"],
        "certificates": ["ru"],
    }


def test_every_field_is_filled_by_a_feature_and_read_by_the_server():
    """Planted faults: a feature that lost its only hook; a field that nothing reads."""
    texts = [
        path.read_text("utf-8")
        for path in (ROOT / "webinar").rglob("*.py")
        if path.name not in ("feature.py", "hooks.py")
    ]
    names = [field.name for field in fields(Feature)]

    assert [
        name for name in names if not any(getattr(feature, name) for feature in features.every())
    ] == []
    for name in names:
        assert any(re.search(rf"\b(one|feature)\.{name}\b", text) for text in texts), name


def test_every_exported_table_belongs_to_exactly_one_feature():
    kinds = [export.kind for feature in features.every() for export in feature.exports]

    assert sorted(kinds) == sorted(Kind)


def test_persons_page_lists_their_courses_and_certificates():
    """Two features fill this hook, so the test of the fields would not miss one of them."""
    assert [feature.name for feature in features.every() if feature.person_page] == [
        "study",
        "certificates",
    ]
