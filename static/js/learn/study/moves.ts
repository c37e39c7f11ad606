/** Moves from slide to slide: by links, because the time is sent by itself, and by the arrow keys. */

import { submitterOf } from "../../kit/events.ts";
import type { Cut } from "./cut_notice.ts";
import type { Deeds } from "./deeds.ts";

// A learner who goes to the contents wants to see this slide ticked, but does not wait long for it.
const PATIENCE_MS = 1500;
// A missing network usually says so at once; a slow one must not be waited for.
const SOON_MS = 200;

/**
 * @param tell sends how long this slide was read, before its progress is shown
 * @param deeds the deeds of the learner
 * @param findCut returns the notice once it exists
 */
export function moveByLinks(tell: () => Promise<unknown>, deeds?: Deeds, findCut?: () => Cut | undefined) {
  const form = document.querySelector("form[data-moves]") as HTMLFormElement | null;
  if (!form) return;
  // Without this script, these buttons submit what is written in an exercise, a note or a question.
  for (const field of document.querySelectorAll("[data-moves] button, #own [form]")) field.removeAttribute("form");
  const back = document.querySelector("a.study-back") as HTMLAnchorElement | null;
  back?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void go(back.pathname, PATIENCE_MS);
  });

  /** If the server cannot be reached, the learner stays here instead of on the browser's error page. */
  async function go(href: string, patienceMs: number) {
    const cut = findCut?.();
    const note = unsavedNote();
    const telling = tell();
    // Once the server was away, only an answer proves that it is back; a note is not risked without one.
    await Promise.race([telling, note || cut?.isSaid() ? telling : new Promise((resolve) => setTimeout(resolve, patienceMs))]);
    if (isAway(note)) return cut?.say();
    if (note) {
      note.next.value = href;
      note.submit();
    } else location.assign(href);
    await telling;
    if (!isAway()) return;
    // The page has not arrived either: stop waiting for it.
    stop();
    cut?.say();
  }

  const isAway = (note?: unknown) => (note || findCut?.()?.servesOffline() === false) && (!navigator.onLine || deeds?.isCut());

  /** Returns the form of the notes and the question if one was changed; `next` is the page to open once it is saved. */
  function unsavedNote() {
    const fields = document.querySelectorAll("#own textarea") as NodeListOf<HTMLTextAreaElement>;
    return [...fields].find((field) => field.value !== field.defaultValue)?.form as any;
  }

  form.addEventListener("submit", (event) => {
    const { dataset, value } = submitterOf(event) ?? {};
    const href = dataset?.href;
    if (!href) return;
    event.preventDefault();
    void go(href, value ? SOON_MS : PATIENCE_MS);
  });
  document.addEventListener("keydown", (event) => {
    const way = wayOf(event);
    if (way) (form.querySelector(`[data-way="${way}"]`) as HTMLElement | null)?.click();
  });
}

/** Returns `next`, `back` or nothing. */
function wayOf({ key, altKey, ctrlKey, metaKey, shiftKey, target, defaultPrevented }: KeyboardEvent): string {
  if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return "";
  // In a field, or in a box that scrolls sideways, the arrows move there.
  if ((target as Element).closest?.("input, textarea, select, dialog, details[data-menu][open], table, pre")) return "";
  const isReversed = document.documentElement.dir === "rtl";
  if (key === "ArrowRight") return isReversed ? "back" : "next";
  if (key === "ArrowLeft") return isReversed ? "next" : "back";
  return "";
}
