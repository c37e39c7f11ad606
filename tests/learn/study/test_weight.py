"""What a slide to be studied weighs on a slow link; docs/self-paced.md says the figures."""

import gzip

import pytest

from config import ROOT
from tests.factories import make_course
from tests.learn.study.conftest import Student

# Of a slide's page in Russian, compressed; and of what all of these pages share, fetched once.
HEAVIEST, SHARED = 5_500, 12_000


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
def test_a_slide_is_light(student, slide):
    page = student.client.get(f"/study/{student.code}/s/{slide}")

    assert page.headers["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(page.data)
    assert len(page.data) < HEAVIEST


def test_what_all_slides_share_is_light():
    folder = ROOT / "static" / "dist"
    files = [
        one for name in ("app-*.css", "study-*.css", "study-*.js") for one in folder.glob(name)
    ]
    packed = [folder / f"{one.name}.br" for one in files]

    assert len(packed) == 3
    assert sum(one.stat().st_size for one in packed) < SHARED
