// One stage of an iteration in the diagram: the server's figure, and dots that run along its lines.

const SECONDS_A_LAYER = 1.2;

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".walk");
  place.stage = data.stage; // a dot that still runs for an earlier stage stops when it sees this
  plotlyComes().then((isThere) => isThere && show(place, data));
}

async function show(place, { figure, stage }) {
  const { data, layout } = JSON.parse(figure);
  await window.Plotly.react(place, data, layout, SAVING_CONFIG);
  if (!place.observer) watchFingers(place);
  place.observer ??= new ResizeObserver(() => place.offsetWidth && window.Plotly.Plots.resize(place));
  place.observer.observe(place);
  const ways = data.at(-1).meta.ways;
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (ways.length && !isStill) run(place, ways, data.length - 1, stage);
}

function run(place, ways, trace, stage) {
  const began = performance.now();
  const tick = () => {
    if (!place.isConnected || place.stage !== stage) return;
    const layers = (performance.now() - began) / 1000 / SECONDS_A_LAYER;
    const spots = ways.map(({ ends, turn }) => between(ends, Math.min(1, Math.max(0, layers - turn))));
    window.Plotly.restyle(place, { x: [spots.map(([x]) => x)], y: [spots.map(([, y]) => y)] }, [trace]);
    if (ways.some(({ turn }) => layers < turn + 1)) requestAnimationFrame(tick);
    else window.Plotly.restyle(place, { visible: false }, [trace]);
  };
  requestAnimationFrame(tick);
}

function between([[x0, y0], [x1, y1]], share) {
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
}
