// How numbers are written for people.

/** @import { NumberStyle } from "./types/message.d.ts" */

/**
 * A number as `nn_core.tables.number_style.fixed` writes it; a test holds the two together.
 * @param {number} value
 * @param {number} places
 * @param {NumberStyle} style
 */
export function inStyle(value, places, { smallest, largest, no_number }) {
  if (!Number.isFinite(value)) return no_number;
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === 0) return size.toFixed(places);
  if (size >= smallest && size < largest) {
    const text = size.toFixed(Math.max(places, -Math.floor(Math.log10(size))));
    if (Number(text) < largest) return sign + grouped(text);
  }
  const [mantissa, exponent] = size.toExponential(2).split("e");
  return `${sign}${mantissa} × 10${raised(Number(exponent))}`;
}

/** @param {number} exponent */
function raised(exponent) {
  return String(exponent).replace(/./g, (letter) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(letter)]);
}

/**
 * The digits before the point in groups of three, with commas.
 * @param {string} digits
 */
export function grouped(digits) {
  return digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

/**
 * A number to be typed over.
 * @param {number} value
 */
export function shortNumber(value) {
  return String(Number(value.toPrecision(6)));
}
