/** Adds the fair choice of who answers to the console: above the people, and on the card of the moment. */

import { html, nothing } from "lit-html";

import { inputOf } from "../../kit/events.ts";
import { isolated } from "../../kit/texts.ts";
import { msg, msgIn } from "../../kit/words.ts";
import type { Moment, OnConsole } from "../../room/engine/hooks.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { languagesOf } from "../console/roll.ts";

export const picks: OnConsole = { above: pickPart, moment: pickMoment };

const CONTROL = "pick";
const TITLE = msg("Who answers");
const HINT = msg("Somebody who is here and has had the fewest turns. Only hosts see the name until you call on that person.");

/** The language among whose readers to choose, by console; "" for all. */
const chosenLanguages = new WeakMap<Lectern, string>();

const mayPick = ({ room }: Lectern) => room.state.me.role !== "interpreter" && room.state.room.state === "live";

function pickPart(lectern: Lectern) {
  if (!mayPick(lectern)) return nothing;
  const { words, room } = lectern;
  const shown = room.state.picks?.shown;
  return html`<section class="picks" aria-labelledby="picks-title">
    <h3 class="console-part" id="picks-title">${words.say(TITLE)}</h3>
    <div role="status">${shown ? html`<p><bdi class="picks-name">${shown.name}</bdi> <span class="quietly">${aboutOf(lectern, shown.member)}</span></p>` : nothing}</div>
    <div class="row">
      ${shown ? acts(lectern, shown.member) : drawButton(lectern, words.say("Choose somebody"), "quiet")} ${languageChoice(lectern)}
    </div>
    ${refusalLine(lectern.refusalOf(CONTROL))}
    <p class="small quietly">${words.say(HINT)}</p>
  </section>`;
}

function pickMoment(lectern: Lectern): Moment | undefined {
  const { words, room } = lectern;
  const shown = room.state.picks?.shown;
  if (!shown || !mayPick(lectern)) return undefined;
  return {
    key: `pick ${shown.member}`,
    urgency: "soon",
    name: words.say(TITLE),
    kind: words.say(TITLE),
    title: html`<bdi>${shown.name}</bdi>`,
    state: aboutOf(lectern, shown.member),
    act: html`${acts(lectern, shown.member)} ${refusalLine(lectern.refusalOf(CONTROL))}`,
  };
}

function acts(lectern: Lectern, member: number) {
  const { words } = lectern;
  return html`${commandButton(lectern, { name: CONTROL, command: "pick.call", fields: { member }, label: words.say("Call on") })}
    ${drawButton(lectern, words.say(msgIn("person to choose", "Another")), "quiet")}
    ${commandButton(lectern, { name: CONTROL, command: "pick.clear", fields: {}, label: words.say(msgIn("a name that was chosen", "Put away")), look: "plain" })}`;
}

function drawButton(lectern: Lectern, label: string, look: "" | "quiet") {
  const fields = () => {
    const language = chosenLanguages.get(lectern);
    return language ? { language } : {};
  };
  return commandButton(lectern, { name: CONTROL, command: "pick.draw", fields, label, look });
}

function languageChoice(lectern: Lectern) {
  const { words, room } = lectern;
  const languages = languagesOf(room.state.people?.languages ?? {}).map(([tag]) => tag);
  const chosen = chosenLanguages.get(lectern) ?? "";
  if (languages.length < 2 && chosen === "") return nothing;
  const tags = [...new Set([...languages, ...(chosen ? [chosen] : [])])];
  return html`<select
    class="input picks-language"
    aria-label=${words.say("Language")}
    @change=${(event: Event) => chosenLanguages.set(lectern, inputOf(event).value)}
  >
    <option value="">${words.say("Any language")}</option>
    ${tags.map((tag) => html`<option value=${tag} ?selected=${tag === chosen}>${words.nameOf(tag)}</option>`)}
  </select>`;
}

/** Says in which language somebody follows, and in which hall they sit. */
function aboutOf({ words, room }: Lectern, number: number) {
  const person = room.state.people?.members.find(({ member }) => member === number);
  if (!person) return "";
  return [words.nameOf(person.language), ...(person.hall ? [isolated(person.hall)] : [])].join(" · ");
}
