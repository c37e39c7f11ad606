/** Tells when a button is held: by a finger, a mouse, Space or Enter on it, or F8 anywhere on the page. */

const KEYS = new Set([" ", "Enter"]);
const KEY_ANYWHERE = "F8";

/**
 * Returns the handlers of the button.
 * @param leave called when the page goes away
 * @param toggle called for a press that cannot be held, as screen readers make it
 */
export function createPress({ hold, release, leave, toggle }: { hold: () => void; release: () => void; leave: () => void; toggle: () => void }) {
  const onKey = (matches: (key: string) => boolean, act: () => void) => (event: KeyboardEvent) => {
    if (!matches(event.key)) return;
    event.preventDefault();
    if (!event.repeat) act();
  };
  const isOwnKey = (key: string) => KEYS.has(key);
  document.addEventListener("keydown", onKey((key) => key === KEY_ANYWHERE, hold));
  document.addEventListener("keyup", onKey((key) => key === KEY_ANYWHERE, release));
  // A page that is left never hears that the button was let go.
  addEventListener("blur", release);
  addEventListener("pagehide", leave);

  return {
    pointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      hold();
    },
    up: () => release(),
    keyDown: onKey(isOwnKey, hold),
    keyUp: onKey(isOwnKey, release),
    click: (event: MouseEvent) => {
      if (event.detail === 0) toggle();
    },
    // A long touch would open the menu of the browser.
    menu: (event: Event) => event.preventDefault(),
  };
}
