"""The shipped modules: complete in all languages, interactive, and carefully worded."""

import re

import pytest

from webinar.content.lessons.library import lint_library
from webinar.content.lessons.problems import format_problems

from .shipped import FOLDER, LANGUAGES, MAIN_MODULES, by_place, library, pieces

NOTICES = {
    "en": "Independent educational material. Not produced, reviewed or endorsed by UNODC or WHO. "
    "Does not replace national law or service orders.",
}
# Stigmatising words for people; the legal terms for the illness do not match.
STIGMATISING = {
    "en": r"\baddicts?\b|\b(?:drug|substance) (?:ab)?users?'?\b|\babusers?\b|\bjunk(?:y|ies?)\b"
    r"|\bdruggies?\b",
    "ru": r"\bнаркоман(?!и[яиюей])\w*|\bтоксикоман(?!и[яиюей])\w*|\bнаркош\w*|\bторчк\w*",
    "kk": r"нашақор(?!лық|лығ)\w*|\bнаркоман(?!и[яиюей])\w*",
}
# The law of each country sets the age for buying alcohol and tobacco; it may differ from majority.
MINORS_BUY = {
    "en": r"(?:sales?|sells?|sold|refused) to minors",
    "ru": r"прода(?:ж|ю|в)[^.;:]*несовершеннолетн",
    "kk": r"кәмелетке толмағандарға[^.;:]*(?:сат|темекі)",
}
# These two are asked before and after, and compared person by person.
COMPARED_POLLS = {"opening--confidence", "closing--confidence"}
LONGEST_STRETCH_MINUTES = 80
# Time to read the sheet, share out the roles, answer, and hear the other groups.
GROUP_WORK_MINUTES = 20
# Places that quote such a word in order to advise against it.
QUOTING_PLACES = set()


def modules():
    return library().modules.values()


@pytest.fixture(params=sorted(path.parent.name for path in FOLDER.glob("*/en.md")))
def module(request):
    return library().modules[request.param]


def test_lint_finds_no_problems():
    problems = lint_library(FOLDER)

    assert [problem for problem in problems if problem.severity != "info"] == [], format_problems(
        problems
    )


def test_the_programme_holds_all_modules():
    [programme] = library().programmes.values()

    assert {part.module for part in programme.parts} == set(library().modules)
    assert set(MAIN_MODULES) <= set(library().modules)
    assert [part.module for part in programme.parts if part.module in MAIN_MODULES] == list(
        MAIN_MODULES
    )
    assert [part.id for part in programme.parts if part.keeps_answers] == ["pre-test"]
    assert programme.languages[0] == "en" and set(programme.languages) == set(LANGUAGES)
    assert set(programme.title) == set(LANGUAGES)
    assert all(set(part.title) == set(LANGUAGES) for part in programme.parts)


def test_every_module_is_complete_in_every_language(module):
    assert module.languages[0] == "en"
    for texts in (module.title, module.objectives, module.notice):
        assert set(texts) == set(LANGUAGES)
    assert len({len(objectives) for objectives in module.objectives.values()}) == 1
    for slide in module.slides:
        assert set(slide.text) == set(LANGUAGES), slide.id
        for text in slide.text.values():
            assert text.title and text.notes_html
            assert bool(text.handout_html) == slide.is_scenario
        for item in [slide.poll, *slide.steps]:
            assert item is None or set(item.text) == set(LANGUAGES), slide.id


def skeleton(piece):
    """The structure of a text without its words: lists, tables, drawings and links."""
    tags = re.findall(r"<(p|ul|ol|li|tr|th|td|svg|h\d|blockquote|details)[ >]", piece.html)
    targets = re.findall(r'href="([^"]*)"', piece.html)
    return tags, sorted(target.replace(f"/{piece.language}#", "/#") for target in targets)


def test_every_text_has_the_same_structure_in_all_languages():
    different = [
        f"{place} {language}"
        for place, texts in by_place().items()
        for language in LANGUAGES
        if skeleton(texts[language]) != skeleton(texts["en"])
    ]

    assert different == []


def test_minutes_add_up_and_people_are_active_at_least_every_ten(module):
    assert sum(slide.minutes for slide in module.slides) == module.minutes
    assert all(slide.minutes > 0 for slide in module.slides)
    quiet = 0
    for slide in module.slides:
        quiet = 0 if slide.is_interactive else quiet + slide.minutes
        assert quiet <= 10, slide.id


def test_programme_never_goes_ten_minutes_without_activity_or_break():
    [programme] = library().programmes.values()
    breaks = {part.first for part in programme.parts if part.module == "break"}
    quiet = 0
    for number, slide in enumerate(programme.slides):
        rests = slide.is_interactive or number in breaks
        quiet = 0 if rests else quiet + slide.minutes
        assert quiet <= 10, slide.id


def test_stretches_between_breaks_are_limited():
    [programme] = library().programmes.values()
    stretch = 0
    for slide in programme.slides:
        stretch = 0 if slide.is_break else stretch + slide.minutes
        assert stretch <= LONGEST_STRETCH_MINUTES, slide.id


def test_opinion_polls_are_anonymous_except_the_compared_pair():
    [programme] = library().programmes.values()
    polls = {slide.id: slide.poll for slide in programme.slides if slide.poll}
    opinions = {key: poll for key, poll in polls.items() if not poll.is_quiz}

    assert {key for key, poll in opinions.items() if not poll.is_anonymous} == COMPARED_POLLS
    assert len(opinions) > len(COMPARED_POLLS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_compared_pair_asks_about_the_same_sentence(language):
    [programme] = library().programmes.values()
    titles = [
        slide.text[language].title for slide in programme.slides if slide.id in COMPARED_POLLS
    ]
    first, last = (re.search(r"[«\"](.+)[»\"]", title)[1] for title in titles)

    assert first == last


def test_no_text_equates_the_legal_buying_age_with_majority():
    texts_found = [
        f"{piece.place} {piece.language}: {match[0]}"
        for piece in pieces()
        for match in re.finditer(MINORS_BUY[piece.language], piece.text, re.IGNORECASE)
    ]

    assert texts_found == []


@pytest.mark.parametrize("name", MAIN_MODULES)
def test_a_main_module_is_interactive(name):
    module = library().modules[name]
    polls = [slide.poll for slide in module.slides if slide.poll]
    kinds = {(poll.kind, poll.is_quiz) for poll in polls}

    assert 12 <= len(module.slides) <= 20
    assert 3 <= len(polls) <= 6
    assert len(kinds) >= 3
    [work] = [slide for slide in module.slides if slide.is_scenario]
    assert work.minutes >= GROUP_WORK_MINUTES
    assert 4 <= len(module.objectives["en"]) <= 6


@pytest.mark.parametrize("name", MAIN_MODULES)
def test_right_answers_are_not_always_in_the_same_position(name):
    places = [
        [option.is_correct for option in slide.poll.options].index(True)
        for slide in library().modules[name].slides
        if slide.poll and slide.poll.is_quiz and slide.poll.kind == "single"
    ]

    assert len(places) < 2 or len(set(places)) > 1


def test_no_text_uses_stigmatising_words():
    texts = [(piece.place, piece.language, piece.text) for piece in pieces()]
    for module in modules():
        texts += [(f"{module.name} title", tag, text) for tag, text in module.title.items()]
        texts += [
            (f"{module.name} objectives", tag, " ".join(lines))
            for tag, lines in module.objectives.items()
        ]
    for term in library().glossary.terms.values():
        for tag, text in term.text.items():
            words = " ".join([text.term, text.meaning, *text.also])
            texts.append((f"glossary #{term.id}", tag, words))

    words_found = [
        f"{place} {language}: {match[0]}"
        for place, language, text in texts
        if place not in QUOTING_PLACES
        for match in re.finditer(STIGMATISING[language], text, re.IGNORECASE)
    ]

    assert words_found == []


@pytest.mark.parametrize(
    ("language", "word", "is_found"),
    [
        ("en", "an addict", True),
        ("en", "addiction medicine", False),
        ("en", "drug users", True),
        ("en", "people who use drugs", False),
        ("ru", "наркоманов", True),
        ("ru", "наркомания и наркоманией", False),
        ("kk", "нашақорлар", True),
        ("kk", "нашақорлықпен", False),
    ],
)
def test_stigmatising_words_are_distinguished_from_legal_terms(language, word, is_found):
    assert bool(re.search(STIGMATISING[language], word)) == is_found


def test_every_module_says_that_it_is_not_endorsed(module):
    first = library().modules[MAIN_MODULES[0]]

    assert module.notice == first.notice
    assert module.notice["en"] == NOTICES["en"]
    assert "УНП ООН" in module.notice["ru"] and "ВОЗ" in module.notice["ru"]
    assert "UNODC" in module.notice["kk"] or "БҰҰ" in module.notice["kk"]
    assert module.licence == "CC BY 4.0"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MAIN_MODULES)
def test_a_main_module_ends_with_the_notice(name, language):
    module = library().modules[name]
    last = [p for p in pieces() if p.module == name and p.slide == module.slides[-1].id]

    assert module.notice[language] in next(
        piece.text for piece in last if (piece.language, piece.section) == (language, "body")
    )


def test_every_source_has_a_unique_https_address(module):
    assert module.sources.get("en") or module.name == "break"
    for sources in module.sources.values():
        for source in sources:
            assert re.fullmatch(r"https://[\w.-]+\.[a-z]+/\S+", source.url), source.title
        addresses = [source.url for source in sources]
        assert len(set(addresses)) == len(addresses)
    urls = [[source.url for source in sources] for sources in module.sources.values()]
    assert all(listed == urls[0] for listed in urls)


def test_glossary_is_complete_in_every_language():
    glossary = library().glossary

    assert glossary.languages[0] == "en" and set(glossary.languages) == set(LANGUAGES)
    assert len(glossary.terms) >= 70
    for term in glossary.terms.values():
        assert set(term.text) == set(LANGUAGES), term.id


def test_terms_on_slides_are_in_the_glossary_and_few_per_slide():
    used = {}
    for piece in pieces():
        for target in re.findall(r'href="/glossary/([^"]*)"', piece.html):
            language, _, term = target.partition("#")
            assert language == piece.language, piece.place
            assert term in library().glossary.terms, piece.place
            used.setdefault((piece.module, piece.slide, language), []).append(term)

    assert len(used) > 100
    crowded = {slide: terms for slide, terms in used.items() if len(terms) > 6}
    assert crowded == {}
    repeated_terms = {slide: terms for slide, terms in used.items() if len(set(terms)) < len(terms)}
    assert repeated_terms == {}
