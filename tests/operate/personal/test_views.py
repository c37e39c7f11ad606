"""Organisers download and erase personal data, set its retention, and ask for consent."""

import io
import json
import zipfile

import pytest

from tests.factories import make_member, make_room, make_user
from tests.operate.personal.people import NAMES, canaries_in, canary, make_people
from tests.operate.personal.test_erasing import sqlite_only
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit.permissions import Role
from webinar.operate.personal import purge_run
from webinar.operate.personal.models import Retention
from webinar.people.accounts.models import UserRole
from webinar.people.audit.models import AuditEntry
from webinar.room.consent.models import Consent
from webinar.room.rooms.models import Room, RoomState


@pytest.fixture
def people(app, db):
    return make_people(db)


@pytest.fixture
def desk(app, people):
    return signed_in(app, people.owner)


def address(people, page="data", name=NAMES[0]):
    return f"/desk/people/{people.persons[name].id}/{page}"


def test_other_organisers_person_is_not_found(app, db, people):
    other = signed_in(app, db.write(lambda session: make_user(session, "Other")))
    member = people.members[NAMES[0]].id

    for path in (address(people), f"/desk/guests/{member}/data", f"/desk/{people.room.code}/data"):
        assert other.get(path).status_code == 404
    assert other.post(address(people, "erase"), sure="yes").status_code == 404
    assert other.get(f"/desk/cohorts/{people.cohort.id}/data").status_code == 404


def test_viewers_and_presenters_cannot_open_data_pages(app, db, people):
    for role in (UserRole.PRESENTER, UserRole.VIEWER):
        user = db.write(lambda session, r=role: make_user(session, "P", r))
        assert signed_in(app, user).get("/desk/data").status_code == 403


def test_organiser_gets_no_data_link_for_a_session_of_another(app, db, people, desk):
    def appoint(session):
        other = make_user(session, "Other")
        room = session.get_one(Room, people.room.id)
        make_member(session, room, "Other", Role.PRESENTER, user=other)
        return other

    data = f"/desk/{people.room.code}/data"
    assert data in desk.get("/desk/data").text
    assert data not in signed_in(app, db.write(appoint)).get("/desk/data").text


def test_data_pages_list_cohorts_sessions_and_people(desk, people):
    assert people.cohort.name in desk.get("/desk/data").text
    assert canary(NAMES[0], "name") in desk.get(f"/desk/cohorts/{people.cohort.id}/data").text
    assert desk.get(f"/desk/{people.room.code}/data").status_code == 200
    assert canary(NAMES[0], "name") in desk.get(address(people)).text


def test_organiser_downloads_a_persons_data(app, db, desk, people):
    folder = app.extensions["webinar"].settings.instance / "evidence"
    folder.mkdir(parents=True)
    (folder / people.stored_name(NAMES[0])).write_bytes(b"evidence")
    desk.get(address(people))

    json_file = desk.post(address(people), format="json")
    form = {"csrf_token": desk.token, "format": "zip"}
    archive = zipfile.ZipFile(io.BytesIO(desk.client.post(address(people), data=form).data))

    data = json.loads(json_file.data)["data"]
    assert data["people"][0]["name"] == canary(NAMES[0], "name")
    assert data["choices"][0]["option"] == "a"
    assert {"data.json", "data.html"} < set(archive.namelist())
    assert any(archive.read(name) == b"evidence" for name in archive.namelist())
    page = archive.read("data.html")
    assert canaries_in(page)[NAMES[0]] > 20 and canaries_in(page)[NAMES[1]] == 0
    with db.read() as session:
        assert session.query(AuditEntry).filter_by(kind="person.exported").count() == 2


def test_erasing_removes_files_and_is_shown(app, db, desk, people):
    folder = app.extensions["webinar"].settings.instance / "evidence"
    folder.mkdir(parents=True)
    for name in NAMES:
        (folder / people.stored_name(name)).write_bytes(name.encode())
    desk.get(address(people))

    assert desk.post(address(people, "erase")).status_code == 422
    assert desk.post(address(people, "erase"), sure="yes").status_code == 303

    assert {path.name for path in folder.iterdir()} == {
        people.stored_name(name) for name in NAMES[1:]
    }
    page = desk.get(address(people)).text
    assert "Erased person 1" in page and "\u2116" not in page
    desk.client.set_cookie("language", "ru")
    assert "Erased person" not in desk.get(address(people)).text


def read_files(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 3
    return b"".join(path.read_bytes() for path in files)


@sqlite_only
def test_erased_person_is_in_no_file_and_no_log_line(app, desk, people, tmp_path, caplog):
    """The test searches all files and log lines after a download, an erasure and a purge."""
    services = app.extensions["webinar"]
    folder = services.settings.instance / "evidence"
    folder.mkdir(parents=True)
    for name in NAMES:
        (folder / people.stored_name(name)).write_text(canary(name, "evidence"))
    with caplog.at_level(0):
        desk.get(address(people))
        desk.post(address(people), format="json")
        desk.post(address(people, "erase"), sure="yes")
        erased = canaries_in(read_files(tmp_path))
        purge_run.purge(services)
        purged = canaries_in(read_files(tmp_path))

    for counts in (erased, purged):
        assert counts[NAMES[0]] == 0 and all(counts[name] > 30 for name in NAMES[1:])
    assert canaries_in(caplog.text.encode()) == dict.fromkeys(NAMES, 0)


def test_person_cannot_be_erased_from_a_live_session(db, desk, people):
    db.write(lambda session: setattr(session.get(Room, people.room.id), "state", RoomState.LIVE))
    desk.get(address(people))

    refused = desk.post(address(people, "erase"), sure="yes")

    assert refused.status_code == 422 and "live" in refused.text


def test_organiser_sets_retention_for_session_and_cohort(db, desk, people):
    desk.get(f"/desk/{people.room.code}")
    saved = desk.post(f"/desk/{people.room.code}/retention", attendance_days="30", answers_days="0")
    desk.get(f"/desk/cohorts/{people.cohort.id}/data")
    refused = desk.post(
        f"/desk/cohorts/{people.cohort.id}/data", attendance_days="5000", answers_days="7"
    )

    assert saved.status_code == 303
    assert refused.status_code == 422 and 'value="5000"' in refused.text
    with db.read() as session:
        (retention,) = session.query(Retention).all()
        assert (retention.attendance_days, retention.answers_days) == (30, 0)
        assert session.query(AuditEntry).filter_by(kind="retention.changed").count() == 1


class TestConsent:
    @pytest.fixture
    def room(self, app, db):
        self.owner = db.write(lambda session: make_user(session, "Grace"))
        return db.write(lambda session: make_room(session, session.merge(self.owner)))

    def write(self, app, room, text="We keep your name.", required="yes"):
        desk = signed_in(app, self.owner)
        page = desk.get(f"/desk/{room.code}")
        assert "Grace holds this session" in page.text or "We keep" in page.text
        fields = {"text-en": text, "text-ru": f"{text} ru"} | (
            {"required": "yes"} if required else {}
        )
        response = desk.post(f"/desk/{room.code}/consent", **fields)
        assert response.status_code == 303

    def test_guest_cannot_join_without_consent(self, app, db, room):
        self.write(app, room)
        guest = Visitor(app)
        page = guest.get(f"/join/{room.code}").text
        assert (
            "We keep your name." in page and "checked" not in page.split('name="consent"')[1][:60]
        )

        refused = guest.post(f"/join/{room.code}", name="Ada", language="en")
        assert refused.status_code == 422 and 'value="Ada"' in refused.text

        joined = guest.post(f"/join/{room.code}", name="Ada", language="en", consent="1")
        assert joined.status_code == 303
        with db.read() as session:
            (consent,) = session.query(Consent).all()
            assert (consent.version, consent.language) == (1, "en")
        assert guest.get(f"/rooms/{room.code}").status_code == 200

    def test_consent_text_is_in_the_chosen_language_and_stays_ticked(self, app, room):
        self.write(app, room)
        guest = Visitor(app)
        guest.get(f"/join/{room.code}")

        unticked = guest.post(f"/join/{room.code}", name="Ada", language="ru")
        ticked = guest.post(f"/join/{room.code}", name=" ", language="ru", consent="1")

        assert unticked.status_code == 422 and "We keep your name. ru" in unticked.text
        assert "checked" not in unticked.text.split('name="consent"')[1][:60]
        assert "checked" in ticked.text.split('name="consent"')[1][:60]

    def test_member_is_asked_to_accept_a_new_version_and_keeps_the_seat(self, app, db, room):
        guest = Visitor(app)
        guest.get(f"/join/{room.code}")
        guest.post(f"/join/{room.code}", name="Ada", language="en")
        self.write(app, room)

        redirect = guest.get(f"/rooms/{room.code}")
        assert redirect.status_code == 303 and redirect.location.endswith("/consent")
        guest.get(redirect.location)
        assert guest.post(redirect.location).status_code == 422
        assert guest.post(redirect.location, consent="1").status_code == 303
        assert guest.get(f"/rooms/{room.code}").status_code == 200

    def test_optional_consent_text_is_only_shown(self, app, db, room):
        self.write(app, room, required="")
        guest = Visitor(app)
        page = guest.get(f"/join/{room.code}").text
        assert "We keep your name." in page and 'name="consent"' not in page
        assert guest.post(f"/join/{room.code}", name="Ada", language="en").status_code == 303

    def test_api_client_joins_with_the_consent_version(self, app, room):
        self.write(app, room)
        form = {"code": room.code, "name": "Ada", "language": "en"}
        client = app.test_client()

        assert client.post("/api/join", json=form).json["code"] == "consent_needed"
        assert client.post("/api/join", json={**form, "consent": 1}).json["ok"]

    def test_same_text_makes_no_new_version(self, app, db, room):
        self.write(app, room)
        self.write(app, room)
        with db.read() as session:
            entries = session.query(AuditEntry).filter_by(kind="consent.written").count()
        assert entries == 1


def test_guest_of_the_organisers_session_has_a_data_page(app, db, people, desk):
    guest = db.write(
        lambda session: make_member(session, session.get(Room, people.room.id), "Walk In")
    )

    assert "Walk In" in desk.get(f"/desk/{people.room.code}/data").text
    assert desk.get(f"/desk/guests/{guest.id}/data").status_code == 200
    assert desk.post(f"/desk/guests/{guest.id}/erase", sure="yes").status_code == 303
    assert "Erased person G5" in desk.get(f"/desk/guests/{guest.id}/data").text


def test_page_addresses_the_organiser_and_the_file_the_person(app, desk, people):
    page = desk.get(address(people)).text
    assert "Who they are" in page and "Who you are" not in page

    form = {"csrf_token": desk.token, "format": "zip"}
    archive = zipfile.ZipFile(io.BytesIO(desk.client.post(address(people), data=form).data))
    [file] = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")]
    assert "Who you are" in file and "Who they are" not in file
