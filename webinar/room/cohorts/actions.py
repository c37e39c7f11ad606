"""Actions that make rosters, import into them, and undo imports. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.people.accounts.models import User
from webinar.people.audit.actions import note
from webinar.room.cohorts import queries
from webinar.room.cohorts.changes import Changes, compare
from webinar.room.cohorts.entries import LENGTHS
from webinar.room.cohorts.mapping import Choices, Read
from webinar.room.cohorts.models import Cohort, Person, RosterDraft, RosterImport

COHORT_NAME_LENGTH = 120
FILE_NAME_LENGTH = 120
DRAFTS_LAST = timedelta(days=1)


def create_cohort(db: Session, user: User, name: str) -> Cohort:
    """Make an empty roster for this user. Refused: `cohort_name_empty`."""
    cohort = Cohort(owner_id=user.id, name=cohort_name(name), created_at=clock.now())
    db.add(cohort)
    db.flush()
    note(db, "cohort.created", user.id, cohort_id=cohort.id)
    return cohort


def rename_cohort(db: Session, user: User, cohort: Cohort, name: str) -> None:
    """Give the roster another name. Refused: `cohort_name_empty`."""
    cohort.name = cohort_name(name)
    note(db, "cohort.renamed", user.id, cohort_id=cohort.id)


def cohort_name(typed: str) -> str:
    """Return the typed name as it is stored. Refused: `cohort_name_empty`."""
    return one_line(typed, COHORT_NAME_LENGTH, "cohort_name_empty")


def keep_draft(
    db: Session, user: User, cohort: Cohort, file_name: str, content: bytes, choices: Choices
) -> RosterDraft:
    """Store a file until it is imported; delete the user's earlier draft in this cohort."""
    db.execute(delete(RosterDraft).filter_by(cohort_id=cohort.id, by_user_id=user.id))
    short_name = file_name.replace("\\", "/").rpartition("/")[2]
    try:
        short_name = one_line(short_name, FILE_NAME_LENGTH, "text_empty")
    except Refused:
        short_name = ""
    draft = RosterDraft(
        cohort_id=cohort.id,
        by_user_id=user.id,
        made_at=clock.now(),
        file_name=short_name,
        content=content,
        choices=msgspec.to_builtins(choices),
    )
    db.add(draft)
    db.flush()
    return draft


def choose(draft: RosterDraft, choices: Choices) -> None:
    """Set how the file is read from now on."""
    draft.choices = msgspec.to_builtins(choices)


def forget_drafts(db: Session) -> None:
    """Delete old drafts that nobody imported."""
    too_old = RosterDraft.made_at < clock.now() - DRAFTS_LAST
    db.execute(delete(RosterDraft).where(too_old))


def import_roster(
    db: Session,
    user: User,
    cohort_id: int,
    draft_id: int,
    read: Read,
    takes_off: bool,
    seen_digest: str,
) -> RosterImport:
    """Make the changes that the user has seen; `seen` is their digest.

    Refused: `roster_changed` if the changes would differ now, `draft_gone`, `nothing_to_import`.
    """
    cohort = locked(db, cohort_id)
    draft = queries.find_draft(db, cohort, draft_id)
    if draft is None:
        raise Refused("draft_gone")
    changes = compare(queries.known_people(db, cohort), read)
    if changes.digest(takes_off) != seen_digest:
        raise Refused("roster_changed")
    if not (changes.new or changes.changed or (takes_off and changes.missing)):
        raise Refused("nothing_to_import")
    roster_import = _apply(db, user, cohort, changes, takes_off)
    roster_import.file_name = draft.file_name
    db.delete(draft)
    db.flush()
    note(
        db,
        "roster.imported",
        user.id,
        cohort_id=cohort.id,
        roster_import=roster_import.id,
        added=roster_import.added,
        changed=roster_import.changed,
        removed=roster_import.removed,
    )
    return roster_import


def _apply(
    db: Session, user: User, cohort: Cohort, changes: Changes, takes_off: bool
) -> RosterImport:
    now = clock.now()
    people = {
        person.number: person
        for person in db.scalars(select(Person).filter_by(cohort_id=cohort.id))
    }
    before: dict[str, Any] = {}
    for changed in changes.changed:
        before |= _set(people[changed.number], **changed.values, removed_at=None)
    people_gone = [people[number] for number in changes.missing] if takes_off else []
    for person in people_gone:
        before |= _set(person, removed_at=now)
    for number, entry in enumerate(changes.new, next_number(db, cohort)):
        values = {name: getattr(entry, name) for name in LENGTHS}
        person = Person(cohort_id=cohort.id, number=number, added_at=now, **values)
        db.add(person)
        before[str(number)] = {"was": None, "now": _state(person)}
    roster_import = RosterImport(
        cohort_id=cohort.id,
        by_user_id=user.id,
        imported_at=now,
        file_name="",
        added=len(changes.new),
        changed=len(changes.changed),
        removed=len(people_gone),
        before=before,
    )
    db.add(roster_import)
    return roster_import


def _set(person: Person, **values: Any) -> dict[str, Any]:
    """Change a person's values; return the states that the import stores for undoing it."""
    old_state = _state(person)
    for name, value in values.items():
        setattr(person, name, value)
    return {str(person.number): {"was": old_state, "now": _state(person)}}


def undo_import(db: Session, user: User, cohort_id: int, import_id: int) -> list[str]:
    """Undo an import; return the names of people who were left as they are.

    People who were changed after the import are left, so that no later work is lost. Refused:
    `import_gone`.
    """
    cohort = locked(db, cohort_id)
    roster_import = db.scalar(select(RosterImport).filter_by(cohort_id=cohort.id, id=import_id))
    if roster_import is None or roster_import.undone_at is not None:
        raise Refused("import_gone")
    people = {
        person.number: person
        for person in db.scalars(select(Person).filter_by(cohort_id=cohort.id))
    }
    skipped: list[str] = []
    # The import may still list the numbers of erased people, who are not in `people`.
    roster_import.undone_at = clock.now()
    for number, states in roster_import.before.items():
        person = people.get(int(number))
        if person is None:
            continue  # erased meanwhile
        if _state(person) != _complete(states["now"]):
            skipped.append(person.name)
        elif states["was"] is None:
            _take_back(db, person)
        else:
            _put_back(person, _complete(states["was"]))
    db.flush()
    note(
        db,
        "roster.undone",
        user.id,
        cohort_id=cohort.id,
        roster_import=roster_import.id,
        kept=len(skipped),
    )
    return skipped


def _state(person: Person) -> dict[str, Any]:
    """Return the person's values, and whether the person is off the roster."""
    return {**queries.values_of(person), "is_off": person.removed_at is not None}


def _complete(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the state with empty values for fields that rosters got only after that import."""
    return {**dict.fromkeys(LENGTHS, ""), **state}


def _put_back(person: Person, state: Mapping[str, Any]) -> None:
    for name in LENGTHS:
        setattr(person, name, state[name])
    if state["is_off"]:
        person.removed_at = person.removed_at or clock.now()
    else:
        person.removed_at = None


def _take_back(db: Session, person: Person) -> None:
    """Delete a person whom the import added; if a session refers to the person, only take off."""
    try:
        with db.begin_nested():
            db.delete(person)
            db.flush()
    except IntegrityError:
        person.removed_at = clock.now()


def locked(db: Session, cohort_id: int) -> Cohort:
    """Return the cohort, locked until the end of the transaction: changes come one at a time.

    Refused: `unknown_cohort`.
    """
    cohort = db.scalar(select(Cohort).filter_by(id=cohort_id, deleted_at=None).with_for_update())
    if cohort is None:
        raise Refused("unknown_cohort")
    return cohort


def next_number(db: Session, cohort: Cohort) -> int:
    """Return a number that no person of the cohort has, or had before an import was undone."""
    last = db.scalar(select(func.max(Person.number)).filter_by(cohort_id=cohort.id)) or 0
    imports = db.scalars(select(RosterImport.before).filter_by(cohort_id=cohort.id))
    return max([last, *(int(number) for before in imports for number in before)]) + 1
