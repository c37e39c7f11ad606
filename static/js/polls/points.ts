// @ts-check
/** Points shared out over options. No DOM. */

/** @typedef {Record<string, number>} Points */

/** @param {Points} points @param {number} budget */
export function left(points, budget) {
  return budget - sum(Object.values(points));
}

/**
 * What the option has then: not below none, and not more than is there.
 * @param {Points} points
 * @param {string} key
 * @param {number} wanted
 * @param {number} budget
 * @returns {Points}
 */
export function given(points, key, wanted, budget) {
  const most = (points[key] ?? 0) + left(points, budget);
  const value = Math.max(0, Math.min(most, Math.round(wanted) || 0));
  return { ...points, [key]: value };
}

/** On the screen a choice is a list of texts: `option 3`. @param {readonly string[]} choice @returns {Points} */
export function pointsOf(choice) {
  return Object.fromEntries(choice.map((text) => [text.split(" ")[0] ?? "", Number(text.split(" ")[1])]));
}

/** Those that have any, in the order of the options. @param {readonly string[]} options @param {Points} points */
export function choiceOf(options, points) {
  return options.filter((key) => (points[key] ?? 0) > 0).map((key) => `${key} ${points[key]}`);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((all, one) => all + one, 0);
}
