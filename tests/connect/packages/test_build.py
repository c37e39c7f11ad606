"""A package holds its module in one language, and nothing that is not for learners."""

import io
import json
import zipfile

import pytest

from tests.connect.packages import cmi5_rules
from tests.connect.packages.making import make, small_module
from tests.connect.packages.schemas import faults
from tests.factories import make_module, make_poll_item, make_slide
from tests.live.assessment.making import PRE, make_programme
from webinar.connect.packages import cmi5, scorm12, scorm2004
from webinar.connect.packages.package_requests import NO_PICTURE, without_missing_images
from webinar.connect.packages.part_choice import (
    ALL_PARTS,
    module_to_package,
    parts_offered,
    subject_of,
)
from webinar.connect.packages.subject import Standard
from webinar.kit.errors import Refused

MANIFESTS = {"scorm12": "imsmanifest.xml", "scorm2004": "imsmanifest.xml", "cmi5": "cmi5.xml"}


def opened(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def packaged(files):
    text = files["pack.js"].decode()
    return json.loads(text.removeprefix("globalThis.PACKAGED=").removesuffix(";\n"))


@pytest.mark.parametrize("standard", Standard)
def test_package_is_reproducible_and_has_its_manifest(standard):
    content = make(standard)

    assert make(standard) == content
    files = opened(content)
    names = {"index.html", "pack.js", "player.css", "player.js", MANIFESTS[standard]}
    assert set(files) == names
    if standard is Standard.CMI5:
        assert cmi5_rules.faults(files["cmi5.xml"], files) == []
    else:
        manifest = files["imsmanifest.xml"]
        assert faults(standard, manifest) == []
        listed = [f'<file href="{name}"/>'.encode() in manifest for name in sorted(files)]
        assert listed.count(False) == 1, "all but the manifest itself"


def test_package_has_one_language_its_standard_and_pass_mark():
    files = packaged(opened(make(Standard.SCORM12, pass_mark=85)))

    assert (files["standard"], files["passMark"]) == ("scorm12", 85)
    assert files["pack"]["languages"] == ["ru"]
    assert set(files["pack"]["slides"][0]["text"]) == {"ru"}


def test_page_is_in_its_language_and_titles_are_escaped():
    module = small_module()
    module.title["ru"] = '<b>"Модуль"'

    page = opened(make(Standard.CMI5, module))["index.html"].decode()

    assert '<html lang="ru" dir="ltr">' in page
    assert "&lt;b&gt;" in page and "<b>" not in page
    assert "{" not in page


def test_package_holds_no_presenter_notes():
    files = opened(make(Standard.SCORM2004))

    assert b"notes of" not in b"".join(files.values())


def test_programme_is_packaged_without_its_tests():
    files = opened(make(Standard.SCORM12, make_programme()))

    assert [slide["id"] for slide in packaged(files)["pack"]["slides"]] == ["which"]
    assert b"--q1" not in b"".join(files.values())


def test_part_can_be_packaged_alone_but_a_test_cannot():
    programme = make_programme()

    assert [part.id for part in parts_offered(programme)] == ["main"]
    part = module_to_package(programme, "main")
    assert [slide.id for slide in part.slides] == ["which"]
    assert (part.name, part.title["ru"]) == ("demo-main", "main ru")
    for wrong, code in (
        (PRE, "part_is_test"),
        ("post-test", "part_is_test"),
        ("x", "unknown_part"),
    ):
        with pytest.raises(Refused, match=code):
            module_to_package(programme, wrong)


def test_course_of_tests_only_is_refused():
    programme = make_programme()
    programme.parts[:] = [programme.parts[0], programme.parts[2]]

    with pytest.raises(Refused, match="nothing_to_package"):
        module_to_package(programme, ALL_PARTS)


def test_module_of_questions_alone_is_packaged_as_practice():
    module = make_module(slides=[make_slide("q1", poll=make_poll_item())])

    files = packaged(opened(make(Standard.SCORM12, module_to_package(module, ALL_PARTS))))

    [slide] = files["pack"]["slides"]
    assert [option["id"] for option in slide["poll"]["options"] if option.get("is_correct")] == [
        "b"
    ]


def test_module_without_quizzes_has_no_pass_mark():
    module = make_module(slides=[make_slide("one")])

    assert subject_of(module, "ru", 70).pass_mark is None
    assert b"masteryscore" not in opened(make(Standard.SCORM12, module))["imsmanifest.xml"]


def test_missing_picture_is_replaced_and_never_requested():
    slide = make_slide("one", ("ru",))
    slide.text["ru"] = type(slide.text["ru"])("", '<img src="/modules/demo/a.png?v=1" alt="">', "")
    module = make_module(languages=("ru",), slides=[slide])
    packed = packaged(opened(make(Standard.SCORM12, module)))["pack"]
    assert packed["images"] == {}

    from webinar.learn.offline.pack import pack

    complete_pack = without_missing_images(pack(module, ["ru"]), module, "ru")

    assert complete_pack.images == {"/modules/demo/a.png?v=1": NO_PICTURE}


def test_shipped_lessons_satisfy_the_schemas_in_every_language(library):
    for module in (library.programmes["programme"], library.modules["prevention-science"]):
        for language in module.languages:
            subject = subject_of(module, language)
            for standard, write in (
                ("scorm12", scorm12.manifest),
                ("scorm2004", scorm2004.manifest),
            ):
                assert faults(standard, write(subject, ["index.html"])) == []
            structure = cmi5.course_structure(subject)
            assert cmi5_rules.faults(structure, ["index.html"]) == []
            assert len(subject.description) <= 2000
