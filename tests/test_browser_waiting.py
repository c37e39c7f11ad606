"""Browser tests wait in a way that our own policy of what a page may run does not forbid."""

import ast
from itertools import pairwise

from tools.stamps import ROOT

# By `eval` in the page, once the first answer was no; `expect_true` asks from outside.
FORBIDDEN = ".wait_for_function("
# The page fits itself to its new size a frame later; `resize` waits for that.
ASIDE = ".set_viewport_size("
PRESSES = {"click", "tap", "press"}


def test_no_browser_test_waits_inside_the_page():
    files = [*(ROOT / "tests/browser").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    assert [file.name for file in files if FORBIDDEN in file.read_text("utf-8")] == []
    assert len(files) > 100


def test_browser_tests_measure_a_page_that_has_fitted_itself():
    files = (ROOT / "tests/browser").rglob("*.py")
    assert [file.name for file in files if ASIDE in file.read_text("utf-8")] == ["sizes.py"]


def test_no_browser_test_goes_elsewhere_before_a_press_has_led_on():
    """`goto` right after a press cancels the request of that press, or is cancelled by it."""
    found = [
        f"{file.name}:{step.lineno}"
        for file in (ROOT / "tests/browser").rglob("*.py")
        for block in blocks(ast.parse(file.read_text("utf-8")))
        for earlier, step in pairwise(block)
        if called(earlier) in PRESSES and called(step) == "goto"
    ]
    assert found == []


def blocks(tree):
    return (node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list))


def called(step):
    """The name of the method that a statement calls, or None."""
    match step:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name))):
            return name
    return None
