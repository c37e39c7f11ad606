"""A note that was typed and not saved is saved by the form that leaves its slide."""

import re
from html.parser import HTMLParser

import msgspec
import pytest

from tests.factories import make_course, make_module, make_poll_item, make_slide
from webinar.learn.notes.models import LONGEST_NOTE, SlideNote
from webinar.learn.study.models import StudyAnswer


class Forms(HTMLParser):
    """The fields of each form of a page, as a browser without scripts sends them."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.own, self.area = {}, "", None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.own = attrs.get("id") or attrs.get("action", "")
        form = attrs.get("form") or self.own
        if tag == "input" and attrs.get("type") == "hidden":
            self._add(form, attrs["name"], attrs.get("value") or "")
        if tag == "textarea":
            self.area = [form, attrs["name"], ""]

    def handle_data(self, data):
        if self.area:
            self.area[2] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.own = ""
        if tag == "textarea":
            self._add(*self.area)
            self.area = None

    def _add(self, form, name, value):
        self.fields.setdefault(form, {}).setdefault(name, []).append(value)


@pytest.fixture
def course(db):
    scenario = msgspec.structs.replace(make_slide("case"), is_scenario=True)
    slides = [make_slide("welcome"), scenario, make_slide("which", poll=make_poll_item())]
    return db.write(lambda s: make_course(s, module=make_module(slides=slides)))


def form_of_moves(student, slide):
    """The fields that Next of this slide's page sends."""
    page = student.open(slide)
    button = re.search(r'<button class="button next"[^>]*>', page)[0]
    form = re.search(r' form="(\w+)"', button)
    return Forms(page).fields[form[1] if form else "moves"]


def leave(student, slide, fields, to="which"):
    return student.post(f"/study/{student.code}/s/{slide}/go", **{**fields, "to": to})


def notes(db):
    with db.read() as session:
        rows = session.query(SlideNote).order_by(SlideNote.id)
        return [(row.slide, row.number, row.text, row.version) for row in rows]


@pytest.mark.parametrize("slide", ["welcome", "case", "which"])
def test_next_saves_the_note_that_was_typed(student, db, slide):
    fields = form_of_moves(student, slide)
    assert fields["note_text"] == [""]
    fields["note_text"] = ["Ask Saule"]

    response = leave(student, slide, fields)

    assert response.headers["Location"].endswith("/s/which#title")
    assert notes(db) == [(slide, 0, "Ask Saule", 1)]
    # Pressed twice.
    assert leave(student, slide, fields).status_code == 303
    assert notes(db) == [(slide, 0, "Ask Saule", 1)]


def test_next_without_a_note_writes_nothing(student, db):
    fields = form_of_moves(student, "welcome")

    assert leave(student, "welcome", fields).status_code == 303

    assert notes(db) == []


def test_button_of_an_exercise_saves_the_note_as_well(student, db):
    fields = form_of_moves(student, "case")
    fields |= {"note_text": ["my note"], "text": ["my answer"]}

    response = student.post(f"/study/{student.code}/s/case", **fields)

    assert response.status_code == 303
    assert notes(db) == [("case", 0, "my note", 1)]
    with db.read() as session:
        assert session.query(StudyAnswer).one().answer["text"] == "my answer"


def test_checking_an_answer_saves_the_note_as_well(student, db):
    fields = Forms(student.open("which")).fields["answer"]
    fields |= {"note_text": ["my note"], "options": ["b"]}

    response = student.post(f"/study/{student.code}/s/which", **fields)

    assert response.status_code == 303
    assert notes(db) == [("which", 0, "my note", 1)]
    with db.read() as session:
        assert session.query(StudyAnswer).one().answer["options"] == ["b"]


@pytest.mark.parametrize("slide", ["case", "which"])
def test_language_change_without_scripts_saves_the_note(student, db, slide):
    fields = Forms(student.open(slide)).fields["answer"]
    fields |= {"note_text": ["my note"], "language": "kk"}

    student.post(f"/study/{student.code}/s/{slide}", **fields)

    assert notes(db) == [(slide, 0, "my note", 1)]
    assert 'lang="kk"' in student.open(slide)


def test_language_change_shows_a_note_that_is_too_long(student, db):
    text = "ә" * (LONGEST_NOTE + 1)
    fields = Forms(student.open("which")).fields["answer"]
    fields |= {"note_text": [text], "language": "kk"}

    response = student.post(f"/study/{student.code}/s/which", **fields)

    assert text in response.text
    assert notes(db) == []


def test_refused_note_keeps_the_learner_at_the_slide_and_both_texts(student, db):
    fields = form_of_moves(student, "case")
    older = {**fields, "note_text": ["from the laptop"], "text": ["my answer"]}
    leave(student, "case", {**fields, "note_text": ["from the phone"]})

    response = leave(student, "case", older)

    assert response.status_code == 422
    assert "from the phone" in response.text and "from the laptop" in response.text
    assert notes(db) == [("case", 0, "from the phone", 1)]
    with db.read() as session:
        assert session.query(StudyAnswer).one().answer["text"] == "my answer"


def test_long_note_keeps_the_learner_at_the_slide(student, db):
    fields = form_of_moves(student, "welcome")
    text = "ә" * (LONGEST_NOTE + 1)

    response = leave(student, "welcome", {**fields, "note_text": [text]})

    assert response.status_code == 422
    assert text in response.text and notes(db) == []


def test_both_notes_of_a_joined_learner_are_saved(student, db, learner_of):
    learner = learner_of()

    def add(session):
        for number in (0, 1):
            note = SlideNote(
                learner_id=learner.id,
                slide="welcome",
                number=number,
                text=f"note {number}",
                version=3,
                changed_at=learner.seen_at,
            )
            session.add(note)

    db.write(add)
    fields = form_of_moves(student, "welcome")
    assert fields["note_text"] == ["note 0", "note 1"]

    leave(student, "welcome", {**fields, "note_text": ["new 0", "new 1"]})

    assert notes(db) == [("welcome", 0, "new 0", 4), ("welcome", 1, "new 1", 4)]


def test_note_is_not_saved_for_the_learner_who_has_sat_down_since(student, db):
    fields = form_of_moves(student, "welcome")
    student.post(f"/study/{student.code}/leave")
    student.begin("Aigerim")

    response = leave(student, "welcome", {**fields, "note_text": ["of Daulet"]})

    assert response.status_code == 409 and notes(db) == []


@pytest.mark.parametrize(
    ("following", "goes_to"),
    [("own", "/own"), ("", "/s/welcome#note"), ("https://example.org", "/"), ("//x.org", "/")],
)
def test_note_is_followed_by_the_page_that_the_script_names(student, course, following, goes_to):
    student.open("welcome")
    path = f"/study/{course.code}/own" if following == "own" else following
    fields = {"note": "0", "version": "0", "note_text": "one", "next": path}

    response = student.post(f"/study/{course.code}/s/welcome/note", **fields)

    assert response.headers["Location"].endswith(goes_to)
    assert "example.org" not in response.headers["Location"]


@pytest.mark.parametrize(
    "fields",
    [
        {"note_text": "one"},
        {"note": ["0", "0"], "version": "0", "note_text": ["a", "b"]},
        {"note": "x", "version": "-1", "note_text": "\x00"},
    ],
)
def test_hostile_fields_do_no_harm(student, fields):
    student.open("welcome")

    assert (
        student.post(f"/study/{student.code}/s/welcome/go", **fields, to="which").status_code < 500
    )
    assert "which" in student.open("which")


def test_page_without_scripts_has_every_form_that_its_fields_name(student):
    for slide in ("welcome", "case", "which"):
        page = student.open(slide)
        named = set(re.findall(r' form="([\w-]+)"', page))
        assert named and named <= set(re.findall(r'<form[^>]* id="([\w-]+)"', page))
