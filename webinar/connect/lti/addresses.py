"""The addresses at which we contact a platform. No Flask, no database.

A launch names the addresses for grades and names. Only an administrator chooses hosts, so neither a
platform nor a forger of one can make this server send requests to others on the network.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from webinar.connect.lti.models import URL_LENGTH, LtiInvitation, LtiPlatform


def is_usable(url: str, *, insecure: bool) -> bool:
    """Whether this is a whole https address without a sign-in; with `insecure`, also an http one.

    The address must be ASCII, as it travels, since some addresses become part of a header.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    schemes = ("https", "http") if insecure else ("https",)
    is_plain = (
        url.isascii() and url.isprintable() and not any(letter in url for letter in " \\<>\"';,")
    )
    return bool(
        is_plain
        and len(url) <= URL_LENGTH
        and parts.scheme in schemes
        and host
        and parts.username is None
        and parts.password is None
    )


def origin_of(url: str) -> str:
    """Return `https://host` or `https://host:port`, in lower case."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def origins_of(platform: LtiPlatform) -> list[str]:
    """Return the origins of the registered addresses and of the further hosts, which are https."""
    urls = (platform.issuer, platform.login_url, platform.token_url, platform.keys_url)
    return _origins((url for url in urls if "://" in url), platform.hosts)


def origins_of_invited(invitation: LtiInvitation) -> list[str]:
    """Return the origins that an administrator named for a platform that will register itself."""
    return _origins([invitation.address], invitation.hosts)


def is_among(url: str, origins: Iterable[str], *, insecure: bool) -> bool:
    """Whether this address is usable and at one of these origins."""
    return is_usable(url, insecure=insecure) and origin_of(url) in set(origins)


def _origins(urls: Iterable[str], hosts: Iterable[str]) -> list[str]:
    origins = [origin_of(url) for url in urls]
    return list(dict.fromkeys([*origins, *(f"https://{host}" for host in hosts)]))
