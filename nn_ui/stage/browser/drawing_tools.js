// Puts the film onto the page, where the stage waits for it.

import { Film } from "./film.js";

export default function () {
  window.neuronFilm = Film;
  window.dispatchEvent(new Event("neuron-film"));
}
