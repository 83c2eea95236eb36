"""Printing: HTML as pages with a running head, contents and page numbers, on paper or as PDF."""
