/** Keeps a choice that is not with the server yet longer than the page: its slide shows it again. */

import type { Shelf } from "../../kit/storage.ts";

type Field = [name: string, value: string, isChecked: boolean];

const FIELDS = ["input:not([type=hidden])", "select", "textarea:not([data-draft])"]
  .map((field) => `form[data-answer] ${field}`)
  .join();

/**
 * @param place the part with the question
 * @param key names this learner's slide
 */
export function keepChoices(place: HTMLElement, shelf: Shelf, key: string) {
  const questionFields = fieldsIn(place);
  restore(questionFields, shelf.getItem(key));
  // The question was answered on another device.
  if (!questionFields.length) shelf.removeItem(key);
  place.addEventListener("input", () => {
    const fields = fieldsIn(place).map((field) => [field.name, field.value, isChecked(field)]);
    if (fields.length) shelf.setItem(key, JSON.stringify(fields));
  });
  const languages = document.querySelector("form[data-language-switch]") as HTMLFormElement | null;
  // Without this script these buttons send the form of the question, and the next page has no address.
  for (const button of languages?.querySelectorAll("button") ?? []) button.removeAttribute("form");
  languages?.addEventListener("submit", () => {
    const next = languages.elements.namedItem("next") as HTMLInputElement;
    if (place.querySelector("input[name=again]")) next.value = retryAddress(next.value);
  });
}

/** Returns the address for another try. */
function retryAddress(path: string) {
  const address = new URL(path, location.href);
  address.searchParams.set("again", "1");
  return address.pathname + address.search;
}

/** Leaves out texts, which are kept as drafts. */
function fieldsIn(place: HTMLElement) {
  const elements = place.querySelectorAll(FIELDS);
  return [...elements] as (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[];
}

/** @param savedText the same fields, in the same order */
function restore(fields: ReturnType<typeof fieldsIn>, savedText: string | null) {
  if (!savedText) return;
  const saved: Field[] = JSON.parse(savedText);
  fields.forEach((field, number) => {
    const [name, value, checked] = saved[number] ?? ["", "", false];
    if (field.name !== name) return;
    if (!canBeChecked(field)) field.value = value;
    else if (field.value === value) field.checked = checked;
  });
}

const canBeChecked = (field: Element): field is HTMLInputElement =>
  field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type);

const isChecked = (field: Element) => canBeChecked(field) && field.checked;
