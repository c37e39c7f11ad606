"""Time zones are offered by city and country in the reader's language."""

from datetime import date

import pytest
from flask_babel import force_locale

from webinar.kit.zone_words import zone_choices

WINTER, SUMMER = date(2026, 1, 15), date(2026, 7, 15)


@pytest.fixture
def offered(app):
    """`offered(locale, day)` is `{zone: its words}`, in the order of the list."""

    def offered(locale, day=WINTER):
        with app.test_request_context(), force_locale(locale):
            return dict(zone_choices(day))

    return offered


@pytest.mark.parametrize(
    ("locale", "zone", "words"),
    [
        ("en", "Asia/Almaty", "Almaty, Kazakhstan, UTC+05:00"),
        ("ru", "Asia/Almaty", "Алматы, Казахстан, UTC+05:00"),
        ("kk", "Asia/Almaty", "Алматы, Қазақстан, UTC+05:00"),
        ("fa_AF", "Asia/Kabul", "کابل، افغانستان، UTC+04:30"),
        ("ru", "Asia/Singapore", "Сингапур, UTC+08:00"),
        ("ru", "Europe/Kyiv", "Киев, Украина, UTC+02:00"),
    ],
)
def test_a_zone_is_called_by_its_city_and_country(offered, locale, zone, words):
    assert offered(locale)[zone] == words


def test_the_offset_is_that_of_the_day(offered):
    assert offered("en")["Europe/Vienna"].endswith("UTC+01:00")
    assert offered("en", SUMMER)["Europe/Vienna"].endswith("UTC+02:00")


def test_the_list_is_in_the_order_of_its_words(offered):
    words = [text.casefold() for text in offered("ru").values()]

    assert words == sorted(words)
    assert len(words) > 400
