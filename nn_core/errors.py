"""What goes wrong with a person's input, said in a sentence that the person can act on."""


class InputError(ValueError):
    """Something a person typed cannot be used; the message says where it is and what to do."""
