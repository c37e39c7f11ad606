/** Counts the plan of the slides that are shown: a hidden slide takes no time. No DOM. */

import type { PlanPart, Snapshot } from "../../room/engine/types.ts";
import { isHidden } from "./shown.ts";

type State = Pick<Snapshot, "plan" | "slides_hidden"> & { room: { slide: number; slides: number } };

/** A part of the programme whose `minutes` are those of its shown slides. The present slide counts as shown. */
export interface ShownPart extends PlanPart {
  /** Whether all its slides are hidden. */
  isHidden: boolean;
}

/**
 * Returns the parts of the plan. Each slide has the share of its part's minutes that its author planned; if the
 * author planned none, all slides have equal shares.
 */
export function shownParts(state: State): ShownPart[] {
  const { parts = [], minutes = [] } = state.plan ?? {};
  return parts.map((part, index) => {
    const end = parts[index + 1]?.first ?? state.room.slides;
    const slides = Array.from({ length: end - part.first }, (_, place) => part.first + place);
    const shown = slides.filter((slide) => slide === state.room.slide || !isHidden(state, slide));
    const planned = (some: number[]) => some.reduce((sum, slide) => sum + (minutes[slide] ?? 0), 0);
    const share = planned(slides) > 0 ? planned(shown) / planned(slides) : shown.length / Math.max(1, slides.length);
    return { ...part, minutes: Math.round(part.minutes * share), isHidden: slides.length > 0 && shown.length === 0 };
  });
}
