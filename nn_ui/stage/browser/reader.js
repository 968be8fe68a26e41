// A picture that is read with the keyboard: one Tab stop, a mark where one is, and words about it.

/** @typedef {{ x: number, y: number, text: string }} Spot a place in pixels of the picture */
/**
 * @typedef {object} Guide what there is to read
 * @property {(event: KeyboardEvent) => boolean} hear whether the key meant anything
 * @property {() => Spot | null} spot where one is; null where there is nothing to read
 */

const BESIDE = 10; // pixels between the mark and its words

export class Reader {
  /**
   * @param {HTMLElement} place
   * @param {string} name
   * @param {Guide} guide
   */
  constructor(place, name, guide) {
    this.place = place;
    this.guide = guide;
    this.stop = element("reader");
    this.stop.tabIndex = 0;
    // Programs that read a page aloud leave the arrow keys to an application.
    this.stop.setAttribute("role", "application");
    this.stop.setAttribute("aria-label", name);
    this.mark = element("reader-mark");
    this.words = element("reader-words");
    this.words.setAttribute("role", "status");
    this.stop.append(this.mark, this.words);
    place.prepend(this.stop);
    this.stop.addEventListener("focus", () => this.show());
    this.stop.addEventListener("keydown", (event) => this.hear(event));
  }

  get isRead() {
    return this.stop === document.activeElement;
  }

  focus() {
    this.stop.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  hear(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.guide.hear(event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.show();
  }

  /** Say where one is, after a key or since the picture has changed. */
  show() {
    if (!this.isRead) return;
    const spot = this.guide.spot();
    this.mark.hidden = !spot;
    if (this.words.textContent !== (spot?.text ?? "")) this.words.textContent = spot?.text ?? "";
    if (!spot) return;
    this.mark.style.left = `${spot.x}px`;
    this.mark.style.top = `${spot.y}px`;
    const { offsetWidth: width, offsetHeight: height } = this.words;
    const isRight = spot.x > this.stop.clientWidth / 2;
    const left = isRight ? spot.x - width - BESIDE : spot.x + BESIDE;
    this.words.style.left = `${within(left, this.stop.clientWidth - width)}px`;
    this.words.style.top = `${within(spot.y - height - BESIDE, this.stop.clientHeight - height)}px`;
  }
}

/**
 * @param {number} value
 * @param {number} most
 */
function within(value, most) {
  return Math.max(0, Math.min(value, most));
}

/** @param {string} name */
function element(name) {
  const made = document.createElement("div");
  made.className = name;
  return made;
}
