/** The page that keeps a course on this device and removes it again. The server has drawn its parts. */

import { fill } from "../../kit/fill.ts";
import { msg, type Words } from "../../kit/words.ts";
import { bringUpToDate, fetchState, isTheirs, keepCourse, removeCourse, type State } from "./course.ts";
import { others } from "./beside.ts";
import { isFull } from "./db.ts";
import { FULL_UPDATE, UPDATED, whose } from "./note.ts";
import { reasonText } from "./reasons.ts";
import { counts, kept, packOf } from "./store.ts";
import { createSync } from "./sync.ts";
import { waitsText } from "./waits.ts";
import { lacking } from "./worker.ts";

const SHARE = msg("{share} is here, {size} still to come. Leave this page open.");
const NOW_PLAYER = msg("The course has arrived, now the player is fetched. Leave this page open.");
const FULL = msg("There is not enough room on this device. Nothing was kept. Make room and try again.");
const FAILED = msg(
  "That did not work. Check the connection and try again: the parts of a course that have arrived are not fetched again.",
);

export async function mountOffline(root: HTMLElement, words: Words) {
  const part = (name: string) => root.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const code = root.dataset.code ?? "";
  const missing = lacking();
  part("waiting").hidden = true;
  if (missing) {
    part(missing).hidden = false;
    return;
  }
  const sync = createSync(() => void draw());
  let state: State | null = null;
  let isSure = false;
  let said = -1;

  function say(name: "status" | "wrong", text: string) {
    part("status").textContent = name === "status" ? text : "";
    part("wrong").textContent = name === "wrong" ? text : "";
  }

  async function draw() {
    const here = await kept(code);
    part("offer").hidden = Boolean(here) || !state;
    part("kept").hidden = !here;
    if (!here) return;
    const { answers, all, refused } = await counts(code);
    const names = here.languages.map((tag) => words.nameOf(tag)).join(", ");
    const what = words.say("In: {languages}. It takes {size} here. Version {edition}.", {
      languages: names,
      size: sizeText(here.bytes, words),
      edition: here.edition.slice(0, 8),
    });
    part("what").textContent = `${whose(here, state, words)} ${what}`;
    part("queue").textContent = all ? waitsText(answers, words) : words.say("Everything has been sent.");
    part("send").hidden = all === 0;
    // The learner who studies here now cannot repair somebody else's link.
    const isAnothers = state && !isTheirs(state, here);
    part("gone").hidden = here.problem !== "link_gone" || Boolean(isAnothers);
    part("refused").hidden = refused.length === 0;
    const pack = refused.length ? await packOf(code) : undefined;
    const { lang } = document.documentElement;
    fill(part("reasons"), ...refused.map((one) => item(reasonText(one, words, pack, lang))));
  }

  /** @param work resolves with what to say then */
  async function busily(work: () => Promise<string>) {
    const buttons = root.querySelectorAll("button") as NodeListOf<HTMLButtonElement>;
    const pressed = document.activeElement as HTMLElement | null;
    buttons.forEach((button) => (button.disabled = true));
    try {
      say("status", await work());
    } catch (error) {
      say("wrong", words.say(isFull(error) ? FULL : FAILED));
    }
    part("share").hidden = true;
    said = -1;
    buttons.forEach((button) => (button.disabled = false));
    await draw();
    // A disabled button loses the focus, and this one may be gone now.
    const next = [pressed, ...buttons].find((one) => one && root.contains(one) && one.getClientRects().length);
    if (document.activeElement === document.body) next?.focus();
  }

  part("offer").addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = new FormData(part("offer") as HTMLFormElement);
    const tags = fields.getAll("language").map(String);
    if (!tags.length) return say("wrong", words.say("Choose a language first"));
    say("status", words.say("Fetching… Leave this page open."));
    void busily(async () => {
      // Ask again: the page may have been open for long.
      state = await fetchState(root.dataset.state ?? "");
      if (!state) throw new Error("nobody studies here");
      await keepCourse(state, tags, sayShare, fields.has("beside"));
      return words.say("Kept. You can study without a network now, at this same address.");
    });
  });

  function sayShare(share: number, left: number) {
    const bar = part("share") as HTMLProgressElement;
    bar.hidden = false;
    bar.value = share;
    // In steps, for people who hear it.
    const percent = Math.min(100, Math.floor(share * 10) * 10);
    if (percent === said) return;
    said = percent;
    const shown = { share: words.percent(percent), size: sizeText(left, words) };
    say("status", words.say(percent < 100 ? SHARE : NOW_PLAYER, shown));
  }

  part("send").addEventListener("click", () => sync.now());

  part("remove").addEventListener("click", () => {
    void busily(async () => {
      const { all, refused } = await counts(code);
      if ((all || refused.length) && !isSure) {
        isSure = true;
        part("remove").textContent = words.say("Remove all the same");
        part("sure").hidden = false;
        return "";
      }
      isSure = false;
      part("remove").textContent = words.say("Remove from this phone");
      part("sure").hidden = true;
      await removeCourse(code);
      return words.say("Removed from this device.");
    });
  });

  let today: State | null = null;
  try {
    today = await fetchState(root.dataset.state ?? "");
    if (today && (await bringUpToDate(code, today)) === "updated") say("status", words.say(UPDATED));
  } catch (error) {
    say("wrong", words.say(isFull(error) ? FULL_UPDATE : FAILED));
  }
  // A learner who comes to a shared phone most likely shares it, too.
  const beside = root.querySelector("[name=beside]") as HTMLInputElement;
  beside.checked = (await others(code)).length > 0;
  // Not earlier: another tab's news also redraws the page, and the offer must not change under a finger.
  state = today;
  await draw();
  if (await kept(code)) sync.now();
}

function sizeText(bytes: number, words: Words) {
  const isSmall = bytes < 1_000_000;
  const shown = isSmall ? Math.ceil(bytes / 1000) : Math.ceil(bytes / 100_000) / 10;
  return words.say(isSmall ? "{n} kB" : "{n} MB", { n: shown });
}

function item(text: string) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}
