"""A start keeps the modules that it read; the next one reads again only those that changed."""

import ast
import errno
import hashlib
import importlib
import logging
import os
import shutil
from pathlib import Path

import pytest

from webinar.content.lessons import kept, render
from webinar.content.lessons.kept import FILE_NAME, code_paths, read_kept_library
from webinar.content.lessons.library import read_library

from .making import PNG, quiz, slide, slides, svg, write_glossary, write_module


@pytest.fixture
def modules(tmp_path):
    folder = tmp_path / "modules"
    write_glossary(folder, en={"risk": "Risk"}, en_ru={"risk": "Риск"})
    for name in ("first", "second"):
        write_module(
            folder,
            name,
            images={"plan.png": PNG, "drawing.svg": svg()},
            en=slides(slide("one", text="[risk](term:risk) ![plan](plan.png)"), quiz()),
            ru=slides(slide("one"), quiz()),
        )
    (folder / "day.toml").write_text('title.en = "Day"\n[[parts]]\nmodule = "first"\n')
    return folder


@pytest.fixture
def instance(tmp_path):
    folder = tmp_path / "instance"
    folder.mkdir()
    return folder


@pytest.fixture
def read(modules, instance, monkeypatch):
    """Start again: return the library, and the names of the modules whose sources were read."""
    names = []

    def read_module(folder, *rest):
        names.append(folder.name)
        return real(folder, *rest)

    real = kept.read_module
    monkeypatch.setattr(kept, "read_module", read_module)

    def start(folder=modules):
        names.clear()
        return read_kept_library(folder, instance), list(names)

    return start


def test_the_next_start_renders_nothing_and_has_the_same_library(modules, read, monkeypatch):
    first, names = read()
    assert names == ["first", "second"]
    assert first == read_library(modules)
    renders = []
    monkeypatch.setattr(render, "_convert", lambda source, use: renders.append(source))
    monkeypatch.setattr(kept, "read_glossary", renders.append)

    second, names = read()

    assert (names, renders) == ([], [])
    assert second == first
    assert list(second.modules) == ["first", "second"]
    assert list(second.modules["first"].title) == ["en", "ru"]
    assert list(second.programmes) == ["day"]


def change_text(folder):
    path = folder / "ru.md"
    path.write_text(path.read_text().replace("Text.", "Other."))


def change_image(folder):
    (folder / "plan.png").write_bytes(PNG + b"1")


def change_drawing(folder):
    (folder / "drawing.svg").write_bytes(svg("<g/>"))


def add_language(folder):
    shutil.copy(folder / "en.md", folder / "kk.md")


def remove_language(folder):
    (folder / "ru.md").unlink()


def add_folder_named_as_a_language(folder):
    (folder / "kk.md").mkdir()


def add_image_below(folder):
    (folder / "more").mkdir()
    (folder / "more" / "plan.png").write_bytes(PNG)


@pytest.mark.parametrize(
    "change",
    [
        change_text,
        change_image,
        change_drawing,
        add_language,
        remove_language,
        add_folder_named_as_a_language,
        add_image_below,
    ],
)
def test_a_changed_module_is_read_again_and_the_others_are_not(modules, read, change):
    read()
    change(modules / "second")

    library, names = read()

    assert names == ["second"]
    assert library == read_library(modules, report_faults=lambda problems: None)


def test_a_change_is_kept_in_its_turn(modules, read):
    read()
    change_text(modules / "second")
    changed, _ = read()

    again, names = read()

    assert names == []
    assert again == changed
    assert "Other." in again.modules["second"].slides[0].text["ru"].html


def test_times_and_hidden_files_change_nothing(modules, read):
    read()
    os.utime(modules / "first" / "en.md", (1, 1))
    (modules / "first" / ".en.md.swp").write_bytes(b"half")

    _, names = read()

    assert names == []


def test_a_changed_glossary_is_read_again_with_all_modules(modules, read):
    """The lint of each module looks up its terms."""
    read()
    write_glossary(modules, en={"risk": "Hazard"})

    library, names = read()

    assert names == ["first", "second"]
    assert library.glossary.terms["risk"].text["en"].term == "Hazard"


def test_a_faulty_module_is_read_and_reported_at_each_start(modules, read, caplog):
    (modules / "second" / "en.md").write_text("no front matter")

    for _start in range(2):
        caplog.clear()
        with caplog.at_level(logging.ERROR):
            library, names = read()

        assert "second" in names
        assert "second/en.md" in caplog.text
        assert list(library.modules) == ["first"]


def test_a_faulty_glossary_is_read_and_reported_at_each_start(modules, read, caplog):
    (modules / "glossary" / "en-ru.toml").write_text("[risk")

    for _start in range(2):
        caplog.clear()
        with caplog.at_level(logging.ERROR):
            read()

        assert "en-ru.toml" in caplog.text


def test_a_module_with_a_link_is_never_kept(modules, read, tmp_path):
    """The target of a link may change unseen."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (modules / "second" / "more").symlink_to(outside)
    read()

    _, names = read()

    assert names == ["second"]


def test_a_module_that_changes_while_it_is_read_is_not_kept(modules, instance, monkeypatch):
    """Otherwise, a change that is taken back would stay."""
    text = (modules / "second" / "ru.md").read_text()
    before = read_library(modules)
    real = kept.read_module

    def read_module(folder, *rest):
        if folder.name == "second":
            change_text(folder)
        return real(folder, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(kept, "read_module", read_module)
        assert read_kept_library(modules, instance) != before
    (modules / "second" / "ru.md").write_text(text)

    assert read_kept_library(modules, instance) == before


def test_other_code_reads_everything_again(read, monkeypatch):
    read()
    monkeypatch.setattr(kept, "version", lambda name: "another version")

    _, names = read()

    assert names == ["first", "second"]


def test_all_code_of_ours_that_reading_imports_is_in_the_key():
    """Reading may import no other module of ours without a line in `code_paths`."""
    paths = set(code_paths())
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("webinar."):
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                for name in names:
                    if file := _file_of(name):
                        assert file in paths, f"{path.name} imports {name}"


def _file_of(name):
    try:
        found = importlib.import_module(name)
    except ModuleNotFoundError:
        return None  # A class or function of a module.
    path = Path(found.__file__)
    return None if path.name == "__init__.py" else path


def damage(file):
    file.write_bytes(file.read_bytes().replace(b"Speak.", b"Steal."))


def cut_short(file):
    file.write_bytes(file.read_bytes()[:-100])


def empty(file):
    file.write_bytes(b"")


def fill_with_another_shape(file):
    body = b'{"reader": 3}'
    file.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def fill_with_no_text(file):
    body = b'{"reader": "\xff"}'
    file.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def let_the_group_write(file):
    file.chmod(0o620)


def let_others_write(file):
    file.chmod(0o602)


def replace_by_a_link(file):
    file.rename(file.with_name("elsewhere"))
    file.symlink_to(file.with_name("elsewhere"))


def replace_by_a_pipe(file):
    file.unlink()
    os.mkfifo(file, 0o600)


@pytest.mark.parametrize(
    "change",
    [
        damage,
        cut_short,
        empty,
        fill_with_another_shape,
        fill_with_no_text,
        let_the_group_write,
        let_others_write,
        replace_by_a_link,
        replace_by_a_pipe,
    ],
)
def test_a_damaged_or_doubtful_file_is_silently_made_anew(modules, instance, read, change, caplog):
    first, _ = read()
    change(instance / FILE_NAME)

    library, names = read()

    assert names == ["first", "second"]
    assert library == first
    assert read() == (first, [])
    assert caplog.text == ""


def test_a_file_of_another_user_is_not_trusted(instance, read, monkeypatch):
    read()
    monkeypatch.setattr(os, "geteuid", lambda: (instance / FILE_NAME).stat().st_uid + 1)

    _, names = read()

    assert names == ["first", "second"]


def test_the_file_is_for_the_server_alone(instance, read):
    read()

    assert (instance / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_if_nothing_has_changed(instance, read):
    read()
    before = (instance / FILE_NAME).stat()

    read()

    after = (instance / FILE_NAME).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_without_a_place_to_write_the_library_is_read_each_time(modules, instance, caplog):
    instance.rmdir()

    assert read_kept_library(modules, instance) == read_library(modules)
    assert caplog.text == ""


def test_a_full_disk_harms_nothing_and_leaves_nothing_behind(
    modules, instance, read, monkeypatch, caplog
):
    first, _ = read()
    change_text(modules / "first")

    def refuse(*_names):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        library, _ = read()

    assert library == read_library(modules) != first
    assert [path.name for path in instance.iterdir()] == [FILE_NAME]
    assert caplog.text == ""
    assert read()[0] == library
