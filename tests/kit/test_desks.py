"""Places for heavy work."""

import pytest
from werkzeug.exceptions import ServiceUnavailable

from webinar.kit.desks import Desks


def test_one_more_than_there_are_places_is_sent_away():
    desks = Desks(2)

    with desks.place(), desks.place(), pytest.raises(ServiceUnavailable), desks.place():
        pass


def test_a_place_is_free_again_after_an_error():
    desks = Desks(1)

    with pytest.raises(ZeroDivisionError), desks.place():
        raise ZeroDivisionError
    with desks.place():
        pass
