"""Takes the pictures of docs/design.md: every shared component, in each look."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from flask import render_template_string

from config import Settings
from tools.pictures.camera import Camera
from webinar.operate.migrating import migrate
from webinar.operate.web.app import create_app

SHEET = Path(__file__).with_name("components.html")
# The sheet has styles of its own, which the policy of the pages would refuse.
ALLOWED = {"bypass_csp": True}
TALL: dict[str, Any] = {**ALLOWED, "viewport": {"width": 820, "height": 1520}}
TALLER: dict[str, Any] = {**ALLOWED, "viewport": {"width": 720, "height": 2300}}
# Each colour with the colour of the letters that stand on it.
COLOURS = (
    ("paper", "ink"),
    ("surface", "ink"),
    ("line", "ink"),
    ("edge", "paper"),
    ("quiet", "paper"),
    ("accent", "accent-ink"),
    ("accent-tint", "ink"),
    ("brand", "brand-ink"),
    ("live", "live-ink"),
    ("live-edge", "paper"),
    ("live-tint", "ink"),
    ("good", "paper"),
    ("warn", "paper"),
    ("stop", "paper"),
)

Scheme = Literal["light", "dark"]


def shoot_components(camera: Camera) -> None:
    """Write the pictures `components*.png`."""
    looks: list[tuple[str, str, Scheme, dict[str, Any], str]] = [
        ("components", "en", "light", TALL, ""),
        ("components-dark", "en", "dark", TALL, ""),
        ("components-dari", "prs", "light", TALL, ""),
        ("components-200", "kk", "light", TALLER, "200"),
    ]
    for name, language, scheme, look, text_size in looks:
        page = camera.visit(language, look)
        # In the place of a page of the server, which is where the sheets come from.
        page.goto("/")
        page.set_content(components_page(language, text_size))
        camera.shoot(page, name, scheme)
        page.context.close()


def components_page(language: str, text_size: str = "") -> str:
    """The HTML of the sheet in this language; `text_size` is that of the readers' own setting."""
    with TemporaryDirectory(prefix="webinar-components-") as folder:
        app = create_app(Settings.from_env({"INSTANCE": folder, "DEMO": "0"}))
        cookies = f"language={language}" + (f"; text_size={text_size}" if text_size else "")
        # Pages ask the database whether the browser is known.
        migrate(app.extensions["webinar"].db)
        with app.test_request_context("/", headers={"Cookie": cookies}):
            drawings: Any = app.jinja_env.get_template("macros/drawings.html").module
            return render_template_string(
                SHEET.read_text(encoding="utf-8"),
                colours=COLOURS,
                drawings=sorted(drawings.drawings),
            )
