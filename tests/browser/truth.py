"""Waiting for what a page's scripts know, by asking again and again from outside.

Playwright's own `wait_for_function` asks from inside the page, by `eval`, which our policy forbids
as soon as the first answer is no.
"""

from tests.protocol.waiting import until


def expect_true(page, expression, argument=None):
    """Wait until this expression, or this function of the argument, is true in the page."""
    until(lambda: page.evaluate(expression, argument), problem=f"never true: {expression}")
