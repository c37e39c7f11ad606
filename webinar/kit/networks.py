"""The customer behind an address, for limits and for lists of log-ins.

An IPv6 customer has more addresses than anybody can count, so limits count the whole network.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

PREFIX = 64
# Clients without an address count together: inventing names must not give each its own limit.
NOBODY = "unknown"
# Some proxies add the port, which would make each connection a different customer.
_WITH_PORT = re.compile(r"\[(?P<six>[^\]]*)\](?::[0-9]+)?|(?P<four>[0-9.]+):[0-9]+")


def address_in(text: str) -> IPv4Address | IPv6Address | None:
    """The address in this text, with or without a port; IPv4 written as IPv6 is IPv4."""
    parts = _WITH_PORT.fullmatch(text)
    try:
        address = ip_address((parts["six"] or parts["four"]) if parts else text)
    except ValueError:
        return None
    return (address.version == 6 and address.ipv4_mapped) or address


def customer_of(text: str) -> str:
    """An IPv4 address itself, or the 64-bit network that an IPv6 address belongs to."""
    address = address_in(text)
    if address is None:
        return NOBODY
    return str(address) if address.version == 4 else network_of(address, PREFIX)


def network_of(address: IPv4Address | IPv6Address, prefix: int) -> str:
    """The network of `prefix` bits in which the address lies."""
    kind = IPv4Network if address.version == 4 else IPv6Network
    return str(kind((int(address), prefix), strict=False))
