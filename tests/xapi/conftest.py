import pytest

from tests.xapi.store import listening


@pytest.fixture
def books():
    with listening() as found:
        yield found
