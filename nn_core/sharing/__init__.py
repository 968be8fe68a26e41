"""An experiment that can be kept, sent and reproduced: as a link, a file, a program, a notebook."""
