/** Draws buttons that give a command, and the reason why one was refused. */

import { html, nothing } from "lit-html";

import type { Lectern } from "./lectern.ts";

interface Control {
  /** Distinguishes controls that give the same command. */
  name: string;
  command: string;
  /** A function is called when the button is pressed, if the fields may change without a redraw. */
  fields: Record<string, any> | (() => Record<string, any>);
  label: unknown;
  look?: "" | "quiet" | "plain" | "stop";
}

/**
 * Draws a button that gives a command; draws nothing for a member who may not give it.
 *
 * It uses `aria-disabled` rather than `disabled`: a button whose command is under way must keep the focus of a
 * keyboard user.
 */
export function commandButton(lectern: Lectern, { name, command, fields, label, look = "" }: Control) {
  if (!lectern.may(command)) return nothing;
  const isOff = !lectern.isFree(name);
  return html`<button
    type="button"
    class="button ${look}"
    data-act=${command}
    aria-disabled=${String(isOff)}
    aria-busy=${String(lectern.isBusy(name))}
    @click=${() => void lectern.act(name, command, typeof fields === "function" ? fields() : fields)}
  >
    ${label}
  </button>`;
}

/** Draws the line for a refusal. It is always present, so that a screen reader announces what is put into it. */
export function refusalLine(text: string) {
  return html`<p class="console-refused" role="alert">${text || nothing}</p>`;
}

/** Draws the foot of a form: why its command was refused, or what it lacks, and the buttons that end it. */
export function formFoot(
  lectern: Lectern,
  { name, save, cancel, lack = "" }: { name: string; save: string; cancel: () => void; lack?: string },
) {
  return html`${refusalLine(lack || lectern.refusalOf(name))}
    <div class="row">
      <button class="button" aria-disabled=${String(!lectern.isFree(name))}>${save}</button>
      <button class="button quiet" type="button" @click=${cancel}>${lectern.words.say("Cancel")}</button>
    </div>`;
}

/** Says, before the session starts, that nothing can be opened yet, so that the panel need not refuse. */
export function notStarted({ room, words }: Lectern) {
  if (room.state.room.state !== "planned") return nothing;
  const text = words.say("Polls open and steps are put to everyone once the session has started.");
  return html`<p class="notice">${text}</p>`;
}
