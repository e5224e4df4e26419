"""The pages of the public and of whoever follows a complaint."""
