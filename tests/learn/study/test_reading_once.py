"""A course page uses one database connection at a time; with two it could deadlock with itself."""

from contextlib import contextmanager

import pytest

from tests.learn.study.conftest import Student


@pytest.fixture
def nested(app, monkeypatch):
    """Reads that began inside another read."""
    db, depth, nested_reads = app.extensions["webinar"].db, [], []
    read = db.read

    @contextmanager
    def counted():
        if depth:
            nested_reads.append(list(depth))
        depth.append(1)
        try:
            with read() as session:
                yield session
        finally:
            depth.pop()

    monkeypatch.setattr(db, "read", counted)
    return nested_reads


def test_a_learners_pages_and_deeds_never_nest_reads(app, course, nested):
    student = Student(app, course.code)
    student.home()
    student.begin()
    student.home()
    student.get(f"/study/{course.code}/s/welcome")

    student.client.post(
        f"/study/{course.code}/deeds",
        data=b'{"now": 1, "edition": "", "deeds": []}',
        headers={"X-CSRF-Token": student.token},
    )

    assert nested == []
