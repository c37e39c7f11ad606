/** Checks, before a session, how good the connection is, and whether the name is on the list. */

import { html, nothing, render } from "lit-html";
import { importLate } from "../../kit/late_module.ts";
import { msg, type Msg, type Words } from "../../kit/words.ts";
import type { CallDetails } from "../engine/wire.ts";
import { qualityOf, type Quality } from "./quality.ts";

export type Place = {
  state: string;
  place: number;
  reason: string | null;
  has_list: boolean;
  session: string;
  call: CallDetails | null;
};

/** The check's access to a connection. */
interface Door {
  /** Asks for this member's place; resolves with null if there was no answer. */
  look: () => Promise<Place | null>;
  /** Tells the hosts. */
  note: (quality: Quality) => void;
}

/** What the button has played: `failed` if the browser played nothing. */
type Tone = "untested" | "playing" | "played" | "failed";

const TONES: Record<Exclude<Tone, "untested">, Msg> = {
  playing: msg("Listen…"),
  played: msg("You should have heard three notes. If not, make it louder or use headphones."),
  failed: msg("This browser cannot play the sound"),
};

const ANSWER_COUNT = 4;

type Finding = Quality | "measuring" | "unmeasured";

const FINDINGS: Record<Finding, Msg> = {
  measuring: msg("Testing your connection…"),
  good: msg("Good connection: everything will arrive at once."),
  enough: msg("Your connection is enough for slides and polls."),
  slow: msg("Slow connection: slides may come late. Move closer to a window, or close other apps."),
  unmeasured: msg("The connection could not be tested. You may wait here all the same."),
};

/** Resolves when the check is done. */
export async function runCheck(element: HTMLElement, { look, note }: Door, words: Words): Promise<void> {
  let place: Place | null = null;
  let tone: Tone = "untested";
  let shownFinding: Finding = "measuring";
  element.textContent = "";
  draw("measuring");
  const answers: number[] = [];
  for (let turn = 0; turn < ANSWER_COUNT; turn++) {
    const startMs = performance.now();
    const newPlace = await look();
    if (!newPlace) continue;
    place = newPlace;
    answers.push(performance.now() - startMs);
    draw("measuring");
  }
  const quality = qualityOf(answers, answers.length ? await measureSpeed() : null);
  draw(quality ?? "unmeasured");
  if (quality) note(quality);

  async function playTone() {
    tone = "playing";
    draw(shownFinding);
    tone = await importLate(document.body.dataset.listener).then(
      async (listener) => ((await listener.playTone()) ? "played" : "failed"),
      () => "failed",
    );
    draw(shownFinding);
  }

  function draw(finding: Finding) {
    shownFinding = finding;
    render(
      html`<p data-quality=${finding} role="status">${words.say(FINDINGS[finding])}</p>
        ${place?.has_list
          ? html`<p>${words.say("This session has a list of names. Check how yours is spelt.")}</p>`
          : nothing}
        <div class="row">
          <button type="button" class="button quiet" @click=${playTone}>${words.say("Test the sound")}</button>
          <span role="status">${tone === "untested" ? nothing : words.say(TONES[tone])}</span>
        </div>`,
      element,
    );
  }
}

/**
 * Measures with a file that the session needs anyway.
 * @returns kbit/s
 */
async function measureSpeed(): Promise<number | null> {
  const address = document.body.dataset.extrasScript ?? "";
  try {
    const startMs = performance.now();
    const response = await fetch(address, { cache: "reload" });
    const bytes = (await response.arrayBuffer()).byteLength;
    const sentBytes = Number(response.headers.get("content-length")) || bytes;
    return response.ok ? (sentBytes * 8) / Math.max(1, performance.now() - startMs) : null;
  } catch {
    return null;
  }
}
