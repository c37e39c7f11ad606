/** Buttons that give a command, and the words for why one was refused. */

import { html, nothing } from "lit-html";

import type { Lectern } from "./lectern.ts";

interface Control {
  /** tells controls apart that give the same command */
  name: string;
  command: string;
  /** asked for when it is pressed, where they may change without anything being drawn */
  fields: Record<string, any> | (() => Record<string, any>);
  label: unknown;
  look?: "" | "quiet" | "plain" | "stop";
}

/**
 * Nothing for who may not give the command.
 *
 * `aria-disabled` rather than `disabled`: a button that is switched off while its command is under
 * way must not lose the focus of who pressed it by key.
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

/** Always there, so that a screen reader hears what is put into it. */
export function refusalLine(text: string) {
  return html`<p class="console-refused" role="alert">${text || nothing}</p>`;
}

/** The foot of a form: why its command was refused, or what it lacks, and the ways out of it. */
export function formFoot(
  lectern: Lectern,
  { name, save, cancel, lack = "" }: { name: string; save: string; cancel: () => void; lack?: string },
) {
  return html`${refusalLine(lack || lectern.refusalOf(name))}
    <div class="row">
      <button class="button" aria-disabled=${String(!lectern.isFree(name))}>${save}</button>
      <button class="button quiet" type="button" @click=${cancel}>${lectern.words.say("cancel")}</button>
    </div>`;
}

/** Before the session starts there is nothing to open: the panel says so instead of refusing. */
export function notStarted({ room, words }: Lectern) {
  if (room.state.room.state !== "planned") return nothing;
  return html`<p class="notice">${words.say("panel.not_started")}</p>`;
}
