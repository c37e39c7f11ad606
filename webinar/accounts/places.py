"""Roughly where a browser signs in: enough for its owner to know it, too little to find it."""

from __future__ import annotations

import ipaddress

from flask import request

# The first that the browser's own name holds: those of phones name Linux or a Mac as well.
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
    """The system of the asking browser, and the network of its address: /24, or /48 of IPv6."""
    name = request.user_agent.string
    system = next((shown for mark, shown in _SYSTEMS.items() if mark in name), "")
    return {"system": system, "network": _network(request.remote_addr or "")}


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))
