// @ts-check
/** What was chosen and is not with the server yet outlives the page: its slide shows it again. */

/** @typedef {import("../lib/storage.js").Shelf} Shelf */
/** @typedef {[name: string, value: string, isChecked: boolean]} Field */

const FIELDS = ["input:not([type=hidden])", "select", "textarea:not([data-draft])"]
  .map((field) => `form[data-answer] ${field}`)
  .join();

/**
 * @param {HTMLElement} place with the question
 * @param {Shelf} shelf
 * @param {string} key of this learner's slide
 */
export function keepChoices(place, shelf, key) {
  const asked = fieldsIn(place);
  restore(asked, shelf.getItem(key));
  // It was answered at another device.
  if (!asked.length) shelf.removeItem(key);
  place.addEventListener("input", () => {
    const fields = fieldsIn(place).map((one) => [one.name, one.value, isChecked(one)]);
    if (fields.length) shelf.setItem(key, JSON.stringify(fields));
  });
  const languages = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-language-switch]"));
  // Without this script they send the form of the question, and the page that comes has no address.
  for (const button of languages?.querySelectorAll("button") ?? []) button.removeAttribute("form");
  languages?.addEventListener("submit", () => {
    const next = /** @type {HTMLInputElement} */ (languages.elements.namedItem("next"));
    if (place.querySelector("input[name=again]")) next.value = withAgain(next.value);
  });
}

/** The address at which one tries again. @param {string} path */
function withAgain(path) {
  const address = new URL(path, location.href);
  address.searchParams.set("again", "1");
  return address.pathname + address.search;
}

/** Texts that are kept as drafts are not among them. @param {HTMLElement} place */
function fieldsIn(place) {
  const found = place.querySelectorAll(FIELDS);
  return /** @type {(HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]} */ ([...found]);
}

/** @param {ReturnType<typeof fieldsIn>} fields @param {string | null} kept the same ones, in the same order */
function restore(fields, kept) {
  if (!kept) return;
  /** @type {Field[]} */
  const known = JSON.parse(kept);
  fields.forEach((field, number) => {
    const [name, value, checked] = known[number] ?? ["", "", false];
    if (field.name !== name) return;
    if (!canBeChecked(field)) field.value = value;
    else if (field.value === value) field.checked = checked;
  });
}

/** @param {Element} field @returns {field is HTMLInputElement} */
const canBeChecked = (field) => field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type);

/** @param {Element} field */
const isChecked = (field) => canBeChecked(field) && field.checked;
