"""The objects of the features: each is found, and its parts are used where they belong."""

import re
from dataclasses import fields

import pytest

from tools.stamps import ROOT
from webinar import features
from webinar.hooks import Feature, Panel, PlainPart, RoomPlace
from webinar.kit.permissions import Can, Role
from webinar.results.reports.kinds import Kind


class Member:
    def __init__(self, role):
        self.role = role


PARTS = {
    "panel": "console.html",
    "place": "participant.html",
    "plain": "plain.html",
}


@pytest.fixture
def joined(monkeypatch):
    """`joined(Feature(...))`: as if these were all that have an object."""
    return lambda *some: monkeypatch.setattr(features, "every", lambda: some)


def test_each_object_has_the_name_of_its_folder():
    folders = [path.parent.name for path in (ROOT / "webinar").glob("*/*/feature.py")]

    assert sorted(one.name for one in features.every()) == sorted(folders)
    assert [one.name for one in features.every()] == [
        name for one in features.FEATURES if (name := one.rpartition(".")[2]) in folders
    ]


@pytest.mark.parametrize(("part", "template"), PARTS.items())
def test_each_part_of_a_page_has_its_template_and_a_rank_of_its_own(part, template):
    having = [one for one in features.every() if getattr(one, part) is not None]
    ranks = [getattr(one, part).rank for one in having]

    assert [
        one.name
        for one in having
        if not (ROOT / "templates" / features.folder_of(one.name) / template).exists()
    ] == []
    assert having and len(set(ranks)) == len(ranks)


@pytest.mark.parametrize("part", ["place", "plain"])
def test_each_template_of_such_a_part_is_on_the_page(part):
    drawn = {path.parent.name for path in (ROOT / "templates").glob(f"*/*/{PARTS[part]}")}

    assert drawn == {one.name for one in features.every() if getattr(one, part) is not None}


def test_parts_stand_by_their_rank_and_not_by_the_order_of_the_features(joined):
    joined(
        Feature(name="late", place=RoomPlace(rank=20), plain=PlainPart(rank=10)),
        Feature(name="nowhere"),
        Feature(name="soon", place=RoomPlace(rank=10), plain=PlainPart(rank=20)),
    )

    assert [one.name for one in features.room_places()] == ["soon", "late"]
    assert features.plain_parts() == ["late", "soon"]


def test_a_tab_is_for_those_who_may_use_it(joined):
    joined(
        Feature(name="clock", panel=Panel(rank=20, needs=Can.RUN_TIME)),
        Feature(name="questions", panel=Panel(rank=10, needs=Can.MODERATE)),
    )

    assert features.panels(Member(Role.HOST)) == ["questions", "clock"]
    assert features.panels(Member(Role.PARTICIPANT)) == []


def test_a_hook_is_called_of_those_features_that_have_it(joined):
    called = []
    joined(
        Feature(name="first", after_deed=lambda *given: called.append(("first", *given))),
        Feature(name="without"),
        Feature(name="last", after_deed=lambda *given: called.append(("last", *given))),
    )

    features.call(lambda one: one.after_deed, "db", "course", "learner")

    assert called == [(name, "db", "course", "learner") for name in ("first", "last")]


def test_the_first_feature_that_has_an_answer_gives_it(joined):
    joined(
        Feature(name="without"),
        Feature(name="unknown", begin_address=lambda db, code: None),
        Feature(name="study", begin_address=lambda db, code: f"/study/{code}"),
        Feature(name="later", begin_address=lambda db, code: "/later"),
    )

    assert features.first(lambda one: one.begin_address, "db", "AB23CD") == "/study/AB23CD"


def test_without_an_answer_there_is_none(joined):
    joined(Feature(name="unknown", begin_address=lambda db, code: None))

    assert features.first(lambda one: one.begin_address, "db", "AB23CD") is None


def test_what_features_give_to_a_page_is_put_together(joined):
    joined(
        Feature(name="study", person_page=lambda db, person, language: {"courses": [person]}),
        Feature(name="without"),
        Feature(name="certificates", person_page=lambda *given: {"certificates": [given[2]]}),
    )

    assert features.gather(lambda one: one.person_page, "db", "Ada", "ru") == {
        "courses": ["Ada"],
        "certificates": ["ru"],
    }


def test_each_field_is_filled_by_some_feature_and_read_by_the_server():
    """Planted faults: a feature that lost its only hook; a field that nothing asks for."""
    texts = [
        path.read_text("utf-8")
        for path in (ROOT / "webinar").rglob("*.py")
        if path.name not in ("feature.py", "hooks.py")
    ]
    names = [field.name for field in fields(Feature)]

    assert [name for name in names if not any(getattr(one, name) for one in features.every())] == []
    for name in names:
        assert any(re.search(rf"\b(one|feature)\.{name}\b", text) for text in texts), name


def test_each_table_among_the_exports_is_that_of_one_feature():
    kinds = [export.kind for one in features.every() for export in one.exports]

    assert sorted(kinds) == sorted(Kind)


def test_the_page_of_a_person_has_their_courses_and_their_certificates():
    """Two features fill this hook, so the test of the fields would not miss one of them."""
    assert [one.name for one in features.every() if one.person_page] == ["study", "certificates"]
