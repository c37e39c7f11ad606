"""The documentation matches the code: settings, rules, columns, commands, files, links."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from config import Settings
from tests.lint_rules import messages
from webinar import cli
from webinar.content.lessons.library import lint_library
from webinar.content.lessons.problems import format_problems
from webinar.results.reports.downloads import exports
from webinar.results.reports.kinds import Kind, Shape

pytestmark = pytest.mark.any_python

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
WINGS = sorted(
    file.parent.relative_to(ROOT).as_posix() for file in ROOT.glob("webinar/*/__init__.py")
)
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]

# Folders that ./run, ./check and the server make.
MADE_FOLDERS = {
    "node_modules",
    "dist",
    "instance",
    "data",
    "test-results",
    "htmlcov",
    "__pycache__",
}
BINARY = {".png", ".webp", ".jpg", ".gif", ".woff2", ".mo", ".pyc"}
# Home folders of a personal machine, which other machines do not have.
ABSOLUTE = re.compile(r"(?<![\w./])/(?:home|root|Users|work|workspace|mnt)/")


def text_of(page):
    return (ROOT / page).read_text("utf-8")


def rows_of(page):
    """Return the cells of all table rows of a page."""
    lines = (line for line in text_of(page).splitlines() if line.startswith("|"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def without_code(text):
    return re.sub(r"^(`{3,}).*?^\1\s*$|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)


def blocks_below(heading, page="README.md"):
    """Return the lines of the first code block below a heading."""
    rest = text_of(page).split(f"\n## {heading}\n", 1)[1]
    return rest.split("```", 2)[1].strip("\n").splitlines()


def slug(heading):
    """Return the anchor that code forges give a heading."""
    letters = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return letters.replace(" ", "-")


def test_operators_guide_explains_every_setting():
    rows = {row[1].strip("`"): row for row in rows_of("docs/operators.md") if len(row) == 4}
    defaults = Settings.from_env({"SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvw"})

    for field in fields(Settings):
        assert field.name in rows, f"docs/operators.md does not know {field.name}"
    for name in ("host", "port", "trusted_proxies", "max_connections"):
        assert rows[name][2] == f"`{getattr(defaults, name)}`", f"another default of {name}"


ROOT_FILES = ("config.py", "config_media.py", "config_servers.py", "wsgi.py")


def test_operators_guide_explains_every_environment_variable():
    pattern = r'(?:env\.get\(|flag\(env, |number\(env, |os\.environ\.get\()"([A-Z_]+)"'
    variables = set(re.findall(pattern, "".join(map(text_of, ROOT_FILES))))

    rows = {row[0].strip("`") for row in rows_of("docs/operators.md")}

    assert "ASYNC_MODE" in variables
    assert variables - rows == set()


def test_authors_guide_lists_exactly_the_lint_rules():
    listed = {(row[0], row[1]) for row in rows_of("docs/authoring.md") if row[1:2] != []}
    listed = {row for row in listed if row[1] in ("error", "warning")}

    rules = messages()

    assert len(rules) > 80, "the rules are no longer found"
    assert rules - listed == set()
    assert listed - rules == set()


def test_authors_example_passes_the_lint(tmp_path):
    example = r"`modules/([\w-]+/[\w-]+\.(?:md|svg|toml))`[^`]*\n````\w+\n(.*?)````"
    for name, text in re.findall(example, text_of("docs/authoring.md"), re.DOTALL):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    problems = lint_library(tmp_path)

    assert len(list(tmp_path.glob("*/*.md"))) == 2
    assert len(list(tmp_path.glob("*/*.svg"))) == 1
    assert len(list(tmp_path.glob("glossary/*.toml"))) == 2
    assert [problem for problem in problems if problem.severity != "info"] == [], format_problems(
        problems
    )


def test_every_path_on_the_map_exists():
    paths = [line.split()[0] for line in blocks_below("The map")]

    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_map_lists_every_wing():
    wings = {f"{wing}/" for wing in WINGS}

    shown_on_page = {line.split()[0] for line in blocks_below("The map")}

    assert len(wings) == 9
    assert wings - shown_on_page == set()


@pytest.mark.parametrize("wing", WINGS)
def test_wing_lists_its_folders(wing):
    folders = {f"{file.parent.name}/" for file in ROOT.glob(f"{wing}/*/__init__.py")}

    listed = re.findall(r"^- (\w+/): \S", text_of(f"{wing}/__init__.py"), re.MULTILINE)

    assert folders == set(listed)


def test_every_file_on_the_path_of_a_vote_exists():
    drawn = "\n".join(blocks_below("The path of a vote"))
    paths = re.findall(r"(?:webinar|static)/\S+\.(?:py|js)", drawn)

    assert len(paths) > 12
    assert [path for path in paths if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.name)
def test_every_link_and_picture_has_a_target(document):
    text = without_code(document.read_text("utf-8"))
    targets = re.findall(r"\]\(([^)\s]+)\)", text)

    for target in targets:
        if target.startswith(("https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = document.parent / path if path else document
        assert file.is_file(), f"{document.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            assert anchor in map(slug, headings), f"{document.name} links to {target}"


def test_every_command_and_its_options_are_explained():
    text = "".join(page.read_text("utf-8") for page in PAGES)

    for name, command in cli.webinar.commands.items():
        assert f".venv/bin/webinar {name}" in text, f"no page explains {name}"
        for option in (
            name for parameter in command.params for name in parameter.opts if name[0] == "-"
        ):
            assert f"`{option}`" in text, f"no page explains {option} of {name}"


def test_options_for_all_commands_are_explained():
    text = text_of("docs/operators.md")

    for option in (
        name for parameter in cli.webinar.params for name in parameter.opts if name[0] == "-"
    ):
        assert f"`webinar {option}`" in text, f"no page explains {option}"


def test_presenters_guide_lists_the_consoles_keys():
    keys = re.compile(r"<kbd>([^<{]+)</kbd>")

    shown_on_page = set(keys.findall(text_of("templates/live/pages/console_dialogs.html")))

    assert {"P", "Q", "S", "B", "Page Down"} <= shown_on_page
    assert shown_on_page - set(keys.findall(text_of("docs/presenting.md"))) == set()


def test_guides_give_the_programmes_number_of_slides(library):
    pattern = re.compile(r"Slide\s+\d+ of (\d+)")
    slides = len(library.programmes["programme"].slides)

    numbers = {page: pattern.findall(text_of(page)) for page in ("README.md", "docs/presenting.md")}

    assert numbers == dict.fromkeys(numbers, [str(slides)])


def test_every_column_of_the_downloads_is_explained():
    parts = re.split(r"\n## ", text_of("docs/exports.md"))
    explained = {part.split("\n")[0]: set(re.findall(r"`(\w+)`", part)) for part in parts}
    headings = {
        "Attendance": Kind.ATTENDANCE,
        "Poll results": Kind.POLLS,
        "Words, texts and numbers": Kind.ANSWERS,
        "Each person's answers": Kind.BALLOTS,
        "Poll results by language": Kind.LANGUAGES,
        "Next steps": Kind.STEPS,
        "Gains": Kind.GAINS,
        "Each person's tests": Kind.TESTS,
        "Captions": Kind.CAPTIONS,
        "Notes of groups": Kind.GROUPS,
        "Questions": Kind.QUESTIONS,
        "Chat": Kind.CHAT,
        "What happened when": Kind.TIMELINE,
    }
    assert set(headings.values()) == set(Kind)

    for heading, kind in headings.items():
        assert {column.id for column in exports()[kind].columns} - explained[heading] == set()


def test_every_export_is_named():
    text = text_of("docs/exports.md")

    assert [kind for kind in Kind if f"| `{kind}` |" not in text] == []
    assert [shape for shape in Shape if f"| `{shape}.csv` |" not in text] == []


def files_of_the_repository(folder=ROOT):
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            is_hidden = path.name.startswith(".") and path.name != ".ci"
            if not is_hidden and path.name not in MADE_FOLDERS:
                yield from files_of_the_repository(path)
        # In a second working tree `.git` is a file that contains the path of the first.
        elif path.name != ".git" and path.suffix not in BINARY:
            yield path


def test_no_file_contains_a_path_of_a_personal_machine():
    paths = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in files_of_the_repository()
        if (match := ABSOLUTE.search(file.read_text("utf-8", errors="replace")))
    ]

    assert paths == []
