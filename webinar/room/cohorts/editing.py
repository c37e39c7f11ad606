"""Actions that edit one person of a roster, and the spelling of names. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.text import one_line
from webinar.people.accounts.actions import EMAIL, normal_email
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.cohorts import queries, values
from webinar.room.cohorts.actions import locked, next_number
from webinar.room.cohorts.entries import LENGTHS
from webinar.room.cohorts.models import Cohort, NameChange, Person

# The limit for corrections by a person's own link, which nobody needs to reach.
CORRECTIONS = 20


def add_person(db: Session, user: User, cohort_id: int, typed: Mapping[str, str]) -> Person:
    """Add a person. Refuses as `change_person` does."""
    cohort = locked(db, cohort_id)
    checked = _checked_values(db, cohort, typed)
    person = Person(
        cohort_id=cohort.id, number=next_number(db, cohort), added_at=clock.now(), **checked
    )
    db.add(person)
    db.flush()
    note(db, "person.added", user.id, cohort_id=cohort.id, person=person.id)
    return person


def change_person(
    db: Session, user: User, cohort_id: int, number: int, typed: Mapping[str, str]
) -> Person:
    """Change a person's values.

    Refused: `unknown_person`, `person_name_empty`, `email_invalid`, `id_taken`.
    """
    cohort, person = _locked_person(db, cohort_id, number)
    checked = _checked_values(db, cohort, typed, person)
    if checked["name"] != person.name:
        _spell(db, person, checked["name"], user)
    changed = [name for name in LENGTHS if checked[name] != getattr(person, name)]
    for name, value in checked.items():
        setattr(person, name, value)
    note(db, "person.changed", user.id, cohort_id=cohort.id, person=person.id, fields=changed)
    return person


def take_off(db: Session, user: User, cohort_id: int, number: int) -> None:
    """Take a person off the roster; past sessions keep the person. Refused: `unknown_person`."""
    cohort, person = _locked_person(db, cohort_id, number)
    if person.removed_at is None:
        person.removed_at = clock.now()
        note(db, "person.taken_off", user.id, cohort_id=cohort.id, person=person.id)


def bring_back(db: Session, user: User, cohort_id: int, number: int) -> None:
    """Put a person back on the roster. Refused: `unknown_person`."""
    cohort, person = _locked_person(db, cohort_id, number)
    if person.removed_at is not None:
        person.removed_at = None
        note(db, "person.brought_back", user.id, cohort_id=cohort.id, person=person.id)


def take_people_off(db: Session, user: User, cohort_id: int, numbers: Collection[int]) -> list[int]:
    """Take these people off, all or none; return the numbers of those who were on the roster.

    Refused: `nobody_ticked`, `unknown_person`.
    """
    changed = [person for person in _locked_people(db, cohort_id, numbers) if not person.removed_at]
    for person in changed:
        take_off(db, user, cohort_id, person.number)
    return [person.number for person in changed]


def bring_people_back(
    db: Session, user: User, cohort_id: int, numbers: Collection[int]
) -> list[int]:
    """Undo `take_people_off`; return the numbers of those who were off the roster."""
    changed = [person for person in _locked_people(db, cohort_id, numbers) if person.removed_at]
    for person in changed:
        bring_back(db, user, cohort_id, person.number)
    return [person.number for person in changed]


def correct_own_name(db: Session, person_id: int, typed: str) -> Person:
    """Correct a person's name, as typed on the page of the person's own link.

    Refused: `name_empty`, `unknown_person`, `corrected_too_often`.
    """
    person: Person | None = db.get(Person, person_id)
    if person is None or person.removed_at is not None:
        raise Refused("unknown_person")
    name = one_line(typed, LENGTHS["name"], "name_empty")
    if name == person.name:
        return person
    own_corrections = select(NameChange).filter_by(person_id=person.id, by_user_id=None)
    if len(db.scalars(own_corrections).all()) >= CORRECTIONS:
        raise Refused("corrected_too_often")
    _spell(db, person, name, None)
    note(db, "person.renamed", None, cohort_id=person.cohort_id, person=person.id)
    return person


def put_name_back(db: Session, user: User, cohort_id: int, number: int, change_id: int) -> None:
    """Restore the spelling from before this change. Refused: `unknown_person`."""
    cohort, person = _locked_person(db, cohort_id, number)
    change = db.scalar(select(NameChange).filter_by(id=change_id, person_id=person.id))
    if change is None:
        raise Refused("unknown_person")
    if change.was != person.name:
        _spell(db, person, change.was, user)
        note(db, "person.renamed", user.id, cohort_id=cohort.id, person=person.id)


def _spell(db: Session, person: Person, name: str, user: User | None) -> None:
    db.add(
        NameChange(
            person_id=person.id,
            was=person.name,
            name=name,
            by_user_id=None if user is None else user.id,
            changed_at=clock.now(),
        )
    )
    person.name = name


def _locked_person(db: Session, cohort_id: int, number: int) -> tuple[Cohort, Person]:
    cohort = locked(db, cohort_id)
    person = queries.find_person(db, cohort, number)
    if person is None:
        raise Refused("unknown_person")
    return cohort, person


def _locked_people(db: Session, cohort_id: int, numbers: Collection[int]) -> list[Person]:
    """Return the people in the order of their numbers."""
    if not numbers:
        raise Refused("nobody_ticked")
    cohort = locked(db, cohort_id)
    query = select(Person).where(Person.cohort_id == cohort.id, Person.number.in_(numbers))
    people = list(db.scalars(query.order_by(Person.number)))
    if len(people) != len(numbers):
        raise Refused("unknown_person")
    return people


def _checked_values(
    db: Session, cohort: Cohort, typed: Mapping[str, str], person: Person | None = None
) -> dict[str, str]:
    checked = {"name": one_line(typed.get("name", ""), LENGTHS["name"], "person_name_empty")}
    for field in ("rank", "position", "unit", "phone", "external_id"):
        checked[field] = _optional(typed.get(field, ""), LENGTHS[field])
    checked["phone"] = values.phone_of(checked["phone"])
    checked["email"] = normal_email(typed.get("email", ""))
    if checked["email"] and not EMAIL.fullmatch(checked["email"]):
        raise Refused("email_invalid")
    language = typed.get("language", "")
    checked["language"] = language if language in LANGUAGES else ""
    if checked["external_id"]:
        same_id = select(Person.id).filter_by(
            cohort_id=cohort.id, external_id=checked["external_id"], removed_at=None
        )
        if set(db.scalars(same_id)) - {None if person is None else person.id}:
            raise Refused("id_taken")
    return checked


def _optional(typed: str, longest: int) -> str:
    try:
        return one_line(typed, longest, "text_empty")
    except Refused:
        return ""
