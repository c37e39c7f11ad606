"""Only learners may fetch the pages for studying without a network."""

import gzip
import io
import json
import re
import zipfile
import zlib
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import LINK_KEY, make_cohort, make_course, make_module, make_user
from tests.learn.study.conftest import Student
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.content.editions.content import module_of
from webinar.kit import clock
from webinar.learn.courses.models import Course, Learner
from webinar.learn.study.models import StudyAnswer
from webinar.people.accounts.models import User
from webinar.people.audit.models import AuditEntry
from webinar.results.completion.joining import join, separate
from webinar.room.cohorts.models import Person


@pytest.fixture
def course(db):
    def make(session):
        owner = make_user(session, "Owner")
        cohort = make_cohort(session, owner, people=["Daulet"])
        return make_course(
            session,
            owner=owner,
            cohort=cohort,
            module=make_module(),
            created_at=clock.now() - timedelta(days=1),
        )

    return db.write(make)


@pytest.fixture
def owner(app, db, course):
    with db.read() as session:
        user = session.get_one(User, course.owner_id)
    return signed_in(app, user)


def begin_as_student(app, course):
    student = Student(app, course.code)
    student.begin()
    return student


def test_only_learners_get_the_pack_and_the_offline_page(app, course):
    stranger = Visitor(app)

    assert stranger.get(f"/study/{course.code}/pack.en.json").status_code == 404
    assert stranger.get(f"/study/{course.code}/offline.json").status_code == 404
    assert stranger.get(f"/study/{course.code}/offline").status_code == 303


def test_nothing_can_be_downloaded_before_a_course_opens(app, db, course):
    student = begin_as_student(app, course)
    later = clock.now() + timedelta(days=1)
    db.write(lambda s: setattr(s.get_one(Course, course.id), "opens_at", later))

    for name in ("pack.en.json", "offline.json"):
        assert student.get(f"/study/{course.code}/{name}").status_code == 404


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_an_interrupted_download_resumes_with_the_same_pack(app, course, encoding):
    student = begin_as_student(app, course)
    address, headers = f"/study/{course.code}/pack.ru.json", {"Accept-Encoding": encoding}
    [offered] = [
        language
        for language in student.get(f"/study/{course.code}/offline.json").json["languages"]
        if language["tag"] == "ru"
    ]
    full_pack = unpacked(student.client.get(address, headers=headers))

    resumed = student.client.get(
        f"{address}?from=101&version={offered['version']}", headers=headers
    )

    assert unpacked(resumed) == full_pack[101:]
    for wrong in ("from=101&version=other", f"from=9999999&version={offered['version']}"):
        assert student.client.get(f"{address}?{wrong}").status_code == 409


def unpacked(response):
    is_packed = response.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(response.data) if is_packed else response.data


@pytest.mark.parametrize("name", ["offline", "offline.json", "pack.en.json"])
def test_guessing_course_codes_at_offline_addresses_is_rate_limited(app, course, name):
    guesser = Visitor(app)
    status_codes = [guesser.get(f"/study/AAAA{n:04}/{name}").status_code for n in range(2222, 2300)]

    assert status_codes[0] == 404
    assert guesser.get(f"/study/{course.code}/{name}").status_code == 429


def test_players_page_has_its_words_in_every_language(app):
    page = Visitor(app).get("/study/shell").text
    words = json.loads(re.search(r'id="words">(.*?)</script>', page)[1])

    assert words.keys() == {"en", "ru", "kk", "prs"}
    assert "Проверить ответ" in words["ru"]["texts"].values()
    assert len({frozenset(table["texts"]) for table in words.values()}) == 1


def test_an_organiser_viewing_the_course_is_not_offered_downloads(course, owner):
    page = owner.get(f"/study/{course.code}")

    assert page.status_code == 200
    assert "offline-note" not in page.text


def test_a_pack_is_the_course_in_one_language(app, course):
    student = begin_as_student(app, course)

    response = student.get(f"/study/{course.code}/pack.ru.json")
    pack = response.json

    assert pack["languages"] == ["ru"]
    assert pack["slides"][0]["text"]["ru"]["title"] == "welcome ru"
    assert response.headers["Cache-Control"] == "private, no-cache"
    second_request = student.get(
        f"/study/{course.code}/pack.ru.json", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert second_request.status_code == 304


def test_kept_course_has_its_title_in_the_learners_language(app, db, course):
    student = begin_as_student(app, course)

    def use_russian(session):
        kept = session.get_one(Course, course.id)
        kept.title = module_of(kept.edition).title["en"]
        session.scalar(select(Learner)).language = "ru"

    db.write(use_russian)

    state = student.get(f"/study/{course.code}/offline.json").json
    assert state["title"] == "Demo ru"


def test_a_browsers_seat_number_survives_matching_and_separating_its_guest(app, db, course):
    student = begin_as_student(app, course)

    def seat_state():
        state = student.get(f"/study/{course.code}/offline.json").json
        shelf = re.search(r'data-shelf="([^"]+)"', student.get(f"/study/{course.code}").text)[1]
        return state["seat"], state["learner"], shelf

    seat, learner, shelf = seat_state()
    change(
        db,
        course,
        lambda s, *learner_args: join(s, *learner_args, s.scalar(select(Person)), LINK_KEY, None),
    )
    joined = seat_state()
    change(db, course, lambda s, *learner_args: separate(s, *learner_args, LINK_KEY, None))

    assert seat == learner
    assert joined == (seat, learner + 1, shelf)
    assert seat_state() == (seat, learner, shelf)


def change(db, course, work):
    """`work` takes the database session, the course and its only guest."""

    def change_it(session):
        guest = session.scalar(select(Learner).filter_by(person_id=None))
        work(session, session.get_one(Course, course.id), guest)

    db.write(change_it)


def test_offline_state_belongs_to_the_learner_and_is_never_cached(app, db, course):
    student = begin_as_student(app, course)

    response = student.get(f"/study/{course.code}/offline.json")
    state = response.json

    with db.read() as session:
        learner = session.scalar(select(Learner))
    assert (state["learner"], state["name"]) == (learner.number, learner.name)
    assert state["saved"]["done"] == []
    assert response.headers["Cache-Control"] == "no-store"
    sent = student.get(state["languages"][0]["address"])
    assert state["languages"][0]["bytes"] == len(sent.data)
    assert sent.get_etag()[0] == f"{state['languages'][0]['version']}-plain"
    assert app.test_client().post(
        f"/study/deeds/{state['token']}", json={"now": 1, "edition": "", "deeds": []}
    ).json == {"now": pytest.approx(clock.now().timestamp() * 1000, abs=60_000), "done": []}


def test_service_worker_lists_the_shell_files_and_is_revalidated(app):
    response = app.test_client().get("/study/sw.js")

    shell = json.loads(re.match(r"self\.SHELL=(\{.*\});\n", response.text)[1])
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.mimetype == "text/javascript"
    for path in (shell["page"], *shell["files"]):
        assert app.test_client().get(path).status_code == 200


def test_shell_is_the_same_for_everybody(app, course):
    student = begin_as_student(app, course)

    own_shell = student.get("/study/shell", headers={"Accept-Language": "ru"})
    another = app.test_client().get("/study/shell", headers={"Accept-Language": "kk"})

    assert own_shell.data == another.data
    assert "Set-Cookie" not in another.headers
    assert "img-src 'self' data:" in another.headers["Content-Security-Policy"]


def test_each_main_element_of_the_shell_has_a_heading(app):
    faces = app.test_client().get("/study/shell").text.split("<main ")[1:]

    assert len(faces) == 2
    assert all("<h1" in face for face in faces)


def test_a_pack_names_the_stored_edition_even_if_its_content_hashes_differently(
    app, db, owner, course
):
    """An older server hashed fewer fields, so phones fetched the pack again at every visit."""
    older = "0" * 16
    db.write(lambda s: setattr(s.get_one(Course, course.id).edition, "hash", older))
    student = begin_as_student(app, course)

    offline_state = student.get(f"/study/{course.code}/offline.json").json
    files = zipfile.ZipFile(io.BytesIO(package(owner, course, "language=en").data))

    assert student.get(f"/study/{course.code}/pack.en.json").json["edition"] == older
    assert offline_state["edition"] == older
    assert f'"edition":"{older}"'.encode() in files.read("pack.js")


def package(owner, course, query):
    return owner.get(f"/desk/courses/{course.id}/package/zip?{query}")


def test_a_package_is_reproducible_and_has_names_only_on_request(db, owner, course):
    bare = package(owner, course, "language=en&language=ru")
    named = package(owner, course, "language=en&language=ru&names=yes")

    assert bare.data == package(owner, course, "language=en&language=ru").data
    files = zipfile.ZipFile(io.BytesIO(bare.data))
    assert set(files.namelist()) == {
        "index.html",
        "pack.js",
        "player.css",
        "player.js",
        "README-en.txt",
        "README-ru.txt",
    }
    assert b"Daulet" not in files.read("pack.js")
    assert b"Daulet" in zipfile.ZipFile(io.BytesIO(named.data)).read("pack.js")
    with db.read() as session:
        entries = select(AuditEntry).filter_by(kind="package.made").order_by(AuditEntry.id)
        taken = session.scalars(entries).all()
        assert [entry.detail["rows"] for entry in taken] == [0, 1, 0]


def test_only_the_organiser_can_make_a_package_and_must_choose_a_language(app, db, owner, course):
    assert package(owner, course, "language=xx").status_code == 303
    assert "Choose at least one language" in owner.get(f"/desk/courses/{course.id}/package").text
    another = signed_in(app, db.write(lambda s: make_user(s, "Another")))
    assert package(another, course, "language=en").status_code == 404


def answers(course, **changes):
    at = round((clock.now() - timedelta(hours=1)).timestamp() * 1000)
    fields = {
        "format": 1,
        "package": "x",
        "course": course.code,
        "edition": "",
        "person": {"key": "person-key-1", "name": "Daulet", "number": "1"},
        "now": at,
        "deeds": [
            {
                "type": "answered",
                "key": "key-00001",
                "item": "which",
                "at": at,
                "language": "en",
                "answer": {"options": ["b"]},
            }
        ],
        **changes,
    }
    inside = json.dumps(fields).encode()
    return b'{"check":"%08x","answers":%b}' % (zlib.crc32(inside), inside)


def upload(visitor, course, *files):
    visitor.get(f"/desk/courses/{course.id}/answers")
    sent = [(io.BytesIO(content), f"{number}.json") for number, content in enumerate(files)]
    path = f"/desk/courses/{course.id}/answers"
    return visitor.client.post(path, data={"csrf_token": visitor.token, "file": sent})


def test_an_organiser_previews_answer_files_and_imports_them_once(owner, db, course):
    file = answers(course)
    looked = upload(owner, course, file, b"nonsense")
    assert looked.status_code == 303
    page = owner.get(looked.location)
    assert "Daulet" in page.text and "not a file of answers" in page.text
    chosen = re.search(r'value="(p\d+)" selected', page.text)[1]

    assert owner.post(looked.location, **{"who-0": chosen}).status_code == 303
    home = owner.get(f"/desk/courses/{course.id}/answers").text
    assert "1 new" in home.replace("\u2068", "")
    # A screen reader's list of landmarks has each name once.
    named = re.findall(r'<(?:section|div)[^>]* aria-labelledby="([^"]+)"', home)
    assert named == ["imported"]
    second_upload = upload(owner, course, file)
    page = owner.get(second_upload.location).text
    assert "imported before" in page
    # There is nothing to import, so there is no Import button.
    assert "Choose other files" in page and ">Import</button>" not in page

    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(StudyAnswer)) == 1
        assert session.scalar(select(Learner.name)) == "Daulet"


def test_an_import_without_a_valid_learner_is_refused(owner, course):
    stranger = answers(course, person={"key": "person-key-2", "name": "Nobody", "number": ""})
    looked = upload(owner, course, stranger)

    assert owner.post(looked.location, **{"who-0": ""}).status_code == 422
    assert owner.post(looked.location, **{"who-0": "p999"}).status_code == 422


def test_another_organisers_course_is_not_found(app, db, owner, course):
    looked = upload(owner, course, answers(course))
    another = signed_in(app, db.write(lambda s: make_user(s, "Another")))

    assert another.get(f"/desk/courses/{course.id}/answers").status_code == 404
    assert another.get(looked.location).status_code == 404
    another.get("/password")
    assert another.post(looked.location, **{"who-0": "guest"}).status_code == 404
    assert upload(another, course, answers(course)).status_code == 404
