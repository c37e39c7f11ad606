"""The glossary: one file of terms in the first language, and one file per translation."""

import pytest

from webinar.content.lessons.glossary import Glossary, read_glossary
from webinar.content.lessons.library import lint_library, read_library

from .making import slide, write_glossary, write_module

TERMS = {"referral": "referral", "risk-factor": "risk factor"}
RUSSIAN = {"referral": "направление", "risk-factor": "фактор риска"}


def problems_of(library):
    """The problems, as "file: level: message"."""
    _, reports = read_glossary(library)
    return [
        f"{problem.file.rpartition('/')[2]}: {problem.severity}: {problem.message}"
        for report in reports
        for problem in report.problems
    ]


def first_problem(library, content, name="en"):
    """The only problem of a glossary with just this file, and the glossary."""
    (library / "glossary").mkdir(exist_ok=True)
    path = library / "glossary" / f"{name}.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    glossary, reports = read_glossary(library)
    [problem] = [problem for report in reports for problem in report.problems]
    return problem, glossary


def test_terms_are_read_in_all_their_languages(tmp_path):
    english = {"referral": {"term": "referral", "also": ["sending on"], "meaning": "A way."}}
    kazakh = {"referral": {"term": "жолдау", "meaning": "Жол.", "review": "calque?"}}
    write_glossary(tmp_path, en=english, en_kk=kazakh, en_ru={"referral": "направление"})

    glossary, _ = read_glossary(tmp_path)

    assert problems_of(tmp_path) == []
    assert glossary.languages == ["en", "kk", "ru"]
    text = glossary.terms["referral"].text
    assert list(text) == ["en", "kk", "ru"]
    assert (text["en"].term, text["en"].also, text["en"].review) == (
        "referral",
        ["sending on"],
        "",
    )
    assert (text["kk"].term, text["kk"].review) == ("жолдау", "calque?")


def test_the_glossary_is_empty_if_there_is_no_folder(tmp_path):
    assert read_glossary(tmp_path) == (Glossary(), [])


def test_an_untranslated_term_is_a_warning(tmp_path):
    write_glossary(tmp_path, en=TERMS, en_ru={"referral": "направление"})

    glossary, _ = read_glossary(tmp_path)

    assert problems_of(tmp_path) == [
        "en-ru.toml: warning: the term `risk-factor` is not translated"
    ]
    assert list(glossary.terms["risk-factor"].text) == ["en"]


def test_error_for_a_term_missing_from_the_first_language_suggests_the_nearest(tmp_path):
    write_glossary(tmp_path, en={"referral": "referral"}, en_ru={"referal": "x"})

    _, reports = read_glossary(tmp_path)

    [problem, missing] = reports[0].problems
    assert problem.message == "the first language has no term `referal`"
    assert (problem.severity, problem.remedy, problem.line) == ("error", "Write `[referral]`", 1)
    assert missing.message == "the term `referral` is not translated"
    assert missing.remedy == "Add `[referral]`; until then readers get another language"


@pytest.mark.parametrize("name", ["glossary", "EN", "en_ru", "ru-kk", "en-en", "en-RU", "english"])
def test_a_file_not_named_after_its_languages_is_an_error(tmp_path, name):
    folder = write_glossary(tmp_path, en=TERMS)
    (folder / f"{name}.toml").write_text('[referral]\nterm = "x"\nmeaning = "y"\n')

    assert problems_of(tmp_path) == [f"{name}.toml: error: “{name}.toml” is no file of a glossary"]
    assert read_glossary(tmp_path)[0].languages == ["en"]


def test_two_first_languages_are_an_error(tmp_path):
    write_glossary(tmp_path, en=TERMS, ru=RUSSIAN)

    _, reports = read_glossary(tmp_path)

    [problem] = reports[1].problems
    assert problem.message == "the glossary has two first languages, this and `en.toml`"
    assert problem.remedy == "Name it `en-ru.toml`"


def test_a_translation_without_the_first_language_is_an_error(tmp_path):
    write_glossary(tmp_path, en_ru=RUSSIAN)

    assert problems_of(tmp_path) == ["en-ru.toml: error: “en-ru.toml” is no file of a glossary"]


@pytest.mark.parametrize(
    "name",
    ["Referral", "risk factor", "риск", "a--b", "-a", "<script>", "javascript:x", "'", "x/y", ""],
)
def test_a_term_id_with_forbidden_characters_is_an_error(tmp_path, name):
    problem, glossary = first_problem(tmp_path, f'\n["{name}"]\nterm = "x"\nmeaning = "y"\n')

    assert problem.message == f"`[{name}]` cannot be the id of a term"
    assert problem.remedy.endswith("as in `[risk-factor]`")
    assert (problem.severity, problem.line) == ("error", 2)
    assert glossary.terms == {}


@pytest.mark.parametrize(
    "body",
    ['term = "x"', 'meaning = "y"', 'term = 1\nmeaning = "y"', 'term = "x"\nmeaning = ["y"]']
    + ['term = "x"\nmeaning = "y"\nalso = "z"', 'term = "x"\nmeaning = "y"\nalso = [1]']
    + ['term = "x"\nmeaning = "y"\nreview = true', "term = 2026-01-01\nmeaning = nan"],
)
def test_a_term_needs_term_and_meaning(tmp_path, body):
    problem, glossary = first_problem(tmp_path, f"[referral]\n{body}\n")

    assert problem.message == "the term `referral` is not complete"
    assert problem.remedy.startswith('Write `term = "…"`, `meaning = "…"`')
    assert (problem.severity, problem.line) == ("error", 1)
    assert glossary.terms == {}


def test_a_key_outside_a_table_is_not_a_term(tmp_path):
    assert (
        first_problem(tmp_path, "referral = 1\n")[0].message
        == "the term `referral` is not complete"
    )


def test_an_unknown_key_is_an_error(tmp_path):
    problem, _ = first_problem(tmp_path, '[referral]\nterm = "x"\nmeaning = "y"\nsee = "z"\n')

    assert problem.message == "`see` is not known here"
    assert problem.remedy == "Known are term, also, meaning, review"


@pytest.mark.parametrize(
    "values",
    [{"term": " "}, {"meaning": ""}, {"also": [""]}, {"also": ["x", "\t"]}],
)
def test_an_empty_text_is_an_error(tmp_path, values):
    write_glossary(tmp_path, en={"referral": {"term": "x", "meaning": "y"} | values})

    assert problems_of(tmp_path) == ["en.toml: error: the term `referral` has an empty text"]


@pytest.mark.parametrize(("key", "most"), [("term", 120), ("also", 120), ("meaning", 200)])
def test_texts_have_a_length_limit(tmp_path, key, most):
    def value(length):
        text = "Ш" * length
        return {
            "referral": {"term": "x", "meaning": "y"} | {key: [text] if key == "also" else text}
        }

    write_glossary(tmp_path, en=value(most))
    assert problems_of(tmp_path) == []

    write_glossary(tmp_path, en=value(most + 1))
    assert problems_of(tmp_path) == [
        f"en.toml: error: the term `referral` has a text of {most + 1} characters, "
        f"at most {most} fit"
    ]


def test_a_faulty_term_is_left_out_and_the_others_stay(tmp_path):
    write_glossary(tmp_path, en=TERMS | {"Wrong": "wrong"})

    assert list(read_glossary(tmp_path)[0].terms) == ["referral", "risk-factor"]


def test_windows_line_endings_and_a_byte_order_mark_are_read(tmp_path):
    folder = write_glossary(tmp_path, en=TERMS)
    path = folder / "en.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert problems_of(tmp_path) == []
    assert len(read_glossary(tmp_path)[0].terms) == 2


def test_html_in_a_term_stays_text(tmp_path):
    term = '<script>alert("x")</script>'
    write_glossary(tmp_path, en={"referral": {"term": term, "meaning": "<b>&amp;"}})

    text = read_glossary(tmp_path)[0].terms["referral"].text["en"]

    assert (text.term, text.meaning) == (term, "<b>&amp;")


def test_symbolic_links_are_not_followed(tmp_path):
    linked_folder = write_glossary(tmp_path / "elsewhere", en=TERMS)
    library = tmp_path / "library"
    library.mkdir()
    (library / "glossary").symlink_to(linked_folder)

    assert read_glossary(library)[0] == Glossary()

    (library / "glossary").unlink()
    (library / "glossary").mkdir()
    (library / "glossary" / "en.toml").symlink_to(linked_folder / "en.toml")

    assert problems_of(library) == ["en.toml: error: this is not an ordinary file"]


def test_library_loads_the_glossary_and_lint_reports_its_faults(tmp_path):
    write_module(tmp_path, en=slide(text="[a](term:referral)"))
    write_glossary(tmp_path, en=TERMS | {"Wrong": "wrong"})
    reported = []

    library = read_library(tmp_path, report_faults=reported.append)

    assert list(library.modules) == ["demo"]
    assert list(library.glossary.terms) == ["referral", "risk-factor"]
    assert [problem.message for [problem] in reported] == ["`[Wrong]` cannot be the id of a term"]
    assert "`[Wrong]` cannot be the id of a term" in [
        problem.message for problem in lint_library(tmp_path)
    ]
