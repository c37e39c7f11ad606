"""Decoding files and finding fenced code."""

import time

import pytest

from webinar.content.lessons.library import read_module
from webinar.content.lessons.source import (
    MAX_FILE_BYTES,
    SourceFault,
    decode,
    mark_code,
    number_lines,
)

from .making import faults, front_matter, slide, write_module


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_all_line_endings_are_read(ending):
    raw = ending.join(["one", "two", ""]).encode()

    assert decode(raw) == "one\ntwo\n"


def test_a_byte_order_mark_is_dropped():
    assert decode(b"\xef\xbb\xbf---") == "---"


def test_decomposed_letters_are_composed():
    in_two_pieces = "и\u0306"

    assert decode(in_two_pieces.encode()) == "й"


def test_composed_and_decomposed_text_give_the_same_module(tmp_path):
    in_one_piece = front_matter(title="Мой") + slide(text="Мой")
    in_two_pieces = in_one_piece.replace("й", "и\u0306")

    composed = read_module(write_module(tmp_path / "a", ru=in_one_piece))
    decomposed = read_module(write_module(tmp_path / "b", ru=in_two_pieces))

    assert composed == decomposed


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        (b"", 1, "the file is empty"),
        (b" \n\n\t", 1, "the file is empty"),
        (b"\xef\xbb\xbf", 1, "the file is empty"),
        ("текст".encode("utf-16"), 1, "the file is UTF-16"),
        ("one\ntwo\nтри".encode("cp1251"), 3, "the file is not UTF-8"),
        (b"a\nb\x00c", 2, "there is an invisible control character (U+0000)"),
        ("a\n\nb\u2028c".encode(), 3, "there is an invisible control character (U+2028)"),
        (b"x" * (MAX_FILE_BYTES + 1), 1, "the file is over 200 kB"),
    ],
)
def test_an_unreadable_file_says_where_and_why(raw, line, message):
    with pytest.raises(SourceFault) as fault:
        decode(raw)

    assert (fault.value.line, fault.value.message) == (line, message)
    assert fault.value.remedy


def test_a_file_at_the_limit_is_read():
    assert len(decode(b"x" * MAX_FILE_BYTES)) == MAX_FILE_BYTES


def test_an_unreadable_file_is_reported_by_name(tmp_path):
    folder = write_module(tmp_path, en=slide())
    (folder / "ru.md").write_bytes("---\ntitle: Привет".encode("cp1251"))

    [problem] = faults(folder)

    assert problem.file == str(folder / "ru.md")
    assert (problem.line, problem.message) == (2, "the file is not UTF-8")


def test_a_symbolic_link_to_a_file_is_not_read(tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text(front_matter() + slide())
    folder = write_module(tmp_path, en=slide())
    (folder / "ru.md").symlink_to(secret)

    [problem] = faults(folder)

    assert problem.message == "this is not an ordinary file"


def test_lines_between_fences_are_code():
    lines, unclosed = mark_code(["a", "```python", "---", "```", "b", "~~~", "```", "~~~"])

    assert [line.fence for line in lines] == [0, 2, 2, 2, 0, 6, 6, 6]
    assert unclosed is None


def test_a_longer_fence_may_contain_a_shorter_one():
    lines, unclosed = mark_code(["````", "```", "Note: x", "```", "````", "b"])

    assert [line.in_code for line in lines] == [True] * 5 + [False]
    assert unclosed is None


def test_inline_code_in_three_backticks_does_not_open_a_block():
    lines, unclosed = mark_code(["```not a block```", "b"])

    assert not any(line.in_code for line in lines)
    assert unclosed is None


def test_an_unclosed_code_block_is_refused_at_its_first_line():
    with pytest.raises(SourceFault) as fault:
        number_lines("a\n\n```\nb\n\n---\n\nNote: c")

    assert fault.value.line == 3
    assert fault.value.remedy == "Put a line ``` below it, with as many signs as it began with"


def test_a_large_file_of_odd_characters_is_read_quickly():
    raw = ("a" + "`" * 90 + "{#" * 50 + "\n").encode() * 1000

    started = time.process_time()
    number_lines(decode(raw))

    assert time.process_time() - started < 1
