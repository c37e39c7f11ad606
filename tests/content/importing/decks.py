"""PPTX files for tests, written with the same library that reads them."""

import io
import zipfile

from PIL import Image
from pptx import Presentation
from pptx.util import Cm


def picture(size=(40, 30), mode="RGB", form="PNG", noise=False):
    image = Image.effect_noise(size, 90).convert(mode) if noise else Image.new(mode, size, "red")
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def powerpoint(build):
    deck = Presentation()
    build(deck)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def bullets(deck, title, *lines, notes=""):
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = title
    frame = slide.placeholders[1].text_frame
    frame.text = lines[0] if lines else ""
    for line in lines[1:]:
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = line.lstrip(), len(line) - len(line.lstrip())
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    return slide


def add_picture(slide, content, alt="", left=1, top=8):
    shape = slide.shapes.add_picture(io.BytesIO(content), Cm(left), Cm(top), Cm(4))
    shape._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", alt)
    return shape


def blank(deck, *boxes):
    """`boxes` are (left, top, text), in centimetres."""
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for left, top, text in boxes:
        slide.shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1)).text_frame.text = text
    return slide


def repacked(content, change):
    """The same archive with each part's bytes replaced by `change(name, bytes)`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return out.getvalue()
