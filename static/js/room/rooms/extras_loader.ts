/**
 * Loads the extras: script, style and words, in parallel. They are loaded when the first screen is at rest, or
 * at once when somebody taps something that needs them. Until then the server's page and its forms serve.
 */

import { fetchJson } from "../../kit/fetching.ts";
import { importLate } from "../../kit/late_module.ts";
import type { Words } from "../../kit/words.ts";
import type { Shared } from "../engine/hooks.ts";
import type { Room } from "../engine/room.ts";
import { createAttempts } from "./attempts.ts";

export function loadExtras(room: Room, words: Words, shared: Shared) {
  const { extrasScript = "", extrasStyle = "", extrasWords = "" } = document.body.dataset;
  const parts = [
    once(() => importLate(extrasScript)),
    once(() => fetchJson(extrasWords).then(words.add)),
    once(() => addStyle(extrasStyle)),
  ];
  const load = createAttempts(() => Promise.all(parts.map((part) => part())).then(mount));
  let isAsked = false;
  let lastConnection = room.connection;

  function mount([{ mountExtras }]: any[]) {
    document.removeEventListener("click", onTap, true);
    stop();
    // Run this apart from the loading: a failure here would happen again.
    queueMicrotask(() => {
      mountExtras(room, words, shared);
      document.body.dataset.extras = "there";
    });
  }

  function loadAtRest() {
    const isUp = room.connection === "connected" || room.connection === "ended";
    const isBack = isUp && room.connection !== lastConnection;
    lastConnection = room.connection;
    if (isAsked && isBack) void load();
    if (isAsked || !isUp || !shared.screen.deck) return;
    isAsked = true;
    // Old versions of Safari have no requestIdleCallback.
    if (typeof requestIdleCallback === "function") requestIdleCallback(load, { timeout: 3000 /* ms */ });
    else setTimeout(load, 500 /* ms */);
  }

  async function onTap(event: MouseEvent) {
    const target = event.target as Element;
    if (!target.closest("[data-extra], .term")) return;
    const term: HTMLAnchorElement | null = target.closest("a.term");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (term && isPlain) event.preventDefault();
    // The tap is not lost: the panel opens as soon as the extras can open it.
    if ((await load()) && term?.isConnected && isPlain) queueMicrotask(() => term.click());
  }

  document.addEventListener("click", onTap, true);
  const stop = shared.screen.subscribe(loadAtRest);
  loadAtRest();
}

/** Returns a function that gets a result once and keeps it; it gets another one only after a failure. */
function once<T>(get: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= get().catch((error) => {
      result = null;
      throw error;
    });
    return result;
  };
}

function addStyle(address: string) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(address));
    };
    document.head.append(link);
  });
}
