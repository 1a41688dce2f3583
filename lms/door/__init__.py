"""The door of our own host, built on django-allauth. A site that installs the add-on has its own."""
