"""The loss plot of a notebook: lines of Python that draw it as SVG, which every notebook shows.

Nothing but NumPy is needed: a package that draws may not be there.
"""

from __future__ import annotations

from typing import Final

from nn_core.program.parts import Part

PLOT: Final = Part(
    "The loss on the way",
    "How the loss fell, update by update. Learning is fast at first and slow later, so the axis is "
    "logarithmic: 1 to 10 takes as much room as 1,000 to 10,000. The lines below only draw.",
    '''\
class LossPlot:
    """A picture of the losses in SVG, which the notebook shows by itself."""

    def __init__(self, losses):
        iterations, self.values = np.array(losses, dtype=float).T
        self.last = max(iterations[-1], 2)
        self.top = self.values.max() * 1.05 or 1
        self.x = self.across(iterations)
        self.y = self.up(self.values)

    def across(self, iteration):  # 0 has no place on a logarithmic axis: it stands at 0.5
        return 70 + 550 * np.log(np.maximum(iteration, 0.5) / 0.5) / np.log(self.last / 0.5)

    def up(self, value):
        return 290 - 260 * value / self.top

    def _repr_svg_(self):
        ticks = [0, *(10**power for power in range(8) if 10**power <= self.last)]
        lines = [f"M{self.across(tick):.1f} 30V290" for tick in ticks]
        texts = [(self.across(tick), 308, "middle", f"{tick:,}") for tick in ticks]
        for value in np.linspace(0, self.top, 5):
            lines.append(f"M70 {self.up(value):.1f}H620")
            texts.append((62, self.up(value) + 4, "end", f"{value:.3g}"))
        texts += [(345, 332, "middle", "iteration"), (70, 20, "start", "loss")]
        labels = "".join(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'
            for x, y, anchor, text in texts
        )
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(self.x, self.y))
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="660" height="345" '
            'font-family="sans-serif" font-size="13"><rect width="660" height="345" fill="white"/>'
            f'<path d="{"".join(lines)}" stroke="#dfe4ea"/>{labels}'
            f'<polyline points="{points}" fill="none" stroke="#0072b2" stroke-width="2.5"/></svg>'
        )


losses.append((n_iterations, loss(X, y)))
LossPlot(losses)''',
)
