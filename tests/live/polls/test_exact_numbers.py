"""Pages show the right answer of a numeric question as its author wrote it."""

import pytest
from flask import render_template_string
from flask_babel import force_locale

from webinar.kit.languages import LANGUAGES

TEMPLATE = (
    '{% from "macros/numbers.html" import right_number with context %}{{ right_number(right) }}'
)


@pytest.mark.parametrize(
    ("language", "value", "tolerance", "shown"),
    [
        ("en", 3.1415, 0.005, "3.1415 ± 0.005"),
        ("ru", 0.25, 0.05, "0,25 ± 0,05"),
        ("kk", 1000.0, 0.0, "1000"),
        ("prs", 22.0, 1.5, "۲۲ ± ۱"),
    ],
)
def test_right_number_is_not_rounded(app, language, value, tolerance, shown):
    """Planted fault: 3.1415 ± 0.005 was shown as "3.1 ± 0.0" without scripts."""
    right = {"value": value, "tolerance": tolerance}
    with app.test_request_context(), force_locale(LANGUAGES[language].locale):
        text = render_template_string(TEMPLATE, right=right, page_language=language)

    assert shown in text and (language == "prs" or text == f"<bdi>{shown}</bdi>")
