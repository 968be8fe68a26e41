// With two inputs each hidden neuron shows its output over their plane: a small picture over its
// circle, and a larger one beside the pointer.

const THUMBNAIL_WIDTH = 20; // points, as in pictures.py

class NeuronPictures {
  constructor(panel) {
    this.panel = panel;
    this.place_ = panel.querySelector(".network-pictures");
  }
  paint() {}
  place() {}
}
