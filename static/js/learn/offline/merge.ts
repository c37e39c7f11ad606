/** Merges packs of one language each into one of several languages. No DOM. */

import type { Pack } from "../player/types.ts";

/** Merges packs of the same course and edition, at least one. */
export function mergePacks([first, ...others]: Pack[]): Pack {
  const pack = copyOf(first as Pack);
  for (const other of others) {
    if (other.edition !== pack.edition) throw new Error("editions differ");
    pack.languages.push(...other.languages.filter((tag) => !pack.languages.includes(tag)));
    for (const name of ["title", "terms", "words", "images"] as const) {
      Object.assign(pack[name], other[name]);
    }
    Object.assign((pack.objectives ??= {}), other.objectives);
    pack.parts.forEach((part, index) => Object.assign(part.title, other.parts[index]?.title));
    pack.slides.forEach((slide, index) => {
      const otherSlide = other.slides[index];
      Object.assign(slide.text, otherSlide?.text);
      Object.assign(slide.needed, otherSlide?.needed);
      Object.assign((slide.reading ??= {}), otherSlide?.reading);
      if (slide.poll) Object.assign(slide.poll.text, otherSlide?.poll?.text);
    });
  }
  return pack;
}

/** Copies a pack, so that merging does not change the original. */
function copyOf(pack: Pack): Pack {
  return JSON.parse(JSON.stringify(pack));
}
