/**
 * Judges whether a number is right, in decimal arithmetic. The rule is that of `webinar/live/polls/numbers.py`;
 * `tests/live/polls/numeric_answers.json` tests both. No DOM.
 */

/** A right answer is at most `tolerance` away from `value`. */
type Right = { value: number; tolerance: number };

/** A decimal number. `places` is the number of digits after the point. */
type Decimal = { digits: bigint; places: number };

const TEN = BigInt(10);

/** Returns whether the answer is in the range of right answers. Both ends belong to it. */
export function isRight(answer: number, right: Right) {
  const [answerDigits, valueDigits, toleranceDigits] = aligned(answer, right.value, right.tolerance);
  const difference = answerDigits - valueDigits;
  return (difference < 0 ? -difference : difference) <= toleranceDigits;
}

/** Returns the least and the greatest right answer. */
export function boundsOf(right: Right): [string, string] {
  const [value, tolerance, places] = aligned(right.value, right.tolerance);
  return [withPoint(value - tolerance, Number(places)), withPoint(value + tolerance, Number(places))];
}

/** Writes a number with all its digits, without an exponent and without trailing zeros. */
export function decimalText(number: number) {
  const { digits, places } = decimal(number);
  return withPoint(digits, places);
}

/** Returns the decimal number that was typed. The float is only the binary fraction nearest to it. */
function decimal(number: number): Decimal {
  const [base = "", power = "0"] = String(number).split("e");
  const [whole = "", fraction = ""] = base.split(".");
  const places = fraction.length - Number(power);
  const digits = BigInt(whole + fraction);
  return places < 0 ? { digits: digits * TEN ** BigInt(-places), places: 0 } : { digits, places };
}

/** Scales the numbers to the same number of places. Returns their digits, and as the last item that number. */
function aligned(...numbers: number[]) {
  const decimals = numbers.map(decimal);
  const mostPlaces = Math.max(...decimals.map(({ places }) => places));
  return [...decimals.map(({ digits, places }) => digits * TEN ** BigInt(mostPlaces - places)), BigInt(mostPlaces)];
}

function withPoint(digits: bigint, places: number) {
  const figures = String(digits < 0 ? -digits : digits).padStart(places + 1, "0");
  const fraction = places ? figures.slice(-places).replace(/0+$/, "") : "";
  const whole = places ? figures.slice(0, -places) : figures;
  return `${digits < 0 ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}
