"""What a press says when a person has to help."""


class Unprintable(Exception):
    """The page cannot be printed as it should be, and why, in a sentence for the learner."""
