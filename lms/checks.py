"""System checks that the owner of a site can act on."""
