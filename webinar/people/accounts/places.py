"""The rough place of a sign-in: enough for the user to recognise it, too little to locate them."""

from __future__ import annotations

from flask import request

from webinar.kit.networks import address_in, network_of

# The first of these in the user agent counts, since phones also name Linux or a Mac there.
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def place() -> dict[str, str]:
    """Return the `system` of the browser, and the `network` of its address: /24, or /48 of IPv6."""
    name = request.user_agent.string
    system = next((system_name for mark, system_name in _SYSTEMS.items() if mark in name), "")
    return {"system": system, "network": _network(request.remote_addr or "")}


def _network(text: str) -> str:
    address = address_in(text)
    return "" if address is None else network_of(address, 24 if address.version == 4 else 48)
