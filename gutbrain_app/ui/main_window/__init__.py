"""The main window: it places the panels, owns the actions, and connects the panels."""
