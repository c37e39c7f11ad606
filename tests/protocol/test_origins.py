"""Only our own exact origins may connect, whatever the request claims."""

import pytest
import requests

from tests.protocol.raw import Raw
from tests.protocol.waiting import PATIENCE_S

POLLING = "/socket.io/?EIO=4&transport=polling"

FOREIGN = [
    "https://evil.example",
    "null",
    "http://127.0.0.1.evil.example:{port}",
    "http://evil-127.0.0.1:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1:{port}0",
    "http://127.0.0.1:1",
    "http://127.0.0.1",
    "https://127.0.0.1:{port}",
    "ws://127.0.0.1:{port}",
    "HTTP://127.0.0.1:{port}",
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}@evil.example",
    "http://user@127.0.0.1:{port}",
    "http://127.0.0.1:{port} http://evil.example",
    "http://sub.localhost:{port}",
    "*",
]

FORGED_HEADERS = [
    {},
    {"Host": "evil.example"},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    {"Host": "evil.example", "X-Forwarded-Proto": "https"},
    {"Forwarded": "host=evil.example;proto=https"},
]


@pytest.mark.parametrize("origin", FOREIGN)
def test_foreign_origin_is_refused(server, origin):
    """Planted fault: `cors_allowed_origins` was "*"."""
    headers = {"Origin": origin.format(port=server.port)}

    assert (
        requests.get(f"{server.url}{POLLING}", headers=headers, timeout=PATIENCE_S).status_code
        == 400
    )
    with Raw(server, headers=headers) as link:
        assert link.status == 400


@pytest.mark.parametrize("forged_headers", FORGED_HEADERS)
@pytest.mark.parametrize("origin", ["https://evil.example", "http://evil.example"])
def test_no_header_turns_a_foreign_origin_into_ours(server, origin, forged_headers):
    """Planted fault: `cors_allowed_origins` was left out; the default trusts these headers."""
    headers = {"Origin": origin, **forged_headers}

    assert (
        requests.get(f"{server.url}{POLLING}", headers=headers, timeout=PATIENCE_S).status_code
        == 400
    )
    with Raw(server, headers=headers) as link:
        assert link.status == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_our_own_origin_passes(server, host):
    headers = {"Origin": f"http://{host}:{server.port}"}

    assert (
        requests.get(f"{server.url}{POLLING}", headers=headers, timeout=PATIENCE_S).status_code
        == 200
    )
    with Raw(server, headers=headers) as link:
        assert link.status == 101


def test_allowed_origins_are_never_all_origins(server):
    headers = {"Origin": server.url}

    answer = requests.get(f"{server.url}{POLLING}", headers=headers, timeout=PATIENCE_S)

    assert answer.headers.get("Access-Control-Allow-Origin") in (None, server.url)
    assert answer.headers.get("Access-Control-Allow-Credentials") != "true"
