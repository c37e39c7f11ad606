"""The bytes of a study slide on a slow link; docs/self-paced.md gives the figures."""

import gzip

import pytest

from config import ROOT
from tests.factories import make_course
from tests.learn.study.conftest import Student

# Limits for a slide's page in Russian, and for the files that all slides share, both compressed.
# The second was 12,000; the sign of a recording and the retries of late scripts took it above that.
MAX_PAGE_BYTES, MAX_SHARED_BYTES = 5_500, 12_400


@pytest.fixture
def student(app, db, library):
    module = library.find("programme")
    course = db.write(lambda s: make_course(s, module=module))
    student = Student(app, course.code)
    student.begin(language="ru")
    student.client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip"
    return student


@pytest.mark.parametrize(
    "slide",
    ["prevention-science--what-works", "prevention-science--parents-against", "closing--board"],
)
def test_a_slide_page_is_within_the_byte_limit(student, slide):
    page = student.client.get(f"/study/{student.code}/s/{slide}")

    assert page.headers["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(page.data)
    assert len(page.data) < MAX_PAGE_BYTES


def test_files_shared_by_all_slides_are_within_the_byte_limit():
    folder = ROOT / "static" / "dist"
    files = [
        file for name in ("app-*.css", "study-*.css", "study-*.js") for file in folder.glob(name)
    ]
    packed = [folder / f"{file.name}.br" for file in files]

    assert len(packed) == 3
    assert sum(file.stat().st_size for file in packed) < MAX_SHARED_BYTES
