"""A module as JSON, and its hash."""

import msgspec
import pytest

from webinar.content.lessons.library import read_module
from webinar.content.lessons.model import content_hash, from_json, to_json

from .making import PNG, front_matter, quiz, slide, slides, write_module


def make_module(tmp_path, name="demo", **changes):
    texts = {"en": slides(slide(), quiz()), "ru": slides(slide(), quiz())} | changes
    return read_module(write_module(tmp_path, name=name, **texts))


def test_a_module_survives_a_json_round_trip(tmp_path):
    module = make_module(tmp_path)

    reread = from_json(to_json(module))

    assert reread == module
    assert content_hash(reread) == content_hash(module)


def test_json_keeps_the_reference_language_first(tmp_path):
    russian_first = front_matter(reference="ru") + slide()
    module = make_module(tmp_path, ru=russian_first, en=slide())

    reread = from_json(to_json(module))

    assert reread.languages == ["ru", "en"]
    assert list(reread.title) == ["ru", "en"]
    assert list(reread.slides[0].text) == ["ru", "en"]


def test_hash_is_sixteen_hex_digits(tmp_path):
    digest = content_hash(make_module(tmp_path))

    assert len(digest) == 16
    assert set(digest) <= set("0123456789abcdef")


def test_hash_does_not_depend_on_the_folder(tmp_path):
    first = make_module(tmp_path / "a")
    second = make_module(tmp_path / "b")

    assert content_hash(first) == content_hash(second)


@pytest.mark.parametrize("change", ["text", "notes", "title"])
def test_hash_changes_with_the_content(tmp_path, change):
    before = make_module(tmp_path / "a", en=slide(), ru=slide())
    after = make_module(tmp_path / "b", en=slide(), ru=slide(**{change: "Other."}))

    assert content_hash(before) != content_hash(after)


def test_hash_changes_with_an_image(tmp_path):
    text = slide(text="![A map](map.png)")
    before = write_module(tmp_path / "a", en=text, images={"map.png": PNG})
    after = write_module(tmp_path / "b", en=text, images={"map.png": PNG + b"x"})

    assert content_hash(read_module(before)) != content_hash(read_module(after))


def test_incomplete_json_is_refused():
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"name": "demo"}')


def test_a_slide_is_found_by_its_id(tmp_path):
    module = make_module(tmp_path)

    assert module.slide("which") is module.slides[1]
    assert module.slide("unknown") is None
