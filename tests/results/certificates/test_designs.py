"""Three designs, the institution's emblem, and papers that later settings do not change."""

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image
from pypdf import PdfReader

from config_site import read_issuer_emblem
from config_values import UnsafeSettings
from tests.people.accounts.browsing import signed_in
from tests.results.certificates.making import certificates, make_course, make_rule, the_rule
from webinar.results.certificates import emblem_file, paper
from webinar.results.certificates.models import Design, Emblem
from webinar.results.certificates.paper import VisibleContent

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<circle cx="4" cy="4" r="4" fill="#%s"/></svg>'
)
RED, BLUE = SVG % b"d00000", SVG % b"0000d0"
DESIGNS = [design.value for design in Design]


def png(width=40, **options):
    out = io.BytesIO()
    Image.new("RGBA", (width, 40), (200, 0, 0, 128)).save(out, "PNG", **options)
    return out.getvalue()


def page_of(app, design, language="ru", emblem="", **fields):
    content = {
        "code": "ABCD2345WXYZ",
        "name": "Ада Мысалова",
        "rank": "капитан",
        "language": language,
        "title": "Профилактика",
        "minutes": 90,
        "completed_on": date(2026, 11, 24),
        "signers": [{"name": "Grace Example", "office": "Head"}],
        "number": "2026-00042",
        "design": design,
    }
    with app.test_request_context():
        shown = VisibleContent(**content | fields)
        return paper.page_of(shown, "https://webinar.example", "Академия", emblem)


def read(pdf):
    return PdfReader(io.BytesIO(pdf)).pages


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_each_design_has_all_that_a_certificate_says(app, design, language):
    page = page_of(app, design, language, "e.svg")

    [sheet] = read(paper.encode([page], {"e.svg": RED}))
    text = " ".join(sheet.extract_text().split())

    parts = ["Академия", "2026-00042", "капитан", "Ада Мысалова", "Профилактика"]
    for part in [*parts, "Grace Example", "Head", "ABCD 2345 WXYZ"]:
        assert part in text
    if language != "prs":
        # A PDF stores Arabic letters as joined shapes, not as the letters of the text.
        assert page.heading.replace(" ", "") in text.replace(" ", "")
        assert page.date.split()[-1] in text and page.duration in text


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("name", ["W" * 80, "Очень Длинное " * 5, "Щ-" * 40])
def test_overlong_texts_stay_on_one_page_in_each_design(app, design, name):
    long_texts = {
        "name": name,
        "title": "Ж" * 200,
        "rank": "Ю" * 80,
        "signers": [{"name": "M" * 120, "office": "W" * 120}] * 3,
    }

    [sheet] = read(
        paper.encode([page_of(app, design, emblem="e.svg", **long_texts)], {"e.svg": RED})
    )

    assert "ABCD 2345 WXYZ" in sheet.extract_text()


def test_one_design_is_portrait_and_two_are_landscape(app):
    sheets = read(paper.encode([page_of(app, design) for design in DESIGNS]))

    assert [sheet.mediabox.width > sheet.mediabox.height for sheet in sheets] == [
        True,
        False,
        True,
    ]


def test_double_name_breaks_at_its_hyphen(app):
    name = "Константинопольская-Александрова Екатерина"

    assert page_of(app, "classic", name=name).name.text == name


@pytest.fixture
def emblem(tmp_path):
    path = tmp_path / "emblem.svg"
    path.write_bytes(RED)
    return path


@pytest.fixture
def settings(settings, emblem):
    return replace(settings, issuer_emblem=emblem, issuer_name="The Academy")


@pytest.fixture
def course(db):
    return make_course(db)


@pytest.fixture
def desk(app, course):
    visitor = signed_in(app, course.owner)
    visitor.home = f"/desk/{course.room.code}/certificates"
    visitor.get(visitor.home)
    return visitor


def change_settings(app, **fields):
    services = app.extensions["webinar"]
    app.extensions["webinar"] = replace(services, settings=replace(services.settings, **fields))


def issue_one(db, course, desk):
    desk.post(f"{desk.home}/issue", issue=f"p{course.people['ada'].id}")
    return certificates(db)[-1]


def test_organiser_chooses_a_design(db, desk):
    page = desk.get(desk.home).text
    assert page.count('name="design"') == 3 and 'value="classic" checked' in page

    desk.post(f"{desk.home}/rule", percent="80", minutes="90", design="band")
    assert the_rule(db).design == "band"
    assert 'value="band" checked' in desk.get(desk.home).text

    desk.post(f"{desk.home}/rule", percent="80", minutes="90", design="<b>")
    assert the_rule(db).design == "classic"


def test_issued_paper_does_not_change_with_the_settings(app, db, course, desk, emblem):
    make_rule(db, course, design="modern")
    issued = issue_one(db, course, desk)
    before = desk.get(f"/certificates/{issued.code}.pdf").data

    make_rule(db, course, design="band")
    emblem.write_bytes(BLUE)
    change_settings(app, issuer_name="Another")

    assert (issued.design, issued.institution) == ("modern", "The Academy")
    assert desk.get(f"/certificates/{issued.code}.pdf").data == before
    assert "The Academy" in read(before)[0].extract_text()


def test_replacement_looks_like_the_certificate_that_it_replaces(app, db, course, desk, emblem):
    make_rule(db, course, design="modern")
    old = issue_one(db, course, desk)
    emblem.write_bytes(BLUE)
    change_settings(app, issuer_name="Another")

    desk.post(f"{desk.home}/{old.id}/replace", reason="A typo")

    new = certificates(db)[-1]
    assert new.replaces_id == old.id
    assert (new.design, new.institution, new.emblem) == ("modern", "The Academy", old.emblem)


def test_emblem_is_kept_once_for_all_certificates(db, course, desk):
    make_rule(db, course)

    desk.post(f"{desk.home}/issue", issue="all")

    with db.read() as s:
        [kept] = s.query(Emblem).all()
    assert kept.content == RED and kept.suffix == ".svg"
    assert {one.emblem for one in certificates(db)} == {kept.digest}


def test_certificates_from_before_show_the_present_name_and_no_emblem(app, db, course, desk):
    make_rule(db, course)
    issued = issue_one(db, course, desk)

    def forget(s):
        row = s.merge(issued)
        row.institution = row.emblem = None

    db.write(forget)
    change_settings(app, issuer_name="Another")

    [sheet] = read(desk.get(f"/certificates/{issued.code}.pdf").data)
    assert "Another" in sheet.extract_text()


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"<svg>", b"<svg xmlns='http://www.w3.org/2000/svg'><g>"]
)
def test_nothing_is_issued_with_an_emblem_that_cannot_be_drawn(db, course, desk, emblem, content):
    make_rule(db, course)
    emblem.write_bytes(content)

    answer = desk.post(f"{desk.home}/issue", issue="all")

    assert (answer.status_code, "cannot be drawn" in answer.text) == (422, True)
    assert certificates(db) == []


def test_missing_emblem_is_said_and_not_left_out(db, course, desk, emblem):
    make_rule(db, course)
    emblem.unlink()

    assert "cannot be drawn" in desk.post(f"{desk.home}/issue", issue="all").text


def test_png_is_kept_without_what_programs_write_into_it(tmp_path):
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Somebody")
    path = tmp_path / "emblem.png"
    path.write_bytes(png(pnginfo=info))

    picture = emblem_file.read_emblem(path)

    assert b"Somebody" not in picture.content and picture.content.startswith(b"\x89PNG")
    with pytest.raises(emblem_file.CannotDraw):
        path.write_bytes(b"\x89PNG\r\n\x1a\n broken")
        emblem_file.read_emblem(path)


def test_certificate_with_a_png_is_printed(app, db, course, desk, tmp_path):
    path = tmp_path / "emblem.png"
    path.write_bytes(png())
    change_settings(app, issuer_emblem=path)
    make_rule(db, course, design="band")

    issued = issue_one(db, course, desk)

    assert len(read(desk.get(f"/certificates/{issued.code}.pdf").data)) == 1
    assert len(read(desk.get(f"{desk.home}.pdf").data)) == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("emblem.gif", b"GIF89a", "ISSUER_EMBLEM is .* must be an SVG or a PNG"),
        ("emblem.svg", None, "ISSUER_EMBLEM: there is no file"),
        ("emblem.svg", b"x" * 20_001, "ISSUER_EMBLEM: .* larger than 20,000 bytes"),
    ],
)
def test_emblem_that_certificates_cannot_carry_is_refused_at_the_start(
    tmp_path, name, content, reason
):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(UnsafeSettings, match=reason):
        read_issuer_emblem({"ISSUER_EMBLEM": str(path)})
