"""Saving a volume: as PDF, HTML or Markdown, by the suffix of the file."""

from collections.abc import Sequence
from pathlib import Path

from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.core.volume.files import NotExported, volume_html, volume_markdown, write_whole
from gutbrain_app.core.volume.volume import bound_volume


def save_volume(library: Library, places: Sequence[Place], path: Path, title: str = "") -> None:
    """Raises NotExported, PlaceMissing, and Unreadable for an author's file that has gone."""
    suffix = path.suffix.lower()
    if suffix not in (".pdf", ".html", ".htm", ".md", ".markdown"):
        raise NotExported(
            f"{path} ends in none of .pdf, .html and .md, so it is not clear what to write; "
            "nothing was changed."
        )
    volume = bound_volume(library, places, title)
    if suffix == ".pdf":
        # Imported here: HTML and Markdown are written without Qt.
        from gutbrain_app.ui.printing.pdf import without_screen, write_pdf
        from gutbrain_app.ui.printing.volumes import volume_sheet

        with without_screen():
            write_pdf(path, volume_sheet(volume, library))
    else:
        text = volume_html if suffix.startswith(".htm") else volume_markdown
        write_whole(path, text(volume, library).encode())
