"""The registry classifies every existing column, and no others."""

import pytest

from tools import personal_docs
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.registry_terms import Erase, Keep, Kind, table_entry
from webinar.tables import metadata


def existing_columns():
    return {(table.name, column.name) for table in metadata.tables.values() for column in table.c}


def classified_columns(registry):
    return {(table, name) for table, entry in registry.items() for name in entry.columns}


def test_every_column_is_classified():
    missing = sorted(existing_columns() - classified_columns(REGISTRY))

    assert missing == [], "classify these in webinar/operate/personal/registry.py"


def test_no_nonexistent_column_is_classified():
    assert sorted(classified_columns(REGISTRY) - existing_columns()) == []


def test_missing_and_surplus_columns_are_found():
    people = REGISTRY["people"]
    fewer = {name: column for name, column in people.columns.items() if name != "phone"}
    more = {**people.columns, "shoe_size": people.columns["name"]}

    assert existing_columns() - classified_columns(
        {**REGISTRY, "people": table_entry("", Keep.ROSTER)}
    ) > {("people", "name")}
    assert ("people", "phone") in {("people", name) for name in set(people.columns) - set(fewer)}
    assert {("people", name) for name in more} - existing_columns() == {("people", "shoe_size")}


@pytest.mark.parametrize("table", sorted(REGISTRY))
def test_registry_entry_is_complete(table):
    entry = REGISTRY[table]
    effects = {column.erase for column in entry.columns.values()}

    assert entry.purpose and set(entry.of) <= set(entry.columns)
    if entry.of and not entry.deletes_rows:
        assert entry.why, "why are rows of an erased person kept?"
    if entry.deletes_rows:
        assert effects == {Erase.DELETE}


def test_contacts_and_names_of_people_do_not_outlive_them():
    for table, entry in REGISTRY.items():
        for name, column in entry.columns.items():
            if entry.of and column.kind is Kind.CONTACT:
                assert column.erase is not Erase.KEEP, (table, name)


def test_column_is_classified_only_once():
    with pytest.raises(ValueError, match="twice"):
        table_entry("", Keep.ROSTER, identity="name", none="name")


def test_documented_table_matches_the_registry():
    page = personal_docs.PAGE.read_text("utf-8")

    assert personal_docs.with_table(page) == page, "run python -m tools.personal_docs"
