"""Dates and numbers in the Spanish of the United States. Django's own is that of Spain: "1,5", the day first."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
SHORT_DATE_FORMAT = "j M Y"
FIRST_DAY_OF_WEEK = 0
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"]
