"""Citing: references written as other programs and journals want them."""
