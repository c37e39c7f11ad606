"""The stage has its own look, light at first, which this browser keeps."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Stage

LIGHT, DARK = "rgb(255, 255, 255)", "rgb(18, 22, 21)"


@pytest.fixture
def stage(visit, admin_state, run):
    """The stage of a presenter whose laptop prefers dark pages."""
    return Stage(visit(storage_state=admin_state, color_scheme="dark")).open(run.code)


def background(stage):
    return expect(stage.page.locator("body"))


def dark_button(stage):
    return stage.page.get_by_role("button", name=stage.words["Dark background"])


def test_stage_is_light_on_a_dark_laptop(stage):
    background(stage).to_have_css("background-color", LIGHT)
    expect(dark_button(stage)).to_have_attribute("aria-pressed", "false")


def test_dark_look_is_kept_in_this_browser_for_every_session(stage, desk):
    stage.page.locator("#dark").click(force=True)
    background(stage).to_have_css("background-color", DARK)

    stage.open(desk.new_session())

    background(stage).to_have_css("background-color", DARK)
    expect(dark_button(stage)).to_have_attribute("aria-pressed", "true")
    stage.page.locator("#dark").click(force=True)
    background(stage).to_have_css("background-color", LIGHT)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_open_poll_is_accessible_in_both_looks(stage, run, lesson, auditor, look):
    if look == "dark":
        stage.page.locator("#dark").click(force=True)
    run.go(lesson.number("last-year"))
    run.open("last-year")
    expect(stage.page.locator(".stage-foot")).to_have_attribute("data-asks", "true")
    expect(stage.page.locator(".stage-opening")).to_have_count(0)

    auditor.look(stage.page, f"stage, open poll, {look}")

    auditor.expect_nothing()
