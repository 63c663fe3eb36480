"""The output folder: what lies in it, and every change to it."""
