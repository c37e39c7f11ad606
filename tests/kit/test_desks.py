"""Heavy work runs only while a limited number of places is free."""

import pytest
from werkzeug.exceptions import ServiceUnavailable

from webinar.kit.desks import Desks


def test_caller_is_refused_when_all_places_are_taken():
    desks = Desks(2)

    with desks.place(), desks.place(), pytest.raises(ServiceUnavailable), desks.place():
        pass


def test_place_is_released_after_an_error():
    desks = Desks(1)

    with pytest.raises(ZeroDivisionError), desks.place():
        raise ZeroDivisionError
    with desks.place():
        pass
