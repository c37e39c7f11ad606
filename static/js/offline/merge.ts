// @ts-check
/** Packs of one language each, put together into one of several. No DOM. */

/** @typedef {import("../player/types.js").Pack} Pack */

/**
 * @param {Pack[]} packs of the same course and edition, at least one
 * @returns {Pack}
 */
export function merged([first, ...others]) {
  const pack = structured(/** @type {Pack} */ (first));
  for (const other of others) {
    if (other.edition !== pack.edition) throw new Error("editions differ");
    pack.languages.push(...other.languages.filter((tag) => !pack.languages.includes(tag)));
    for (const name of /** @type {const} */ (["title", "terms", "words", "images"])) {
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

/** @param {Pack} pack @returns {Pack} a copy: the parts that are put together are left alone */
function structured(pack) {
  return JSON.parse(JSON.stringify(pack));
}
