/** Keeps the captions of a replay: whether they are shown, in which language, and their lines. No DOM. */

import { recall, type Shelf } from "../../kit/storage.ts";
import type { Cue } from "./cues.ts";

const KEY = "webinar.replay_captions";

export type Captions = ReturnType<typeof createCaptions>;

/**
 * The choice is kept for the next replay. Without one, captions are shown if there are some in the viewer's
 * language.
 *
 * @param languages those that have lines, not empty
 * @param fetchCues fetches the lines in one language
 * @param redraw called once lines have arrived or could not be fetched
 */
export function createCaptions({
  languages,
  viewerLanguage,
  fetchCues,
  storage,
  redraw,
}: {
  languages: readonly string[];
  viewerLanguage: string;
  fetchCues: (language: string) => Promise<Cue[]>;
  storage: Pick<Shelf, "getItem" | "setItem">;
  redraw: () => void;
}) {
  const [savedOn, savedLanguage]: [boolean | null, string] = recall(storage, KEY) ?? [null, ""];
  /** The language that the viewer chose, maybe in another session; "" for none. */
  let chosenLanguage = savedLanguage;
  let language = [savedLanguage, viewerLanguage].find((tag) => languages.includes(tag)) ?? (languages[0] as string);
  let isOn = savedOn ?? languages.includes(viewerLanguage);
  let isListed = false;
  let hasFailed = false;
  const cuesByLanguage: Record<string, readonly Cue[]> = {};
  const fetching = new Set<string>();

  function remember() {
    storage.setItem(KEY, JSON.stringify([isOn, chosenLanguage]));
  }

  /** Fetches the lines in the present language, unless they are there or on their way. */
  async function load() {
    const tag = language;
    if (cuesByLanguage[tag] || fetching.has(tag)) return;
    fetching.add(tag);
    hasFailed = false;
    try {
      cuesByLanguage[tag] = await fetchCues(tag);
    } catch {
      // The viewer may have chosen another language meanwhile.
      if (tag === language) hasFailed = true;
    }
    fetching.delete(tag);
    redraw();
  }

  if (isOn) void load();

  return {
    languages,
    get language() {
      return language;
    },
    get isOn() {
      return isOn;
    },
    /** Whether the lines could not be fetched; `load` tries again. */
    get hasFailed() {
      return hasFailed;
    },
    /** The lines in the present language; empty until they have come. */
    get cues(): readonly Cue[] {
      return cuesByLanguage[language] ?? [];
    },
    /** Whether the list of all lines is open: an old phone should not draw a thousand lines for nobody. */
    get isListed() {
      return isListed;
    },
    load,
    list(isOpen: boolean) {
      isListed = isOpen;
      if (isListed) void load();
      redraw();
    },
    show(isShown: boolean) {
      isOn = isShown;
      remember();
      if (isOn) void load();
      redraw();
    },
    /** @param tag one of `languages` */
    choose(tag: string) {
      language = chosenLanguage = tag;
      hasFailed = false;
      remember();
      void load();
      redraw();
    },
  };
}
