"""Decks of the shipped modules as participants get them: no secrets, and few bytes."""

import gzip
import json

import pytest

from webinar.content.editions.content import deck_json

from .shipped import LANGUAGES, Piece, edition_of, library, pieces

# Measured: the largest slide has 2773 bytes, the largest hand-out 2846. Lint sets the same limit.
MAX_SLIDE_BYTES = 4_096
# Measured: the largest part has 7.0 kB and the whole programme 37 kB, both in Russian.
MAX_PART_BYTES = 10_000
MAX_PROGRAMME_BYTES = 60_000

KEYS = {"language", "first", "slides", "id", "title", "html", "handout", "poll"}
KEYS |= {"kind", "quiz", "question", "labels", "anonymous"}
# Drafts of next steps are not secret, but they are shown one by one and not on their slide.
KEYS |= {"steps", "draft", "text", "owner", "indicator", "days"}
# Sentences about one study, on a slide of one module and in an explanation of another.
SAID_TWICE = {
    "Drug use did not fall.",
    "Употребление наркотиков не снизилось.",
    "Есірткі тұтыну азайған жоқ.",
}


def programme():
    [shipped] = library().programmes.values()
    return shipped


def decks(language):
    """Each part of the programme, plain and gzipped."""
    shipped = programme()
    edition = edition_of(shipped)
    return [deck_json(edition, language, number) for number in range(len(shipped.parts))]


def keys_of(value):
    if isinstance(value, dict):
        for key, inside in value.items():
            if key != "labels":
                yield from keys_of(inside)
            yield key
    elif isinstance(value, list):
        for inside in value:
            yield from keys_of(inside)


def public_text(deck):
    slides = json.loads(deck)["slides"]
    texts = []
    for slide in slides:
        html = f"<p>{slide['title']}</p>{slide['html']}<p></p>{slide['handout']}"
        if slide["poll"]:
            html += f"<p>{slide['poll']['question']}</p>"
            html += "".join(f"<p>{label}</p>" for label in slide["poll"]["labels"].values())
        texts.append(Piece("", slide["id"], "", "", html).text)
    return "\n".join(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deck_contains_only_keys_meant_for_participants(language):
    for plain, packed in decks(language):
        deck = json.loads(plain)
        assert set(keys_of(deck)) <= KEYS
        assert b"correct" not in plain.lower().replace(b"correcting", b"")
        assert gzip.decompress(packed) == plain


@pytest.mark.parametrize("section", ["notes", "why"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_from_notes_or_explanations_is_in_a_deck(language, section):
    deck_text = "\n".join(public_text(plain) for plain, _ in decks(language))
    secret = [
        sentence
        for piece in pieces()
        if (piece.language, piece.section) == (language, section)
        for sentence in piece.sentences
        if len(sentence) > 20
    ]

    assert len(secret) > (20 if section == "why" else 400)
    assert {sentence for sentence in secret if sentence in deck_text} <= SAID_TWICE


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_draft_of_a_next_step_is_on_its_slide(language):
    deck_text = "\n".join(public_text(plain) for plain, _ in decks(language))
    drafts = [
        part
        for piece in pieces()
        if piece.language == language and piece.section.startswith("draft")
        for part in piece.html.split(" | ")[::2]
    ]

    assert len(drafts) > 20
    assert [part for part in drafts if part in deck_text] == []


def test_every_slide_is_within_the_byte_limit():
    heavy = {}
    for module in library().modules.values():
        for slide in module.slides:
            for language, text in slide.text.items():
                size = len(text.title.encode()) + len(text.html.encode())
                if slide.poll:
                    poll = slide.poll.text[language]
                    size += sum(len(label.encode()) for label in poll.labels.values())
                    size += len(poll.why_html.encode())
                heavy[module.name, slide.id, language] = max(size, len(text.handout_html.encode()))

    assert {place: size for place, size in heavy.items() if size > MAX_SLIDE_BYTES} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_the_programme_is_within_the_gzipped_limit(language):
    sizes = {
        part.id: len(packed)
        for part, (_, packed) in zip(programme().parts, decks(language), strict=True)
    }

    assert {part: size for part, size in sizes.items() if size > MAX_PART_BYTES} == {}
    assert sum(sizes.values()) <= MAX_PROGRAMME_BYTES
