/**
 * Shares objects among the console's parts: the room, the words, the server's clock, and the commands that are
 * under way or were refused, by the control that gave them.
 */

import { createListeners } from "../../kit/listeners.ts";
import { together } from "../../kit/subscriptions.ts";
import { localeOf, type Words } from "../../kit/words.ts";
import type { CommandFields, CommandName } from "../../room/engine/messages.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Answer } from "../../room/engine/types.ts";
import { createSecondPress, type SecondPress } from "./second_press.ts";

export interface Lectern {
  room: Room;
  words: Words;
  /** The page's language as Intl names it. */
  locale: string;
  /** Connected, so that a command can be given. */
  isReady: boolean;
  /** Milliseconds by the server's clock. */
  now: () => number;
  /** Gives a command; resolves with true if it was done. Does nothing while the same control waits. */
  act: <Name extends string>(control: string, command: CommandName<Name>, fields?: CommandFields<Name>) => Promise<boolean>;
  /** Keeps why a command that `act` did not give was refused. */
  note: (control: string, answer: Answer) => void;
  isBusy: (control: string) => boolean;
  /** Whether the control's command could be given now. */
  isFree: (control: string) => boolean;
  /** Why the control's last command failed, or "". */
  refusalOf: (control: string) => string;
  /** For actions that need two presses of a key. */
  twice: SecondPress;
  /** Whether this member may give the command at all. */
  may: (command: string) => boolean;
  onChange: (redraw: () => void) => () => void;
}

/** @param commands those that this member may give, if not all */
export function createLectern(room: Room, words: Words, commands?: string[]): Lectern {
  const busyControls = new Set<string>();
  const refusals = new Map<string, string>();
  const { subscribe, tell: notify } = createListeners();
  const isReady = () => room.connection === "connected";
  const isFree = (control: string) => isReady() && !busyControls.has(control);

  async function act<Name extends string>(
    control: string,
    command: CommandName<Name>,
    fields?: CommandFields<Name>,
  ): Promise<boolean> {
    if (!isFree(control)) return false;
    busyControls.add(control);
    refusals.delete(control);
    notify();
    const answer = await room.send(command, fields);
    busyControls.delete(control);
    note(control, answer);
    return answer.ok;
  }

  function note(control: string, { ok, code }: Answer): void {
    if (ok) refusals.delete(control);
    else refusals.set(control, code ?? "internal");
    notify();
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
    twice: createSecondPress(notify, isFree),
    may: (command) => commands?.includes(command) ?? true,
    isBusy: (control) => busyControls.has(control),
    isFree,
    refusalOf: (control) => (refusals.has(control) ? words.refusal(refusals.get(control)) : ""),
    onChange: together(subscribe, room.subscribe),
  };
}
