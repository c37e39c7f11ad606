/** Starts the preview of a folder or of one module: puts its parts together. */

import { pageWords, tameMenus } from "../kit/dom.ts";
import { fill } from "../kit/fill.ts";
import { msg } from "../kit/words.ts";
import { createChecks } from "../content/preview/checks.ts";
import { createFrames, type Chosen } from "../content/preview/frames.ts";
import { keepClearOf, moveByKey } from "../content/preview/moves.ts";
import { followNews } from "../content/preview/news.ts";
import { createSettings } from "../content/preview/settings.ts";

// Below this share of its size, a text on the stage cannot be read from the last row.
const SMALLEST_SHARE = 0.7;
const SMALL = msg("Text on the stage is only {percent} of its size: shorten the slide");

const words = pageWords();
const tools = document.getElementById("tools") as HTMLFormElement | null;
const sentencesByPlace = new Map<string, string[]>();
const sizes = new Map<string, number>();

const refresh = tools ? showModule(tools) : () => {};
document.body.dataset.runs = "";
tameMenus();
followNews(showLink, refresh);

function showModule(form: HTMLFormElement): (stamp: string) => void {
  const settings = createSettings(form, () => frames.show());
  const chosen = () => settings.read() as unknown as Chosen;
  const frames = createFrames(chosen, moveByKey, (place, size) => {
    sizes.set(place, size);
    say(place);
  });
  const checks = createChecks(words, (language, findings) => {
    for (const place of sentencesByPlace.keys()) if (place.endsWith(` ${language}`)) sentencesByPlace.delete(place);
    for (const [place, sentences] of findings) sentencesByPlace.set(place, sentences);
    for (const list of lists()) say(list.dataset.found ?? "");
    document.body.dataset.checked = String(Number(document.body.dataset.checked ?? 0) + 1);
  });
  let checkTimer: ReturnType<typeof setTimeout> | undefined;
  const showFresh = (stamp: string) => {
    settings.apply();
    frames.show();
    // The author waits for the frames, so they load before the checks.
    clearTimeout(checkTimer);
    checkTimer = setTimeout(() => checks.run(stamp), 400 /* ms */);
  };
  keepClearOf(form);
  document.addEventListener("keydown", moveByKey);
  showFresh(document.body.dataset.stamp ?? "");
  return showFresh;
}

function lists() {
  return [...document.querySelectorAll("[data-found]")] as HTMLElement[];
}

/** Shows the findings for a slide in a language. */
function say(place: string) {
  const size = sizes.get(place) ?? 1;
  const sizeSentences = size < SMALLEST_SHARE ? [words.say(SMALL, { percent: words.percent(Math.round(size * 100)) })] : [];
  const items = [...(sentencesByPlace.get(place) ?? []), ...sizeSentences].map((sentence) => {
    const item = document.createElement("li");
    item.className = "notice warn";
    item.textContent = sentence;
    return item;
  });
  const list = lists().find(({ dataset }) => dataset.found === place);
  if (list) fill(list, ...items);
}

function showLink(state: "live" | "lost") {
  const link = document.getElementById("link");
  if (!link) return;
  link.textContent = words.say(
    state === "live" ? "Changes appear by themselves" : "No connection: is the command still running?",
  );
  link.dataset.state = state;
}
