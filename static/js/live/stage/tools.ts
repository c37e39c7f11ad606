/** Drives the controls of the stage: languages and full screen. All controls hide while nobody needs them. */

import { shelf } from "../../kit/storage.ts";
import { pickText } from "../../kit/texts.ts";

const HIDE_AFTER_MS = 3000;

/**
 * @param code the code of the session
 * @param language the language shown unless another was chosen in this browser
 */
export function mountTools(
  element: HTMLElement,
  code: string,
  language: string,
  onChange: () => void,
): { languages: () => string[] } {
  const storage = shelf("localStorage");
  const key = `webinar.live.stage.${code}`;
  const [firstSelect, secondSelect] = [...element.querySelectorAll("select")] as HTMLSelectElement[];
  const [firstLanguage = language, secondLanguage = ""] = (storage.getItem(key) ?? language).split(" ");
  choose(firstSelect, firstLanguage);
  choose(secondSelect, secondLanguage);

  element.addEventListener("change", () => {
    storage.setItem(key, languages().join(" "));
    onChange();
  });
  fullScreen(element.querySelector("[data-part='full']") as HTMLButtonElement);
  hideWhenIdle(element);

  function languages() {
    const tags = [firstSelect?.value ?? language, secondSelect?.value ?? ""];
    return [...new Set(tags)].filter((tag) => tag !== "");
  }

  return { languages };
}

function choose(select: HTMLSelectElement | undefined, preferred: string) {
  if (!select) return;
  const values = Object.fromEntries([...select.options].map(({ value }) => [value, value]));
  // A presenter may read a language that the session does not have.
  select.value = values[preferred] ?? pickText(values, preferred)?.text ?? "";
}

function fullScreen(button: HTMLButtonElement) {
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

function hideWhenIdle(element: HTMLElement) {
  let hideTimer: ReturnType<typeof setTimeout> | undefined;
  function show() {
    document.body.dataset.tools = "shown";
    clearTimeout(hideTimer);
    hideTimer = setTimeout(() => {
      if (element.contains(document.activeElement)) return show();
      document.body.dataset.tools = "hidden";
    }, HIDE_AFTER_MS);
  }
  for (const name of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(name, show);
  show();
}
