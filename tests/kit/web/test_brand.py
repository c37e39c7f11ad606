"""Tests that pages show the institution's name and mark, or else the product's."""

from dataclasses import replace

import pytest

from config import UnsafeSettings
from config_site import read_site_icon, read_site_name

PRODUCT_NAMES = {"en": "Dars", "ru": "Дарс", "kk": "Дәріс", "prs": "درس"}


def with_settings(app, **changes):
    services = app.extensions["webinar"]
    app.extensions["webinar"] = replace(services, settings=replace(services.settings, **changes))


@pytest.mark.parametrize(("language", "name"), PRODUCT_NAMES.items())
def test_head_shows_the_product_in_the_readers_letters(client, language, name):
    client.set_cookie("language", language)

    page = client.get("/").text

    assert f"<bdi>{name}</bdi></a>" in page
    assert "brand-lines" in page


def test_institutions_name_takes_the_place_of_the_products(app, client):
    with_settings(app, site_name="Academy <of> Prevention")
    client.set_cookie("language", "kk")

    page = client.get("/").text

    assert "<bdi>Academy &lt;of&gt; Prevention</bdi></a>" in page
    assert PRODUCT_NAMES["kk"] not in page


def test_institutions_picture_is_the_mark_and_the_icon(app, client, tmp_path):
    picture = tmp_path / "mark.png"
    picture.write_bytes(b"\x89PNG picture")
    with_settings(app, site_icon=picture)

    icon = client.get("/icon.svg")

    assert (icon.mimetype, icon.data) == ("image/png", picture.read_bytes())
    page = client.get("/").text
    assert '<img class="brand-mark" src="/icon.svg" alt=""' in page
    assert "brand-lines" not in page


def test_product_icon_is_an_svg_under_both_addresses(client):
    for address in ("/icon.svg", "/favicon.ico"):
        icon = client.get(address)
        assert icon.mimetype == "image/svg+xml"
        assert icon.data.startswith(b"<svg")


def test_spaces_around_the_name_do_not_count():
    assert read_site_name({"SITE_NAME": "  Academy \n of  Prevention "}) == "Academy of Prevention"
    assert read_site_name({"SITE_NAME": "   "}) == ""


def test_name_that_no_phone_can_show_is_refused():
    assert read_site_name({"SITE_NAME": "a" * 40}) == "a" * 40
    with pytest.raises(UnsafeSettings, match="SITE_NAME"):
        read_site_name({"SITE_NAME": "a" * 41})


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("mark.gif", b"GIF89a", "must be an SVG or a PNG"),
        ("mark.svg", None, "there is no file"),
        ("mark.svg", b"x" * 20_001, "larger than 20,000 bytes"),
    ],
)
def test_picture_that_pages_cannot_carry_is_refused(tmp_path, name, content, reason):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(UnsafeSettings, match=reason):
        read_site_icon({"SITE_ICON": str(path)})


def test_no_picture_is_named_by_default():
    assert read_site_icon({}) is None
