"""What goes wrong with a person's input, said in a sentence that the person can act on."""

from collections.abc import Collection


class InputError(ValueError):
    """Something a person typed cannot be used; the message says where it is and what to do."""


def shown(text: str, most: int = 24) -> str:
    """A person's text as an error message repeats it: short, on one line, printable."""
    printable = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:most]
    )
    return printable + ("…" if len(text) > most else "")


def counted(number: int, word: str) -> str:
    """A number with its noun: "1 row", "1,000 rows"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def one_of(value: object, known: Collection[str], sentence: str) -> str:
    """One of the known names; the sentence is followed by what there is to choose from."""
    if not isinstance(value, str) or value not in known:
        raise InputError(f"{sentence}: use one of {', '.join(known)}.")
    return str(value)
