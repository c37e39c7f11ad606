/** Draws the remote's buttons for what reaches everybody: the first press asks, the second one does it. */

import { html } from "lit-html";

import { refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";

interface AskingControl {
  name: string;
  command: string;
  fields: Record<string, any>;
  label: string;
  /** Says what the second press does. */
  question: string;
  /** Stands after the label, such as a number. */
  more?: unknown;
}

export function askingButton(lectern: Lectern, { name, command, fields, label, question, more }: AskingControl) {
  const isAsked = lectern.twice.isAsked(name);
  const press = () => {
    if (lectern.twice.press(name)) void lectern.act(name, command, fields);
  };
  return html`<button type="button" class="button ${isAsked ? "stop" : "quiet"} wide" aria-disabled=${String(!lectern.isFree(name))} @click=${press}>
      <span class="remote-words">${isAsked ? question : label}</span>${more}
    </button>
    ${refusalLine(lectern.refusalOf(name))}`;
}
