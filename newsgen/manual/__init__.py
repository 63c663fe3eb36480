"""The documentation, which comes with newsgen and is made into pages by newsgen itself."""
