"""Where the reader's bookmarks stand in a library that may have changed since they were kept."""
