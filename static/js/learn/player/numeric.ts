/**
 * Judges whether a number is right, in decimal arithmetic. The rule is that of `webinar/live/polls/numbers.py`;
 * `tests/live/polls/numeric_answers.json` tests both. No DOM.
 */

/** A right answer is at most `tolerance` away from `value`. */
type Right = { value: number; tolerance: number };

/** `places` is how many of the digits stand after the point. */
type Decimal = { digits: bigint; places: number };

const TEN = BigInt(10);

/** Both ends of the range are right, too. */
export function isRight(answer: number, right: Right) {
  const [given, value, tolerance] = aligned(answer, right.value, right.tolerance);
  const away = given - value;
  return (away < 0 ? -away : away) <= tolerance;
}

/** The least and the greatest right answer. */
export function ends(right: Right): [string, string] {
  const [value, tolerance, places] = aligned(right.value, right.tolerance);
  return [plain(value - tolerance, Number(places)), plain(value + tolerance, Number(places))];
}

/** Writes all digits with a decimal point, and neither an exponent nor trailing zeros. */
export function written(number: number) {
  const { digits, places } = decimal(number);
  return plain(digits, places);
}

/** The decimal number that somebody wrote, of which a float is the nearest binary fraction. */
function decimal(number: number): Decimal {
  const [base = "", power = "0"] = String(number).split("e");
  const [whole = "", fraction = ""] = base.split(".");
  const places = fraction.length - Number(power);
  const digits = BigInt(whole + fraction);
  return places < 0 ? { digits: digits * TEN ** BigInt(-places), places: 0 } : { digits, places };
}

/** The digits of these numbers with equally many places, and last that number of places. */
function aligned(...numbers: number[]) {
  const all = numbers.map(decimal);
  const most = Math.max(...all.map(({ places }) => places));
  return [...all.map(({ digits, places }) => digits * TEN ** BigInt(most - places)), BigInt(most)];
}

function plain(digits: bigint, places: number) {
  const figures = String(digits < 0 ? -digits : digits).padStart(places + 1, "0");
  const fraction = places ? figures.slice(-places).replace(/0+$/, "") : "";
  const whole = places ? figures.slice(0, -places) : figures;
  return `${digits < 0 ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}
