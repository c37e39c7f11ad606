// @ts-check
/** Which form of which step is open, what is typed in it, and where the focus goes. */

/** @typedef {"amend" | "translate" | "own" | "details" | "merge" | "overrule" | "history"} FormName */
/**
 * @typedef {object} StepForms
 * @property {(step: number) => FormName | null} opened
 * @property {(step: number, form: FormName) => void} toggle  opens it, or closes it; what is typed is kept
 * @property {(step: number, ...keys: string[]) => void} leave  closes it, and forgets what is typed in these
 * @property {(send: () => Promise<boolean>, step: number, ...keys: string[]) => Promise<void>} save
 *   sends what is typed in these, and leaves once it is accepted; stays open if its writer has typed on
 * @property {<P extends object>(key: string, make: () => P) => P} pad  what is typed, until it is forgotten
 * @property {(name: string, text?: string) => void} lacks  what a form lacks, in words; "" for nothing
 * @property {(name: string) => string} lack
 * @property {() => void} redraw
 */

/** @param {() => void} redraw @returns {StepForms} */
export function createStepForms(redraw) {
  /** @type {Map<number, FormName>} */
  const open = new Map();
  /** @type {Map<string, object>} */
  const pads = new Map();
  /** @type {Map<string, string>} */
  const lacking = new Map();

  /** @param {number} step */
  function close(step) {
    const form = open.get(step);
    if (!form) return;
    open.delete(step);
    lacking.delete(`${form} ${step}`);
    redraw();
    // Where the form was opened from: the focus must not be lost with it.
    document.getElementById(buttonId(step, form))?.focus();
  }

  /** @type {StepForms["leave"]} */
  function leave(step, ...keys) {
    for (const key of keys) pads.delete(key);
    close(step);
  }

  const typedIn = (/** @type {string[]} */ keys) => JSON.stringify(keys.map((key) => pads.get(key)));

  return {
    opened: (step) => open.get(step) ?? null,
    toggle(step, form) {
      if (open.get(step) === form) return close(step);
      open.set(step, form);
      redraw();
      const place = document.getElementById(formId(step));
      // Words come first: the language is mostly right already.
      const first = place?.querySelector("textarea") ?? place?.querySelector("select, input, [tabindex]");
      /** @type {HTMLElement | null | undefined} */ (first)?.focus();
    },
    leave,
    async save(send, step, ...keys) {
      const sent = typedIn(keys);
      if ((await send()) && typedIn(keys) === sent) leave(step, ...keys);
    },
    pad(key, make) {
      const known = pads.get(key) ?? make();
      pads.set(key, known);
      return /** @type {any} */ (known);
    },
    lacks(name, text = "") {
      lacking.set(name, text);
      redraw();
    },
    lack: (name) => lacking.get(name) ?? "",
    redraw: () => redraw(),
  };
}

/** @param {number} step @param {FormName} form */
export function buttonId(step, form) {
  return `step-${step}-${form}`;
}

/** @param {number} step */
export function formId(step) {
  return `step-${step}-form`;
}
