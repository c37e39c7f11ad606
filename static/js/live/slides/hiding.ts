/** Hides slides and modules for this session, shows them again, and takes the last of these steps back. */

import { html, nothing, render } from "lit-html";

import { setText } from "../../kit/dom.ts";
import { msg, msgIn } from "../../kit/words.ts";
import { refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { isHidden } from "./shown.ts";

type Command = "slide.hide" | "slide.unhide";

/** What was done last: the slides that it has changed, and the button that was pressed. */
interface Step {
  command: Command;
  slides: number[];
  button: HTMLElement;
}

const UNDO = "undo hiding";
const OPPOSITE: Record<Command, Command> = { "slide.hide": "slide.unhide", "slide.unhide": "slide.hide" };
const COUNT = msg("{n} slide is hidden in this session", "{n} slides are hidden in this session");

/**
 * @param dialog has buttons with `data-hides`, the first and the last slide of which each decides, and parts that
 *   say how many slides are hidden (`hidden`) and hold the button that undoes (`undo`)
 */
export function mountHiding(dialog: HTMLElement, lectern: Lectern) {
  const { room, words } = lectern;
  const buttons = [...dialog.querySelectorAll("[data-hides]")] as HTMLElement[];
  const part = (name: string) => dialog.querySelector(`[data-part="${name}"]`) as HTMLElement;
  let lastStep: Step | null = null;
  /** The control that was pressed last: why its command was refused stands at the foot. */
  let lastControl = "";
  let drawnState = "";

  dialog.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest("[data-hides]");
    if (button instanceof HTMLElement) void toggle(button);
  });

  async function toggle(button: HTMLElement) {
    const command = isAllHidden(button) ? "slide.unhide" : "slide.hide";
    const slides = slidesOf(button).filter((slide) => isHidden(room.state, slide) === (command === "slide.unhide"));
    if (await act(`hide ${button.dataset.hides}`, command, slides)) keep({ command, slides, button });
  }

  async function undo() {
    if (!lastStep) return;
    const { command, slides, button } = lastStep;
    if (!(await act(UNDO, OPPOSITE[command], slides))) return;
    keep(null);
    // The button that undoes is gone, and its focus with it.
    button.focus();
  }

  function act(control: string, command: Command, slides: number[]) {
    lastControl = control;
    return lectern.act(control, command, { slides });
  }

  function keep(step: Step | null) {
    lastStep = step;
    redraw();
  }

  const isAllHidden = (button: HTMLElement) => slidesOf(button).every((slide) => isHidden(room.state, slide));

  function redraw() {
    const hidden = room.state.slides_hidden?.slides ?? [];
    const isOff = !lectern.isReady;
    // Every broadcast draws, and there are hundreds of buttons.
    const state = JSON.stringify([hidden, isOff, lectern.refusalOf(lastControl), lastStep?.slides]);
    if (state === drawnState) return;
    drawnState = state;
    for (const button of buttons) {
      button.setAttribute("aria-disabled", String(isOff));
      render(labelOf(button), button);
    }
    const n = hidden.length;
    setText(part("hidden"), n ? words.say(COUNT, { n }) : words.say("No slide is hidden"));
    render(undoButton(), part("undo"));
  }

  function labelOf(button: HTMLElement) {
    const isAll = isAllHidden(button);
    const [slide = 0] = slidesOf(button);
    if (button.dataset.of === "module") return words.say(isAll ? "Show module" : "Hide module");
    return html`${words.say(isAll ? msgIn("slide or module", "Show") : msgIn("slide or module", "Hide"))}<span class="unseen">: ${words.say("Slide {n}", { n: slide + 1 })}</span>`;
  }

  function undoButton() {
    const button = html`<button class="button quiet" type="button" aria-disabled=${String(!lectern.isReady)} @click=${undo}>
      ${words.say(msgIn("slides hidden or shown", "Undo"))}
    </button>`;
    return html`${lastStep ? button : nothing}${refusalLine(lectern.refusalOf(lastControl))}`;
  }

  redraw();
  return lectern.onChange(redraw);
}

function slidesOf({ dataset }: HTMLElement): number[] {
  const [first = 0, last = first] = (dataset.hides ?? "").split(" ").map(Number);
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}
