"""Takes the pictures of docs/design.md: every shared component, in each look."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from config import Settings
from tools.pictures.camera import PHONE, Camera
from tools.pictures.server import Server
from webinar.operate.web.app import create_app

SHEET = Path(__file__).with_name("components.html")
ADDRESS = f"{Server.public_url}/components"
TALL: dict[str, Any] = {"viewport": {"width": 820, "height": 1900}}
TALL_PHONE: dict[str, Any] = {**PHONE, "viewport": {"width": 360, "height": 4200}}
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
        ("components-200", "kk", "light", TALL_PHONE, "200"),
    ]
    for name, language, scheme, look, text_size in looks:
        page = camera.visit(language, look)
        html = components_page(language, text_size)
        page.route(
            ADDRESS,
            lambda route, html=html: route.fulfill(body=html, content_type="text/html"),
        )
        page.goto(ADDRESS)
        camera.shoot(page, name, scheme)
        page.context.close()


def components_page(language: str, text_size: str = "") -> str:
    """The HTML of the sheet in this language; `text_size` is that of the readers' own setting."""
    with TemporaryDirectory(prefix="webinar-components-") as folder:
        app = create_app(Settings.from_env({"INSTANCE": folder, "DEMO": "0"}))
        cookies = f"language={language}" + (f"; text_size={text_size}" if text_size else "")
        with app.test_request_context("/", headers={"Cookie": cookies}):
            template = app.jinja_env.from_string(SHEET.read_text(encoding="utf-8"))
            drawings: Any = app.jinja_env.get_template("macros/drawings.html").module
            return template.render(colours=COLOURS, drawings=sorted(drawings.drawings))
