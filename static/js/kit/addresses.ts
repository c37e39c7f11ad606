/** Finds the addresses of pages in a text that somebody typed. No DOM. */

const ADDRESS = /https?:\/\/[^\s<>"«»“”]+/g;
/** Marks that end a sentence, not an address. */
const AFTER = /[.,;:!?'’،؛؟…]+$/;

/** Returns the text in pieces, in their order; a piece with `href` is an address. */
export function withAddresses(text: string): { text: string; href?: string }[] {
  const pieces: { text: string; href?: string }[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const href = withoutEnd(found);
    pieces.push({ text: text.slice(end, index) }, { text: href, href });
    end = index + href.length;
  }
  return [...pieces, { text: text.slice(end) }].filter((piece) => piece.text);
}

function withoutEnd(found: string): string {
  const address = found.replace(AFTER, "");
  // Somebody may have put the whole address in brackets; some addresses have brackets of their own.
  const isClosedOutside = address.endsWith(")") && !address.includes("(");
  return isClosedOutside ? withoutEnd(address.slice(0, -1)) : address;
}
