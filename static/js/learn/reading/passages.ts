/** Divides what a slide says into passages that a voice can read. No speech here. */

export interface Passage {
  text: string;
  /** The language tag of the text. */
  language: string;
}

const BLOCKS = "h1,h2,h3,h4,p,li,th,td,dt,dd,blockquote,figcaption,pre";
const SILENT = "[hidden],[aria-hidden=true],.unseen,details:not([open]),.study-question,.poll-why,script,style";
// Some voices fall silent in the middle of a longer text.
const MOST_LETTERS = 200;

/** Returns the texts of the slide's title, its content and its explanation, in the order of the page. */
export function passagesOf(page: Element): Passage[] {
  const passages: Passage[] = [];
  for (const part of page.querySelectorAll(".slide-title, .prose")) {
    if (!part.closest(SILENT)) passages.push(...passagesIn(part));
  }
  return passages;
}

function passagesIn(part: Element): Passage[] {
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const whole: (Passage & { block: Element })[] = [];
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!parent || parent.closest(SILENT)) continue;
    const block = parent.closest(BLOCKS) ?? part;
    const language = parent.closest("[lang]")?.getAttribute("lang") ?? "";
    const text = texts.currentNode.nodeValue ?? "";
    const last = whole[whole.length - 1];
    if (last && last.block === block && last.language === language) last.text += text;
    else whole.push({ text, language, block });
  }
  return whole.flatMap(({ text, language }) => shortened(text).map((piece) => ({ text: piece, language })));
}

/** Returns the text in pieces of whole sentences, or of whole words where a sentence is too long. */
export function shortened(text: string): string[] {
  const bare = text.replace(/\s+/g, " ").trim();
  // Numbers and abbreviations contain full stops: a sentence ends before a space only.
  const sentences = bare.split(/([.!?…؟]) /).reduce<string[]>(joinEnds, []);
  const pieces: string[] = [];
  for (const sentence of sentences.flatMap(inWords)) {
    const last = pieces[pieces.length - 1];
    if (last !== undefined && last.length + sentence.length < MOST_LETTERS) pieces[pieces.length - 1] = `${last} ${sentence}`;
    else pieces.push(sentence);
  }
  return pieces.filter((piece) => /\p{L}|\p{N}/u.test(piece));
}

/** Puts the sign that `split` keeps back at the end of its sentence. */
function joinEnds(sentences: string[], piece: string, place: number) {
  if (place % 2) sentences[sentences.length - 1] += piece;
  else sentences.push(piece);
  return sentences;
}

function inWords(sentence: string): string[] {
  const pieces: string[] = [];
  for (const word of sentence.split(" ")) {
    const last = pieces[pieces.length - 1];
    if (last !== undefined && last.length + word.length < MOST_LETTERS) pieces[pieces.length - 1] = `${last} ${word}`;
    else pieces.push(word);
  }
  return pieces;
}
