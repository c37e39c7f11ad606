/** How the session agrees on next steps: hosts choose before it starts, and can only read it afterwards. */

import { html } from "lit-html";

import { refusalLine } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { announce } from "../../../kit/dom.ts";
import type { Rule } from "../../../room/engine/types.ts";

const COMMAND = "step.terms";
const RULES: Rule[] = ["consent", "majority", "two_thirds", "owners"];

export function termsLine({ words, room }: Lectern) {
  const { rule, quorum, shares_reasons } = room.state.terms;
  const said = [
    `${words.say("terms.rule")} ${words.say(`rule.${rule}`)}`,
    words.say("terms.quorum_is", { percent: words.percent(quorum) }),
    `${words.say("terms.reasons")}: ${words.say(shares_reasons ? "terms.shared" : "terms.hosts")}`,
  ];
  return html`<details class="console-why step-terms">
    <summary>${words.say("terms.title")}</summary>
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
    if (await lectern.act(COMMAND, COMMAND, fields)) announce(words.say("terms.saved"));
  }
  return html`<form class="stack step-terms" @submit=${submit}>
    <h3 class="console-part">${words.say("terms.title")}</h3>
    <p class="small quietly">${words.say("terms.until")}</p>
    <div class="field">
      <label for="terms-rule">${words.say("terms.rule")}</label>
      <select class="input" id="terms-rule" name="rule">
        ${RULES.map((each) => html`<option value=${each} ?selected=${each === rule}>${words.say(`rule.${each}`)}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="terms-quorum">${words.say("terms.quorum")}</label>
      <p class="hint">${words.say("terms.quorum_hint")}</p>
      <input class="input" id="terms-quorum" name="quorum" type="number" min="0" max="100" required inputmode="numeric" value=${quorum} />
    </div>
    <fieldset class="field">
      <legend>${words.say("terms.reasons")}</legend>
      ${[false, true].map(
        (each) => html`<label class="choice"
          ><input type="radio" name="shares_reasons" value=${String(each)} ?checked=${each === shares_reasons} /><span
            >${words.say(each ? "terms.shared" : "terms.hosts")}</span
          ></label
        >`,
      )}
    </fieldset>
    ${refusalLine(lectern.refusalOf(COMMAND))}
    <div class="row">
      <button class="button quiet" aria-disabled=${String(!lectern.isFree(COMMAND))}>${words.say("terms.save")}</button>
    </div>
  </form>`;
}
