"""Dates and numbers in the Spanish of the United States. Django's own is that of Spain: "1,5", the day first."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
SHORT_DATE_FORMAT = "j b Y"
FIRST_DAY_OF_WEEK = 0
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"]

# A format that a template names is looked up here first. "b" is a month in small letters, as Spanish writes it.
globals().update({"j M Y": "j b Y", "j M": "j b", "M j": "j b", "j F": r"j \d\e F", "F j, Y": r"j \d\e F \d\e Y"})
globals().update({"j M Y, H:i": "j b Y, H:i", "j M, H:i": "j b, H:i"})
