// One iteration slowly, in the network's diagram: the server's figure of the present beat, dots that
// run along its lines, and the buttons that go from beat to beat.

import { part } from "./component.js";
import { TABLED_CONFIG } from "./menu.js";
import { wantsLess } from "./motion.js";

/** @import { Film } from "./film.js" */
/** @import { NetworkPanel } from "./network.js" */
/** @import { Walk as Beat } from "./types/message.d.ts" */
/** @import { Figure } from "./types/plotly.d.ts" */

const MILLISECONDS_OF_A_DOT = 1200;

export class Walk {
  /** @type {Beat | null} */
  beat = null;
  /** @type {Figure | undefined} */
  figure = undefined; // of the beat, where there is one
  drawn = ""; // the text of the figure that Plotly shows, "" for another one
  isPlaying = false;
  timer = 0;

  /**
   * @param {Film} film
   * @param {NetworkPanel} network
   */
  constructor(film, network) {
    this.film = film;
    this.network = network;
    const { panel, signal } = network;
    this.bar = part(panel, ".walk-bar");
    this.dots = part(panel, ".walk-dots");
    this.opener = part(panel, ".walk-open");
    this.toggle = part(panel, ".walk-play");
    this.grain = /** @type {HTMLSelectElement} */ (part(panel, ".walk-grain"));
    this.opener.addEventListener("click", () => this.ask(0, this.grain.options[0].value));
    part(panel, ".walk-close").addEventListener("click", () => this.ask(0, ""));
    part(panel, ".walk-back").addEventListener("click", () => this.step(-1));
    part(panel, ".walk-next").addEventListener("click", () => this.step(1));
    this.toggle.addEventListener("click", () => this.playOrPause());
    this.grain.addEventListener("change", () => this.ask(this.place, this.grain.value));
    signal.addEventListener("abort", () => clearTimeout(this.timer));
  }

  get place() {
    return this.beat?.place ?? 0;
  }

  get isAtEnd() {
    return this.beat !== null && this.place >= this.beat.count - 1;
  }

  /** @param {Beat | null} beat the present one; null where the diagram shows the network as always */
  show(beat) {
    const before = this.beat;
    const hadFocus = this.bar.contains(document.activeElement);
    this.beat = beat;
    this.network.panel.classList.toggle("walks", beat !== null);
    this.bar.hidden = beat === null;
    this.opener.hidden = beat !== null;
    this.network.pictures.cover(beat !== null);
    if (beat) this.draw(beat);
    else if (before) this.leave();
    if (!beat && hadFocus) this.opener.focus({ preventScroll: true });
    if (beat && !before) this.begin();
    this.showButtons();
    this.wait();
  }

  /** @param {Beat} beat */
  draw(beat) {
    const { figure: text, grain, count, place } = beat;
    this.grain.value = grain;
    part(this.bar, ".walk-count").textContent = `${place + 1} of ${count}`;
    if (text === this.drawn) return;
    this.drawn = text;
    /** @type {Figure} */
    const figure = JSON.parse(text);
    this.figure = figure;
    window.Plotly.react(this.network.plot, figure.data, figure.layout, TABLED_CONFIG);
    this.network.place();
    this.run();
  }

  /** The diagram as it was. */
  leave() {
    this.isPlaying = false;
    this.figure = undefined;
    this.drawn = "";
    this.dots.replaceChildren();
    this.network.redraw();
    this.network.place();
  }

  begin() {
    this.isPlaying = true;
    this.network.panel.scrollIntoView({ block: "nearest" });
    this.toggle.focus({ preventScroll: true });
  }

  /** Each dot runs along its line once. */
  run() {
    this.dots.replaceChildren();
    const toPixels = this.network.toPixels();
    if (wantsLess() || !this.beat || !toPixels) return;
    const [x, y] = toPixels;
    for (const [[x0, y0], [x1, y1]] of this.beat.ways) {
      const dot = document.createElement("span");
      this.dots.append(dot);
      const ways = [
        { left: `${x(x0)}px`, top: `${y(y0)}px` },
        { left: `${x(x1)}px`, top: `${y(y1)}px` },
      ];
      dot.animate(ways, MILLISECONDS_OF_A_DOT).onfinish = () => dot.remove();
    }
  }

  playOrPause() {
    this.isPlaying = !this.isPlaying;
    if (this.isPlaying && this.isAtEnd) this.ask(0);
    this.showButtons();
    this.wait();
  }

  /** @param {number} by */
  step(by) {
    this.isPlaying = false;
    this.ask(this.place + by);
  }

  /** The next beat comes when the words of this one have been read. */
  wait() {
    clearTimeout(this.timer);
    if (!this.beat || !this.isPlaying || this.isAtEnd) return;
    this.timer = window.setTimeout(() => this.ask(this.place + 1), 1000 * this.beat.seconds);
  }

  /**
   * @param {number} place
   * @param {string} grain
   */
  ask(place, grain = this.grain.value) {
    clearTimeout(this.timer);
    this.film.tell("walk", { place, grain, of: this.beat?.grain ?? grain });
    this.showButtons();
  }

  showButtons() {
    if (this.isAtEnd) this.isPlaying = false;
    const says = this.isPlaying ? "Pause" : "Play";
    this.toggle.textContent = this.isPlaying ? "❚❚" : "▶";
    this.toggle.title = says;
    this.toggle.setAttribute("aria-label", says);
    /** @type {HTMLButtonElement} */ (part(this.bar, ".walk-back")).disabled = this.place === 0;
    /** @type {HTMLButtonElement} */ (part(this.bar, ".walk-next")).disabled = this.isAtEnd;
  }
}
