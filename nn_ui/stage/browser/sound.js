// The loss as a tone, for whoever asked for it: high at first, and lower the better the network gets.
// It is heard while the film paints, and fades by itself where no frame follows.

const LOWEST = 110; // hertz, of the smallest loss that is told apart
const OCTAVES = 3; // from there to the largest
const SMALLEST = -6; // as powers of ten
const LARGEST = 1;
const LOUDNESS = 0.08;
const GLIDE = 0.03; // seconds in which most of a change is made: a jump would click
const PATIENCE = 1.5; // seconds: the slowest film has a frame a second

/**
 * Hertz; the same step for each power of ten. Null for what is no loss.
 * @param {number} loss
 */
export function pitch(loss) {
  if (!(loss >= 0)) return null;
  const power = Math.min(Math.max(Math.log10(loss), SMALLEST), LARGEST);
  return LOWEST * 2 ** ((OCTAVES * (power - SMALLEST)) / (LARGEST - SMALLEST));
}

export class Sound {
  /** @type {{ context: AudioContext, oscillator: OscillatorNode, gain: GainNode } | undefined} */
  tone = undefined;
  isWanted = false;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    signal.addEventListener("abort", () => this.tone?.context.close());
  }

  /** @param {boolean} isWanted */
  want(isWanted) {
    this.isWanted = isWanted;
    if (!isWanted) this.silence();
  }

  /** @param {number} loss */
  follow(loss) {
    if (!this.isWanted) return;
    const hertz = pitch(loss);
    if (hertz === null) return this.silence();
    this.tone ??= start();
    const { context, oscillator, gain } = this.tone;
    // Browsers let a page sound only after a click on it.
    if (context.state === "suspended") context.resume();
    const now = context.currentTime;
    oscillator.frequency.setTargetAtTime(hertz, now, GLIDE);
    gain.gain.cancelScheduledValues(now);
    gain.gain.setTargetAtTime(LOUDNESS, now, GLIDE);
    gain.gain.setTargetAtTime(0, now + PATIENCE, GLIDE);
  }

  silence() {
    if (!this.tone) return;
    const { context, gain } = this.tone;
    gain.gain.cancelScheduledValues(context.currentTime);
    gain.gain.setTargetAtTime(0, context.currentTime, GLIDE);
  }
}

/** A tone that is not heard yet. */
function start() {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { type: "triangle" });
  const gain = new GainNode(context, { gain: 0 });
  oscillator.connect(gain).connect(context.destination);
  oscillator.start();
  return { context, oscillator, gain };
}
