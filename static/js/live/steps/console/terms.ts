/** How the session agrees on next steps: hosts choose before it starts, and can only read it afterwards. */

import { html } from "lit-html";

import { refusalLine } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { announce } from "../../../kit/dom.ts";
import { msg, type Msg } from "../../../kit/words.ts";
import type { Rule } from "../../../room/engine/types.ts";

const COMMAND = "step.terms";
// They follow the words "A next step is agreed".
const RULES: Record<Rule, Msg> = {
  consent: msg("if somebody agrees and nobody disagrees (consent)"),
  majority: msg("by more than half of those present"),
  two_thirds: msg("by two thirds of those present"),
  owners: msg("when all its owners accept it"),
};

/** Says who reads the reasons. */
const readers = (isShared: boolean) =>
  isShared ? msg("everyone reads them, with names") : msg("only those who run the session read them");

export function termsLine({ words, room }: Lectern) {
  const { rule, quorum, shares_reasons } = room.state.terms;
  const said = [
    `${words.say("A next step is agreed")} ${words.say(RULES[rule])}`,
    words.say("quorum {percent}", { percent: words.percent(quorum) }),
    `${words.say("The reasons that people give")}: ${words.say(readers(shares_reasons))}`,
  ];
  return html`<details class="console-why step-terms">
    <summary>${words.say("How this session agrees")}</summary>
    <p>${said.join(" · ")}</p>
  </details>`;
}

export function termsForm(lectern: Lectern) {
  const { words, room } = lectern;
  if (!lectern.may(COMMAND)) return termsLine(lectern);
  const { rule, quorum, shares_reasons } = room.state.terms;

  async function submit(event: Event) {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const fields = {
      rule: data.get("rule") as Rule,
      quorum: Math.min(100, Math.max(0, Math.round(Number(data.get("quorum"))))),
      shares_reasons: data.get("shares_reasons") === "true",
    };
    if (await lectern.act(COMMAND, COMMAND, fields)) announce(words.say("Saved. Everyone can read it."));
  }
  return html`<form class="stack step-terms" @submit=${submit}>
    <h3 class="console-part">${words.say("How this session agrees")}</h3>
    <p class="small quietly">${words.say("It can be changed until the session starts.")}</p>
    <div class="field">
      <label for="terms-rule">${words.say("A next step is agreed")}</label>
      <select class="input" id="terms-rule" name="rule">
        ${Object.entries(RULES).map(
          ([each, text]) => html`<option value=${each} ?selected=${each === rule}>${words.say(text)}</option>`,
        )}
      </select>
    </div>
    <div class="field">
      <label for="terms-quorum">${words.say("Quorum, in percent of those present")}</label>
      <p class="hint">${words.say("At least this share must have answered, or nothing is agreed.")}</p>
      <input class="input" id="terms-quorum" name="quorum" type="number" min="0" max="100" required inputmode="numeric" value=${quorum} />
    </div>
    <fieldset class="field">
      <legend>${words.say("The reasons that people give")}</legend>
      ${[false, true].map(
        (each) => html`<label class="choice"
          ><input type="radio" name="shares_reasons" value=${String(each)} ?checked=${each === shares_reasons} /><span
            >${words.say(readers(each))}</span
          ></label
        >`,
      )}
    </fieldset>
    ${refusalLine(lectern.refusalOf(COMMAND))}
    <div class="row">
      <button class="button quiet" aria-disabled=${String(!lectern.isFree(COMMAND))}>${words.say("Save")}</button>
    </div>
  </form>`;
}
