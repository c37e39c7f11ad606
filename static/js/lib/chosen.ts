// @ts-check
/** What is chosen in a form that the server drew: ticks, and lists with one choice each. */

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/**
 * The values that are chosen, in the order of the page.
 * @param {Element} place @param {string} fields a selector
 * @returns {string[]}
 */
export function chosenIn(place, fields) {
  return fieldsIn(place, fields)
    .filter((field) => (isTick(field) ? field.checked : field.value))
    .map(({ value }) => value);
}

/**
 * Choose these values and no others.
 * @param {Element} place @param {string} fields a selector @param {readonly string[]} values
 */
export function choose(place, fields, values) {
  for (const field of fieldsIn(place, fields)) {
    if (isTick(field)) field.checked = values.includes(field.value);
    else field.value = [...field.options].find(({ value }) => values.includes(value))?.value ?? "";
  }
}

/** @param {Element} place @param {string} fields */
function fieldsIn(place, fields) {
  return /** @type {Field[]} */ ([...place.querySelectorAll(fields)]);
}

/** @param {Field} field @returns {field is HTMLInputElement} */
function isTick(field) {
  return "checked" in field;
}
