"""Personal links leave the server as a table that a mail merge takes, and the audit log says so."""

import csv
import io

from sqlalchemy import select

from tests.factories import make_cohort, make_user
from tests.people.accounts.browsing import signed_in
from webinar.people.audit.models import AuditEntry
from webinar.room.cohorts import inviting


def rows_of(answer, delimiter=";"):
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=delimiter))


def test_everybody_with_a_link_has_a_row_with_it_and_the_letter(organiser, cohort, links, room):
    answer = organiser.get(f"/desk/cohorts/{cohort.id}/links/links.csv")

    heads, ada, bek = rows_of(answer)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert heads[0] == "Full name" and heads[6] == "Personal link"
    assert ada[:6] == ["Ада Лав", "", "ОП 1", "ada@example.kz", "", "Русский"]
    assert [row[6].partition("/me/")[2] for row in (ada, bek)] == [
        link.partition("/me/")[2] for link in links
    ]
    assert ada[6] in ada[8] and "Здравствуйте" in ada[8]
    assert "\n" in bek[8]


def test_separator_may_be_a_comma(organiser, cohort, links):
    answer = organiser.get(f"/desk/cohorts/{cohort.id}/links/links.csv?separator=comma")

    assert len(rows_of(answer, ",")[0]) == len(rows_of(answer, ",")[1]) == 10


def test_people_without_a_link_are_left_out(db, organiser, owner, cohort, links):
    db.write(lambda s: inviting.revoke(s, s.merge(owner), cohort.id, 1))

    _, only = rows_of(organiser.get(f"/desk/cohorts/{cohort.id}/links/links.csv"))

    assert only[0] == "Бек Нур"


def test_formulas_are_disarmed_and_telephone_numbers_stay_whole(db, app, owner):
    people = [{"name": "=1+1", "phone": "+77015550101", "unit": "-2-3"}]

    def make(s):
        cohort = make_cohort(s, s.merge(owner), people=people)
        inviting.make_missing(
            s, s.merge(owner), cohort.id, app.extensions["webinar"].settings.secret_key
        )
        return cohort.id

    cohort_id = db.write(make)

    _, row = rows_of(signed_in(app, owner).get(f"/desk/cohorts/{cohort_id}/links/links.csv"))

    assert (row[0], row[2], row[4]) == ("'=1+1", "'-2-3", "+77015550101")


def test_audit_log_says_who_took_the_links(db, organiser, owner, cohort, links):
    organiser.get(f"/desk/cohorts/{cohort.id}/links/links.csv")

    with db.read() as s:
        entry = s.scalars(select(AuditEntry).filter_by(kind="link.exported")).one()
        assert (entry.user_id, entry.cohort_id, entry.detail) == (owner.id, cohort.id, {"links": 2})


def test_others_get_no_links(app, db, cohort, links):
    stranger = signed_in(app, db.write(lambda s: make_user(s, "Stranger")))

    assert stranger.get(f"/desk/cohorts/{cohort.id}/links/links.csv").status_code == 404
