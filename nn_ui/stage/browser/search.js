// The address of the page as text.

const KEPT_KEYS = ["embed", "embed_options"]; // Streamlit's own, which no message knows of

/**
 * The query at another iteration. Its place is not at the end: that is where links are cut off.
 * @param {string} query
 * @param {number | string} iteration
 */
export function withMoment(query, iteration) {
  return query.replace(/&t=\d+/, `&t=${iteration}`);
}

/**
 * The query with what the address itself keeps of the one that it had, `search`.
 * @param {string} query
 * @param {string} search
 */
export function withKept(query, search) {
  const old = new URLSearchParams(search);
  const kept = new URLSearchParams(
    KEPT_KEYS.flatMap((key) => old.getAll(key).map((value) => [key, value])),
  );
  const both = [query, kept.toString()].filter(Boolean).join("&");
  return both && `?${both}`;
}
