// The menu of a chart is Plotly's own, but for two buttons: its picture as a PNG and as an SVG. There
// is none that would send the chart to somebody's server, as Plotly's own "Share chart" does.

const PNG_BUTTON = {
  name: "downloadPng",
  title: "Download plot as a PNG",
  icon: { width: 24, height: 24, path: "M9 2 7.2 4H4a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2h-3.2L15 2H9zm3 15a5 5 0 1 1 0-10 5 5 0 0 1 0 10z" },
  click: (plot) => savePicture(plot, "png"),
};
const SVG_BUTTON = {
  name: "downloadSvg",
  title: "Download plot as an SVG",
  icon: { width: 24, height: 24, path: "M19 9h-4V3H9v6H5l7 7 7-7zM5 18v2h14v-2H5z" },
  click: (plot) => savePicture(plot, "svg"),
};
// The wheel that zooms is the one of fingers.js.
const CONFIG = { displaylogo: false, responsive: false, scrollZoom: "cartesian", doubleClick: "reset",
  modeBarButtonsToAdd: [PNG_BUTTON, SVG_BUTTON],
  modeBarButtonsToRemove: ["toImage", "select2d", "lasso2d", "autoScale2d", "sendChartToCloud"] };
// Where zooming makes no sense.
const SAVING_CONFIG = { displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false,
  modeBarButtons: [[PNG_BUTTON, SVG_BUTTON]] };

// A picture is as large as on the screen, a PNG twice as fine, on the colour of the page: in the
// dark theme its words would not be seen on white paper. A font of the page would be missing in it,
// and another one does not fit into the room that was measured. What lies over or under Plotly's
// drawing, `plot.pictures` brings as Plotly's images.
function savePicture(plot, format) {
  const { width, height } = plot._fullLayout, { images = [], font } = plot.layout;
  const background = getComputedStyle(plot).getPropertyValue("--st-background-color") || "#fff";
  const layout = { ...plot.layout, width, height, paper_bgcolor: background,
    font: { ...font, family: "Arial, Helvetica, sans-serif" }, images: [...images, ...(plot.pictures?.() ?? [])] };
  const filename = plot.dataset.view ?? "chart";
  return window.Plotly.downloadImage({ data: plot.data, layout }, { format, width, height, filename, scale: format === "png" ? 2 : 1 });
}
