"""The tooltips of the folded options: plain English, with the standard term beside it."""

HIDDEN_LAYERS = (
    "Rows of neurons between the inputs and the output. Each passes its outputs on to the next "
    "(*multi-layer perceptron*). 0 is the single neuron; with one hidden layer a network can learn "
    "XOR, and shapes that no straight line separates."
)
NEURONS = (
    "How many neurons work side by side in this layer (its *width*). More can draw finer shapes, "
    "but take longer, and may learn the rows by heart."
)
BIAS = (
    "A number that each neuron adds to its weighted sum, and learns like a weight (*bias*). "
    "Without one, a row of zeros always gives z = 0."
)
ACTIVATION = (
    "The curve that turns a hidden neuron's weighted sum z into its output (*activation "
    "function*). Without a bend, layers add nothing: identity makes the whole network one straight "
    "line. Tanh is a good first choice, ReLU the usual one in large networks."
)
OUTPUT_ACTIVATION = (
    "The curve of the output neurons. It decides which answers are possible: sigmoid 0 to 1, tanh "
    "−1 to 1, identity any number (*regression*)."
)
INITIAL_WEIGHTS = (
    "What the weights are drawn from at iteration 0. *Even from −1 to 1* is the article's; "
    "*Glorot* (also: Xavier) and *He* make the range fit the number of neurons, for tanh and for "
    "ReLU. *All zero* shows why weights must differ: equal neurons learn the same for ever."
)
LOSS = (
    "What training makes smaller: one number for how wrong the network is (*loss function*). The "
    "sum is the article's. A mean does not grow with the table. Cross-entropy punishes answers "
    "that are sure and wrong, and learns faster from them; it is for targets 0 and 1."
)
OPTIMISER = (
    "How a step is made of the gradient. *Gradient descent* takes it as it is; *momentum* keeps "
    "rolling in the same direction; *RMSProp* and *Adam* give each weight a pace of its own, so "
    "they need a smaller learning rate, about 0.01 to 0.1."
)
BATCH_SIZE = (
    "How many rows one update looks at (*mini-batch*). Empty: the whole table (*full batch*). "
    "With fewer, the rows are shuffled anew in every pass over the table (*epoch*), the steps are "
    "quicker but noisier (*stochastic gradient descent*)."
)
STOP_LOSS = (
    "Training ends at the first iteration with a loss under this (*stopping criterion*), and Train "
    "goes on from there. Empty: it never ends for that reason."
)
STOP_ALL_RIGHT = (
    "Training ends at the first iteration at which every training row is right, and Train goes on "
    "from there."
)
FEATURES = (
    "More inputs, computed from those of the table (*features*): squares, products, and sines. "
    "With the right ones a single neuron can learn a circle, or XOR."
)
SCALE_INPUTS = (
    "Take each input's mean away and divide by its standard deviation (*standardisation*), so that "
    "all are about as large. Large inputs make a sigmoid flat, and learning stand still. Mean and "
    "deviation come from the training rows only."
)
SCALE_TARGETS = (
    "For targets that are amounts, such as prices: the network is trained on scaled ones, and its "
    "answers are scaled back, so that table and answers stay in your numbers (*target scaling*). "
    "For an output without ends (identity) it takes the mean away and divides by the standard "
    "deviation; for sigmoid and tanh it fits them between the curve's ends. Targets that are "
    "classes stay as they are."
)
TEST_SHARE = (
    "The last rows of the table are not trained on (*held-out* or *test set*): they show how the "
    "network does with rows that it has never seen. *Shuffle*, under the table, mixes them."
)
POINTS = "How many rows are made, training and test rows together."
NOISE = "How far points stray from the pure pattern (*noise*). With much of it no network is right."
DATA_SEED = (
    "The number that the points are drawn from. It is apart from the seed of the weights: change "
    "either, and see what depends on it."
)
CHANGES = (
    "Settings may change in the middle of a run, as a *learning rate schedule* does. Each change "
    "belongs to the experiment: the same run comes out every time."
)
CHANGE_WHAT = "What becomes another from the iteration on the screen."
CHANGE_VALUE = "The value that counts from there on."
