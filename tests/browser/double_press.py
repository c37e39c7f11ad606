"""Second presses: of buttons that act only when pressed twice, and of presses made too early."""

from playwright.sync_api import expect

# A machine will not stall this often in a row for longer than the page waits.
MAX_ATTEMPTS = 5

# Presses the button of a command as soon as the card of the moment has it, before it is on the
# screen: as on a slow machine, drawing takes longer than the card refuses presses.
PRESS_AT_ONCE = """
(command) => new MutationObserver((_changes, observer) => {
  const button = document.querySelector(`#moment [data-act="${command}"]`)
  if (!button) return
  observer.disconnect()
  for (const end = performance.now() + 1000; performance.now() < end; );
  button.click()
  document.body.dataset.pressed = command
}).observe(document.getElementById("moment"), { childList: true, subtree: true, attributes: true })
"""


def press_at_once(page, press, command):
    """Press, and press the button of this command once the card has it, as a double click does.

    The page itself does so: it refuses such a press for less time than a busy machine may take
    to make it for the test.
    """
    page.evaluate(PRESS_AT_ONCE, command)
    press()
    expect(page.locator("body")).to_have_attribute("data-pressed", command)


def press_again(press, prompt):
    """Press a second time, or twice, until the page's question `prompt` disappears.

    If the machine stalled for longer than the page waits, the page asks again.
    """
    for _ in range(MAX_ATTEMPTS):
        press()
        if not prompt.is_visible():
            return
    expect(prompt).to_have_count(0)
