"""The list of a roster's people is searched, filtered and ordered; many are taken off at once."""

import re

from tests.room.cohorts.making import roster
from webinar.room.cohorts.models import Person
from webinar.room.cohorts.roster_list import PAGE, Wish, page_with, people_found


def person(number, name, **fields):
    texts = dict.fromkeys(("rank", "position", "unit", "email", "phone", "external_id"), "")
    return Person(id=number, number=number, name=name, **(texts | {"language": ""} | fields))


PEOPLE = [
    person(1, "Ёлкина Вера", unit="Отдел 2", email="vera@police.example", language="ru"),
    person(2, "Әлиев Дамир", phone="+77011234567", language="kk"),
    person(3, "Бек Нур", unit="Отдел 1", position="Инспектор"),
]


def names(corrected=(), **wish):
    return [row.name.split()[0] for row in people_found(PEOPLE, Wish(**wish), corrected).rows]


def test_search_finds_every_field_in_any_case():
    assert names(search="ёлк") == names(search="елк") == ["Ёлкина"]
    assert names(search="ӘЛИ") == ["Әлиев"]
    assert names(search="отдел") == ["Ёлкина", "Бек"]
    assert names(search="VERA@") == ["Ёлкина"]
    assert names(search="+7 701 123") == ["Әлиев"]
    assert names(search="никто") == []


def test_phone_search_does_not_find_people_without_a_phone():
    assert names(search="7") == ["Әлиев"]


def test_filters_find_people_who_lack_something_or_read_a_language():
    assert names(only="no_address") == ["Әлиев", "Бек"]
    assert names(only="no_language") == ["Бек"]
    assert names(only="kk") == ["Әлиев"]
    assert names(only="corrected", corrected={3}) == ["Бек"]


def test_orders_follow_the_kazakh_and_russian_alphabets_and_put_empty_units_last():
    assert names() == ["Ёлкина", "Әлиев", "Бек"]
    assert names(order="name") == ["Әлиев", "Бек", "Ёлкина"]
    assert names(order="unit") == ["Бек", "Ёлкина", "Әлиев"]


def test_pages_end_with_the_last_one():
    people = [person(number, f"N {number}") for number in range(1, PAGE + 3)]

    part = people_found(people, Wish(page=9), ())

    assert (part.page, part.pages, part.found) == (2, 2, PAGE + 2)
    assert [row.number for row in part.rows] == [PAGE + 1, PAGE + 2]
    assert (page_with(people, PAGE), page_with(people, PAGE + 1)) == (1, 2)


def test_ticked_people_are_taken_off_and_brought_back_with_undo(db, organiser, cohort):
    address = f"/desk/cohorts/{cohort.id}"
    organiser.get(address)

    page = organiser.post(f"{address}/people", act="take_off", person=["1", "2"]).text
    page = organiser.get(address).text

    assert roster(db, cohort) == []
    assert "2 people taken off the roster." in page
    undone = re.findall(r'name="person" value="(\d+)"', page)
    assert undone == ["1", "2"]
    organiser.post(f"{address}/people", act="bring_back", person=undone)
    assert [number for number, _ in roster(db, cohort)] == [1, 2]


def test_taking_off_goes_back_to_the_part_of_the_list_and_refuses_nobody(db, organiser, cohort):
    address = f"/desk/cohorts/{cohort.id}"
    organiser.get(address)

    refused = organiser.post(f"{address}/people?order=name", act="take_off")
    unknown = organiser.post(f"{address}/people", act="take_off", person=["1", "99"])
    done = organiser.post(f"{address}/people?order=name", act="take_off", all="true", shown="2")

    assert refused.status_code == 422
    assert "Tick at least one person." in refused.text
    assert unknown.status_code in (404, 422)
    assert done.location.endswith(f"{address}?order=name")
    assert [number for number, _ in roster(db, cohort)] == [1]


def test_old_bookmark_shows_the_whole_list(organiser, cohort):
    page = organiser.get(f"/desk/cohorts/{cohort.id}?only=xx&order=zz&page=-1").text

    assert page.count('id="person-') == 2
