"""The pictures of the page being read, decoded after its text is painted."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.library import Library
from gutbrain_app.ui.pictures import decoded_picture, empty_picture, no_picture

MOST_KEPT = 2


class PagePictures(QObject):
    """Decoding a large figure takes longer than a frame, so the page is laid out without it first.

    The document keeps what it is handed for ever, so it is handed nothing when a page goes.
    """

    decoded = Signal()
    notice_raised = Signal(str)

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._library: Library | None = None
        self._kept: dict[str, QImage] = {}
        self._handed: set[str] = set()
        self._dark = False
        self._widest = 0

    def set_library(self, library: Library | None) -> None:
        self._library = library
        self.forget()
        self._kept.clear()

    def forget(self) -> None:
        """Call before the document takes another page, or the same in another theme."""
        for name in self._handed:
            self._hand_over(name, None)
        self._handed.clear()

    def picture(self, name: str, dark: bool, widest: int) -> QImage:
        """The picture where it is decoded; else a clear one of its shape, until it is.

        `widest` is the width of the text in device pixels.
        """
        if (dark, widest) != (self._dark, self._widest):
            self._kept.clear()
        self._dark, self._widest = dark, widest
        known = self._kept.get(name)
        if known is not None or self._library is None:
            return known or no_picture()
        try:
            data = self._library.picture(name, dark)
        except GutbrainError as error:
            self.notice_raised.emit(str(error))
            return no_picture()
        QTimer.singleShot(0, self, partial(self._decode, name, dark, widest, data))
        return empty_picture(data, widest)

    def _decode(self, name: str, dark: bool, widest: int, data: bytes) -> None:
        if (dark, widest) != (self._dark, self._widest):
            return
        while len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[name] = decoded_picture(data, widest)
        self._hand_over(name, self._kept[name])
        self._handed.add(name)
        self.decoded.emit()

    def _hand_over(self, name: str, image: QImage | None) -> None:
        url = QUrl()
        url.setScheme("picture")
        url.setPath(name)
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, url, image)
