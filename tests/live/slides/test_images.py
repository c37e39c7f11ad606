"""The server delivers only those images that were loaded with a module."""

import struct
import zlib

import pytest

from tests.factories import make_module
from webinar.content.lessons.model import Asset


def make_png():
    def chunk(kind, body):
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")


@pytest.fixture
def picture_client(app, tmp_path, monkeypatch):
    folder = tmp_path / "modules" / "demo"
    folder.mkdir(parents=True)
    (folder / "wheel.png").write_bytes(make_png())
    (folder / "en.md").write_text("answers and notes")
    asset = Asset("wheel.png", "image/png", len(make_png()), "0123456789abcdef", "unused")
    module = make_module()
    module = type(module)(**{**_fields(module), "assets": [asset]})
    services = app.extensions["webinar"]
    monkeypatch.setitem(services.library.modules, "demo", module)
    object.__setattr__(services.settings, "modules", tmp_path / "modules")
    return app.test_client()


def _fields(module):
    return {name: getattr(module, name) for name in module.__struct_fields__}


def test_image_is_served_with_its_type_and_cached_forever(picture_client):
    response = picture_client.get("/modules/demo/wheel.png?v=01234567")

    assert (response.status_code, response.mimetype) == (200, "image/png")
    assert response.data == make_png()
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    "path",
    [
        "demo/en.md",
        "demo/../demo/en.md",
        "demo/%2e%2e/%2e%2e/secret_key",
        "demo//etc/passwd",
        "other/wheel.png",
        "demo/wheel.png%00",
    ],
)
def test_other_files_of_a_module_are_not_served(picture_client, path):
    response = picture_client.get(f"/modules/{path}", follow_redirects=True)

    assert response.status_code == 404
    assert b"answers" not in response.data
