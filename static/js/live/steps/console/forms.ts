/** Remembers which form of which step is open, what is typed in it, and where the focus goes. */

export type FormName = "amend" | "translate" | "own" | "details" | "merge" | "overrule" | "history";

export interface StepForms {
  opened: (step: number) => FormName | null;
  /** Opens or closes the form; the typed text is kept. */
  toggle: (step: number, form: FormName) => void;
  /** Closes the form, and forgets what is typed in these. */
  leave: (step: number, ...keys: string[]) => void;
  /**
   * Sends what is typed in these, and closes the form once it is accepted; it stays open if its writer has typed
   * on.
   */
  save: (send: () => Promise<boolean>, step: number, ...keys: string[]) => Promise<void>;
  /** The typed content of a form, until it is forgotten. */
  pad: <P extends object>(key: string, make: () => P) => P;
  /** Says in words what a form lacks; "" for nothing. */
  lacks: (name: string, text?: string) => void;
  lack: (name: string) => string;
  redraw: () => void;
}

export function createStepForms(redraw: () => void): StepForms {
  const openForms = new Map<number, FormName>();
  const pads = new Map<string, object>();
  const missingTexts = new Map<string, string>();

  function close(step: number) {
    const form = openForms.get(step);
    if (!form) return;
    openForms.delete(step);
    missingTexts.delete(`${form} ${step}`);
    redraw();
    // Returns the focus to the button that opened the form, so that the focus is not lost with the form.
    document.getElementById(buttonId(step, form))?.focus();
  }

  function leave(step: number, ...keys: string[]): void {
    for (const key of keys) pads.delete(key);
    close(step);
  }

  const typedIn = (keys: string[]) => JSON.stringify(keys.map((key) => pads.get(key)));

  return {
    opened: (step) => openForms.get(step) ?? null,
    toggle(step, form) {
      if (openForms.get(step) === form) return close(step);
      openForms.set(step, form);
      redraw();
      const place = document.getElementById(formId(step));
      // The text field comes first: the language is usually right already.
      const firstField = place?.querySelector("textarea") ?? place?.querySelector("select, input, [tabindex]");
      (firstField as HTMLElement | null | undefined)?.focus();
    },
    leave,
    async save(send, step, ...keys) {
      const sentText = typedIn(keys);
      if ((await send()) && typedIn(keys) === sentText) leave(step, ...keys);
    },
    pad(key, make) {
      const pad = pads.get(key) ?? make();
      pads.set(key, pad);
      return pad as any;
    },
    lacks(name, text = "") {
      missingTexts.set(name, text);
      redraw();
    },
    lack: (name) => missingTexts.get(name) ?? "",
    redraw: () => redraw(),
  };
}

export function buttonId(step: number, form: FormName) {
  return `step-${step}-${form}`;
}

export function formId(step: number) {
  return `step-${step}-form`;
}
