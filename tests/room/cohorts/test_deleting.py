"""A cohort that nothing uses is deleted with its people and links; one in use is kept."""

from sqlalchemy import func, select

from tests.factories import make_cohort, make_course, make_user
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit.db import Base
from webinar.operate.personal.models import Retention
from webinar.people.audit.models import AuditEntry
from webinar.room.cohorts import editing
from webinar.room.cohorts.models import (
    GOES_WITH_COHORT,
    Cohort,
    Viewer,
)

OWN = ("people", "roster_imports", "roster_drafts", "name_changes", "person_links", "viewers")
# These, too; they are empty here.
FURTHER = ("automatic_letters", "session_reminders", "retention", "co_owners")


def delete(visitor, cohort):
    visitor.get(f"/desk/cohorts/{cohort.id}")
    return visitor.post(f"/desk/cohorts/{cohort.id}/delete")


def counts(db):
    with db.read() as s:
        return {
            table.name: s.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
            if GOES_WITH_COHORT.items() <= table.info.items()
        }


def test_everything_of_the_cohort_goes_and_other_cohorts_stay(db, organiser, owner, cohort, links):
    def fill(s):
        by = s.merge(owner)
        other = make_cohort(s, by, people=[{"name": "Жан Тіл"}])
        editing.change_person(s, by, cohort.id, 1, {"name": "Ада Лаврова"})
        now = cohort.created_at
        fields = {"attendance_days": 9, "answers_days": 9, "changed_by": by.id, "changed_at": now}
        s.add(Retention(cohort_id=cohort.id, **fields))
        s.add(Viewer(cohort_id=cohort.id, user_id=by.id, named_by=by.id, named_at=now))
        s.add(Retention(cohort_id=other.id, **fields))

    db.write(fill)
    before = {"people": 3, "person_links": 2, "name_changes": 1, "viewers": 1, "retention": 2}
    assert {name: count for name, count in counts(db).items() if count} == before

    answer = delete(organiser, cohort)

    assert answer.location == "/desk/cohorts"
    assert f"\u2068{cohort.name}\u2069" in organiser.get("/desk/cohorts").text
    left = counts(db)
    assert {name for name, count in left.items() if count} == {"people", "retention"}
    assert (left["people"], left["retention"]) == (1, 1)
    assert organiser.get(f"/desk/cohorts/{cohort.id}").status_code == 404


def test_link_of_a_deleted_cohort_opens_nothing(app, organiser, cohort, links):
    delete(organiser, cohort)

    assert Visitor(app).get(links[0]).status_code == 404


def test_cohort_of_a_session_is_kept_and_the_page_says_why(organiser, db, cohort, room):
    page = organiser.get(f"/desk/cohorts/{cohort.id}").text

    assert "uses this cohort, so it stays" in page
    assert f'action="/desk/cohorts/{cohort.id}/delete"' not in page
    assert organiser.post(f"/desk/cohorts/{cohort.id}/delete").status_code == 422
    assert counts(db)["people"] == 2


def test_cohort_of_a_course_is_kept(organiser, db, owner, cohort):
    db.write(lambda s: make_course(s, s.merge(owner), cohort=cohort))

    assert delete(organiser, cohort).status_code == 422
    assert counts(db)["people"] == 2


def test_deleting_twice_says_that_it_is_gone(organiser, cohort):
    delete(organiser, cohort)

    assert organiser.post(f"/desk/cohorts/{cohort.id}/delete").status_code == 404


def test_others_cannot_delete_it(app, db, cohort):
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Stranger")))
    stranger.get("/desk/cohorts")

    assert stranger.post(f"/desk/cohorts/{cohort.id}/delete").status_code == 404
    assert counts(db)["people"] == 2


def test_id_is_never_used_again_and_the_log_keeps_no_name(db, organiser, owner, cohort):
    delete(organiser, cohort)

    new = db.write(lambda s: make_cohort(s, s.merge(owner)))

    assert new.id != cohort.id
    with db.read() as s:
        entry = s.scalars(select(AuditEntry).filter_by(kind="cohort.deleted")).one()
        assert (entry.cohort_id, entry.detail) == (cohort.id, {"people": 2})
        assert s.get(Cohort, cohort.id).name == ""


def test_every_table_of_a_roster_goes_with_it():
    going = {t.name for t in Base.metadata.sorted_tables if t.info.get("goes_with_cohort")}

    assert going == {*OWN, *FURTHER}
