"""The output folder: what is in it, and the effects upon it."""
