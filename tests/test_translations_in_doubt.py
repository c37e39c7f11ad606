"""A changed English text keeps its translation, marked as in doubt until a person has looked."""

import gettext

import pytest
from babel.messages.catalog import Catalog

from tools import translations

OPEN, OPENED = "Open the poll when everybody is here", "Open the poll when everyone is here"
SEEN = ("{n} person is here", "{n} people are here")
RUSSIAN = "Откройте опрос, когда все соберутся"


@pytest.fixture
def russian(tmp_path):
    """A catalogue in which `OPEN` and `SEEN` are translated."""
    source = tmp_path / "ru" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(translations.updated(source, strings_of(OPEN, SEEN)), "utf-8")
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
    head, found, tail = text.rpartition(old)
    assert found, f"{old!r} is not in the catalogue"
    source.write_text(head + new + tail, "utf-8")


def change(source, *texts):
    source.write_text(translations.updated(source, strings_of(*texts)), "utf-8")
    return source.read_text("utf-8")


def compiled(source):
    translations.compile_translation(source)
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_changed_text_keeps_its_translation_in_doubt(russian):
    catalogue = change(russian, OPENED, SEEN)

    assert f'#, fuzzy\n#| msgid "{OPEN}"\nmsgid "{OPENED}"\nmsgstr "{RUSSIAN}"\n' in catalogue
    assert translations.in_doubt(russian) == [
        f'{russian} (ru): "{OPENED}", translated when it was "{OPEN}"'
    ]


def test_a_long_text_is_found_again_however_often_catalogues_are_brought_up_to_date(russian):
    long, longer = f"{OPEN}: {'and wait, ' * 30}please", f"{OPEN}: {'and wait, ' * 30}thank you"
    change(russian, long)
    write(russian, f'msgid "{long}"\nmsgstr ""', f'msgid "{long}"\nmsgstr "{RUSSIAN}"')
    once = change(russian, longer)

    assert change(russian, longer) == once
    assert translations.in_doubt(russian) == [
        f'{russian} (ru): "{longer}", translated when it was "{long}"'
    ]


def test_until_a_person_has_looked_people_read_the_translation_of_the_old_text(russian):
    change(russian, OPENED, SEEN)

    assert compiled(russian).gettext(OPENED) == RUSSIAN


def test_a_translation_that_other_places_are_filled_in_is_not_shown(russian):
    changed = ("{count} person is here", "{count} people are here")
    change(russian, OPEN, changed)

    words = compiled(russian)

    assert len(translations.in_doubt(russian)) == 1
    assert [words.ngettext(*changed, n) for n in (1, 2)] == list(changed)
    assert words.gettext(OPEN) == RUSSIAN


def test_a_plural_that_alone_has_changed_is_in_doubt(russian):
    change(russian, OPEN, (SEEN[0], "{n} of you are here"))

    [line] = translations.in_doubt(russian)
    assert "{n} of you are here" in line
    assert line.endswith('translated when it was "{n} person is here" / "{n} people are here"')


def test_a_text_that_gets_a_plural_has_its_translation_in_every_form(russian):
    catalogue = change(russian, (OPENED, "Open all polls when everyone is here"), SEEN)

    assert catalogue.count(RUSSIAN) == 3
    assert len(translations.in_doubt(russian)) == 1


def test_a_text_that_changes_twice_is_compared_with_the_one_that_was_translated(russian):
    change(russian, OPENED, SEEN)
    last = OPENED.replace("the poll", "a poll")
    change(russian, last, SEEN)

    [line] = translations.in_doubt(russian)
    assert line.endswith(f'"{last}", translated when it was "{OPEN}"')


def test_a_person_who_removes_the_flag_ends_the_doubt(russian):
    change(russian, OPENED, SEEN)
    write(russian, "#, fuzzy\n", "")

    catalogue = change(russian, OPENED, SEEN)

    assert translations.in_doubt(russian) == []
    assert OPEN not in catalogue
    assert RUSSIAN in catalogue


def test_a_text_that_changes_in_one_of_two_places_is_in_doubt_and_shown_in_english(russian):
    """It may as well be new and the opposite of what is still there."""
    change(russian, OPEN, OPENED, SEEN)

    words = compiled(russian)

    [line] = translations.in_doubt(russian)
    assert line.endswith(f'"{OPENED}", translated when it was "{OPEN}"')
    assert words.gettext(OPENED) == OPENED
    assert words.gettext(OPEN) == RUSSIAN


def test_a_new_text_takes_nothing_from_one_that_is_only_a_little_like_it(russian):
    new = "Close the poll before everybody is gone"
    catalogue = change(russian, OPEN, new, SEEN)

    assert f'msgid "{new}"\nmsgstr ""\n' in catalogue
    assert translations.in_doubt(russian) == []


def test_what_translation_editors_write_over_several_lines_is_read(russian):
    change(russian, OPENED, SEEN)
    write(russian, f'#| msgid "{OPEN}"', f'#| msgid ""\n#| "{OPEN[:9]}"\n#| "{OPEN[9:]}"')

    [line] = translations.in_doubt(russian)

    assert line.endswith(f'translated when it was "{OPEN}"')
