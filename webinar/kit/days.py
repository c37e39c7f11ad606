"""A day in words, on pages and on paper, and the time of day on paper; in Dari by the Solar Hijri
calendar of Afghanistan.

The Gregorian day follows in brackets for partners elsewhere; `static/js/kit/days.ts` does the same.
The names of the months are those of Afghanistan, which CLDR does not have for the pages' locale.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from flask_babel import get_locale

from webinar.kit.numerals import PERSIAN_DIGITS, comma, digits

MONTHS = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split()
# Days of a common year before each month of the Gregorian calendar.
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
# In days: 33 Solar Hijri years, of which 8 are leap years, and the shorter cycle of 4 years.
_CYCLE, _FOUR_YEARS = 12053, 1461


def day_in_words(
    day: date, style: Literal["full", "long", "medium"] = "long", locale: str = ""
) -> str:
    """A day in words; `full` adds the day of the week. The locale is the page's unless given."""
    cldr_locale = Locale.parse(locale) if locale else get_locale()
    if cldr_locale.territory != "AF":
        return format_date(day, style, cldr_locale)
    year, month, number = solar_hijri(day)
    weekday = format_date(day, "EEEE ", cldr_locale) if style == "full" else ""
    gregorian = format_date(day, "long", cldr_locale)
    words = f"{weekday}{number} {MONTHS[month - 1]} {year} ({gregorian})"
    return words.translate(PERSIAN_DIGITS)


def short_day(day: date) -> str:
    """Day and month of the Gregorian calendar, for narrow places where the year is obvious."""
    cldr_locale = get_locale()
    if cldr_locale.territory != "AF":
        return format_skeleton("MMMd", day, locale=cldr_locale)
    # CLDR puts the month first for this locale, which nobody says.
    return str(format_date(day, "d MMMM", cldr_locale)).translate(PERSIAN_DIGITS)


def moment_in_words(at: datetime) -> str:
    """The day, abbreviated where that is usual, and the time to the second."""
    day = day_in_words(at, "long" if get_locale().territory == "AF" else "medium")
    return f"{day}{comma()}{time_on_paper(at, exact=True)}"


def time_on_paper(at: datetime, *, exact: bool = False) -> str:
    """The time of day, with seconds if `exact`: of 24 hours with two digits in every language.

    Programs wrap lines at spaces, so that `9:10 AM` would come apart in a narrow column.
    """
    pattern = "HH:mm:ss" if exact else "HH:mm"
    return digits(format_time(at, pattern, locale=get_locale()))


def solar_hijri(day: date) -> tuple[int, int, int]:
    """Year, month and day, by the arithmetic of a 33-year cycle: right from 1800 to 2100."""
    after = day.year + 1 if day.month > 2 else day.year
    days = (
        355_666
        + 365 * day.year
        + (after + 3) // 4
        - (after + 99) // 100
        + (after + 399) // 400
        + day.day
        + _DAYS_BEFORE[day.month - 1]
    )
    year = -1595 + 33 * (days // _CYCLE)
    days %= _CYCLE
    year += 4 * (days // _FOUR_YEARS)
    days %= _FOUR_YEARS
    if days > 365:
        year += (days - 1) // 365
        days = (days - 1) % 365
    if days < 186:
        return year, 1 + days // 31, 1 + days % 31
    return year, 7 + (days - 186) // 30, 1 + (days - 186) % 30
