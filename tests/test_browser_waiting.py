"""Browser tests wait in a way that our own policy of what a page may run does not forbid."""

from tools.stamps import ROOT

# By `eval` in the page, once the first answer was no; `expect_true` asks from outside.
FORBIDDEN = ".wait_for_function("
# The page fits itself to its new size a frame later; `resize` waits for that.
ASIDE = ".set_viewport_size("


def test_no_browser_test_waits_inside_the_page():
    files = [*(ROOT / "tests/browser").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    assert [file.name for file in files if FORBIDDEN in file.read_text("utf-8")] == []
    assert len(files) > 100


def test_browser_tests_measure_a_page_that_has_fitted_itself():
    files = (ROOT / "tests/browser").rglob("*.py")
    assert [file.name for file in files if ASIDE in file.read_text("utf-8")] == ["sizes.py"]
