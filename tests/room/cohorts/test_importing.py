"""An import changes exactly what its preview showed, and can be undone."""

from datetime import timedelta

import pytest

from tests.factories import make_cohort, make_member, make_room, match
from tests.room.cohorts.making import as_csv, import_file, messy_rows, roster
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.people.audit.models import AuditEntry
from webinar.room.cohorts import actions, editing, preview, queries
from webinar.room.cohorts.changes import compare
from webinar.room.cohorts.mapping import guess, read_people
from webinar.room.cohorts.models import Person, RosterDraft, RosterImport
from webinar.room.cohorts.reading import read_table


@pytest.fixture
def cohort(db, owner):
    people = [{"name": "Ада Лав", "email": "ada@example.kz", "unit": "ОП 1"}, "Бек Нур"]
    return db.write(lambda s: make_cohort(s, s.merge(owner), people=people))


def changes_of(db, cohort, text):
    table = read_table(text.encode())
    with db.read() as s:
        return compare(queries.known_people(s, cohort), read_people(table, guess(table)))


def test_messy_list_imports_thirty_people_and_undo_restores_all(db, owner, cohort):
    before = roster(db, cohort)

    roster_import = import_file(db, owner, cohort, as_csv(messy_rows()), takes_off=True)
    assert (roster_import.added, roster_import.changed, roster_import.removed) == (30, 0, 2)
    assert len(roster(db, cohort)) == 30
    skipped = db.write(lambda s: actions.undo_import(s, owner, cohort.id, roster_import.id))

    assert skipped == []
    assert roster(db, cohort) == before


def test_importing_the_same_file_again_changes_nothing(db, owner, cohort):
    import_file(db, owner, cohort, as_csv(messy_rows()))

    with pytest.raises(Refused, match="nothing_to_import"):
        import_file(db, owner, cohort, as_csv(messy_rows()))


def test_changes_are_listed_by_field_and_empty_cells_keep_values(db, cohort):
    changes = changes_of(
        db, cohort, "ФИО;e-mail;Отдел;Звание\nЛав Ада;ADA@example.kz;;майор\nКим Олег;;;\n"
    )

    [changed] = changes.changed
    assert changed.number == 1
    assert changed.fields == {"name": ("Ада Лав", "Лав Ада"), "rank": ("", "майор")}
    assert [entry.name for entry in changes.new] == ["Ким Олег"]
    assert changes.missing == [2]


def test_inline_rank_and_unit_heading_update_like_columns(db, owner, cohort):
    """Neither the rank nor the unit has its own column."""
    template = "№;ФИО;Телефон\nОП {unit};;\n1;{rank} Ким Олег;\n2;Ада Лав;\n"
    import_file(db, owner, cohort, template.format(rank="капитан", unit=1).encode())

    changes = changes_of(db, cohort, template.format(rank="майор", unit=2))

    assert [(change.entry.name, change.fields) for change in changes.changed] == [
        ("Ким Олег", {"rank": ("капитан", "майор"), "unit": ("ОП 1", "ОП 2")}),
        ("Ада Лав", {"unit": ("ОП 1", "ОП 2")}),
    ]


def test_old_file_does_not_revert_a_name_the_person_corrected(db, owner, cohort):
    with db.read() as s:
        ada = queries.find_person(s, cohort, 1)
    db.write(lambda s: editing.correct_own_name(s, ada.id, "Ада Лавлейс"))

    changes = changes_of(db, cohort, "ФИО;Отдел\nАда Лав;ОП 1\nБек Нур;\n")

    assert (changes.new, changes.changed, changes.same) == ([], [], 2)
    assert changes.kept_names == [1]


def test_old_file_does_not_revert_a_name_the_organiser_corrected(db, owner, cohort):
    typed = {"name": "Ада Лавлейс", "unit": "ОП 1"}
    db.write(lambda s: editing.change_person(s, owner, cohort.id, 1, typed))

    changes = changes_of(db, cohort, "ФИО;Отдел\nАда Лав;ОП 1\nБек Нур;\n")

    assert (changes.new, changes.changed, changes.same) == ([], [], 2)
    assert changes.kept_names == [1]


def test_namesakes_are_distinguished_by_their_id(db, owner, cohort):
    import_file(db, owner, cohort, "ФИО;ID\nКим Олег;7\nКим Олег;8\n".encode())

    changes = changes_of(db, cohort, "ФИО;ID;Звание\nКим Олег;8;майор\n")

    assert [(change.number, change.values) for change in changes.changed] == [
        (4, {"rank": "майор"})
    ]


def test_shared_email_does_not_merge_two_people(db, cohort):
    changes = changes_of(db, cohort, "ФИО;e-mail\nКим Олег;op@example.kz\nЦой Яна;op@example.kz\n")

    assert [entry.name for entry in changes.new] == ["Ким Олег", "Цой Яна"]


def test_import_is_refused_if_the_roster_changed_since_preview(db, owner, cohort):
    content = "ФИО\nКим Олег\nБек Нур\n".encode()
    table = read_table(content)
    choices = guess(table)
    draft = db.write(lambda s: actions.keep_draft(s, owner, cohort, "a.csv", content, choices))
    with db.read() as s:
        result = preview.preview(table, choices, queries.known_people(s, cohort))
    db.write(lambda s: editing.take_off(s, owner, cohort.id, 2))

    with pytest.raises(Refused, match="roster_changed"):
        db.write(
            lambda s: actions.import_roster(
                s, owner, cohort.id, draft.id, result.read, False, result.seen
            )
        )
    assert [number for number, _ in roster(db, cohort)] == [1]


def test_undo_keeps_later_changes_and_names_the_people(db, owner, cohort):
    roster_import = import_file(
        db, owner, cohort, "ФИО;Звание\nАда Лав;майор\nБек Нур;майор\n".encode()
    )
    typed = {"name": "Бек Нур", "rank": "полковник"}
    db.write(lambda s: editing.change_person(s, owner, cohort.id, 2, typed))

    skipped = db.write(lambda s: actions.undo_import(s, owner, cohort.id, roster_import.id))

    assert skipped == ["Бек Нур"]
    assert [values["rank"] for _, values in roster(db, cohort)] == ["", "полковник"]


def test_undo_takes_off_but_keeps_a_person_matched_in_a_session(db, owner, cohort):
    roster_import = import_file(db, owner, cohort, "ФИО\nКим Олег\nЦой Яна\n".encode())

    def join(s):
        member = make_member(s, make_room(s, s.merge(owner)), "Ким Олег")
        match(s, member, s.query(Person).filter_by(name="Ким Олег").one())

    db.write(join)
    db.write(lambda s: actions.undo_import(s, owner, cohort.id, roster_import.id))

    with db.read() as s:
        oleg = s.query(Person).filter_by(name="Ким Олег").one()
        assert oleg.removed_at is not None
        assert s.query(Person).filter_by(name="Цой Яна").count() == 0
    assert len(roster(db, cohort)) == 2


def test_numbers_of_undone_people_are_not_reused(db, owner, cohort):
    roster_import = import_file(db, owner, cohort, "ФИО\nКим Олег\n".encode())
    db.write(lambda s: actions.undo_import(s, owner, cohort.id, roster_import.id))

    added = db.write(lambda s: editing.add_person(s, owner, cohort.id, {"name": "Цой Яна"}))

    assert added.number == 4


def test_import_can_be_undone_only_once(db, owner, cohort):
    roster_import = import_file(db, owner, cohort, "ФИО\nКим Олег\n".encode())
    db.write(lambda s: actions.undo_import(s, owner, cohort.id, roster_import.id))

    with pytest.raises(Refused, match="import_gone"):
        db.write(lambda s: actions.undo_import(s, owner, cohort.id, roster_import.id))


def test_audit_log_has_counts_but_no_names(db, owner, cohort):
    import_file(db, owner, cohort, "ФИО\nКим Олег\n".encode())

    with db.read() as s:
        entry = s.query(AuditEntry).filter_by(kind="roster.imported").one()
        roster_import = s.query(RosterImport).one()
    assert (entry.user_id, entry.cohort_id) == (owner.id, cohort.id)
    assert entry.detail == {
        "roster_import": roster_import.id,
        "added": 1,
        "changed": 0,
        "removed": 0,
    }


def test_file_never_imported_is_deleted_after_a_day(db, owner, cohort, monkeypatch):
    content = "ФИО\nКим Олег\n".encode()
    table = read_table(content)
    choices = guess(table)
    db.write(lambda s: actions.keep_draft(s, owner, cohort, "a.csv", content, choices))

    db.write(actions.forget_drafts)
    with db.read() as s:
        assert s.query(RosterDraft).count() == 1
    later = clock.now() + actions.DRAFTS_LAST + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    db.write(actions.forget_drafts)

    with db.read() as s:
        assert s.query(RosterDraft).count() == 0


def test_only_the_latest_file_of_a_user_is_stored(db, owner, cohort):
    content = "ФИО\nКим Олег\n".encode()
    table = read_table(content)
    choices = guess(table)
    for name in ("a.csv", "C:\\lists\\b.csv"):
        db.write(lambda s, name=name: actions.keep_draft(s, owner, cohort, name, content, choices))

    with db.read() as s:
        assert [draft.file_name for draft in s.query(RosterDraft)] == ["b.csv"]
