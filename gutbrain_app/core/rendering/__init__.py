"""Rendering: one article's Markdown becomes safe HTML with its sections, links and citations."""
