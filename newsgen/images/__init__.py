"""A picture's bytes to the bytes that readers get."""
