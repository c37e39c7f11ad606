"""Dates are written in words; Dari shows the Afghan solar date, then the Gregorian date."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from webinar.kit.days import day_in_words, moment_in_words, short_day, time_on_paper

pytestmark = pytest.mark.same_statements

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("locale", "style", "text"),
    [
        ("en", "long", "November 26, 2026"),
        ("ru", "full", "четверг, 26 ноября 2026\u202fг."),
        ("fa_AF", "long", "۵ قوس ۱۴۰۵ (۲۶ نومبر ۲۰۲۶)"),
        ("fa_AF", "medium", "۵ قوس ۱۴۰۵ (۲۶ نومبر ۲۰۲۶)"),
        ("fa_AF", "full", "پنجشنبه ۵ قوس ۱۴۰۵ (۲۶ نومبر ۲۰۲۶)"),
    ],
)
def test_date_uses_the_calendar_of_its_readers(app, locale, style, text):
    with app.test_request_context(), force_locale(locale):
        assert day_in_words(DAY, style) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en", "Nov 26"), ("kk", "26 қар."), ("fa_AF", "۲۶ نومبر")],
)
def test_short_date_puts_day_or_month_first_by_language(app, locale, text):
    with app.test_request_context(), force_locale(locale):
        assert short_day(DAY) == text


def test_date_in_a_letter_ignores_the_page_language(app):
    with app.test_request_context(), force_locale("en"):
        assert day_in_words(DAY, "full", "fa_AF").startswith("پنجشنبه ۵ قوس")


def test_moment_shows_the_date_then_the_time(app):
    at = datetime(2026, 11, 26, 9, 5, 7, tzinfo=UTC)
    with app.test_request_context():
        with force_locale("fa_AF"):
            assert moment_in_words(at) == "۵ قوس ۱۴۰۵ (۲۶ نومبر ۲۰۲۶)، ۰۹:۰۵:۰۷"
        with force_locale("ru"):
            assert moment_in_words(at) == "26 нояб. 2026\u202fг., 09:05:07"


@pytest.mark.parametrize(
    ("locale", "text"), [("en", "16:05"), ("ru", "16:05"), ("kk", "16:05"), ("fa_AF", "۱۶:۰۵")]
)
def test_time_on_paper_has_24_hours_in_every_language(app, locale, text):
    with app.test_request_context(), force_locale(locale):
        at = datetime(2026, 11, 26, 16, 5, 9)

        assert time_on_paper(at) == text
        assert time_on_paper(at, exact=True).startswith(text)
        assert time_on_paper(at, exact=True) in moment_in_words(at)
        assert time_on_paper(at.replace(hour=9))[0] in "0۰"
