"""TOML that is broken, or designed to waste the server's time and memory."""

import time
import tracemalloc

import pytest

from webinar.content.lessons.problems import Report
from webinar.content.lessons.toml import TomlFile


def read(tmp_path, content):
    path = tmp_path / "file.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    report = Report(str(path))
    return TomlFile(path, report), report.problems


def test_the_line_of_each_table_is_known(tmp_path):
    file, problems = read(
        tmp_path, '# [a]\n[a]\nx = "[b]"\n\n[[b]]\n[[b]] # second\n["c"]\n[a.d]\n'
    )

    assert problems == []
    assert [file.line_of("a"), file.line_of("b"), file.line_of("b", 1), file.line_of("c")] == [
        2,
        5,
        6,
        7,
    ]
    assert [file.line_of("absent"), file.line_of("b", 2)] == [1, 1]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('a = "x"\nb = \n', 2),
        ("a = x", 1),
        ('a = "x"\na = "y"', 2),
        ("[a]\n[a]", 2),
        ("[a", 1),
        ('a = "x" b = "y"', 1),
        ("a = 2026-13-45", 1),
        ("= 1", 1),
        ("a = 'x\n", 2),
        ("a = '''x\ny\n", 3),
    ],
)
def test_broken_toml_is_an_error_with_its_line(tmp_path, content, line):
    file, [problem] = read(tmp_path, content)

    assert problem.message == "this is not TOML"
    assert problem.remedy.endswith("Put texts into quotes, one key in a line")
    assert "(at " not in problem.remedy
    assert (problem.severity, problem.line) == ("error", line)
    assert file.values == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfea\x00", "the file is UTF-16"),
        (b'a = "\xe9"', "the file is not UTF-8"),
        (b'a = "\x00"', "there is an invisible control character (U+0000)"),
        (b"#" * 200_001, "the file is over 200 kB"),
    ],
)
def test_an_unreadable_file_is_an_error(tmp_path, content, message):
    file, [problem] = read(tmp_path, content)

    assert problem.message == message
    assert file.values == {}


@pytest.mark.parametrize(
    "content",
    [
        "a = " + "[" * 190_000,
        "a = " + "{a=" * 60_000,
        "a = " + "9" * 5_000,
        "a." * 90_000 + "b = 1",
        "a . " * 40_000 + "b = 1",
        '"a".' * 40_000 + "b = 1",
        "'a'.\"b\"." * 20_000 + "c = 1",
        "[" + "a." * 90_000 + "b]",
        "[[" + "a." * 90_000 + "b]]",
        "x = {" + "a." * 90_000 + "b = 1}",
    ],
)
def test_hostile_nesting_is_refused_quickly_and_in_little_memory(tmp_path, content):
    tracemalloc.start()
    started = time.process_time()

    file, [problem] = read(tmp_path, content)

    taken = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problem.severity == "error"
    assert problem.message in ("this is not TOML", "this key has too many dots")
    assert file.values == {}
    assert taken < 5
    assert peak < 50_000_000


@pytest.mark.parametrize(
    "content",
    [
        'a = "' + "x" * 190_000 + '"',
        "a = '" + "x y, " * 38_000 + "'",
        "# " + "a-" * 90_000,
        "".join(f"[t{n}]\na = 1\n" for n in range(10_000)),
        "".join(f"[[t]]\na.b.c = {n}\n" for n in range(10_000)),
        "a = [" + "1," * 90_000 + "]",
    ],
)
def test_long_but_harmless_files_are_read_quickly(tmp_path, content):
    started = time.process_time()

    file, problems = read(tmp_path, content)

    assert problems == []
    assert time.process_time() - started < 5


@pytest.mark.parametrize("text", ["a.b.c.d.e.f.g", "One... two... three...", "www.a.b.c.test/x.y"])
def test_dots_in_texts_are_accepted(tmp_path, text):
    file, problems = read(tmp_path, f'a.b = "{text}"')

    assert problems == []
    assert file.values == {"a": {"b": text}}
