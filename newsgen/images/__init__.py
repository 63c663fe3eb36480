"""Pictures: the conversion of a picture's bytes to the bytes that readers get."""
