"""A page that is driven without Playwright, whichever protocol reaches it."""

import json
import time

from tests.protocol.waiting import PATIENCE_S

# Where a tap would land: on the element or the control it labels, and on nothing above it.
POINT_TO_TAP = """(() => {
  const element = document.querySelector(%s);
  if (!element || element.disabled) return null;
  element.scrollIntoView({ block: "center" });
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  const owner = hit && hit.closest("label");
  return hit && (element.contains(hit) || (owner && owner.control === element)) ? [x, y] : null;
})()"""


class DrivenPage:
    """A page of a subclass that can `run` an expression and `press` at a point.

    `faults` are the errors that no reader of the page sees.
    """

    def __init__(self):
        self.faults = []

    def until(self, expression):
        """Waits until the expression is truthy, and returns its value."""
        deadline = time.monotonic() + PATIENCE_S
        while not (value := self._try(expression)):
            assert time.monotonic() < deadline, self._missed(expression)
            time.sleep(0.05)
        return value

    def _missed(self, expression):
        text = self.run("document.body.innerText.slice(0, 2000)")
        ticked = self.run("[...document.querySelectorAll('input:checked')].map((e) => e.value)")
        return f"never so: {expression}; faults: {self.faults}; chosen: {ticked}; on it: {text}"

    def _try(self, expression):
        """Return the value; None while the page is being replaced by another one."""
        try:
            return self.run(expression)
        except AssertionError:
            return None

    def until_there(self, selector):
        """Waits until the element is there and visible."""
        self.until(f"((e) => e && e.getClientRects().length > 0)({query(selector)})")

    def until_text(self, selector, text):
        self.until(f"((e) => e && e.textContent.trim() === {json.dumps(text)})({query(selector)})")

    def tap(self, selector):
        """Waits until a tap on its middle would hit it and the page is at rest, then taps."""
        self.until_there(selector)
        before, spot = None, self.until(POINT_TO_TAP % json.dumps(selector))
        while spot != before:
            time.sleep(0.1)
            before, spot = spot, self.until(POINT_TO_TAP % json.dumps(selector))
        self.press(*spot)


def query(selector):
    return f"document.querySelector({json.dumps(selector)})"
