"""A JSON file of the reader's, read without guessing and written to outlast a power cut."""
