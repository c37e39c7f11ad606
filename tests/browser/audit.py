"""Audits a screen with axe-core, in light and dark, and checks whether it scrolls sideways."""

from tests.browser.sizes import resize

NARROWEST_PX = 320

# Finds elements that are wider than their visible part, and the cause. An element with its own
# scroll bar, such as a wide table, may be wide.
FIND_WIDE_ELEMENTS = """
() => {
  const MUST_FIT = "dialog, [data-scrolls], main";
  const scrollsItself = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(at).overflowX);
      if (scrolls && !at.matches(MUST_FIT)) return true;
    }
    return false;
  };
  const places = [document.scrollingElement, ...document.querySelectorAll(MUST_FIT)];
  return places.filter((place) => place.scrollWidth > place.clientWidth + 1).map((place) => {
    // Leave out the scroll bar, which is on the left of right-to-left pages.
    const left = place.getBoundingClientRect().left + place.clientLeft;
    const right = left + place.clientWidth;
    const isWide = (box) => box.width && (box.right > right + 1 || box.left < left - 1);
    const wide = [...place.querySelectorAll("*")].filter((element) => {
      // A long word can stick out of a box that fits, so measure the text as well.
      const text = document.createRange();
      text.selectNodeContents(element);
      const boxes = [element.getBoundingClientRect(), text.getBoundingClientRect()];
      return !scrollsItself(element) && boxes.some(isWide);
    });
    // Keep the innermost of the wide elements: one of them is the cause.
    const inner = wide.filter((box) => !wide.some((other) => box !== other && box.contains(other)));
    const names = inner.slice(0, 5).map((element) => `${element.localName}.${element.className}`);
    return `${place.localName}#${place.id} ${place.scrollWidth} > ${place.clientWidth}: ${names}`;
  });
}
"""
FIND_VIOLATIONS = """
async ([within, options]) => {
  // A colour that still fades in is not the one to judge. Longer animations are no fades.
  const isPassing = ({ playState, effect }) =>
    playState === "running" && effect.getComputedTiming().endTime <= 1000;
  const passing = document.getAnimations().filter(isPassing);
  await Promise.allSettled(passing.map(({ finished }) => finished));
  const part = within ?? document;
  const { violations } = await axe.run(part, { resultTypes: ["violations"], ...options });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]));
}
"""
ENLARGE = "root => { root.dataset.textSize = '200'; root.dataset.large = '' }"
RESTORE = """(root, size) => {
  size ? (root.dataset.textSize = size) : delete root.dataset.textSize
  root.toggleAttribute("data-large", size >= 150)
}"""
# Only these rules can give another result with the dark colours.
COLOURS = ["color-contrast", "link-in-text-block"]
IN_DARK = {"runOnly": COLOURS}
WITHOUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in COLOURS}}


class Auditor:
    """Collects the faults of every screen that it is shown.

    A screen audited right to left must also be audited left to right, because its colours are
    judged only there. Right to left, the structure is judged once for each address; the width of
    every screen is checked.
    """

    def __init__(self, axe_source):
        self._axe = axe_source
        self._faults = []
        self._mirrored = set()

    def look(self, page, screen, within=None):
        """Audit a page; with `within`, only that part, because nothing else has changed since."""
        if page.locator("html").get_attribute("dir") == "rtl":
            self._look_mirrored(page, screen)
        else:
            self._note(f"{screen}, light", self._violations(page, within))
            page.emulate_media(color_scheme="dark")
            self._note(f"{screen}, dark", self._violations(page, within, IN_DARK))
            page.emulate_media(color_scheme="light")
        self._look_narrow(page, screen)

    def _look_narrow(self, page, screen):
        """Check 320 px with normal and largest text, and the page's own size with the largest."""
        size, root = page.viewport_size, page.locator("html")
        text_size = root.get_attribute("data-text-size")
        resize(page, {"width": NARROWEST_PX, "height": size["height"]})
        self.look_sideways(page, f"{screen}, {NARROWEST_PX} px")
        root.evaluate(ENLARGE)
        self.look_sideways(page, f"{screen}, {NARROWEST_PX} px, 200 %")
        resize(page, size)
        self.look_sideways(page, f"{screen}, 200 %")
        root.evaluate(RESTORE, text_size)

    def _look_mirrored(self, page, screen):
        address = page.url.split("?")[0]
        if address not in self._mirrored:
            self._mirrored.add(address)
            self._note(f"{screen}, mirrored", self._violations(page, None, WITHOUT_COLOURS))

    def look_sideways(self, page, screen):
        self._note(screen, page.evaluate(FIND_WIDE_ELEMENTS))

    def expect_nothing(self):
        assert not self._faults, "\n".join(["", *self._faults])

    def _violations(self, page, within, options=None):
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(self._axe)
        return [
            f"{rule}: {html[:160]}"
            for rule, html in page.evaluate(FIND_VIOLATIONS, [within, options])
        ]

    def _note(self, where, faults):
        self._faults += [f"{where}: {fault}" for fault in faults]
