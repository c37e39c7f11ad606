"""An address, in any form that a socket or proxy reports, is mapped to its customer."""

import pytest

from webinar.kit.networks import customer_of
from webinar.people.accounts.limits import client_address, client_networks
from webinar.people.accounts.places import place

pytestmark = pytest.mark.same_statements


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("[::ffff:192.0.2.7]:51234", "192.0.2.7"),
        ("2001:db8:7:1::5", "2001:db8:7:1::/64"),
        ("[2001:db8:7:1::5]:51234", "2001:db8:7:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("192.0.2.7, 192.0.2.8", "unknown"),
        ("somebody", "unknown"),
        ("[]", "unknown"),
    ],
)
def test_address_in_any_form_maps_to_its_customer(app, text, customer):
    assert customer_of(text) == customer
    with app.test_request_context(environ_base={"REMOTE_ADDR": text}):
        assert client_address() == customer


def test_dual_stack_socket_distinguishes_ipv4_clients(app):
    with app.test_request_context(environ_base={"REMOTE_ADDR": "::ffff:192.0.2.7"}):
        assert client_networks() == [("192.0.2.7", 1)]
        assert place()["network"] == "192.0.2.0/24"
