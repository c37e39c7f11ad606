/** Buttons that give a command, and the reason why one was refused. */

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
 * Shows nothing to a member who may not give the command.
 *
 * It uses `aria-disabled` rather than `disabled`: a button whose command is under way must keep the focus of a
 * keyboard user.
 */
export function commandButton(lectern: Lectern, { name, command, fields, label, look = "" }: Control) {
  if (!lectern.may(command)) return nothing;
  const off = !lectern.isFree(name);
  return html`<button
    type="button"
    class="button ${look}"
    aria-disabled=${String(off)}
    aria-busy=${String(lectern.isBusy(name))}
    @click=${() => void lectern.act(name, command, typeof fields === "function" ? fields() : fields)}
  >
    ${label}
  </button>`;
}

/** The line is always present, so that a screen reader announces what is put into it. */
export function refusalLine(text: string) {
  return html`<p class="console-refused" role="alert">${text || nothing}</p>`;
}

/** The foot of a form: why its command was refused, or what it lacks, and the buttons that end it. */
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

/** Before the session starts, the panel says that nothing can be opened yet, instead of refusing. */
export function notStarted({ room, words }: Lectern) {
  if (room.state.room.state !== "planned") return nothing;
  const text = words.say("Polls open and steps are put to everyone once the session has started.");
  return html`<p class="notice">${text}</p>`;
}
