/**
 * What the parts of the console share: the room, the words, the server's clock, and commands that
 * are under way or were refused, each by the control that gave it.
 */

import { createListeners } from "../../kit/listeners.ts";
import { together } from "../../kit/subscribing.ts";
import { localeOf, type Words } from "../../kit/words.ts";
import type { CommandFields, CommandName } from "../../room/engine/messages.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Answer } from "../../room/engine/types.ts";
import { createSecondPress, type SecondPress } from "./second_press.ts";

export interface Lectern {
  room: Room;
  words: Words;
  /** what Intl calls the page's language */
  locale: string;
  /** connected, so that a command may be given */
  isReady: boolean;
  /** milliseconds by the server's clock */
  now: () => number;
  /** gives a command; true when it was done. Nothing happens while the same control waits. */
  act: <Name extends string>(control: string, command: CommandName<Name>, fields?: CommandFields<Name>) => Promise<boolean>;
  /** keeps why a command was refused that was not given by `act` */
  note: (control: string, answer: Answer) => void;
  isBusy: (control: string) => boolean;
  /** whether its command could be given now */
  isFree: (control: string) => boolean;
  /** why the control's last command failed, or "" */
  refusalOf: (control: string) => string;
  /** what a key does only when pressed twice */
  twice: SecondPress;
  /** whether this member may give the command at all */
  may: (command: string) => boolean;
  onChange: (redraw: () => void) => () => void;
}

/** @param commands those that this member may give, where some may not give all */
export function createLectern(room: Room, words: Words, commands?: string[]): Lectern {
  const busy = new Set<string>();
  const refused = new Map<string, string>();
  const { subscribe, tell: changed } = createListeners();
  const isReady = () => room.connection === "connected";
  const isFree = (control: string) => isReady() && !busy.has(control);

  async function act<Name extends string>(
    control: string,
    command: CommandName<Name>,
    fields?: CommandFields<Name>,
  ): Promise<boolean> {
    if (!isFree(control)) return false;
    busy.add(control);
    refused.delete(control);
    changed();
    const answer = await room.send(command, fields);
    busy.delete(control);
    note(control, answer);
    return answer.ok;
  }

  function note(control: string, { ok, code }: Answer): void {
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
