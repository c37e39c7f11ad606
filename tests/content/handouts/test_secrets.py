"""Participants' hand-outs contain nothing that only presenters may see."""

import msgspec
import pytest

from tests.content.handouts.making import MODULES, printed, sheet_of, shipped, squeezed, text_on
from tests.content.lessons.making import quiz, slide, slides, write_module
from webinar.content.lessons.draft import lesson_paths
from webinar.content.lessons.render import text_of

pytestmark = pytest.mark.any_python

SHIPPED_NAMES = sorted(
    path.name for path in MODULES.iterdir() if path.is_dir() and lesson_paths(path)
)
SECRET = squeezed("Ask the quokka in the corner")


@pytest.fixture
def module(tmp_path):
    text = slides(
        slide(notes="Ask the quokka in the corner.\n\nStudy: Think of a numbat."),
        quiz(why="the wombat did it.", notes="Ask the quokka in the corner."),
    )
    return write_module(tmp_path, en=text)


def test_presenters_pages_have_notes_explanations_and_right_answers(module):
    text = text_on(printed(module, audience="presenters"))

    assert text.count(SECRET) == 2
    assert "wombat" in text
    assert "ForthosewhostudyaloneThinkofanumbat." in text
    assert "☑Coffee(Rightanswer)" in text
    assert "☐Tea" in text


def test_participants_pages_have_no_notes_explanations_or_right_answers(module):
    text = text_on(printed(module))

    assert "quokka" not in text
    assert "numbat" not in text
    assert "wombat" not in text
    assert "Right" not in text
    assert "☑" not in text
    assert "☐Tea☐Coffee" in text


@pytest.mark.parametrize("name", SHIPPED_NAMES)
def test_data_for_participants_has_no_notes_or_explanations_of_shipped_modules(name):
    """Only first words are compared, so notes that begin like their slide would fail here."""
    (module,) = shipped(MODULES / name).modules
    for language in module.languages:
        sheet = sheet_of(MODULES / name, language)
        sheet_text = squeezed(msgspec.json.encode(sheet).decode())
        secrets = [text for slide in module.slides for text in secrets_of(slide, language)]

        assert secrets
        assert [text for text in secrets if squeezed(text) in sheet_text] == []
        assert not any(line.is_right for part in sheet.parts for line in lines_of(part))


def test_printed_pages_of_a_shipped_module_have_no_notes_or_explanations():
    (module,) = shipped(MODULES / "prevention-science").modules
    text = text_on(printed(MODULES / "prevention-science", "ru"))
    presenter_text = text_on(printed(MODULES / "prevention-science", "ru", "presenters"))

    secrets = [squeezed(secret) for item in module.slides for secret in secrets_of(item, "ru")]

    assert len(secrets) > 20
    assert [secret for secret in secrets if secret in text] == []
    assert [secret for secret in secrets if secret not in presenter_text] == []


def secrets_of(item, language):
    """The first seven words of the notes and of the explanation."""
    texts = [item.text[language].notes_html] if language in item.text else []
    if item.poll is not None and language in item.poll.text:
        texts.append(item.poll.text[language].why_html)
    return [" ".join(text_of(text).split()[:7]) for text in texts if text]


def lines_of(part):
    return [line for slide in part.slides for line in slide.options]
