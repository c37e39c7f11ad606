"""Browsers that are the remote of one session and nothing else.

The link that opens a remote is a picture on a screen, and anybody who photographs it may be first
to use it. So the browser that it signs in is known only where the remote of that session asks;
every other page takes it for a stranger.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, Request

from webinar.kit.tokens import read_code

P = ParamSpec("P")
R = TypeVar("R")


def for_remotes(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that the remote of the session `code` needs, and so may be told who asks."""
    view.is_for_remotes = True  # type: ignore[attr-defined]
    return view


def remote_at(app: Flask, request: Request) -> str:
    """The code of the session whose remote sends this request; empty at every other page."""
    view = app.view_functions.get(request.endpoint or "")
    if not getattr(view, "is_for_remotes", False):
        return ""
    return read_code(str((request.view_args or {}).get("code", "")))
