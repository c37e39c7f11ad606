"""An organiser imports a list of people through forms, and can undo it."""

import io
import re

from tests.room.cohorts.making import as_csv, messy_rows, roster
from webinar.room.cohorts.models import RosterDraft


def import_by_form(visitor, cohort, content, name="list.csv"):
    start = f"/desk/cohorts/{cohort.id}/import"
    visitor.get(start)
    response = visitor.post(start, file=(io.BytesIO(content), name))
    return response.location


def test_list_is_imported_and_undone_by_forms(db, organiser, cohort):
    before = roster(db, cohort)
    draft = import_by_form(organiser, cohort, as_csv(messy_rows()))

    page = organiser.get(draft).text
    assert "Ахметова Бекзат" in page
    digest = re.search(r'name="seen" value="(\w+)"', page)[1]
    answer = organiser.post(draft, seen=digest)

    assert "30 people added" in organiser.get(answer.location).text
    assert len(roster(db, cohort)) == 32
    organiser.post(re.search(r'action="([^"]+/undo)"', organiser.get(answer.location).text)[1])
    assert roster(db, cohort) == before
    with db.read() as s:
        assert s.query(RosterDraft).count() == 0


def test_changing_columns_rereads_the_file(db, organiser, cohort):
    draft = import_by_form(organiser, cohort, "a;b\nКим;Олег\nЦой;Яна\n".encode())
    page = organiser.get(draft)
    assert "Say which column has the names" in page.text

    fields = {"field-0": "last_name", "field-1": "first_name", "header": "1"}
    organiser.post(f"{draft}/choices", encoding="utf-8", **fields)

    assert "Ким Олег" in organiser.get(draft).text


def test_pasted_table_works_like_a_file(organiser, cohort):
    start = f"/desk/cohorts/{cohort.id}/import"
    organiser.get(start)

    response = organiser.post(start, text="ФИО\tЗвание\nКим Олег\tмайор\n")

    assert "Ким Олег" in organiser.get(response.location).text


def test_oversized_file_is_refused_with_a_message(organiser, cohort):
    start = f"/desk/cohorts/{cohort.id}/import"
    organiser.get(start)

    # Built by hand: the test client leaves files of that size open.
    edge = b"--edge\r\nContent-Disposition: form-data; name="
    body = edge + b'"csrf_token"\r\n\r\n' + organiser.token.encode() + b"\r\n"
    body += edge + b'"file"; filename="a.csv"\r\n\r\n' + b"x" * 5 * 1024 * 1024
    body += b"\r\n--edge--\r\n"
    kind = "multipart/form-data; boundary=edge"
    response = organiser.client.post(start, data=body, content_type=kind)

    assert response.status_code == 422
    assert "This file is too large" in response.text


def test_download_of_skipped_lines_contains_no_formulas(organiser, cohort):
    long = "=" + "Ы" * 100
    draft = import_by_form(organiser, cohort, f"ФИО;Отдел\n{long};=1+1\nКим;x\n".encode())

    skipped = organiser.get(f"{draft}/left-out.csv")

    text = skipped.data.decode("utf-8-sig")
    assert f"'{long}" in text and "'=1+1" in text and "Ким" not in text


def test_import_is_previewed_again_if_the_roster_changed(db, organiser, cohort):
    draft = import_by_form(organiser, cohort, "ФИО\nКим Олег\n".encode())
    digest = re.search(r'name="seen" value="(\w+)"', organiser.get(draft).text)[1]
    organiser.post(f"/desk/cohorts/{cohort.id}/people/new", name="Ким Олег")

    second = organiser.post(draft, seen=digest)

    assert second.status_code == 422
    assert "changed meanwhile" in second.text
    assert len(roster(db, cohort)) == 3
