"""Memory that grows while people come and go shows, and warming up does not count as growth."""

import pytest

from bench import cohorts, memory


def test_growth_is_counted_from_the_second_reading():
    assert memory.growth([100, 120, 121, 126]) == pytest.approx(1.05)


def test_growth_over_cohorts_is_counted_after_the_first_tenth():
    sizes = [100.0, *[120.0] * 9, *[125.0] * 9, 126.0]

    figures = cohorts.figures(sizes)

    assert figures["MiB_first"] == 100
    assert figures["MiB_after_a_tenth"] == 120
    assert figures["growth_share"] == pytest.approx(1.05)
    assert figures["KiB_more_per_person"] == pytest.approx(6 * 1024 / (17 * cohorts.PEOPLE))


def test_a_single_cohort_has_not_grown():
    assert cohorts.figures([100.0])["growth_share"] == 1
