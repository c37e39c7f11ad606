/** Shares points out over options. No DOM. */

type Points = Record<string, number>;

export function left(points: Points, budget: number) {
  return budget - sum(Object.values(points));
}

/** Returns the points after a change of one option: not below zero, and not more than are left. */
export function given(points: Points, key: string, wanted: number, budget: number): Points {
  const most = (points[key] ?? 0) + left(points, budget);
  const value = Math.max(0, Math.min(most, Math.round(wanted) || 0));
  return { ...points, [key]: value };
}

/** Reads the points from a choice, which is on the screen a list of texts such as `option 3`. */
export function pointsOf(choice: readonly string[]): Points {
  return Object.fromEntries(choice.map((text) => [text.split(" ")[0] ?? "", Number(text.split(" ")[1])]));
}

/** Returns the choice: the options that have points, in the order of the options. */
export function choiceOf(options: readonly string[], points: Points) {
  return options.filter((key) => (points[key] ?? 0) > 0).map((key) => `${key} ${points[key]}`);
}

function sum(numbers: number[]) {
  return numbers.reduce((all, one) => all + one, 0);
}
