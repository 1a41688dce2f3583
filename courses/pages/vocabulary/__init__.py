"""The blocks that a lesson is made of, by what they are for: say, show, practice, check."""
