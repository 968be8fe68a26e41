// The learner's hand on the timeline and the buttons, while the film plays and just after it.

const LATE = 10000; // milliseconds after a film in which the server takes the timeline's values for the film's
const HOLDING_BUTTONS = ".st-key-train, .st-key-step, .st-key-skip_to_end, .st-key-reset";

// Who takes hold of the timeline while the film plays wants it to stop. The timeline's own value may
// be one of the film's that comes late, so while one plays, and just after, who lets go tells where
// to go. Who presses a button sees the film stop at once, and moves on to the server's cursor when
// its answer is here.
function watchHands(film) {
  let isGrabbed = false;
  const when = (types, places, act) => {
    const listener = ({ target }) => {
      if (!film.root.isConnected) types.forEach((type) => document.removeEventListener(type, listener, true));
      else if (!places || target.closest?.(places)) act();
    };
    types.forEach((type) => document.addEventListener(type, listener, true));
  };
  const hold = () => { film.isHeld = film.clock !== null; };
  when(["click"], HOLDING_BUTTONS, hold);
  when(["pointerdown", "keydown"], ".st-key-timeline", () => {
    hold();
    if (isGrabbed || !(film.isHeld || performance.now() - film.endedAt < LATE)) return;
    isGrabbed = film.hasHandOnTimeline = true;
    film.tell("grab", Date.now());
  });
  when(["pointerup", "pointercancel", "keyup"], null, () => {
    if (!isGrabbed) return;
    isGrabbed = false;
    const slider = document.querySelector(".st-key-timeline input[type=range]");
    if (slider) setTimeout(() => film.tell("goto", Number(slider.value)), 0);
  });
}

// Streamlit writes the timeline's number without commas. Only the text is changed, not the element: React, which
// knows of neither, goes on with it.
function groupTimeline() {
  const timeline = document.querySelector(".st-key-timeline");
  if (!timeline || timeline.isGrouped) return;
  timeline.isGrouped = true;
  const group = () => {
    const walker = document.createTreeWalker(timeline, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      if (/^\d{4,}$/.test(node.nodeValue)) node.nodeValue = grouped(node.nodeValue);
    }
  };
  new MutationObserver(group).observe(timeline, { childList: true, characterData: true, subtree: true });
  group();
}
