"""The catalogues are complete, current, and written in their language's letters."""

import gettext
import re
import shutil
from collections import Counter

import pytest
from babel import Locale

from tools import translations
from tools.doubts import PLACE
from tools.doubts import texts_of as texts

pytestmark = [pytest.mark.any_python, pytest.mark.same_statements]

ZWNJ = "\u200c"
LATIN, CYRILLIC, ARABIC = "A-Za-z", "\u0400-\u04ff", "\u0600-\u06ff"
# Words that stay in Latin letters in every language: formats, a program, a folder, keys.
LATIN_WORDS = {"B", "CSV", "Excel", "JSON", "P", "Q", "QR", "S", "cookie", "modules"}
LATIN_WORDS |= {"DOCX", "HTML", "JPEG", "Markdown", "ODS", "PDF", "PNG", "WebP", "XLS", "XLSX"}
LATIN_WORDS |= {"Enter", "F", "SRT", "Tab", "WebVTT", "ZIP"}
LATIN_WORDS |= {"Jitsi", "Microsoft", "Teams", "UTC", "Zoom"}
LATIN_WORDS |= {"Chrome", "Edge", "Firefox", "Safari", "JavaScript", "https", "index", "html"}
# Names of learning platforms, and words in their menus and in the standard.
LATIN_WORDS |= {"Brightspace", "Canvas", "JWK", "JWKS", "LTI", "Moodle", "OpenID", "ID"}
LATIN_WORDS |= {"Activate", "Add", "Advantage", "Apps", "Dynamic", "Tool", "URI", "URIs", "URL"}
LATIN_WORDS |= {"Admin", "Client", "Connect", "Content", "Developer", "Entry", "External"}
LATIN_WORDS |= {"Initiation", "Issuer", "Keys", "Keyset", "Link", "Manage", "Manual", "Method"}
LATIN_WORDS |= {"Platform", "Plugins", "Public", "Redirect", "Site", "Supports", "Target", "View"}
LATIN_WORDS |= {"access", "administration", "authentication", "client", "configuration", "deep"}
LATIN_WORDS |= {"deployment", "details", "id", "initiation", "issuer", "keyset", "linking"}
LATIN_WORDS |= {"platform", "public", "redirection", "request", "scores", "selection", "token"}
LATIN_WORDS |= {
    "canvas",
    "canvaslms",
    "com",
    "example",
    "instructure",
    "org",
    "registration",
    "school",
}
LATIN_WORDS |= {"sso", "tool", "tools"}
LATIN_WORDS |= {"SCORM", "cmi"}
# Words of the record store and of importing.
LATIN_WORDS |= {"gif", "jpg", "mailto", "png", "svg", "webp", "x"}
LATIN_WORDS |= {"GIFT", "Marp", "PPTX", "PowerPoint", "Slidev", "js", "reveal", "xAPI"}

# Each term has one translation everywhere: these are alternatives, or words to avoid.
OTHER_WORDS = {
    "fa_AF": (
        *("پاسخ", "شرکت‌کنند", "شرکت کرد", "ارائه‌کنند", "تصمیم", "پیشتر", "این‌جا"),
        *("پس‌آزمون", "پیش‌آزمون", "آزمون ختم کورس", "گواهی", "دوره", "مترجم", "دوربین", "تلفن"),
        *("میزبانان", "اتصال", "نمونهٔ خروجی"),
    ),
    "kk": ("нашақор", "рекеттеріңіз", "сессия", "сеанс", "құпиясөз"),
    "ru": ("наркоман", "пользователь наркотиков"),
}

every_catalogue = pytest.mark.parametrize(
    "source", translations.catalogues(), ids=translations.locale_of
)


@pytest.fixture(scope="module")
def strings():
    return translations.extract()


def messages_of(source):
    return [message for message in translations.read_catalogue(source) if message.id]


def translated_texts(source):
    return [text for message in messages_of(source) for text in texts(message.string)]


def without_places(text):
    return PLACE.sub(" ", text)


def without_versions(text):
    """Remove the names of versions and keys, which keep their spelling."""
    return re.sub(r"SCORM [0-9.]*[0-9]|cmi5|\bF8\b", " ", text)


@every_catalogue
def test_update_changes_nothing(source, strings):
    current = source.read_text("utf-8")

    text = translations.updated(source, strings)

    assert text == current, "run: python -m tools.translations update"


@every_catalogue
def test_every_string_has_a_confirmed_translation(source, strings):
    messages = messages_of(source)

    missing = [message.id for message in messages if not all(texts(message.string))]
    doubtful = translations.in_doubt(source)

    assert len(messages) == len([message for message in strings if message.id]) > 300
    # Name each text: pytest shows only the first items of a list.
    assert not doubtful, "\n".join(["In doubt, see docs/translating.md:", *doubtful])
    assert missing == []


@every_catalogue
def test_translation_keeps_the_placeholders(source):
    mismatches = []
    for message in messages_of(source):
        places = [Counter(PLACE.findall(text)) for text in texts(message.id)]
        for text in texts(message.string):
            if Counter(PLACE.findall(text)) not in places:
                mismatches.append((message.id, text))

    assert mismatches == []


@every_catalogue
def test_no_text_has_a_stray_percent_sign(source):
    """Templates fill every text with `%`, so a lone sign would break the page."""
    all_texts = translated_texts(source) + [
        text for message in messages_of(source) for text in texts(message.id)
    ]

    assert [text for text in all_texts if "%" in PLACE.sub("", text)] == []


@every_catalogue
def test_plurals_have_a_form_for_each_kind_of_whole_number(source):
    catalogue = translations.read_catalogue(source)
    choose = gettext.c2py(catalogue.plural_expr)
    cldr_form = Locale.parse(translations.locale_of(source)).plural_form

    pairs = {(cldr_form(number), choose(number)) for number in range(1, 201)}
    forms = {len(message.string) for message in messages_of(source) if message.pluralizable}

    assert len(pairs) == len({of_cldr for of_cldr, _index in pairs}) == catalogue.num_plurals
    assert forms == {catalogue.num_plurals}


@every_catalogue
def test_nothing_is_left_in_english(source):
    same = [
        text
        for message in messages_of(source)
        for text in texts(message.string)
        if text in texts(message.id) and re.search(f"[{LATIN}]", without_places(text))
    ]
    in_latin = {word for text in translated_texts(source) for word in latin_words(text)}

    assert same == []
    assert in_latin - LATIN_WORDS == set()


def latin_words(text):
    """Return Latin words outside backticks, whose content is typed literally."""
    return re.findall(f"[{LATIN}]+", without_places(re.sub("`[^`]*`", "", text)))


@every_catalogue
def test_each_term_has_one_translation(source):
    words_to_avoid = OTHER_WORDS[translations.locale_of(source)]

    assert [
        text for text in translated_texts(source) if any(word in text for word in words_to_avoid)
    ] == []


def test_english_texts_use_one_verb_for_logging_in(strings):
    other_verb = re.compile(r"\bsign(s|ed|ing)?[- ](in|out)\b", re.IGNORECASE)

    assert [message.id for message in strings if other_verb.search(str(message.id))] == []


@every_catalogue
def test_no_word_mixes_alphabets(source):
    """Searches miss a Latin letter that looks Cyrillic, and screen readers misread it."""
    alphabets = [re.compile(f"[{letters}]") for letters in (LATIN, CYRILLIC, ARABIC)]

    mixed = [
        word
        for text in translated_texts(source)
        for word in re.findall(rf"[\w{ZWNJ}]+", without_places(text))
        if sum(bool(alphabet.search(word)) for alphabet in alphabets) > 1
    ]

    assert mixed == []


@every_catalogue
def test_translation_ends_like_the_english_text(source):
    """A label stays a label and a sentence a sentence, in the language's own punctuation."""
    same_mark = str.maketrans({"؟": "?", "،": ",", "۔": "."})

    mismatches = [
        (message.id, text)
        for message in messages_of(source)
        for text in texts(message.string)
        if (text.translate(same_mark)[-1] in ".?…") != (texts(message.id)[0][-1] in ".?…")
    ]

    assert [pair for pair in mismatches if pair[0] not in ENDS_OTHERWISE] == []


# The English is too short to say what to do next, or joins the following text.
ENDS_OTHERWISE = {"The session is full"}


def test_russian_has_no_gendered_double_forms():
    (source,) = (
        catalogue
        for catalogue in translations.catalogues()
        if translations.locale_of(catalogue) == "ru"
    )

    double_forms = re.compile(r"\w\([а-я]{1,3}\)|\bсогласен\b|\bсогласна\b", re.IGNORECASE)

    assert [text for text in translated_texts(source) if double_forms.search(text)] == []


def test_dari_uses_its_own_letters_digits_and_marks():
    (source,) = (
        catalogue
        for catalogue in translations.catalogues()
        if translations.locale_of(catalogue) == "fa_AF"
    )
    # Arabic kaf, yeh and alef maksura; heh with yeh above in one letter; Arabic and ASCII digits.
    wrong_letters = re.compile("[\u0643\u064a\u0649\u06c0\u0660-\u06690-9]")
    wrong_marks = re.compile(f"[{ARABIC}][,;?]")
    wrong_joins = re.compile(rf"(^|\s){ZWNJ}|{ZWNJ}($|\s|{ZWNJ})")

    wrong_texts = [
        text
        for text in map(without_versions, map(without_places, translated_texts(source)))
        if wrong_letters.search(text) or wrong_marks.search(text) or wrong_joins.search(text)
    ]

    assert wrong_texts == []


def test_kazakh_and_russian_keep_to_their_letters():
    letters = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    alphabets = {"ru": letters, "kk": letters + "әғқңөұүһі"}

    for source in translations.catalogues():
        alphabet = alphabets.get(translations.locale_of(source))
        cyrillic = re.findall(f"[{CYRILLIC}]", " ".join(translated_texts(source)).lower())
        assert alphabet is None or (cyrillic and set(cyrillic) <= set(alphabet))


def test_no_kazakh_postposition_follows_a_placeholder():
    """A filled-in figure or name has no case ending, so no word may require one."""
    (source,) = (
        catalogue
        for catalogue in translations.catalogues()
        if translations.locale_of(catalogue) == "kk"
    )
    pattern = re.compile(rf"(?:{PLACE.pattern}) (?:дейін|шейін|кейін|бастап|бұрын|қарай|таман)\b")

    assert [text for text in translated_texts(source) if pattern.search(text)] == []


def test_server_reads_the_compiled_catalogue(tmp_path):
    source = tmp_path / "ru" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    (russian,) = (
        catalogue
        for catalogue in translations.catalogues()
        if translations.locale_of(catalogue) == "ru"
    )
    shutil.copy(russian, source)

    translations.compile_translation(source)

    with source.with_suffix(".mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    assert words.gettext("Join") == "Присоединиться"
    assert [words.ngettext("{n} answer", "{n} answers", n) for n in (1, 2, 5)] == [
        "{n} ответ",
        "{n} ответа",
        "{n} ответов",
    ]


@pytest.mark.parametrize(
    ("browser", "language", "direction", "word"),
    [
        ("ru-RU,ru;q=0.9", "ru", "ltr", "Продолжить"),
        ("kk-KZ", "kk", "ltr", "Жалғастыру"),
        ("fa-AF", "prs", "rtl", "ادامه"),
        ("de", "en", "ltr", "Continue"),
    ],
)
def test_front_page_is_in_the_browsers_language(client, browser, language, direction, word):
    page = client.get("/", headers={"Accept-Language": browser}).text

    assert f'<html lang="{language}" dir="{direction}"' in page
    assert f"{word}</button>" in page
