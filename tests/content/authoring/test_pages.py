"""The pages of the preview over HTTP."""

import itertools
import re

import pytest

from tests.content.authoring.conftest import PORT, client_of
from tests.content.lessons.making import PNG, slide, write_module
from webinar.kit.web.headers import policy

pytestmark = pytest.mark.any_python


@pytest.fixture
def get(preview):
    def get(path):
        return preview.get(path).text

    return get


def frame(get, key, language="en", look="phone"):
    return get(f"/module/talk/slide/{key}/{language}?look={look}")


def test_first_page_lists_modules_with_languages_and_warnings(get):
    page = get("/")

    assert "How to talk" in page
    assert 'href="/module/talk"' in page
    assert "en, prs" in page and "6 slides" in page and "5 warnings" in page


def test_first_page_redirects_to_the_module_if_there_is_only_one(library, tmp_path):
    client = client_of(library / "talk", tmp_path)

    assert client.get("/").location == "/module/talk"
    assert "All modules" not in client.get("/module/talk").text


def test_module_page_has_a_frame_for_each_slide_in_each_language(get):
    page = get("/module/talk")

    assert len(re.findall("<iframe[^>]*data-frame=", page)) == 12
    assert page.count("not translated, shown in: English") == 5


@pytest.mark.parametrize(
    "note",
    [
        "begins at 1:30, takes 2 min",
        "planned: 11 of 11 minutes",
        "What happened? <code",
        "The second cannot be answered with yes.",
        "<strong>The story.</strong> A boy came late.",
        "Ask the school what it needs <code",
        "head of the unit · the answer is written down",
        "in days: 30",
        "Good answers begin with a question.",
        "Write your first question down.",
        "of 4096 bytes",
        "the slide `#do` is not translated",
    ],
)
def test_module_page_shows_the_author_the_hidden_parts_of_slides(get, note):
    assert note in get("/module/talk")


def test_each_section_below_a_slide_has_a_checkbox(get):
    page = get("/module/talk")

    boxes = re.findall(r'name="piece" value="(\w+)"', page)
    assert boxes == ["answers", "handouts", "drafts", "notes", "study"]
    assert set(re.findall(r'data-piece="(\w+)"', page)) <= set(boxes)


def test_module_page_marks_only_right_answers(get):
    options = re.findall(r'<ul class="preview-options">.*?</ul>', get("/module/talk"), re.DOTALL)

    assert [options.count("Correct") for options in options] == [0, 1, 0]


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("welcome", "We begin with"),
        ("do", 'type="checkbox" name="options" value="ask"'),
        ("open", 'type="radio" name="options" value="were"'),
        ("sure", "2: fully"),
        ("case", "A boy came late."),
        ("drafts", "Look at these."),
    ],
)
def test_a_frame_shows_a_participants_view(get, key, content):
    page = frame(get, key)

    assert content in page
    assert "preview" not in page


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        ("open", "cannot be answered"),
        ("case", "Good answers"),
        ("drafts", "Ask the school"),
        ("welcome", "Greet people"),
    ],
)
def test_a_frame_hides_presenter_content(get, key, secret):
    assert secret not in frame(get, key) + frame(get, key, look="stage")


def test_stage_has_its_own_look(get):
    page = frame(get, "open", look="stage")

    assert 'class="stage-options"' in page
    assert "What happened?" in page


def test_a_frame_speaks_the_language_of_its_reader(get):
    translated, other = frame(get, "welcome", "prs"), frame(get, "do", "prs")

    assert '<html lang="prs" dir="rtl">' in translated
    assert 'lang="prs" dir="rtl">سلام</h2>' in translated and "badge" not in translated
    assert '<p class="badge">' in other
    assert 'lang="en" dir="ltr">What do you do?</h2>' in other


def test_sheet_has_the_slides_of_its_language_with_everything_unfolded(get):
    english, dari = get("/module/talk/sheet/en"), get("/module/talk/sheet/prs")

    assert english.count("data-key=") == 6
    assert dari.count("data-key=") == 1
    assert "cannot be answered" in english
    assert re.search("<details[^>]* open>", english)


def test_unknown_or_foreign_paths_are_not_found(preview):
    paths = [
        "/module/nothing",
        "/module/glossary",
        "/module/talk/slide/nothing/en",
        "/module/talk/slide/welcome/ru",
        "/modules/talk/en.md",
        "/modules/talk/../glossary/en.toml",
        "/static/dist/../../config.py",
    ]

    assert [preview.get(path).status_code for path in paths] == [404] * len(paths)


def test_a_picture_is_served_to_the_slide_that_shows_it(tmp_path):
    write_module(tmp_path / "m", images={"a.png": PNG}, en=slide(text="![A](a.png)"))
    client = client_of(tmp_path / "m", tmp_path)

    address = re.search('src="([^"]+)"', client.get("/module/demo/slide/one/en").text)[1]
    picture = client.get(address.replace("&amp;", "&"))

    assert (picture.data, picture.mimetype) == (PNG, "image/png")


def test_preview_serves_its_scripts_and_styles(get, preview):
    page = get("/module/talk")

    bundles = re.findall(r'(?:src|href)="(/static/dist/preview-\w+\.(?:js|css))"', page)

    assert len(bundles) == 2
    assert [preview.get(path).status_code for path in bundles] == [200, 200]


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1:5000", "127.0.0.1", "localhost"]
)
@pytest.mark.parametrize("path", ["/", "/module/talk", "/nowhere", "/changes"])
def test_requests_with_another_host_name_or_port_are_refused(preview, host, path):
    answer = preview.get(path, host=host)

    assert answer.status_code == 421
    assert answer.text == f"Open http://127.0.0.1:{PORT}/ or http://localhost:{PORT}/\n"


def test_localhost_is_accepted_as_host(preview):
    assert preview.get("/", host=f"localhost:{PORT}").status_code == 200


def test_content_policy_is_the_servers_but_allows_its_own_frames(preview):
    origins = [f"http://{name}:{PORT}" for name in ("127.0.0.1", "localhost")]

    headers = preview.get("/module/talk").headers

    directives = set(headers["Content-Security-Policy"].split("; "))
    assert directives - set(policy(origins).split("; ")) == {
        "frame-ancestors 'self'",
        "frame-src 'self'",
    }
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_pages_have_no_inline_scripts_or_styles(get):
    for page in (
        get("/"),
        get("/module/talk"),
        frame(get, "case"),
        frame(get, "case", "en", "stage"),
    ):
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


def test_a_page_is_notified_when_its_module_changes(preview, library):
    page = preview.get("/module/talk").text
    since = re.search('data-stamp="([^"]+)"', page)[1]
    (library / "talk/kk.md").write_text("---\n")

    answer = preview.get(f"/module/talk/changes?since={since}")
    events = list(itertools.islice(answer.response, 2))

    stamp = re.search('data-stamp="([^"]+)"', preview.get("/module/talk").text)[1]
    assert answer.mimetype == "text/event-stream"
    assert events[1] in (f"data: {stamp}\n\n", f"data: {stamp}\n\n".encode())
    assert stamp != since


def test_a_broken_file_is_named_and_its_last_slides_stay_visible(preview, library):
    preview.get("/module/talk")
    (library / "talk/prs.md").write_bytes(b"\xff\xfe")

    page = preview.get("/module/talk").text

    assert "The file prs.md cannot be read just now." in page
    assert "the file is UTF-16" in page
    assert page.count("data-frame=") == 12


def test_html_in_titles_and_notes_is_escaped(tmp_path):
    title = "<script>alert(1)</script><b>x"
    write_module(
        tmp_path / "m", en=slide(title="A <i>b", text="<script>bad()</script>", notes=title)
    )
    client = client_of(tmp_path / "m", tmp_path)

    pages = [client.get(f"/module/demo{end}").text for end in ("", "/slide/one/en", "/sheet/en")]

    assert all("bad()</script" not in page and "alert(1)</script" not in page for page in pages)


def test_preview_needs_no_database(preview):
    """The preview does not set up the session server."""
    assert "webinar" not in preview.app.extensions
