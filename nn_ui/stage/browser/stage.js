// The stage hands what comes to the film, whose scripts are on the page only once: see
// drawing_tools.js.

/** @import { Film } from "./film.js" */
/** @import { Events } from "./types/events.d.ts" */
/** @import { Component } from "./types/streamlit.d.ts" */

/** @type {Promise<typeof Film>} */
const film = new Promise((found) => {
  const look = () => {
    if (window.neuronFilm) found(window.neuronFilm);
  };
  window.addEventListener("neuron-film", look, { once: true });
  look();
});

/** @param {Component<BufferSource, Events>} component */
export default async function ({ data, parentElement: root, setTriggerValue }) {
  const Film = await film;
  root.film ??= new Film(root);
  root.film.tell = setTriggerValue;
  root.film.receive(JSON.parse(new TextDecoder().decode(data)));
  return root.film.cleanup;
}
