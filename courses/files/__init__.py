"""A course as text files: what a peer can review in a pull request."""
