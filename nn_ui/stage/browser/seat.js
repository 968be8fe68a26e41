// A learner's seat in a class, kept by the tab, so that a reload does not make another learner of
// them. It is not in the address: who is sent a link is somebody else.

const SEAT = "neuron-seat";

/**
 * Keep the seat, or none where `token` is empty.
 * @param {string} code
 * @param {string} token
 */
export function keepSeat(code, token) {
  try {
    if (token) sessionStorage.setItem(SEAT, `${code} ${token}`);
    else sessionStorage.removeItem(SEAT);
  } catch {
    // A browser may be told to keep nothing: the learner joins again.
  }
}

/**
 * The token of the seat in this class; it is given once, since the server may not know it any more.
 * @param {string} code
 */
export function takeSeat(code) {
  try {
    const [kept, token] = sessionStorage.getItem(SEAT)?.split(" ") ?? [];
    if (kept !== code) return null;
    sessionStorage.removeItem(SEAT);
    return token;
  } catch {
    return null;
  }
}
