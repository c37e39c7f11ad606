"""Imported pictures lose their metadata."""

import io

from PIL import Image, PngImagePlugin

from webinar.content.importing.pictures import small_picture


def test_a_small_png_keeps_its_pixels_and_loses_its_metadata():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Canary")
    texts.add_itxt("Description", "Canary", zip=False)
    image, out = Image.new("P", (40, 30), 3), io.BytesIO()
    image.putpalette([value for shade in range(256) for value in (shade, 0, 255 - shade)])
    exif = image.getexif()
    exif[0x010E] = "Canary"
    image.save(out, "PNG", pnginfo=texts, transparency=3, dpi=(72, 72), exif=exif)
    assert b"Canary" in out.getvalue()

    small = small_picture(out.getvalue())

    assert b"Canary" not in small.content
    with Image.open(io.BytesIO(small.content)) as imported_image:
        assert imported_image.convert("RGBA").tobytes() == image_of(out).tobytes()
        assert "dpi" in imported_image.info


def image_of(out):
    return Image.open(io.BytesIO(out.getvalue())).convert("RGBA")
