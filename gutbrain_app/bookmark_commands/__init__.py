"""`gutbrain bookmarks`: what the panel does, without a window."""
