"""The reader's bookmarks: kept places with notes, in one file that several windows may share."""
