"""A changed English text keeps its translation, marked as in doubt until a person checks it."""

import gettext

import pytest
from babel.messages.catalog import Catalog

from tools import translations

pytestmark = pytest.mark.any_python

OPEN, OPENED = "Open the poll when everybody is here", "Open the poll when everyone is here"
PLURAL = ("{n} person is here", "{n} people are here")
RUSSIAN = "Откройте опрос, когда все соберутся"


@pytest.fixture
def russian(tmp_path):
    """A catalogue in which `OPEN` and `PLURAL` are translated."""
    source = tmp_path / "ru" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(translations.updated(source, strings_of(OPEN, PLURAL)), "utf-8")
    write(source, 'msgstr ""\n\n', f'msgstr "{RUSSIAN}"\n\n')
    for form, text in enumerate(("{n} человек", "{n} человека", "{n} людей")):
        write(source, f'msgstr[{form}] ""', f'msgstr[{form}] "{text}"')
    return source


def strings_of(*texts):
    strings = Catalog(domain=translations.DOMAIN)
    for text in texts:
        strings.add(text)
    return strings


def write(source, old, new):
    text = source.read_text("utf-8")
    head, separator, tail = text.rpartition(old)
    assert separator, f"{old!r} is not in the catalogue"
    source.write_text(head + new + tail, "utf-8")


def change(source, *texts):
    source.write_text(translations.updated(source, strings_of(*texts)), "utf-8")
    return source.read_text("utf-8")


def compile_catalogue(source):
    translations.compile_translation(source)
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_changed_text_keeps_its_translation_in_doubt(russian):
    catalogue = change(russian, OPENED, PLURAL)

    assert f'#, fuzzy\n#| msgid "{OPEN}"\nmsgid "{OPENED}"\nmsgstr "{RUSSIAN}"\n' in catalogue
    assert translations.in_doubt(russian) == [
        f'{russian} (ru): "{OPENED}", translated when it was "{OPEN}"'
    ]


def test_long_text_in_doubt_survives_repeated_updates(russian):
    long, longer = f"{OPEN}: {'and wait, ' * 30}please", f"{OPEN}: {'and wait, ' * 30}thank you"
    change(russian, long)
    write(russian, f'msgid "{long}"\nmsgstr ""', f'msgid "{long}"\nmsgstr "{RUSSIAN}"')
    once = change(russian, longer)

    assert change(russian, longer) == once
    assert translations.in_doubt(russian) == [
        f'{russian} (ru): "{longer}", translated when it was "{long}"'
    ]


def test_old_translation_is_shown_until_a_person_has_checked_it(russian):
    change(russian, OPENED, PLURAL)

    assert compile_catalogue(russian).gettext(OPENED) == RUSSIAN


def test_translation_with_other_placeholders_is_not_shown(russian):
    changed = ("{count} person is here", "{count} people are here")
    change(russian, OPEN, changed)

    words = compile_catalogue(russian)

    assert len(translations.in_doubt(russian)) == 1
    assert [words.ngettext(*changed, n) for n in (1, 2)] == list(changed)
    assert words.gettext(OPEN) == RUSSIAN


def test_changed_plural_alone_is_in_doubt(russian):
    change(russian, OPEN, (PLURAL[0], "{n} of you are here"))

    [line] = translations.in_doubt(russian)
    assert "{n} of you are here" in line
    assert line.endswith('translated when it was "{n} person is here" / "{n} people are here"')


def test_text_that_gains_a_plural_keeps_its_translation_in_every_form(russian):
    catalogue = change(russian, (OPENED, "Open all polls when everyone is here"), PLURAL)

    assert catalogue.count(RUSSIAN) == 3
    assert len(translations.in_doubt(russian)) == 1


def test_text_changed_twice_is_compared_with_the_translated_text(russian):
    change(russian, OPENED, PLURAL)
    last = OPENED.replace("the poll", "a poll")
    change(russian, last, PLURAL)

    [line] = translations.in_doubt(russian)
    assert line.endswith(f'"{last}", translated when it was "{OPEN}"')


def test_removing_the_flag_ends_the_doubt(russian):
    change(russian, OPENED, PLURAL)
    write(russian, "#, fuzzy\n", "")

    catalogue = change(russian, OPENED, PLURAL)

    assert translations.in_doubt(russian) == []
    assert OPEN not in catalogue
    assert RUSSIAN in catalogue


def test_text_changed_in_one_of_two_places_is_shown_in_english(russian):
    """The changed text may be a new one with the opposite meaning."""
    change(russian, OPEN, OPENED, PLURAL)

    words = compile_catalogue(russian)

    [line] = translations.in_doubt(russian)
    assert line.endswith(f'"{OPENED}", translated when it was "{OPEN}"')
    assert words.gettext(OPENED) == OPENED
    assert words.gettext(OPEN) == RUSSIAN


def test_new_text_takes_nothing_from_a_slightly_similar_text(russian):
    new = "Close the poll before everybody is gone"
    catalogue = change(russian, OPEN, new, PLURAL)

    assert f'msgid "{new}"\nmsgstr ""\n' in catalogue
    assert translations.in_doubt(russian) == []


def test_multiline_entries_of_translation_editors_are_read(russian):
    change(russian, OPENED, PLURAL)
    write(russian, f'#| msgid "{OPEN}"', f'#| msgid ""\n#| "{OPEN[:9]}"\n#| "{OPEN[9:]}"')

    [line] = translations.in_doubt(russian)

    assert line.endswith(f'translated when it was "{OPEN}"')
