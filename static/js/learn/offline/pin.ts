/**
 * Makes and checks the PIN that opens a learner's kept course without a network. It keeps others who hold the phone
 * out of the player; it does not encrypt what the browser stores. No DOM.
 */

import { newId } from "../../kit/id.ts";
import { westernDigits } from "../../kit/western_digits.ts";

/** What the device keeps of a PIN, and of the tries to guess it. */
export interface Pin {
  /** A random text. */
  salt: string;
  /** The key that is derived from the PIN and the salt, in hexadecimal digits. */
  key: string;
  /** How many rounds of PBKDF2 derive the key. */
  rounds: number;
  /** The number of wrong PINs since the last right one. */
  wrong: number;
  /** When the last one was tried, in ms since 1970. */
  triedAt: number;
}

const FEWEST_DIGITS = 4;
const MOST_DIGITS = 6;
// An old phone must not take long for these. More would not help: four digits are guessed soon by anybody who can read
// the browser's storage.
const ROUNDS = 100_000;
const FREE_TRIES = 4;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Returns the digits of what was typed, as 0 to 9 and without spaces; "" if it has anything else. */
export function pinDigits(typed: string) {
  const digits = westernDigits(typed.replace(/\s/g, ""));
  return /^\d*$/.test(digits) ? digits : "";
}

/** Says what is wrong with a new PIN: `length`, `easy` or "". Easy are 0000, 1234, 9876 and the like. */
export function pinFault(digits: string): "length" | "easy" | "" {
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return "length";
  const steps = new Set(Array.from(digits.slice(1), (digit, index) => Number(digit) - Number(digits[index])));
  return steps.size === 1 && Math.abs([...steps][0] as number) <= 1 ? "easy" : "";
}

export async function makePin(digits: string): Promise<Pin> {
  const salt = newId();
  return { salt, key: await derivedKey(digits, salt, ROUNDS), rounds: ROUNDS, wrong: 0, triedAt: 0 };
}

export async function isPin({ salt, key, rounds }: Pin, digits: string) {
  return (await derivedKey(digits, salt, rounds)) === key;
}

/** Returns how many ms nobody can try after too many wrong PINs; at most the whole wait if the clock was put back. */
export function pinWaitMs({ wrong, triedAt }: Pin, nowMs: number) {
  if (wrong <= FREE_TRIES) return 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES - 1));
  return Math.max(0, Math.min(waitMs, triedAt + waitMs - nowMs));
}

async function derivedKey(digits: string, salt: string, rounds: number) {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(digits), "PBKDF2", false, ["deriveBits"]);
  const settings = { name: "PBKDF2", hash: "SHA-256", salt: new TextEncoder().encode(salt), iterations: rounds };
  const bytes = new Uint8Array(await crypto.subtle.deriveBits(settings, material, 256));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
