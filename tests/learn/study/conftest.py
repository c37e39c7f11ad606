"""A course, and a learner who studies it in a browser without scripts."""

import re

import pytest

from tests.factories import make_course, make_module, make_poll_item, make_slide
from tests.people.accounts.browsing import Visitor
from webinar.learn.courses.models import Learner


class Student(Visitor):
    """A visitor who studies one course and sends the hidden fields of the last page along."""

    def __init__(self, app, code):
        super().__init__(app)
        self.code = code
        self.hidden = {}

    def begin(self, name="Daulet", language="en"):
        self.get(f"/study/{self.code}")
        return self.post(f"/study/{self.code}/begin", name=name, language=language)

    def home(self):
        return self.get(f"/study/{self.code}").text

    def open(self, slide, query=""):
        return self.get(f"/study/{self.code}/s/{slide}{query}").text

    def answer(self, slide, **fields):
        """Answer on the page that was opened last; returns the next page."""
        response = self.post(f"/study/{self.code}/s/{slide}", **{**self.hidden, **fields})
        return self.open(slide) if response.status_code == 303 else response.text

    def go(self, slide, to, **fields):
        address = f"/study/{self.code}/s/{slide}/go"
        return self.post(address, **{**self.hidden, "to": to, **fields})

    def _seen(self, response):
        names = ("key", "edition", "shown")
        values = {
            name: re.search(rf'name="{name}" value="([^"]*)"'.encode(), response.data)
            for name in names
        }
        if all(values.values()):
            self.hidden = {name: value[1].decode() for name, value in values.items()}
        return super()._seen(response)


def slides():
    return [
        make_slide("welcome"),
        make_slide("which", poll=make_poll_item()),
        make_slide("opinion", poll=make_poll_item(is_quiz=False)),
        make_slide("end"),
    ]


@pytest.fixture
def course(db):
    """A course that anybody who has its code may begin."""
    return db.write(lambda s: make_course(s, module=make_module(slides=slides())))


@pytest.fixture
def student(app, course):
    student = Student(app, course.code)
    student.begin()
    return student


@pytest.fixture
def learner_of(db):
    def find(name="Daulet"):
        with db.read() as session:
            return session.query(Learner).filter_by(name=name).one()

    return find
