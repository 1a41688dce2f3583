"""What a press says when a person has to help."""


class Unprintable(Exception):
    """The page cannot be printed as it should be, and why, in a sentence for the learner."""


class Altered(Unprintable):
    """The row does not say what was signed. Nothing is printed from it, and nothing about it is decided here."""
