"""Lets a newcomer begin a course, as each test of its pages has to."""

from playwright.sync_api import expect


def begin(page, code, name="Ольга", language=None):
    """Begin a course in this language, or the page's own, and wait for the learner's first page.

    A test that goes elsewhere sooner would cancel the request that makes the learner.
    """
    page.goto(f"/study/{code}")
    page.locator("form[action$='/begin'] input[name=name]").fill(name)
    if language:
        page.locator(f"input[value={language}]").check()
    page.locator("form[action$='/begin'] .button").click()
    expect(page.locator(".study-progress .button").first).to_be_visible()
