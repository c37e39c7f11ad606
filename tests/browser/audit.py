"""Looks at a screen as axe-core does, in light and dark, and whether it scrolls sideways."""

NARROWEST = 320

# Places that are wider than what is seen of them, and what makes them so. What has a scroll bar of
# its own, such as a wide table, may be wide.
SIDEWAYS = """
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
    // Without its scroll bar, which is at the left where one reads from the right.
    const left = place.getBoundingClientRect().left + place.clientLeft;
    const right = left + place.clientWidth;
    const isWide = (box) => box.width && (box.right > right + 1 || box.left < left - 1);
    const wide = [...place.querySelectorAll("*")].filter((element) => {
      // Words that are too long stand out of a box that is not.
      const text = document.createRange();
      text.selectNodeContents(element);
      const boxes = [element.getBoundingClientRect(), text.getBoundingClientRect()];
      return !scrollsItself(element) && boxes.some(isWide);
    });
    const names = wide.slice(-3).map((element) => `${element.localName}.${element.className}`);
    return `${place.localName}#${place.id} ${place.scrollWidth} > ${place.clientWidth}: ${names}`;
  });
}
"""
ENLARGE = "root => root.dataset.textSize = '200'"
RESTORE = "(root, was) => was ? (root.dataset.textSize = was) : delete root.dataset.textSize"
# In the dark only colours differ, and they are the same from right to left: every screen that is
# looked at in Dari is looked at in another language, too.
COLOURS = ["color-contrast", "link-in-text-block"]


class Auditor:
    """Collects what is wrong with every screen that it is shown."""

    def __init__(self, axe_source):
        self._axe = axe_source
        self._faults = []

    def look(self, page, screen):
        self._note(f"{screen}, light", self._violations(page))
        if page.locator("html").get_attribute("dir") != "rtl":
            page.emulate_media(color_scheme="dark")
            self._note(f"{screen}, dark", self._violations(page, {"runOnly": COLOURS}))
            page.emulate_media(color_scheme="light")
        size = page.viewport_size
        page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
        self.look_sideways(page, f"{screen}, {NARROWEST} px")
        page.set_viewport_size(size)
        root = page.locator("html")
        was = root.get_attribute("data-text-size")
        root.evaluate(ENLARGE)
        self.look_sideways(page, f"{screen}, 200 %")
        root.evaluate(RESTORE, was)

    def look_sideways(self, page, screen):
        self._note(screen, page.evaluate(SIDEWAYS))

    def expect_nothing(self):
        assert not self._faults, "\n".join(["", *self._faults])

    def _violations(self, page, options=None):
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(self._axe)
        run = "options => axe.run(document, {resultTypes: ['violations'], ...options})"
        return [
            f"{rule['id']}: {node['html'][:160]}"
            for rule in page.evaluate(run, options)["violations"]
            for node in rule["nodes"]
        ]

    def _note(self, where, faults):
        self._faults += [f"{where}: {fault}" for fault in faults]
