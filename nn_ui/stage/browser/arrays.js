// Small functions on arrays and objects.

/**
 * The bytes in a base64 text.
 * @param {string} base64
 */
export function bytes(base64) {
  const letters = atob(base64);
  const found = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) found[at] = letters.charCodeAt(at);
  return found.buffer;
}

/**
 * How many of the `sorted` numbers are at most `value`.
 * @param {ArrayLike<number>} sorted
 * @param {number} value
 */
export function upperBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Change what `properties` names in `target`, at any depth, and leave the rest.
 * @param {any} target
 * @param {object} properties
 */
export function merge(target, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value && typeof value === "object" && !Array.isArray(value)) {
      target[name] ??= {};
      merge(target[name], value);
    } else target[name] = value;
  }
}
