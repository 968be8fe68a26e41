// The menu of a chart is Plotly's own, but for its picture as a PNG and as an SVG, and its values as a
// table. There is none that would send the chart to somebody's server, as Plotly's own "Share chart" does.

/** @import { Plot } from "./types/plotly.d.ts" */

const CAMERA =
  "M9 2 7.2 4H4a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2h-3.2L15 2H9z" +
  "m3 15a5 5 0 1 1 0-10 5 5 0 0 1 0 10z";
const ARROW = "M19 9h-4V3H9v6H5l7 7 7-7zM5 18v2h14v-2H5z";
const SAVING_BUTTONS = [
  button("downloadPng", "Download plot as a PNG", CAMERA, "png"),
  button("downloadSvg", "Download plot as an SVG", ARROW, "svg"),
];
/** The wheel that zooms is the one of fingers.js. */
export const CONFIG = {
  displaylogo: false,
  responsive: false,
  scrollZoom: "cartesian",
  doubleClick: "reset",
  modeBarButtonsToAdd: SAVING_BUTTONS,
  modeBarButtonsToRemove: ["toImage", "select2d", "lasso2d", "autoScale2d", "sendChartToCloud"],
};
const TABLE = "M3 3h18v18H3V3zm2 6v4h6V9H5zm8 0v4h6V9h-6zm-8 6v4h6v-4H5zm8 0v4h6v-4h-6z";
const TABLE_BUTTON = {
  name: "table",
  title: "Values in a table (T)",
  icon: { width: 24, height: 24, path: TABLE },
  click: (/** @type {Plot} */ plot) => plot.table?.(),
};
/** Where `plot.table` shows a table. */
export const TABLED_CONFIG = {
  ...CONFIG,
  modeBarButtonsToAdd: [TABLE_BUTTON, ...SAVING_BUTTONS],
};
/** Where zooming makes no sense. */
export const SAVING_CONFIG = {
  displaylogo: false,
  responsive: false,
  scrollZoom: false,
  doubleClick: false,
  modeBarButtons: [SAVING_BUTTONS],
};

/**
 * The menu is one Tab stop, and arrow keys move in it. Plotly may make its buttons anew.
 * @param {Plot} plot
 */
export function watchMenu(plot) {
  const buttons = () => {
    return [.../** @type {NodeListOf<HTMLElement>} */ (plot.querySelectorAll(".modebar-btn"))];
  };
  const stopAt = (/** @type {HTMLElement | undefined} */ stop) => {
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1;
  };
  const keepOne = () => {
    const all = buttons();
    if (all.filter(({ tabIndex }) => tabIndex >= 0).length > 1) stopAt(all[0]);
  };
  plot.on("plotly_afterplot", keepOne);
  plot.addEventListener("keydown", ({ key, target }) => {
    const all = buttons();
    const at = all.indexOf(/** @type {HTMLElement} */ (target));
    const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (at < 0 || !by) return;
    const next = all[(at + by + all.length) % all.length];
    stopAt(next);
    next.focus();
  });
  keepOne();
}

/**
 * @param {string} name
 * @param {string} title
 * @param {string} path
 * @param {"png" | "svg"} format
 */
function button(name, title, path, format) {
  const click = (/** @type {Plot} */ plot) => savePicture(plot, format);
  return { name, title, icon: { width: 24, height: 24, path }, click };
}

/**
 * A picture is as large as on the screen, or as `plot.room` says of what is scrolled there, a PNG
 * twice as fine, on the colour of the page: in the dark theme its words would not be seen on white
 * paper. A font of the page would be missing in it, and another one does not fit into the room that
 * was measured. What lies over or under Plotly's drawing, `plot.pictures` brings as its images.
 * @param {Plot} plot
 * @param {"png" | "svg"} format
 */
function savePicture(plot, format) {
  if (!plot._fullLayout) return undefined;
  const { width: least, height: lowest } = plot._fullLayout;
  const room = plot.room?.() ?? { width: 0, height: 0 };
  const [width, height] = [Math.max(least, room.width), Math.max(lowest, room.height)];
  const { images = [], font } = plot.layout;
  const layout = {
    ...plot.layout,
    width,
    height,
    paper_bgcolor: getComputedStyle(plot).getPropertyValue("--st-background-color"),
    font: { ...font, family: "Arial, Helvetica, sans-serif" },
    images: [...images, ...(plot.pictures?.({ width, height }) ?? [])],
  };
  const filename = plot.dataset.view ?? "chart";
  const scale = format === "png" ? 2 : 1;
  const how = { format, width, height, filename, scale };
  return window.Plotly.downloadImage({ data: plot.data, layout }, how);
}
