/** The preview of a folder or of one module: puts its parts together. */

import { pageWords, tameMenus } from "../kit/dom.ts";
import { fill } from "../kit/fill.ts";
import { msg } from "../kit/words.ts";
import { createChecks } from "../content/preview/checks.ts";
import { createFrames, type Chosen } from "../content/preview/frames.ts";
import { keepClearOf, moveByKey } from "../content/preview/moves.ts";
import { followNews } from "../content/preview/news.ts";
import { createSettings } from "../content/preview/settings.ts";

// Below this size, a text on the stage cannot be read from the last row.
const SMALLEST = 0.7;
const SMALL = msg("Text on the stage is only {percent} of its size: shorten the slide");

const words = pageWords();
const tools = document.getElementById("tools") as HTMLFormElement | null;
const seen = new Map<string, string[]>();
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
  const checks = createChecks(words, (language, found) => {
    for (const place of seen.keys()) if (place.endsWith(` ${language}`)) seen.delete(place);
    for (const [place, sentences] of found) seen.set(place, sentences);
    for (const list of lists()) say(list.dataset.found ?? "");
    document.body.dataset.checked = String(Number(document.body.dataset.checked ?? 0) + 1);
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const fresh = (stamp: string) => {
    settings.apply();
    frames.show();
    // The author waits for the frames, so they load before the checks.
    clearTimeout(waiting);
    waiting = setTimeout(() => checks.run(stamp), 400);
  };
  keepClearOf(form);
  document.addEventListener("keydown", moveByKey);
  fresh(document.body.dataset.stamp ?? "");
  return fresh;
}

function lists() {
  return [...document.querySelectorAll("[data-found]")] as HTMLElement[];
}

/** The findings for a slide in a language. */
function say(place: string) {
  const size = sizes.get(place) ?? 1;
  const small = size < SMALLEST ? [words.say(SMALL, { percent: words.percent(Math.round(size * 100)) })] : [];
  const items = [...(seen.get(place) ?? []), ...small].map((sentence) => {
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
