/** Merges packs of one language each into one of several languages. No DOM. */

import type { Pack } from "../player/types.ts";

/** Merges packs of the same course and edition, at least one. */
export function merged([first, ...others]: Pack[]): Pack {
  const pack = structured(first as Pack);
  for (const other of others) {
    if (other.edition !== pack.edition) throw new Error("editions differ");
    pack.languages.push(...other.languages.filter((tag) => !pack.languages.includes(tag)));
    for (const name of ["title", "terms", "words", "images"] as const) {
      Object.assign(pack[name], other[name]);
    }
    pack.parts.forEach((part, index) => Object.assign(part.title, other.parts[index]?.title));
    pack.slides.forEach((slide, index) => {
      const same = other.slides[index];
      Object.assign(slide.text, same?.text);
      Object.assign(slide.needed, same?.needed);
      if (slide.poll) Object.assign(slide.poll.text, same?.poll?.text);
    });
  }
  return pack;
}

/** Copies a pack, so that merging does not change the original. */
function structured(pack: Pack): Pack {
  return JSON.parse(JSON.stringify(pack));
}
