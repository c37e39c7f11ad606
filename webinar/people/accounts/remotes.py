"""Browsers that are the remote of one session and nothing else.

The link that opens a remote is a picture on a screen, and anybody who photographs it may be the
first to use it. So only the views of that session's remote recognise the browser that the link
signs in; every other page takes it for a stranger.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, Request

from webinar.kit.tokens import read_code

P = ParamSpec("P")
R = TypeVar("R")


def for_remotes(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that the remote of the session `code` needs, and that may recognise it."""
    view.is_for_remotes = True  # type: ignore[attr-defined]
    return view


def remote_at(app: Flask, request: Request) -> str:
    """Return the code of the session whose remote may request this view; empty for other views."""
    view = app.view_functions.get(request.endpoint or "")
    if not getattr(view, "is_for_remotes", False):
        return ""
    return read_code(str((request.view_args or {}).get("code", "")))
