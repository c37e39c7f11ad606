"""The registry classes every column there is, and none that there is not."""

import pytest

from tools import personal_docs
from webinar.operate.personal.held import Erase, Keep, Kind, held
from webinar.operate.personal.registry import REGISTRY
from webinar.tables import metadata


def stored():
    return {(table.name, column.name) for table in metadata.tables.values() for column in table.c}


def classed(registry):
    return {(table, name) for table, entry in registry.items() for name in entry.columns}


def test_every_column_is_classed():
    missing = sorted(stored() - classed(REGISTRY))

    assert missing == [], "class these in webinar/operate/personal/registry.py"


def test_nothing_is_classed_that_is_not_there():
    assert sorted(classed(REGISTRY) - stored()) == []


def test_a_missing_column_and_one_too_many_are_found():
    people = REGISTRY["people"]
    fewer = {name: one for name, one in people.columns.items() if name != "phone"}
    more = {**people.columns, "shoe_size": people.columns["name"]}

    assert stored() - classed({**REGISTRY, "people": held("", Keep.ROSTER)}) > {("people", "name")}
    assert ("people", "phone") in {("people", name) for name in set(people.columns) - set(fewer)}
    assert {("people", name) for name in more} - stored() == {("people", "shoe_size")}


@pytest.mark.parametrize("table", sorted(REGISTRY))
def test_an_entry_is_whole(table):
    entry = REGISTRY[table]
    marked = {one.erase for one in entry.columns.values()}

    assert entry.purpose and set(entry.of) <= set(entry.columns)
    if entry.of and not entry.deletes_rows:
        assert entry.why, "why are rows of an erased person kept?"
    if entry.deletes_rows:
        assert marked == {Erase.DELETE}


def test_contacts_and_names_of_people_do_not_outlive_them():
    for table, entry in REGISTRY.items():
        for name, one in entry.columns.items():
            if entry.of and one.kind is Kind.CONTACT:
                assert one.erase is not Erase.KEEP, (table, name)


def test_a_column_is_classed_once():
    with pytest.raises(ValueError, match="twice"):
        held("", Keep.ROSTER, identity="name", none="name")


def test_the_table_in_the_documentation_is_that_of_the_registry():
    page = personal_docs.PAGE.read_text("utf-8")

    assert personal_docs.with_table(page) == page, "run python -m tools.personal_docs"
