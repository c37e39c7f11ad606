"""Uploaded answer files may contain anything: each is read as a whole, or refused with a reason."""

import io
import json
import zipfile
import zlib

import pytest

from webinar.kit.errors import Refused
from webinar.learn.offline import answer_file
from webinar.learn.offline.answer_file import read_file, read_uploads

pytestmark = pytest.mark.same_statements

COURSE = "ABCD2345"


def text_of(**changes):
    """A file as the player makes it, with these fields changed."""
    answers = {
        "format": 1,
        "package": "0123456789abcdef",
        "course": COURSE,
        "edition": "0123456789abcdef",
        "person": {"key": "person-key-1", "name": "Daulet", "number": "7"},
        "now": 1_800_000_000_000,
        "deeds": [
            {
                "type": "read",
                "key": "key-00001",
                "slide": "welcome",
                "began": 1_799_999_000_000,
                "ended": 1_799_999_030_000,
                "seconds": 30,
            }
        ],
        **changes,
    }
    inside = json.dumps(answers, ensure_ascii=False, separators=(",", ":")).encode()
    return wrapped(inside)


def wrapped(inside):
    return b'{"check":"%08x","answers":%b}' % (zlib.crc32(inside), inside)


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def code_of(content):
    with pytest.raises(Refused) as refusal:
        read_file("a.json", content, COURSE)
    return refusal.value.code


def test_an_answer_file_is_read():
    file = read_file(r"C:\answers\a.json", text_of(), COURSE)

    assert (file.name, file.answers.person.name) == ("a.json", "Daulet")
    assert file.answers.deeds[0].seconds == 30


def test_a_file_with_a_byte_order_mark_is_read():
    assert read_file("a.json", b"\xef\xbb\xbf" + text_of() + b"\r\n", COURSE).answers.deeds


def test_a_truncated_or_changed_file_is_damaged():
    full_text = text_of()

    for cut in range(30, len(full_text)):
        assert code_of(full_text[:cut]) == "answers_damaged"
    assert code_of(full_text.replace(b'"seconds":30', b'"seconds":90')) == "answers_damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"[]",
        b'{"answers":{}}',
        wrapped(b"null"),
        wrapped(b"{}"),
        wrapped(b"[" * 100_000),
        wrapped(b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
        text_of(format=2),
        text_of(extra=1),
        text_of(person={"key": "person-key-1", "name": " \u202e ", "number": ""}),
        text_of(person="Daulet"),
        text_of(now="yesterday"),
        text_of(now=-1),
        text_of(deeds=[{"type": "grant", "key": "key-00001"}]),
        text_of(deeds=[{"type": "read", "key": "../../etc", "slide": "a"}]),
        wrapped(b'{"format":1,"course":"\xff\xfe"}'),
    ],
    ids=range(17),
)
def test_other_content_is_refused(content):
    assert code_of(content) == "answers_unknown"


def test_answers_to_another_course_are_refused():
    assert code_of(text_of(course="OTHER234")) == "answers_elsewhere"


def test_a_file_over_the_size_limit_is_not_read():
    assert code_of(b" " * (answer_file.LONGEST_FILE + 1)) == "answers_too_large"


def test_files_in_a_zip_are_read_and_duplicates_dropped():
    archive = zipped(**{"day 1/a.json": text_of(), "b.json": text_of(now=1), "c.txt": b"notes"})

    looked = read_uploads([("all.zip", archive), ("a.json", text_of())], COURSE)

    assert [file.name for file in looked.files] == ["a.json", "b.json"]
    assert [(file.name, file.code) for file in looked.unread] == [("c.txt", "answers_unknown")]


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    archive = zipped(**{f"{n}.json": b"0" * 3_000_000 for n in range(20)})
    assert len(archive) < 100_000

    with pytest.raises(Refused, match="answers_too_large"):
        read_uploads([("bomb.zip", archive)], COURSE)


def test_too_many_files_are_refused():
    archive = zipped(**{f"{n}.json": b"{}" for n in range(answer_file.MOST_FILES + 1)})

    with pytest.raises(Refused, match="answers_too_many"):
        read_uploads([("many.zip", archive)], COURSE)


def test_a_truncated_zip_is_damaged():
    looked = read_uploads([("half.zip", zipped(**{"a.json": text_of()})[:-30])], COURSE)

    assert [file.code for file in looked.unread] == ["answers_damaged"]


def test_an_upload_without_files_is_refused():
    with pytest.raises(Refused, match="answers_none"):
        read_uploads([], COURSE)
