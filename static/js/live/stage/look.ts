/** Gives the stage its own look: light, whatever this laptop prefers, because a projector cannot show black. */

import type { Shelf } from "../../kit/storage.ts";
import { setTheme, type Theme } from "../../kit/theme.ts";

const KEY = "webinar.live.stage.look";

/**
 * Applies the look that was chosen in this browser, and changes it at a press.
 * @param button pressed while the look is dark
 */
export function mountLook(button: HTMLElement, storage: Pick<Shelf, "getItem" | "setItem">) {
  let look: Theme = storage.getItem(KEY) === "dark" ? "dark" : "light";

  function apply() {
    setTheme(document, look);
    button.setAttribute("aria-pressed", String(look === "dark"));
  }

  button.addEventListener("click", () => {
    look = look === "dark" ? "light" : "dark";
    storage.setItem(KEY, look);
    apply();
  });
  apply();
}
