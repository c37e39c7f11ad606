"""Several people corrected at once: who they are, all or none, undone, and refused."""

import re

import pytest

from tests.results.registers.visiting import audited, of_attendance
from webinar.results.attendance.models import Correction

HALL = {"status": "present", "reason": "Sat in the hall"}


def keys_of(scene, *places):
    return [f"p{scene.people[place].id}" for place in places]


def standings(visitor):
    """Return each person's status in words, by name, as the page shows them."""
    page = visitor.get(visitor.home).text
    return dict(
        re.findall(r'scope="row"><a [^>]+><bdi>([^<]+)</bdi>.*?is-\w+">([^<]+)</b>', page, re.S)
    )


def corrected(db):
    with db.read() as session:
        return session.query(Correction).count()


def test_those_who_are_ticked_are_corrected_alike_and_nobody_else(db, scene, organiser):
    before = standings(organiser)

    answer = organiser.post(f"{organiser.home}/people", person=keys_of(scene, 1, 2), **HALL)

    assert (answer.status_code, answer.location) == (303, f"{organiser.home}#people")
    assert standings(organiser) == {**before, "Bo": "Present", "Cai": "Present"}
    assert audited(db) == ["attendance.corrected"] * 2
    with db.read() as session:
        was = sorted(entry.detail["was"]["status"] for entry in of_attendance(session))
    assert was == ["absent", "partly"]


def test_page_says_how_many_and_undoes_them_at_once(db, scene, organiser):
    before = standings(organiser)
    organiser.post(f"{organiser.home}/people", person=keys_of(scene, 1, 2), **HALL)

    page = organiser.get(organiser.home).text
    [undo] = re.findall(r'<form class="attendance-undo".*?</form>', page, re.S)
    assert "2 people corrected." in page
    assert re.findall(r'name="person" value="([^"]+)"', undo) == keys_of(scene, 1, 2)
    [reason] = re.findall(r'name="reason" value="([^"]+)"', undo)
    organiser.post(
        f"{organiser.home}/people", person=keys_of(scene, 1, 2), take_back="true", reason=reason
    )

    page = organiser.get(organiser.home).text
    assert "2 corrections taken back." in page and "attendance-undo" not in page
    assert standings(organiser) == before


def test_undo_is_not_offered_where_it_would_lose_an_earlier_correction(scene, organiser):
    [cai] = keys_of(scene, 2)
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/people/{cai}", minutes="20", reason="By phone")
    organiser.get(organiser.home)

    organiser.post(f"{organiser.home}/people", person=keys_of(scene, 1, 2), **HALL)

    page = organiser.get(organiser.home).text
    assert "2 people corrected." in page and "attendance-undo" not in page


def test_all_on_the_page_are_those_whom_it_showed(scene, organiser):
    before = standings(organiser)

    organiser.post(
        f"{organiser.home}/people?status=absent&sort=name",
        all="true",
        shown=keys_of(scene, 2),
        person=keys_of(scene, 1),
        **HALL,
    )

    assert standings(organiser) == {**before, "Cai": "Present"}


def test_page_returns_to_the_same_part_of_the_register(scene, organiser):
    organiser.get(organiser.home)

    answer = organiser.post(
        f"{organiser.home}/people?unit=Unit+7&sort=name&page=2&status=x",
        person=keys_of(scene, 2),
        **HALL,
    )

    assert answer.location == f"{organiser.home}?unit=Unit+7&sort=name&page=2#people"


def test_only_those_with_a_correction_are_taken_back(db, scene, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/people", person=keys_of(scene, 2), **HALL)

    organiser.post(
        f"{organiser.home}/people",
        person=keys_of(scene, 0, 1, 2),
        take_back="true",
        reason="Wrong hall",
    )

    assert audited(db) == ["attendance.corrected", "attendance.taken_back"]


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({**HALL}, "Tick the people"),
        ({**HALL, "all": "true"}, "Tick the people"),
        ({**HALL, "reason": " "}, "Write the reason"),
        ({"reason": "Hall"}, "Choose a status or write minutes"),
        ({"status": "absent", "minutes": "5", "reason": "Hall"}, "has no minutes"),
        ({"take_back": "true", "reason": "Hall"}, "There is no correction"),
        ({**HALL, "person": ["p999", "m77"]}, "no longer on the list"),
        ({**HALL, "person": ["", "\0"]}, "no longer on the list"),
    ],
)
def test_wrong_form_changes_nobody_and_keeps_what_was_typed(db, scene, organiser, form, problem):
    chosen = [] if "Tick" in problem else keys_of(scene, 1, 2)
    organiser.get(organiser.home)

    answer = organiser.post(f"{organiser.home}/people", **{"person": chosen, **form})

    assert answer.status_code == 422
    assert problem in answer.text
    assert corrected(db) == 0 and audited(db) == []
    if form.get("person", chosen) == chosen:
        ticked = re.findall(r'name="person" value="([^"]+)" checked', answer.text)
        assert ticked == chosen
        assert f'name="reason" maxlength="300" required value="{form["reason"]}"' in answer.text


def test_one_refusal_among_many_corrects_nobody(db, scene, organiser):
    organiser.get(organiser.home)

    answer = organiser.post(
        f"{organiser.home}/people", person=[*keys_of(scene, 1, 2), "m77"], **HALL
    )

    assert (answer.status_code, corrected(db)) == (422, 0)


def test_a_person_who_is_ticked_twice_is_corrected_once(db, scene, organiser):
    organiser.get(organiser.home)

    organiser.post(f"{organiser.home}/people", person=keys_of(scene, 2, 2), **HALL)

    assert corrected(db) == 1
