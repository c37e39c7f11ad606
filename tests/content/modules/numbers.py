"""Numbers found in a text, in one notation for all languages."""

import re

NO_BREAK = "\u00a0\u202f"
# English has a comma between thousands and a point before decimals; Russian and Kazakh have a
# no-break space and a comma. The minus sign is a character of its own: a hyphen joins words.
_ENGLISH = re.compile(r"\u2212?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\u2212?\d+(?:\.\d+)?")
_OTHERS = re.compile(rf"\u2212?\d{{1,3}}(?:[{NO_BREAK}]\d{{3}})+(?:,\d+)?|\u2212?\d+(?:,\d+)?")


def numbers_in(text, language):
    """All numbers in order, such as "1000", "0.023", "-0.04"."""
    if language == "en":
        numbers = (number.replace(",", "") for number in _ENGLISH.findall(text))
    else:
        numbers = (
            re.sub(f"[{NO_BREAK}]", "", number).replace(",", ".")
            for number in _OTHERS.findall(text)
        )
    return [number.replace("\u2212", "-") for number in numbers]


def without_years(numbers):
    return [number for number in numbers if not re.fullmatch(r"(?:19|20)\d\d", number)]


def slips(text, language):
    """Numbers written in another language's notation."""
    if language == "en":
        wrong = re.findall(rf"\d+[ {NO_BREAK}]%|\d[{NO_BREAK}]\d{{3}}", text)
        wrong += re.findall(r"\d,\d(?!\d\d)", text)
    else:
        wrong = re.findall(rf"\d+ ?%|\d+[^\d\s{NO_BREAK}]?%", text)
        wrong += re.findall(r"\d+\.\d+|\d,\d{3},\d{3}|\d \d{3}(?!\d)", text)
    return wrong
