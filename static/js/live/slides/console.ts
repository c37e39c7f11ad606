/** Mounts the dialog of slides on the console: pictures, marks, search, and hiding. */

import { byId } from "../../kit/dom.ts";
import { attemptAll } from "../../kit/attempt.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import type { Lectern } from "../console/lectern.ts";
import type { Texts } from "../console/view.ts";
import { mountFinding } from "./finding.ts";
import { mountHiding } from "./hiding.ts";
import { mountMarks } from "./marks.ts";
import { mountThumbnails } from "./thumbnails.ts";

export const slides: OnConsole = { start: mountSlidesDialog };

function mountSlidesDialog(lectern: Lectern, { decks }: Texts) {
  const dialog = byId("slides-dialog");
  const tiles = [...dialog.querySelectorAll("[data-slide]")] as HTMLElement[];
  attemptAll(
    () => mountMarks(tiles, lectern),
    () => mountHiding(dialog, lectern),
    () => mountFinding(dialog, tiles, lectern, decks),
    () => mountIndex(dialog),
    () => mountThumbnails(dialog, tiles, lectern, decks),
  );
}

/** Leads from the names of the modules to their slides. */
function mountIndex(dialog: HTMLElement) {
  dialog.addEventListener("click", ({ target }) => {
    const first = (target as Element).closest<HTMLElement>("[data-leads]")?.dataset.leads;
    if (first === undefined) return;
    const part = dialog.querySelector(`[data-first="${first}"]`);
    part?.scrollIntoView({ block: "start" });
    part?.querySelector<HTMLElement>("[name='slide']")?.focus({ preventScroll: true });
  });
}
