"""The stages of a build and of a check, in their order; the one room that knows all others."""
