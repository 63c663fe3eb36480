"""What exists to every file that the output folder will hold, and what of it is stale."""
