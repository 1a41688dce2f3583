"""Practice with other people: scenarios that branch."""
