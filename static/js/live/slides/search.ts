/** Finds slides by their words or their number, in any of the scripts in which they are written. No DOM. */

import { westernDigits } from "../../kit/western_digits.ts";

/** Letters that Arabic and Dari keyboards write differently, though a reader takes them for the same. */
const SAME_LETTERS: Record<string, string> = { "\u0643": "\u06a9", "\u064a": "\u06cc", "\u0649": "\u06cc", "\u0629": "\u0647", "\u06d5": "\u0647" };
const MARKS = /[\p{Mark}\u0640\u200c\u200d]/gu;

export interface Searched {
  /** Counted from 1, as people read it. */
  number: number;
  /** The words of the slide with those of its title, folded. */
  text: string;
  /** The words of the title, folded. */
  title: string;
}

/** Takes away what a search ignores: case, diacritics, joiners, the form of a letter, the script of a digit. */
export function folded(text: string): string {
  const letters = text
    .normalize("NFKD")
    .replace(MARKS, "")
    .toLowerCase()
    .replace(/[\u0643\u064a\u0649\u0629\u06d5]/g, (letter) => SAME_LETTERS[letter] ?? letter);
  return westernDigits(letters);
}

/** Returns the slides that have all words of the query, or whose number it is. An empty query finds all. */
export function found<S extends Searched>(slides: S[], query: string): S[] {
  const words = wordsOf(query);
  return slides.filter(({ number, text }) => words.every((word) => word === String(number) || text.includes(word)));
}

/**
 * Returns the slide that the query means most likely: the one of this number, otherwise the first with all words in
 * its title, otherwise the first.
 */
export function bestOf<S extends Searched>(foundSlides: S[], query: string): S | undefined {
  const words = wordsOf(query);
  const ofNumber = foundSlides.find(({ number }) => words.length === 1 && words[0] === String(number));
  return ofNumber ?? foundSlides.find(({ title }) => words.every((word) => title.includes(word))) ?? foundSlides[0];
}

function wordsOf(query: string) {
  return folded(query).split(/\s+/).filter(Boolean);
}
