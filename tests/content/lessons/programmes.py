"""A library with two modules and a programme, for tests."""

from webinar.content.lessons.library import lint_library, read_library

from .making import front_matter, quiz, scenario, slide, slides, write_module

TWO = """
[title]
en = "A day"
ru = "День"

[[parts]]
module = "first"

[[parts]]
module = "second"
"""
OPTIONS = "\n".join(f"- [{'x' if n == 2 else ' '}] Option {n} {{#o{n}}}" for n in range(5))


def write(tmp_path, programme=TWO, name="day"):
    write_module(
        tmp_path,
        "first",
        en=front_matter(minutes=10) + slides(slide("one"), quiz(OPTIONS)),
        ru=front_matter(minutes=10, title="Модуль") + slides(slide("one"), quiz(OPTIONS)),
    )
    write_module(tmp_path, "second", en=front_matter(minutes=20) + scenario())
    content = programme if isinstance(programme, bytes) else programme.encode()
    (tmp_path / f"{name}.toml").write_bytes(content)


def read(tmp_path, programme=TWO, name="day"):
    write(tmp_path, programme, name)
    reported = []
    library = read_library(tmp_path, report_faults=reported.append)
    assert reported == []
    return library.programmes[name]


def fault(tmp_path, programme, name="day"):
    """Return the only problem that lint reports.

    Check that the library leaves out the programme and keeps its modules.
    """
    write(tmp_path, programme, name)
    problems = [problem for problem in lint_library(tmp_path) if problem.severity != "info"]
    assert len(problems) == 1, problems
    reported = []
    library = read_library(tmp_path, report_faults=reported.append)
    assert library.programmes == {}
    assert list(library.modules)[:1] == ["first"]
    assert reported == [problems]
    assert problems[0].severity == "error" and problems[0].remedy
    assert problems[0].file == str(tmp_path / f"{name}.toml")
    return problems[0]
