// One of Plotly's charts by itself, with the menu that the stage's charts have: Streamlit's own chart
// saves no SVG.

export default function ({ data: { name, title, figure }, parentElement }) {
  const place = parentElement.querySelector(".chart");
  place.dataset.view = name;
  place.setAttribute("aria-label", title);
  plotlyComes().then((isThere) => isThere && show(place, JSON.parse(figure)));
}

async function show(place, { data, layout }) {
  await window.Plotly.react(place, data, layout, CONFIG);
  if (!place.observer) watchFingers(place);
  place.observer ??= new ResizeObserver(() => place.offsetWidth && window.Plotly.Plots.resize(place));
  place.observer.observe(place);
}
