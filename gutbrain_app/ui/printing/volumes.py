"""Volumes on paper: what is printed of a library."""

import re
from html import escape

from PySide6.QtGui import QImage

from gutbrain_app.core.library import Library, PictureMissing
from gutbrain_app.core.volume.volume import Volume
from gutbrain_app.ui.pictures import decoded_picture
from gutbrain_app.ui.printing.paper import Line, Sheet

WIDEST = 4000  # pixels: more than paper shows of a picture as wide as the page
# Contents of fewer lines than this tell nothing.
FEW_LINES = 3
_FIRST_TAG = re.compile(r'\A<(\w+)( class="\w+")?>')
_NEW_PAGE = r'<\1\2 style="page-break-before: always">'


def volume_sheet(volume: Volume, library: Library) -> Sheet:
    """A sheet with contents; of several topics each begins on a page of its own."""

    def picture(name: str) -> QImage | None:
        try:
            return decoded_picture(library.picture(name, False), WIDEST)
        except PictureMissing:
            return None

    pages = list(volume.pages)
    if len(pages) > 1:
        pages = [_FIRST_TAG.sub(_NEW_PAGE, page, count=1) for page in pages]
    notice = volume.info.notice
    html = "\n".join((*pages, volume.reference_list))
    html += f'<p class="notice">{escape(notice)}</p>' if notice else ""
    lines: list[Line] = [(one.level, one.title, one.anchor) for one in volume.contents]
    contents = lines if len(lines) >= FEW_LINES else ()
    return Sheet(html, volume.title, volume.byline, contents, picture)
