"""The import page and the import command."""

import io
import re
import zipfile

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.content.importing.decks import bullets, powerpoint
from tests.factories import make_user
from tests.people.accounts.browsing import signed_in
from webinar.cli import webinar
from webinar.content.importing.kinds import convert, kind_of
from webinar.content.importing.words import lint_text
from webinar.content.lessons.lint import lint
from webinar.content.lessons.problems import Problem, Severity
from webinar.content.lessons.sentences import Sentence
from webinar.kit.languages import LANGUAGES, Language
from webinar.people.accounts.models import UserRole
from webinar.people.audit.models import AuditEntry

pytestmark = pytest.mark.same_statements

GIFT = b"Which helps?{=lessons#Yes ~talks}\n\nBroken {"


@pytest.fixture
def organiser(app, db):
    return signed_in(app, db.write(make_user))


def upload(visitor, content=GIFT, file_name="questions.gift", **fields):
    visitor.get("/desk/import")
    fields = {"language": "en", "name": "my-questions", **fields}
    return visitor.post("/desk/import", file=(io.BytesIO(content), file_name), **fields)


def link(page):
    start = page.text.index("/desk/import/")
    return page.text[start : page.text.index('"', start)]


def zip_link(page):
    return next(part for part in page.text.split('"') if part.endswith(".zip"))


def test_an_upload_becomes_a_module_with_a_report(organiser, db, tmp_path):
    page = upload(organiser)

    assert page.status_code == 200, page.text
    assert "A question with options." in page.text
    assert "Braces { } do not match" in page.text
    packed = organiser.get(zip_link(page))
    assert packed.mimetype == "application/zip"
    zipfile.ZipFile(io.BytesIO(packed.data)).extractall(tmp_path)
    assert [
        problem for problem in lint(tmp_path / "my-questions") if problem.severity == "error"
    ] == []
    with db.read() as s:
        entry = s.scalars(select(AuditEntry).filter_by(kind="module.imported")).one()
    assert entry.detail == {"what": "gift", "slides": 1}


def test_only_the_importer_can_download_the_module(app, organiser, db):
    path = zip_link(upload(organiser))

    stranger = signed_in(app, db.write(make_user))

    assert organiser.get(path).status_code == 200
    assert stranger.get(path).status_code == 404
    assert organiser.get(path.replace("my-questions", "x%2F..")).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "fields", "message"),
    [
        (b"", "", {}, "Choose a file first."),
        (b"", "x.gift", {}, "The file is empty."),
        (GIFT, "x.exe", {}, "This is neither GIFT"),
        (GIFT, "x.gift", {"name": "Мой модуль"}, "small Latin letters"),
        (GIFT, "x.gift", {"name": "../up"}, "small Latin letters"),
        (GIFT, "x.gift", {"language": "xx"}, "Choose the language"),
        (b"PK no zip", "x.pptx", {}, "This is neither GIFT"),
    ],
)
def test_a_failed_import_says_why(organiser, content, name, fields, message):
    page = upload(organiser, content, name, **fields)

    assert page.status_code == 422
    assert message in page.text


def test_powerpoint_is_recognised_by_its_file_name(organiser):
    content = powerpoint(lambda deck: bullets(deck, "What helps", "one", "two"))

    page = upload(organiser, content, "Talk.pptx", name="")

    assert zip_link(page).endswith("/talk.zip")
    assert "What helps" in page.text


def test_lint_messages_are_in_the_language_of_the_page(organiser):
    organiser.get("/desk/import")
    organiser.post("/language", language="ru")

    page = upload(organiser, b"::A:: One {T}\n\n::B:: Two {T}", language="ru")

    assert page.text.count("Этот тест не поясняет ответ.") == 1
    assert 'Напишите под вариантами <code dir="ltr">Why:</code> и пояснение.' in page.text
    assert re.search(r"ru\.md:\d+, \d+<", page.text)
    assert "speaker notes" not in page.text


def test_file_content_quoted_by_lint_is_escaped():
    html = lint_text(Problem("en.md", 1, Severity.ERROR, "there is `<i>` and <b>"))

    assert html == 'There is <code dir="ltr">&lt;i&gt;</code> and &lt;b&gt;.'


AWKWARD_FILES = {
    "deck.md": [
        "# A\n\n##### Deep\n\n![](missing.png)\n\nHandouts: three\n\n[file](notes.pdf)",
        "# A\n\n" + "word " * 900,
        "# Title\n\n[a](term:unknown) and [b](tel:1)\n\n---\n\n# [t](term:x)",
        "# Title\n\n> ```\n> open",
    ],
    "questions.gift": [
        "Many {" + "".join(f"~option {n} " for n in range(40)) + "=right}",
        "Long {=" + "long " * 100 + "~short}",
        "Empty {= ~ }",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in AWKWARD_FILES.items() for text in texts]
)
def test_every_lint_message_about_an_import_is_translatable(tmp_path, name, text):
    content = text.encode()
    imported = convert(kind_of(name, content), content, "module", "en", name, tmp_path / "work")

    problems = [
        problem for problem in imported.written.problems if problem.severity is not Severity.INFO
    ]
    assert problems
    assert [
        problem.message for problem in problems if not isinstance(problem.message, Sentence)
    ] == []
    assert [
        problem.remedy for problem in problems if not isinstance(problem.remedy, Sentence)
    ] == []


def test_import_leaves_no_temporary_files(organiser, settings):
    upload(organiser)

    assert [path.suffix for path in (settings.instance / "imports").iterdir()] == [".zip"]


def test_presenters_may_not_import(app, db):
    visitor = signed_in(app, db.write(lambda s: make_user(s, role=UserRole.PRESENTER)))

    assert visitor.get("/desk/import").status_code == 403
    assert visitor.client.post("/desk/import").status_code in (400, 403)


def run(*arguments):
    return CliRunner().invoke(webinar, ["import", *map(str, arguments)])


def test_command_writes_a_folder_and_reports_each_slide(tmp_path):
    file = tmp_path / "q.gift"
    file.write_bytes(GIFT)

    result = run("gift", file, "--module", "questions", "--language", "ru", "--out", tmp_path)

    assert result.exit_code == 0, result.output
    assert "slide 1: as it was: A question with options. (Which helps?)" in result.output
    assert (tmp_path / "questions" / "ru.md").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["q.gift", "questions"]
    second = run("gift", file, "--module", "questions", "--out", tmp_path)
    assert second.exit_code == 1 and "already exists" in second.output


def test_command_accepts_only_languages_of_the_interface(tmp_path):
    file = tmp_path / "q.gift"
    file.write_bytes(GIFT)

    result = run("gift", file, "--module", "questions", "--language", "uz", "--out", tmp_path)

    assert result.exit_code == 1 and "Choose from en, kk, prs, ru" in result.output
    assert not (tmp_path / "questions").exists()


def test_command_says_that_its_texts_are_english_in_a_language_without_them(tmp_path, monkeypatch):
    monkeypatch.setitem(LANGUAGES, "uz", Language("uz", "Oʻzbekcha", "uz"))
    file = tmp_path / "q.gift"
    file.write_bytes(GIFT)

    result = run("gift", file, "--module", "questions", "--language", "uz", "--out", tmp_path)

    assert result.exit_code == 0, result.output
    assert "What the import itself adds is in English: translate it." in result.output
    assert "To be written: " in (tmp_path / "questions/uz.md").read_text()


def test_command_reports_an_unreadable_file_and_writes_nothing(tmp_path):
    file = tmp_path / "q.pptx"
    file.write_bytes(b"no")

    result = run("pptx", file, "--module", "questions", "--out", tmp_path)

    assert result.exit_code == 1 and "This is neither GIFT" in result.output
    assert not (tmp_path / "questions").exists()
