// @ts-check
/**
 * What the parts of the console share: the room, the words, the server's clock, and commands that
 * are under way or were refused, each by the control that gave it.
 */

import { createListeners } from "../lib/listeners.js";
import { together } from "../lib/subscribing.js";
import { localeOf } from "../lib/words.js";
import { createSecondPress } from "./second_press.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../lib/words.js").Words} Words */
/**
 * @typedef {object} Lectern
 * @property {Room} room
 * @property {Words} words
 * @property {string} locale  what Intl calls the page's language
 * @property {boolean} isReady  connected, so that a command may be given
 * @property {() => number} now  milliseconds by the server's clock
 * @property {(control: string, command: string, fields?: Record<string, any>) => Promise<boolean>} act
 *   gives a command; true when it was done. Nothing happens while the same control waits.
 * @property {(control: string, answer: import("../live/types.js").Answer) => void} note
 *   keeps why a command was refused that was not given by `act`
 * @property {(control: string) => boolean} isBusy
 * @property {(control: string) => boolean} isFree  whether its command could be given now
 * @property {(control: string) => string} refusalOf  why the control's last command failed, or ""
 * @property {import("./second_press.js").SecondPress} twice  what a key does only when pressed twice
 * @property {(command: string) => boolean} may  whether this member may give the command at all
 * @property {(redraw: () => void) => () => void} onChange
 */

/**
 * @param {Room} room
 * @param {Words} words
 * @param {string[]} [commands]  those that this member may give, where some may not give all
 * @returns {Lectern}
 */
export function createLectern(room, words, commands) {
  /** @type {Set<string>} */
  const busy = new Set();
  /** @type {Map<string, string>} */
  const refused = new Map();
  const { subscribe, tell: changed } = createListeners();
  const isReady = () => room.connection === "connected";
  const isFree = (/** @type {string} */ control) => isReady() && !busy.has(control);

  /** @type {Lectern["act"]} */
  async function act(control, command, fields = {}) {
    if (!isFree(control)) return false;
    busy.add(control);
    refused.delete(control);
    changed();
    const answer = await room.send(command, fields);
    busy.delete(control);
    note(control, answer);
    return answer.ok;
  }

  /** @type {Lectern["note"]} */
  function note(control, { ok, code }) {
    if (ok) refused.delete(control);
    else refused.set(control, code ?? "internal");
    changed();
  }

  return {
    room,
    words,
    locale: localeOf(words.language),
    get isReady() {
      return isReady();
    },
    now: room.now,
    act,
    note,
    twice: createSecondPress(changed, isFree),
    may: (command) => commands?.includes(command) ?? true,
    isBusy: (control) => busy.has(control),
    isFree,
    refusalOf: (control) => (refused.has(control) ? words.refusal(refused.get(control)) : ""),
    onChange: together(subscribe, room.subscribe),
  };
}
