/**
 * Writes progress as one short string, for platforms that keep 4,096 characters (SCORM 1.2) or 64,000 (SCORM
 * 2004).
 *
 * A slide goes by a short name made from its id, so that the string fits a module that has changed since. For
 * each question, the answer that counts is kept: the right one, otherwise the last; and when it comes back, to the
 * hour. If there is little room, long texts are cut, the longest first.
 */

import type { Answer, Pack, PackSlide, Saved } from "../../learn/player/types.ts";

const VERSION = "1";
const SHORTEST_NAME = 3;
const CUT = "…";
const HOUR_MS = 3_600_000;
const ESCAPES: Record<string, string> = { "\\": "\\b", "~": "\\t", "|": "\\p", "\n": "\\n" };
const ESCAPED = Object.fromEntries(Object.entries(ESCAPES).map(([mark, code]) => [code, mark]));

/** Writes the progress in at most this many characters. */
export function encode(pack: Pack, saved: Saved, maxLength: number): string {
  const length = nameLength(pack);
  const texts = new Map<string, string>();
  for (const slide of pack.slides) {
    const text = escape(countedTry(saved, slide.id)?.answer.text ?? "");
    if (text) texts.set(slide.id, text);
  }
  const full = write(pack, saved, length, texts, false);
  if (full.length <= maxLength) return full;
  const cut = (textLength: number) => write(pack, saved, length, shorten(texts, textLength), true);
  let fittingLimit = 0;
  let excessiveLimit = Math.max(0, ...[...texts.values()].map((text) => text.length)) + 1;
  while (excessiveLimit - fittingLimit > 1) {
    const middle = (fittingLimit + excessiveLimit) >> 1;
    if (cut(middle).length <= maxLength) fittingLimit = middle;
    else excessiveLimit = middle;
  }
  const shortened = cut(fittingLimit);
  return shortened.length <= maxLength ? shortened : write(pack, { ...saved, answers: {} }, length, texts, true).slice(0, maxLength);
}

/**
 * Reads the progress from a string.
 * @param text what `encode` made of this module or an earlier version of it
 * @returns null for anything else
 */
export function decode(pack: Pack, text: string): Saved | null {
  const [head = "", ...entries] = text.split("~");
  const [version, length, language = "", slide = ""] = head.split(".");
  if (version !== VERSION) return null;
  const slidesByName = new Map(pack.slides.map((named) => [nameOf(named.id, Number(length)), named]));
  const saved: Saved = { language, slide: slidesByName.get(slide)?.id ?? "", seconds: {}, done: [], answers: {}, returning: {} };
  for (const entry of entries) {
    const named = slidesByName.get(entry.slice(0, Number(length)));
    const [, done, seconds = "", , box, since = "", , right, code] =
      /^(d?)([0-9a-z]*)(\^(\d)([0-9a-z]+))?(:([rwn])(.*))?$/s.exec(entry.slice(Number(length))) ?? [];
    if (!named || done === undefined) continue;
    if (done) saved.done.push(named.id);
    if (seconds) saved.seconds[named.id] = parseInt(seconds, 36);
    if (box && saved.returning) {
      saved.returning[named.id] = { box: Number(box), since: parseInt(since, 36) * HOUR_MS };
    }
    if (code) {
      const is_right = right === "n" ? null : right === "r";
      saved.answers[named.id] = [{ answer: readAnswer(named, code), is_right }];
    }
  }
  return saved;
}

/** Writes the whole string. With `isShort`, it leaves out the seconds of slides that are done. */
function write(pack: Pack, saved: Saved, length: number, texts: Map<string, string>, isShort: boolean) {
  const place = saved.slide ? nameOf(saved.slide, length) : "";
  const entries = pack.slides.map((slide) => {
    const isDone = saved.done.includes(slide.id);
    const seconds = isShort && isDone ? 0 : Math.round(saved.seconds[slide.id] ?? 0);
    const answer = writeReturning(saved, slide.id) + writeTry(slide, saved, texts.get(slide.id) ?? "");
    if (!isDone && !seconds && !answer) return "";
    return nameOf(slide.id, length) + (isDone ? "d" : "") + (seconds ? seconds.toString(36) : "") + answer;
  });
  return [[VERSION, length, saved.language, place].join("."), ...entries.filter(Boolean)].join("~");
}

function writeReturning({ returning }: Saved, item: string) {
  const known = returning?.[item];
  return known ? `^${known.box}${Math.floor(known.since / HOUR_MS).toString(36)}` : "";
}

/** @param text as much of the text as fits, escaped */
function writeTry(slide: PackSlide, saved: Saved, text: string) {
  const chosenTry = countedTry(saved, slide.id);
  if (!chosenTry) return "";
  const code = writeAnswer(slide, chosenTry.answer, text);
  const right = chosenTry.is_right === null ? "n" : chosenTry.is_right ? "r" : "w";
  return code ? `:${right}${code}` : "";
}

function writeAnswer(slide: PackSlide, answer: Answer, text: string) {
  if (answer.abstain) return "a";
  const ids = (slide.poll?.options ?? []).map((option) => option.id);
  if (answer.options?.length) {
    const options = answer.options.map((id: string) => ids.indexOf(id).toString(36)).join(",");
    return `o${options}${text ? `|${text}` : ""}`;
  }
  const points = Object.entries(answer.points ?? {});
  if (points.length) return `p${points.map(([id, value]) => `${ids.indexOf(id).toString(36)}=${value}`).join(",")}`;
  if (typeof answer.number === "number") return `n${answer.number}`;
  if (answer.words?.length) return `c${answer.words.map(escape).join("|")}`;
  return text ? `t${text}` : "";
}

function readAnswer(slide: PackSlide, code: string): Answer {
  const content = code.slice(1);
  const ids = (slide.poll?.options ?? []).map((option) => option.id);
  const optionAt = (index: string) => ids[parseInt(index, 36)];
  const isKnown = (id: string | undefined) => id !== undefined;
  switch (code[0]) {
    case "a":
      return { abstain: true };
    case "o": {
      const [options = "", text] = content.split("|");
      const known = options.split(",").map(optionAt).filter(isKnown) as string[];
      return { options: known, ...(text ? { text: unescape(text) } : {}) };
    }
    case "p":
      return { points: Object.fromEntries(content.split(",").map((pair) => [optionAt(pair.split("=")[0] ?? ""), Number(pair.split("=")[1])])) };
    case "n":
      return { number: Number(content) };
    case "c":
      return { words: content.split("|").map(unescape) };
    default:
      return { text: unescape(content) };
  }
}

/** Returns the try that counts. */
function countedTry(saved: Saved, item: string) {
  const tries = saved.answers[item] ?? [];
  return tries.find((attempt) => attempt.is_right) ?? tries[tries.length - 1];
}

/** Cuts each text to `maxLength` characters. Texts of which nothing would remain are left out. */
function shorten(texts: Map<string, string>, maxLength: number) {
  const shorter = new Map<string, string>();
  for (const [id, text] of texts) {
    // Do not cut an escape or a character in half.
    const shortText = text.slice(0, Math.max(0, maxLength - CUT.length)).replace(/[\\\ud800-\udbff]$/, "");
    if (text.length <= maxLength) shorter.set(id, text);
    else if (shortText) shorter.set(id, shortText + CUT);
  }
  return shorter;
}

/** Returns the number of characters that tell the pack's slides apart. */
function nameLength(pack: Pack) {
  for (let length = SHORTEST_NAME; length < 7; length += 1) {
    if (new Set(pack.slides.map((slide) => nameOf(slide.id, length))).size === pack.slides.length) return length;
  }
  return 7;
}

/** Returns the last characters of the FNV-1a hash of the id. */
function nameOf(id: string, length: number) {
  let hash = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(id)) hash = Math.imul(hash ^ unit, 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, "0").slice(-length);
}

function escape(text: string) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\\~|\n]/g, (mark) => ESCAPES[mark] ?? mark).replace(/[\u0000-\u001f]/g, " ");
}

function unescape(text: string) {
  return text.replace(/\\[btpn]/g, (code) => ESCAPED[code] ?? code);
}
