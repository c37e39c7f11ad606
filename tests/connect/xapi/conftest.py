import pytest

from tests.connect.xapi.store import listening


@pytest.fixture
def books():
    with listening() as store:
        yield store
