"""Whose an address is, for limits: a customer of IPv6 has more addresses than anybody can count."""

from __future__ import annotations

import ipaddress

PREFIX = 64


def customer_of(address: str) -> str:
    """The address itself, or the network of 64 bits that one of IPv6 belongs to.

    IPv4 written as IPv6 counts as what it is; what is no address counts as it stands.
    """
    if ":" not in address:
        return address
    try:
        found = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), PREFIX), strict=False))
