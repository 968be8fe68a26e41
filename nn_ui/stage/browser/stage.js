// The stage hands what comes to the film, whose scripts are on the page only once: see film.js.

const film = new Promise((found) => {
  const look = () => (window.neuronFilm ? found(window.neuronFilm) : setTimeout(look, 20));
  look();
});

export default async function ({ data, parentElement, setTriggerValue }) {
  const Film = await film;
  parentElement.film ??= new Film(parentElement);
  parentElement.film.tell = setTriggerValue;
  parentElement.film.receive(JSON.parse(new TextDecoder().decode(data)));
}
