"""Pictures of a run: pure functions from snapshots and curves to Plotly figures."""
