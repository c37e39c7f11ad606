"""Evidence files: recognised by content, and stripped of what a camera adds."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.results.followup.making import chunk, jpeg, png, webp
from webinar.kit.errors import Refused
from webinar.results.followup.evidence import LONGEST_FILE, clean

PLACE = b"52.1N 71.4E"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(chunk(b"eXIf", PLACE)), "image/png"),
        (png(chunk(b"tEXt", b"Where\0" + PLACE)), "image/png"),
        (jpeg(), "image/jpeg"),
        (webp(), "image/webp"),
    ],
)
def test_location_of_a_picture_is_removed(content, kind):
    assert PLACE in content

    media_type, cleaned = clean(content)

    assert media_type == kind
    assert PLACE not in cleaned


def test_picture_without_metadata_is_unchanged():
    assert clean(png()) == ("image/png", png())


def test_data_after_a_picture_is_removed():
    for picture in (png(), jpeg(), webp()):
        assert b"<script>" not in clean(picture + b"<script>alert(1)</script>")[1]


def test_photograph_keeps_its_rotation_and_loses_comments():
    _, cleaned = clean(jpeg(orientation=6))

    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in cleaned
    assert b"secret" not in cleaned
    assert cleaned.endswith(b"data\xff\0more\xff\xd9")


def test_stripped_webp_no_longer_announces_metadata():
    _, cleaned = clean(webp())

    assert cleaned[20] == 0
    assert struct.unpack("<I", cleaned[4:8])[0] == len(cleaned) - 8


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"<html><script>alert(1)</script>", "file_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_type"),
        (b"GIF89a" + bytes(20), "file_type"),
        (b"PK\x03\x04" + bytes(20), "file_type"),
        (b"MZ" + bytes(20), "file_type"),
        (b" %PDF-1.7", "file_type"),
        (b"%PDF-" + bytes(LONGEST_FILE), "file_too_large"),
        (png()[:-4], "file_broken"),
        (jpeg()[:-2], "file_broken"),
        (webp()[:-8], "file_broken"),
        (b"\xff\xd8\xff", "file_broken"),
        (b"RIFF\xff\xff\xff\xffWEBP", "file_broken"),
    ],
)
def test_other_file_type_is_refused(content, code):
    with pytest.raises(Refused) as refusal:
        clean(content)

    assert refusal.value.code == code


def test_pdf_is_kept_unchanged():
    assert clean(b"%PDF-1.7 more") == ("application/pdf", b"%PDF-1.7 more")


@given(st.sampled_from([png()[:8], b"\xff\xd8\xff", webp()[:12]]), st.binary(max_size=300))
def test_any_bytes_end_in_a_picture_or_a_refusal(start, rest):
    try:
        clean(start + rest)
    except Refused as refusal:
        assert refusal.code == "file_broken"
