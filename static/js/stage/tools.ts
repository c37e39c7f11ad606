// @ts-check
/** The few controls of the stage: languages and full screen. They hide while nobody needs them. */

import { shelf } from "../lib/storage.js";
import { pickText } from "../lib/texts.js";

const HIDE_AFTER = 3000;

/**
 * @param {HTMLElement} element
 * @param {string} code  of the session
 * @param {string} language  shown unless another was chosen in this browser
 * @param {() => void} onChange
 * @returns {{ languages: () => string[] }}
 */
export function mountTools(element, code, language, onChange) {
  const storage = shelf("localStorage");
  const key = `webinar.stage.${code}`;
  const [first, second] = /** @type {HTMLSelectElement[]} */ ([...element.querySelectorAll("select")]);
  const [one = language, other = ""] = (storage.getItem(key) ?? language).split(" ");
  choose(first, one);
  choose(second, other);

  element.addEventListener("change", () => {
    storage.setItem(key, languages().join(" "));
    onChange();
  });
  fullScreen(/** @type {HTMLButtonElement} */ (element.querySelector("[data-part='full']")));
  hideWhenIdle(element);

  function languages() {
    const chosen = [first?.value ?? language, second?.value ?? ""];
    return [...new Set(chosen)].filter((each) => each !== "");
  }

  return { languages };
}

/** @param {HTMLSelectElement | undefined} select @param {string} wanted */
function choose(select, wanted) {
  if (!select) return;
  const offered = Object.fromEntries([...select.options].map(({ value }) => [value, value]));
  // A presenter may read a language that the session does not have.
  select.value = offered[wanted] ?? pickText(offered, wanted)?.text ?? "";
}

/** @param {HTMLButtonElement} button */
function fullScreen(button) {
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => {
    const isFull = document.fullscreenElement !== null;
    // A browser may refuse, as it does in a frame: the stage stays as it is.
    void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {});
  });
  document.addEventListener("fullscreenchange", () => {
    button.setAttribute("aria-pressed", String(document.fullscreenElement !== null));
  });
}

/** @param {HTMLElement} element */
function hideWhenIdle(element) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let hiding;
  function show() {
    document.body.dataset.tools = "shown";
    clearTimeout(hiding);
    hiding = setTimeout(() => {
      if (element.contains(document.activeElement)) return show();
      document.body.dataset.tools = "hidden";
    }, HIDE_AFTER);
  }
  for (const name of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(name, show);
  show();
}
