"""The bookmarks panel: kept places and passages in folders, with the reader's notes."""
