"""The contents of a pack, and the contents it must never have."""

import msgspec
import pytest

from tests.factories import make_module, make_poll_item, make_slide
from webinar.content.lessons.glossary import Glossary, Term, TermText
from webinar.content.lessons.model import Part, SlideText, StepItem, StepText, content_hash
from webinar.learn.offline.pack import images_of, pack
from webinar.learn.study.reading import reading_seconds
from webinar.learn.study.rounds import rounds


def with_text(slide, **fields):
    text = {
        tag: msgspec.structs.replace(words, **fields) if isinstance(words, SlideText) else words
        for tag, words in slide.text.items()
    }
    return msgspec.structs.replace(slide, text=text)


@pytest.fixture
def programme():
    """A pre-test, a module, and a post-test with the same questions."""
    slides = [
        make_slide("pre--which", poll=make_poll_item()),
        with_text(make_slide("main--welcome"), study_html="<p>Said</p>"),
        make_slide("main--which", poll=make_poll_item()),
        make_slide("post--which", poll=make_poll_item()),
    ]
    parts = [
        ("pre", "test", 0, 1, True),
        ("main", "main", 1, 2, False),
        ("post", "test", 3, 1, False),
    ]
    module = make_module(slides=slides)
    return msgspec.structs.replace(
        module,
        parts=[
            Part(
                id=name,
                module=of,
                title={"en": f"Part {name}"},
                minutes=5,
                first=first,
                slides=count,
                keeps_answers=keeps,
            )
            for name, of, first, count, keeps in parts
        ],
    )


def test_a_pack_has_no_test_questions(programme):
    packed = pack(programme, ["en"])

    assert [slide.id for slide in packed.slides] == ["main--welcome", "main--which"]
    assert [(part.id, part.first, part.slides) for part in packed.parts] == [("main", 0, 2)]
    assert b"pre--" not in msgspec.json.encode(packed)


def test_a_pack_has_no_breaks():
    break_slide = make_slide("main--rest", is_break=True)
    slides = [
        make_slide("main--a"),
        break_slide,
        make_slide("main--b"),
        make_slide("break--tea", is_break=True),
    ]
    parts = [Part(id="main", module="main", title={"en": "Main"}, minutes=5, first=0, slides=3)]
    parts += [Part(id="break", module="tea", title={"en": "Tea"}, minutes=5, first=3, slides=1)]
    module = msgspec.structs.replace(make_module(slides=slides), parts=parts)

    packed = pack(module, ["en"])

    assert [slide.id for slide in packed.slides] == ["main--a", "main--b"]
    assert [(part.id, part.first, part.slides) for part in packed.parts] == [("main", 0, 2)]


def test_a_part_that_keeps_its_answers_is_left_out_whatever_its_questions(programme):
    numeric = make_poll_item(kind="numeric")
    slides = [msgspec.structs.replace(programme.slides[0], poll=numeric), *programme.slides[1:3]]
    module = msgspec.structs.replace(programme, slides=slides, parts=programme.parts[:2])

    assert [part.id for part in pack(module, ["en"]).parts] == ["main"]


def test_a_pack_has_study_texts_but_no_presenter_notes(programme):
    content = msgspec.json.encode(pack(programme, ["en", "ru"]))

    assert b"notes of" not in content
    assert b"<p>Said</p>" in content


def test_a_practice_quiz_has_right_answers_unless_they_are_left_out(programme):
    _, quiz = pack(programme, ["en"]).slides
    _, bare = pack(programme, ["en"], with_answers=False).slides

    assert [option.id for option in quiz.poll.options if option.is_correct] == ["b"]
    assert quiz.poll.text["en"].why
    assert not any(option.is_correct for option in bare.poll.options)
    assert (bare.poll.right, bare.poll.text["en"].why) == (None, "")


def test_an_opinion_poll_has_no_right_options_even_if_marked():
    item = make_poll_item(is_quiz=False)
    (slide,) = pack(make_module(slides=[make_slide("which", poll=item)]), ["en"]).slides

    assert not any(option.is_correct for option in slide.poll.options)


def test_a_text_in_a_fallback_language_names_that_language():
    (slide,) = pack(make_module(slides=[make_slide("one", ("en", "ru"))]), ["kk", "prs"]).slides

    assert {tag: text.language for tag, text in slide.text.items()} == {"kk": "ru", "prs": "en"}


def test_slide_kinds_follow_their_content():
    step = StepItem("s", 30, {"en": StepText("Do it", "Chief", "Done")})
    slides = [
        make_slide("a"),
        make_slide("b", poll=make_poll_item()),
        msgspec.structs.replace(make_slide("c"), is_scenario=True),
        msgspec.structs.replace(make_slide("d"), steps=[step]),
    ]

    packed = pack(make_module(slides=slides), ["en"])

    assert [slide.kind for slide in packed.slides] == ["slide", "question", "scenario", "steps"]
    assert packed.slides[3].text["en"].steps[0].owner == "Chief"


def test_a_pack_has_only_terms_that_its_slides_link_to():
    html = '<p><a href="/glossary/en#risk" class="term">risk</a></p>'
    module = make_module(slides=[with_text(make_slide("one"), study_html=html)])
    terms = {name: Term(name, {"en": TermText(name, "Meaning")}) for name in ("risk", "other")}

    packed = pack(module, ["en"], glossary=Glossary(["en"], terms))

    assert [term.id for term in packed.terms["en"]] == ["risk"]


def test_images_are_found_in_shown_texts_but_not_in_notes():
    html = '<p><img alt="a" src="/modules/demo/a.png?v=1"></p>'
    slide = with_text(make_slide("one"), handout_html=html, notes_html='<img src="/secret.png">')

    assert images_of(make_module(slides=[slide]), ["en", "ru"]) == ["/modules/demo/a.png?v=1"]


def test_the_same_module_gives_the_same_pack(programme):
    first, second = (msgspec.json.encode(pack(programme, ["en", "ru"])) for _ in range(2))

    assert first == second
    assert pack(programme, ["en"]).edition == content_hash(programme)


def test_a_pack_has_the_rounds_as_the_server_cuts_them():
    def slide_of(slide_id, words):
        return with_text(make_slide(slide_id), html=f"<p>{'word ' * words}</p>")

    slides = [slide_of(f"a{n}", 430) for n in range(9)] + [slide_of(f"b{n}", 500) for n in range(2)]
    parts = [
        Part(id=name, module=name, title={"en": name}, minutes=30, first=first, slides=count)
        for name, first, count in (("a", 0, 9), ("b", 9, 2))
    ]
    module = msgspec.structs.replace(make_module(slides=slides), parts=parts)

    packed = pack(module, ["en", "ru"])

    assert [part.rounds for part in packed.parts] == [[3, 3, 3], [2]]
    assert [len(each.slides) for each in rounds(module)] == [3, 3, 3, 2]
    assert packed.slides[0].reading == {
        tag: reading_seconds(slides[0], tag) for tag in ("en", "ru")
    }


def test_a_short_course_has_no_rounds_in_its_pack():
    assert [part.rounds for part in pack(make_module(), ["en"]).parts] == [[]]


def test_a_pack_has_the_objectives_in_its_languages():
    module = msgspec.structs.replace(make_module(), objectives={"en": ["Explain"], "ru": []})

    packed = pack(module, ["en", "ru"])

    assert {tag: (each.language, each.texts) for tag, each in packed.objectives.items()} == {
        "en": ("en", ["Explain"]),
        "ru": ("en", ["Explain"]),
    }
    bare = msgspec.structs.replace(module, objectives={})
    assert pack(bare, ["en"]).objectives == {}
