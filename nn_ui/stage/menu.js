// The menu of a chart is Plotly's own, whose camera saves a PNG, and one more button for an SVG.

const SVG_BUTTON = {
  name: "downloadSvg",
  title: "Download plot as an SVG",
  icon: { width: 24, height: 24, path: "M19 9h-4V3H9v6H5l7 7 7-7zM5 18v2h14v-2H5z" },
  click: (plot) => window.Plotly.downloadImage(plot, { format: "svg", filename: fileName(plot) }),
};
const CONFIG = { displaylogo: false, responsive: false, scrollZoom: false, doubleClick: "reset",
  modeBarButtonsToAdd: [SVG_BUTTON],
  modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "sendDataToCloud"] };

function fileName(plot) {
  return plot.dataset.view ?? "chart";
}
