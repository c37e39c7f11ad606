/** Reads and sets the chosen values in a form that the server drew: checkboxes, and lists with one choice each. */

type Field = HTMLInputElement | HTMLSelectElement;

/**
 * Returns the chosen values, in the order of the page.
 * @param fields a selector
 */
export function chosenIn(place: Element, fields: string): string[] {
  return fieldsIn(place, fields)
    .filter((field) => (isTick(field) ? field.checked : field.value))
    .map(({ value }) => value);
}

/**
 * Chooses these values and no others.
 * @param fields a selector
 */
export function choose(place: Element, fields: string, values: readonly string[]) {
  for (const field of fieldsIn(place, fields)) {
    if (isTick(field)) field.checked = values.includes(field.value);
    else field.value = [...field.options].find(({ value }) => values.includes(value))?.value ?? "";
  }
}

function fieldsIn(place: Element, fields: string) {
  return [...place.querySelectorAll(fields)] as Field[];
}

function isTick(field: Field): field is HTMLInputElement {
  return "checked" in field;
}
