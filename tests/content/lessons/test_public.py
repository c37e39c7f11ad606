"""The parts of a module that participants may see contain no notes, answers or drafts."""

import msgspec
import pytest

from webinar.content.lessons.build import build
from webinar.content.lessons.draft import read_draft
from webinar.content.lessons.library import read_module
from webinar.content.lessons.model import content_hash, from_json, to_json

from .making import drafts, faults, quiz, scenario, slide, slides, svg, write_module

SECRET = "сәтті-SECRET-тайна"
DRAFT = "- DRAFTED work {#sort days=3}\n  Owner: DRAFTED head\n  Indicator: DRAFTED list"

EVERY_FEATURE = slides(
    slide(text="Shown.", notes=SECRET),
    quiz(why=SECRET, notes=SECRET),
    quiz("- [ ] Tea {#1}\n- [ ] Coffee {#2}", "How? {#how .scale}", why=SECRET, notes=SECRET),
    scenario("The sheet.", notes=SECRET),
    drafts(DRAFT, notes=SECRET),
    drafts(
        f"\n{DRAFT}\n\n* DRAFTED more {{#m}}\nOwner: DRAFTED\nIndicator: DRAFTED\nDRAFTED",
        marks="#more .steps",
        notes=SECRET,
    ),
)


def public(module):
    """All the text that may leave the server before a poll is closed."""
    texts = []
    for slide_ in module.slides:
        for text in slide_.text.values():
            texts += [text.title, text.html, text.handout_html]
        if slide_.poll:
            for text in slide_.poll.text.values():
                texts += [text.question, *text.labels.values()]
    return "\n".join(texts)


def test_notes_explanations_and_drafts_are_not_public(tmp_path):
    folder = write_module(tmp_path, en=EVERY_FEATURE, ru=EVERY_FEATURE.replace(" days=3", ""))
    module = read_module(folder)

    assert "SECRET" not in public(module)
    assert "DRAFTED" not in public(module)
    assert "Shown." in public(module) and "The sheet." in public(module)
    everything = to_json(module).decode()
    assert everything.count("SECRET") == 16
    assert "DRAFTED" in everything


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_a_byte_order_mark_do_not_change_the_module(tmp_path, ending, mark):
    folder = write_module(tmp_path, en=EVERY_FEATURE)
    before = read_module(folder)
    path = folder / "en.md"
    path.write_bytes(mark + path.read_bytes().replace(b"\n", ending.encode()))

    assert read_module(folder) == before
    assert content_hash(read_module(folder)) == content_hash(before)


@pytest.mark.parametrize("indent", ["", " ", "   ", "    ", "\t", "\t\t"])
@pytest.mark.parametrize("before", ["\n", "\n\n"])
def test_notes_end_every_section_however_they_are_indented(tmp_path, indent, before):
    note = f"{before}{indent}Note: SECRET\n\n- [ ] SECRET {{#s}}\n- SECRET {{#s}}\nWhy: SECRET\n"
    bodies = [
        "## A {#a}\n\nText.",
        "## B {#b .quiz .single}\n\n- [ ] x {#x}\n- [x] y {#y}",
        "## C {#c .quiz .single}\n\n- [ ] x {#x}\n- [x] y {#y}\n\nWhy: z",
        "## D {#d .scenario}\n\nText.\n\nHandout: sheet",
        "## E {#e .steps}\n\n- x {#x}\n  Owner: y\n  Indicator: z",
        "## F {#f}\n\n- a\n  - b",
        "## G {#g}\n\n> quote",
    ]
    folder = write_module(tmp_path, en=slides(*(body + note for body in bodies)))

    # Lint refuses options in notes; this test builds the module anyway to see what would be shown.

    module = build(read_draft(folder, "/"))

    assert len(module.slides) == len(bodies)
    assert "SECRET" not in public(module)
    assert "SECRET" not in "".join(
        text.text + text.owner + text.indicator
        for slide_ in module.slides
        for step in slide_.steps
        for text in step.text.values()
    )
    assert faults(folder) != []


def test_a_module_with_every_feature_survives_a_json_round_trip(tmp_path):
    timed = EVERY_FEATURE.replace("#one}", "#one minutes=1.5}")
    for number, mark in enumerate(["#which .quiz", "#how .scale", "#case", "#drafts", "#more"]):
        timed = timed.replace(f"{{{mark}", f"{{minutes={number + 1} {mark}")
    folder = write_module(tmp_path, en=timed, images={"way.svg": svg()})

    module = read_module(folder)
    reread = from_json(to_json(module))

    assert [slide.minutes for slide in module.slides] == [1.5, 1, 2, 3, 4, 5]
    assert reread == module
    assert content_hash(reread) == content_hash(module)
    assert to_json(reread) == to_json(module)


def test_a_module_stored_without_newer_keys_is_read_with_the_same_hash(tmp_path):
    module = read_module(write_module(tmp_path, en=slides(slide(), quiz())))
    stored = msgspec.json.decode(to_json(module))
    for stored_slide in stored["slides"]:
        for key in ("minutes", "is_scenario", "is_break", "steps"):
            del stored_slide[key]
        for text in stored_slide["text"].values():
            del text["handout_html"]
    del stored["parts"]

    reread = from_json(msgspec.json.encode(stored))

    assert reread == module
    assert content_hash(reread) == content_hash(module)


@pytest.mark.parametrize(
    "change",
    [
        ("#one}", "#one minutes=45}"),
        ("The sheet.", "Another sheet."),
        ("DRAFTED list", "another list"),
        ("days=3", "days=4"),
    ],
)
def test_hash_changes_with_minutes_hand_outs_and_drafts(tmp_path, change):
    text = slides(slide(), scenario("The sheet."), drafts(DRAFT))
    if "minutes" in change[1]:
        text = slide()

    before = read_module(write_module(tmp_path / "a", en=text))
    after = read_module(write_module(tmp_path / "b", en=text.replace(*change)))

    assert content_hash(before) != content_hash(after)


def test_hash_changes_with_a_drawing(tmp_path):
    text = slide(text="![x](way.svg)")
    before = write_module(tmp_path / "a", en=text, images={"way.svg": svg("<text>a</text>")})
    after = write_module(tmp_path / "b", en=text, images={"way.svg": svg("<text>b</text>")})

    assert content_hash(read_module(before)) != content_hash(read_module(after))
