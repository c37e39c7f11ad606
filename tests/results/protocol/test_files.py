"""Protocol files: reproducible bytes, complete in each language, free of active content."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import docx
import pytest
from jinja2 import Environment, FileSystemLoader
from pypdf import PdfReader

from tests.factories import make_member, make_room
from tests.results.protocol.making import ENDED, NAMES, make_step, make_whole_session
from tools.stamps import ROOT
from webinar.content.handouts.wording import speaking
from webinar.kit.languages import LANGUAGES
from webinar.live.steps.record_words import answers
from webinar.results.protocol import forms
from webinar.results.protocol.forms import Form
from webinar.results.protocol.names import questions
from webinar.results.protocol.reading import read_record
from webinar.results.protocol.record import Copy
from webinar.room.rooms.models import Room, RoomState

HOSTILE = [
    '#eval("1+1") $x$ @label <b>bold</b>',
    "**bold** [link](https://evil.example) `code` | cell",
    "</w:t><w:t>&amp; \x01 ]]>",
    "<script>alert(1)</script>",
    "# heading",
    "1. list",
    "- list",
    "=1+1",
]
STATES = ("answered", "parked", "declined", "merged")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="session")
def templates():
    folder = FileSystemLoader(ROOT / "templates")
    environment = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return forms.Templates(
        environment.get_template("results/protocol/article.html"),
        environment.get_template("results/protocol/file.html"),
    )


@pytest.fixture
def read(db):
    """The record of the session that `make` arranges."""

    def reading(make=make_whole_session, copy=Copy.HOSTS):
        room_id = db.write(lambda session: make(session).id)
        with db.read() as session:
            return read_record(session, session.get(Room, room_id), ENDED, copy)

    return reading


@pytest.fixture
def write(read, templates):
    def writing(form, language="en", **kwargs):
        return forms.write(read(**kwargs), language, form, templates)

    return writing


def paragraphs(content):
    """Every text of a DOCX, including those of its tables."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def empty_session(session):
    room = make_room(session, state=RoomState.ENDED)
    room.started_at, room.ended_at = ENDED, ENDED
    return room


def hostile_session(session):
    room = make_room(session, state=RoomState.ENDED, title=HOSTILE[0])
    room.started_at, room.ended_at = ENDED, ENDED
    for name in HOSTILE:
        make_step(session, room, make_member(session, room, name[:80]), name)
    return room


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", ["kk", "prs"])
def test_the_same_session_gives_the_same_bytes(db, read, templates, form, language):
    room_id = db.write(lambda session: make_whole_session(session).id)

    def again():
        with db.read() as session:
            record = read_record(session, session.get(Room, room_id), ENDED, Copy.HOSTS)
        return forms.write(record, language, form, templates)

    assert again() == again()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_uses_only_its_own_words(write, language):
    text = write(Form.MD, language).decode()

    with speaking(language):
        headings = questions()
        expected = [*answers().values(), *(headings[key] for key in STATES)]
    for words in (*expected, *(name for name, _ in NAMES)):
        assert words in text
    if language != "en":
        for english in ("Outcome", "Protocol", "Signature", "Agree", "Owner", "planned"):
            assert english not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_tagged_and_has_its_language_and_the_session_end(write, language):
    pdf = PdfReader(io.BytesIO(write(Form.PDF, language)))
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == language
    assert pdf.metadata.creation_date == ENDED


def test_pdf_is_made_despite_a_character_that_no_font_has(write):
    def make(session):
        room = empty_session(session)
        make_member(session, room, "Ada 🎉")
        return room

    assert write(Form.PDF, make=make).startswith(b"%PDF")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_docx_opens_with_real_headings_and_header_rows(write, language):
    document = docx.Document(io.BytesIO(write(Form.DOCX, language)))

    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet"} <= set(styles)
    assert len(document.tables) > 5
    assert all(table._tbl.findall(f".//{W}tblHeader") for table in document.tables)
    assert document.core_properties.created.replace(tzinfo=UTC) == ENDED


def test_a_docx_in_dari_runs_from_right_to_left(write):
    with zipfile.ZipFile(io.BytesIO(write(Form.DOCX, "prs"))) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))

    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in root.iter(f"{W}p"))
    assert all(t.find(f"{W}tblPr/{W}bidiVisual") is not None for t in root.iter(f"{W}tbl"))
    [dari] = [
        run.find(f"{W}rPr")
        for run in root.iter(f"{W}r")
        if run.findtext(f"{W}t") == "اگر مکتب موافق باشد"
    ]
    assert dari.find(f"{W}rtl") is not None
    assert dari.find(f"{W}lang").attrib == {f"{W}bidi": "prs-AF"}


def test_heading_and_table_name_in_another_language_are_marked(write):
    page = write(Form.HTML, "prs").decode()

    assert '<h3 lang="en" dir="ltr">Tea or coffee?</h3>' in page
    table, lang = re.search(r'<caption class="unseen" id="(.+)" lang="(..)"', page).groups()
    assert lang in ("en", "kk", "ru")
    assert f'aria-labelledby="{table}"' in page


@pytest.mark.parametrize("form", Form)
def test_typed_text_is_never_markup(write, form):
    content = write(form, make=hostile_session)

    if form is Form.HTML:
        page = content.decode()
        assert "<script" not in page
        assert "<b>bold" not in page
    elif form is Form.MD:
        lines = content.decode().splitlines()
        assert not [line for line in lines if re.match(r"(# heading|1\. list|- list$)", line)]
        assert "[link](" not in content.decode()
        assert not re.search(r"(?<!\\)<(b|script)", content.decode())
        assert "https://" not in content.decode()
    elif form is Form.DOCX:
        texts = paragraphs(content)
        assert any("</w:t><w:t>&amp;" in text for text in texts)
    elif form is Form.PDF:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        assert "eval" in text
        assert "/URI" not in content.decode("latin-1")
    else:
        assert json.loads(content)["steps"][3]["text"] == {"en": "<script>alert(1)</script>"}


@pytest.mark.parametrize("form", [Form.MD, Form.HTML, Form.DOCX, Form.PDF])
def test_empty_session_says_so(write, form):
    content = write(form, make=empty_session)

    if form is Form.DOCX:
        text = "\n".join(paragraphs(content))
    elif form is Form.PDF:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    else:
        text = content.decode()
    for sentence in (
        "No participant joined.",
        "No poll was opened.",
        "No questions were asked.",
        "No next step was agreed.",
    ):
        assert sentence in text


def test_running_session_is_marked_as_not_final(write):
    def make(session):
        room = make_room(session, state=RoomState.LIVE)
        room.started_at = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
        return room

    assert "Not final" in write(Form.MD, make=make).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_number_column_heading_fits_on_one_line(write, language):
    """Bold 10-point letters are at most 7 points wide; a cell keeps 4 points free on each side."""
    document = docx.Document(io.BytesIO(write(Form.DOCX, language=language)))

    heads = [table.rows[0].cells[0] for table in document.tables]
    numbered = [cell for cell in heads if cell.text.strip()]

    assert len(numbered) >= 3
    for cell in numbered[:2]:
        assert 7 * len(cell.text.strip()) <= cell.width.pt - 8, (cell.text, cell.width.pt)
