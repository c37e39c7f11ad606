"""The language that a reader gets."""

import pytest

from webinar.kit.language_fallback import is_fallback, resolve


@pytest.mark.parametrize(
    ("available", "requested", "nearest"),
    [
        (["en", "ru", "kk"], "kk", "kk"),
        (["en", "ru"], "kk", "ru"),
        (["en"], "kk", "en"),
        (["ru", "en"], "de", "en"),
        (["ru", "kk"], "de", "ru"),
        (["kk", "ru"], "en", "kk"),
        (["en", "fa"], "fa-AF", "fa"),
        (["en", "ru"], "kk-KZ", "ru"),
        (["en", "kk"], "ru", "en"),
    ],
)
def test_a_reader_gets_the_nearest_available_language(available, requested, nearest):
    texts = {language: f"in {language}" for language in available}

    assert resolve(texts, requested) == (nearest, f"in {nearest}")


def test_another_region_of_the_same_language_is_not_a_fallback():
    assert not is_fallback("fa", "fa-AF")
    assert not is_fallback("ru", "ru")
    assert is_fallback("ru", "kk")
