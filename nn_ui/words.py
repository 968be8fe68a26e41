"""The tooltips: every term of the page, in plain English with the standard term beside it."""

TITLE = "See a neural network learn"
WHAT_TO_DO = (
    "Press Train and watch the network learn the table. Then change anything, and train again."
)
PROBLEM = "A ready-made training table. Undo brings your own table back."
PROBLEM_PICTURES = "The same problems in groups, each with a picture of its rows."
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
SEARCHING = "Looking for what fits this table: the sidebar says how far that is, and can cancel it."
WHAT_FITS_SET_UP = "What fits this table is set up; the sidebar lists what was chosen, and why."
WHAT_FITS_OPENED = (
    "New run: the training table changed, and what fits it is set up; the sidebar lists why."
)
WHAT_FITS_ALREADY = "What fits this table is set up already."
NOTHING_FITS_BETTER = "Of the networks that were tried none does clearly better."
TRANSPORT = (
    "**Train** lets the network learn while you watch; press it again to pause. **Step** is one "
    "iteration: one change of the weights. **Skip to end** trains to the last iteration without "
    "watching; Pause stops it and keeps what was learned. **Reset** goes back to iteration 0 of "
    "the same run: the same seed gives the same weights again. **Keep this run** leaves its curves "
    "in the charts, grey and dashed, to compare another run with it."
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
    "one input, a map over two, or a surface in a cube of three. *Landscape*: the loss over two of "
    "the weights, with the way that this run has gone there. *Hidden layer*, where one has two or "
    "three neurons: the rows where this layer puts them, which is what the layers behind it see."
)
HIDDEN_VIEW = "Which hidden layer is drawn, and which inputs the bent grid is of."
HIDDEN_LAYER = "One of two or three neurons: each of them is an axis of the picture."
LANDSCAPE_VIEW = (
    "Which plane of all weights is drawn, and whether it can be turned. On it are the path so far "
    "from the square on, this moment as a dot, and an arrow that points downhill; kept runs are "
    "diamonds."
)
LANDSCAPE_PLANE = (
    "The loss depends on all weights at once, and a picture has room for two directions: it is a "
    "slice. The path leaves it; a ring around a point says how far from it that point is. A click "
    "on the landscape of two weights sets these weights there, and training goes on from there."
)
LANDSCAPE_WEIGHT = "A click on a weight in the diagram chooses it, too."
LANDSCAPE_IN_THREE = (
    "The loss as the height of a surface that can be turned. The path is as high as the loss was, "
    "which may be above the surface or below it: it was not on this plane."
)
OUTPUT_VIEW = "Which inputs vary, what the others are held at, and how the output is drawn."
VIEW_OPTIONS = "How the pictures look, and sound. It changes no number."
SOUND = (
    "The loss as a tone while the run plays: high at first, and lower the better the network gets, "
    "by the same step for each power of ten. Your browser makes it."
)
COLOURS = (
    "The first is told apart by every kind of colour vision; the second has the darkest lines on "
    "white, and the lightest on black. Diagram, charts, maps and the report follow."
)
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
SWEEP = (
    "Trains the same starts once with each of 3 to 8 values of one setting, and says with which of "
    "them most starts get all rows right, and how soon. Type numbers between commas; *all* is the "
    "whole table as a batch."
)
OPEN_MANY = (
    "Was it luck? Opens the tab *Many seeds*, which trains this network from up to 1,000 starts."
)
MAP_OF = (
    "Whose output is drawn: that of the run on the page, or that of a kept run at the same "
    "iteration, with the same colours and over the same inputs."
)
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
    "them."
)
CLASS_LINK = (
    "Tick what learners may change, and what they see. Whoever opens the link below finds the rest "
    "set by you. The form may be closed and opened again."
)
HONEST_LOCK = (
    "This is a lock for honest people: it keeps hands off what is not the question today. Whoever "
    "edits the address of the page can leave it out."
)
CLASS_LINK_TOO_LONG = (
    "This experiment is too long for a link. Use a smaller table, points that are made to measure, "
    "or a lesson."
)
NO_QR = "This link is too long for a QR code that a phone could read from afar."
LOCKED = "Some of this page is set by your teacher: {parts}."
TOGETHER = (
    "A class without accounts: the teacher opens it and gets a code, learners join with the code "
    "and a nickname. It is kept in the server's memory alone, and gone after a day."
)
TEACHER_KEY = (
    "Your own key is {key}: after a reload it opens the class again as its teacher. Learners do "
    "not need it."
)
HAND_IN = (
    "A report to print and hand in: readouts, pictures, settings and table, what was changed, the "
    "guesses and outcomes of the lessons, and a link that shows the same digits. What stays empty "
    "here has room for a pen."
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
MANY_SEEDS = (
    "Was it luck? Other random first weights can lead to another end. This trains the same network "
    "from many seeds at once, 1, 2, 3 and so on, each as far as *Iterations* says."
)
