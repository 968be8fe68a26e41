"""The tooltips: every term of the page, in plain English with the standard term beside it."""

PROBLEM = "A ready-made training table. Undo brings your own table back."
OWN_TABLE = (
    "A table of your own. *Undo* below it takes back the last change, whether it was typed, "
    "pasted, drawn or deleted."
)
TABLE = (
    "One row is one example to learn from (a *training sample*): the inputs, and the answer that "
    "the network should give (the *target*). Click a cell to change it, the + at the bottom to "
    "add a row; tick rows and press the bin to delete them. You can paste from a spreadsheet, "
    "with or without its row of names. "
    "The column beside it is the network's present answer for each row: ✓ when it is on the same "
    "side of 0.5 as the target."
)
NEW_EXAMPLE = (
    "A row that you want the network's answer for (its *prediction*). It takes no part in the "
    "training. Change it at any time: the run stays as it is."
)
ITERATIONS = (
    "How often the weights are changed (*updates*). In each iteration the network sees the whole "
    "table once. Raise it to train a finished run further."
)
SEED = (
    "The number that the random initial weights are drawn from (NumPy's MT19937). The same seed "
    "gives the same run again; another one starts elsewhere."
)
NO_ROOM = (
    "This server is full: with {n_open} open already, its memory would not do for another page. "
    "Close pages that you no longer need. This one opens by itself as soon as there is room, a few "
    "minutes after others have been closed."
)
LEARNING_RATE = (
    "How big a step the weights take against the *gradient* in each iteration. Small: slow but "
    "steady. Large: quick, but it can overshoot."
)
WHAT_FITS = (
    "Tries out networks on this table and sets up the smallest one that does well: scaling, bias, "
    "output and loss, hidden layers, how it is trained and how long, and which rows are held back. "
    "It lists what it chose; *Undo* takes all of it back."
)
TRANSPORT = (
    "**Train** lets the network learn while you watch; press it again to pause. **Step** is one "
    "iteration: one change of the weights. **Skip to end** trains to the last iteration without "
    "watching; Pause stops it and keeps what was learned. **Reset** goes back to iteration 0 of "
    "the same run: the same seed gives the same weights again."
)
PACE = (
    "How fast the run is shown. *Even on a log scale* gives iterations 1 to 10 as long as 1,000 "
    "to 10,000, since learning is fast at first and slow later."
)
TIMELINE = (
    "The iteration on the screen. Drag it back to any moment of the run: everything on the page "
    "shows the network as it was then. A click on a curve goes there too."
)
LOG_ITERATIONS = (
    "Draw iterations on a logarithmic axis: every power of ten gets the same room, so that the "
    "fast beginning can be seen."
)
LOG_LOSS = "Draw the loss on a logarithmic axis, to see small losses still shrinking."
PANEL = (
    "What the fourth picture shows. *Prediction*: the answer for the new example, iteration by "
    "iteration. *Output*: what the network answers to all inputs at this moment, as a curve over "
    "one input, a map over two, or a surface in a cube of three."
)
OUTPUT_VIEW = "Which inputs vary, what the others are held at, and how the output is drawn."
OUTPUT_DRAWN = "The network has several outputs, one for each target: this one is drawn."
CLASSES_DRAWN = (
    "Draw each point of the map in the colour of the class whose output is the largest there, with "
    "the borders between the classes, instead of one output. Rows are drawn on a map of one output."
)
VARYING = (
    "One input gives a curve, two give a map, three give a cube, in which the surface is where the "
    "output is just between the two answers. All other inputs are held at one value."
)
HELD = "The value of an input that does not vary; it starts at the new example's."
TWO_COLOURS = (
    "Draw only on which side of the threshold (the *decision boundary*) the output is, not how far."
)
SHUFFLE = (
    "Put the rows in another order, so that the last ones, which are held back for testing, are a "
    "fair sample. Undo brings the old order back."
)
CSV_FILE = (
    "A text file (CSV), at most 1 MB: a row of names, then a row for each example, with numbers or "
    "words. What is in it is shown before it is used."
)
LINK = (
    "Whoever opens this link sees the same experiment at the same iteration, to the last digit. "
    "The address of the page is the same link: reload it, or go back to the experiment before."
)
WEIGHTS = (
    "Write the weights of the iteration on the screen into the file, for other programs. The page "
    "does not need them: it trains again and gets the same digits."
)
OPEN_EXPERIMENT = (
    "An experiment that this page has saved. Whatever cannot be used of it is said, and the rest "
    "opens. Undo brings the experiment back that is on the page now."
)
OTHER_PROGRAMS = (
    "**Program**: the run in plain NumPy, which prints the digits of the page. **Notebook**: the "
    "same for Jupyter, with explanations. **History**: loss, weights and predictions of every "
    "iteration that is kept. **Model**: the weights on the screen, with all that is needed to use "
    "them. **Report**: a page to print and hand in, with readouts, pictures, settings and table."
)
HOW_WELL = (
    "All numbers are of the network on the screen. The loss of the test rows is given as if there "
    "were as many as training rows, so that both compare. A network that does well on the training "
    "rows only has learned them by heart (*overfitting*)."
)
CONFUSION = (
    "How many rows of each target got which answer: an answer is 1 when the output is on the upper "
    "side of the threshold. Wrong answers stand off the diagonal."
)
CONFUSION_OF_CLASSES = (
    "How many rows of each class got which answer: the class with the largest output. Wrong "
    "answers stand off the diagonal."
)
THINGS_TO_TRY = """
1. Press **Train** and watch the third weight: the target always equals Input 3, so that weight
   grows most.
2. Choose **XOR** and train as long as you like: one neuron never gets all four rows right. Then
   choose **OR**: 50 iterations are enough.
3. Train 100 iterations with learning rate 0.1, then with 1 and with 10: the larger the step, the
   smaller the loss that is left here.
4. Add a row with the inputs of another row, but the opposite target: no network can satisfy both.
5. Choose **Points: Circle**, press **Use a fitting network** and train: each hidden neuron draws
   one straight border, and together they close a ring.
6. Watch the dashed curve while it trains on: it is the loss of rows that the network never sees. At
   first it falls with the other, later it rises (*overfitting*).
7. Open **One step in numbers** and follow one prediction by hand, forwards and backwards.
"""
