/** Drives the page that keeps a course on this device and removes it again. The server has drawn its parts. */

import { fill } from "../../kit/fill.ts";
import { msg, type Words } from "../../kit/words.ts";
import { bringUpToDate, fetchState, isTheirs, keepCourse, removeCourse, type State } from "./course.ts";
import { otherLearners } from "./shared_device.ts";
import { isFull } from "./db.ts";
import { FULL_UPDATE, UPDATED, ownerText } from "./note.ts";
import { mountPinSetting } from "./pin_setting.ts";
import { reasonText } from "./reasons.ts";
import { countWaiting, keptCourse, packOf } from "./store.ts";
import { createSync } from "./sync.ts";
import { waitsText } from "./waiting_text.ts";
import { missingSupport } from "./worker.ts";

const SHARE = msg("{share} is here, {size} still to come. Leave this page open.");
const NOW_PLAYER = msg("The course has arrived, now the player is fetched. Leave this page open.");
const FULL = msg("There is not enough room on this device. Nothing was kept. Make room and try again.");
const FAILED = msg(
  "That did not work. Check the connection and try again: the parts of a course that have arrived are not fetched again.",
);

export async function mountOffline(root: HTMLElement, words: Words) {
  const part = (name: string) => root.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const code = root.dataset.code ?? "";
  const missing = missingSupport();
  part("waiting").hidden = true;
  if (missing) {
    part(missing).hidden = false;
    return;
  }
  const sync = createSync(() => void draw());
  let state: State | null = null;
  let isSure = false;
  let saidPercent = -1;
  const drawPin = mountPinSetting(part("pin") as HTMLFormElement, code, words, (text) => {
    say("status", text);
    void draw();
  });

  function say(name: "status" | "wrong", text: string) {
    part("status").textContent = name === "status" ? text : "";
    part("wrong").textContent = name === "wrong" ? text : "";
  }

  async function draw() {
    const course = await keptCourse(code);
    part("offer").hidden = Boolean(course) || !state;
    part("kept").hidden = !course;
    if (!course) return;
    const { answers, all, refused } = await countWaiting(code);
    const names = course.languages.map((tag) => words.nameOf(tag)).join(", ");
    const description = words.say("In: {languages}. It takes {size} here. Version {edition}.", {
      languages: names,
      size: sizeText(course.bytes, words),
      edition: course.edition.slice(0, 8),
    });
    part("what").textContent = `${ownerText(course, state, words)} ${description}`;
    part("queue").textContent = all ? waitsText(answers, words) : words.say("Everything has been sent.");
    part("send").hidden = all === 0;
    // The learner who studies here now cannot repair somebody else's link.
    const isAnothers = Boolean(state && !isTheirs(state, course));
    part("gone").hidden = course.problem !== "link_gone" || isAnothers;
    // Nor may they read what somebody else has answered.
    const ownRefused = isAnothers ? [] : refused;
    part("refused").hidden = ownRefused.length === 0;
    const pack = ownRefused.length ? await packOf(code) : undefined;
    await drawPin(Boolean(state) && !isAnothers);
    const { lang } = document.documentElement;
    fill(part("reasons"), ...ownRefused.map((refusal) => item(reasonText(refusal, words, pack, lang))));
  }

  /** @param work resolves with what to say then */
  async function busily(work: () => Promise<string>) {
    const buttons = root.querySelectorAll("button") as NodeListOf<HTMLButtonElement>;
    const pressedButton = document.activeElement as HTMLElement | null;
    buttons.forEach((button) => (button.disabled = true));
    try {
      say("status", await work());
    } catch (error) {
      say("wrong", words.say(isFull(error) ? FULL : FAILED));
    }
    part("share").hidden = true;
    saidPercent = -1;
    buttons.forEach((button) => (button.disabled = false));
    await draw();
    // A disabled button loses the focus, and this one may be gone now.
    const next = [pressedButton, ...buttons].find((element) => element && root.contains(element) && element.getClientRects().length);
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

  function sayShare(share: number, bytesLeft: number) {
    const bar = part("share") as HTMLProgressElement;
    bar.hidden = false;
    bar.value = share;
    // In steps, for people who hear it.
    const percent = Math.min(100, Math.floor(share * 10) * 10);
    if (percent === saidPercent) return;
    saidPercent = percent;
    const values = { share: words.percent(percent), size: sizeText(bytesLeft, words) };
    say("status", words.say(percent < 100 ? SHARE : NOW_PLAYER, values));
  }

  part("send").addEventListener("click", () => sync.now());

  part("remove").addEventListener("click", () => {
    void busily(async () => {
      const { all, refused } = await countWaiting(code);
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

  let freshState: State | null = null;
  try {
    freshState = await fetchState(root.dataset.state ?? "");
    if (freshState && (await bringUpToDate(code, freshState)) === "updated") say("status", words.say(UPDATED));
  } catch (error) {
    say("wrong", words.say(isFull(error) ? FULL_UPDATE : FAILED));
  }
  // A learner who comes to a shared phone most likely shares it, too.
  const sharedBox = root.querySelector("[name=beside]") as HTMLInputElement;
  sharedBox.checked = (await otherLearners(code)).length > 0;
  // Not earlier: another tab's news also redraws the page, and the offer must not change under a finger.
  state = freshState;
  await draw();
  if (await keptCourse(code)) sync.now();
}

function sizeText(bytes: number, words: Words) {
  const isSmall = bytes < 1_000_000;
  const amount = isSmall ? Math.ceil(bytes / 1000) : Math.ceil(bytes / 100_000) / 10;
  return words.say(isSmall ? "{n} kB" : "{n} MB", { n: amount });
}

function item(text: string) {
  const element = document.createElement("li");
  element.textContent = text;
  return element;
}
