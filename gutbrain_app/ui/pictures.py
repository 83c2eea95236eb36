"""Pictures of an article, decoded within limits."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QPixmap

FORMATS = (b"png", b"jpeg", b"gif", b"webp")
MOST_PIXELS = 32_000_000


def decoded_picture(data: bytes, widest: int) -> QImage:
    """The first frame of a PNG, JPEG, GIF or WebP; an empty picture for anything else.

    The format is told by the data alone and the size is read before a pixel is decoded. A picture
    wider than `widest` device pixels is made that wide, since a large one holds 8 MB and more.
    """
    with _Opened(data) as picture:
        if picture.size.width() > widest:
            height = round(picture.size.height() * widest / picture.size.width())
            picture.reader.setScaledSize(QSize(widest, max(1, height)))
        image = picture.reader.read() if picture.size.isValid() else QImage()
    return no_picture() if image.isNull() else image


def empty_picture(data: bytes, widest: int) -> QImage:
    """A clear picture of the same size, to lay a page out with until it is decoded."""
    with _Opened(data) as picture:
        size = picture.size
    if not size.isValid():
        return no_picture()
    width = min(size.width(), widest)
    image = QPixmap(width, max(1, round(width * size.height() / size.width())))
    image.fill(QColor(0, 0, 0, 0))
    return image.toImage()


def no_picture() -> QImage:
    """A clear dot: Qt asks again, and then opens the file by itself, when it is given nothing."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


class _Opened:
    """A picture's reader and size; the size is invalid when it must not be decoded.

    The reader does not keep the buffer it reads from alive, so both are held here.
    """

    def __init__(self, data: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.reader = QImageReader(self._buffer)
        self.reader.setDecideFormatFromContent(True)
        self.size = self.reader.size()
        known = bytes(self.reader.format().data()) in FORMATS
        if not known or self.size.width() * self.size.height() > MOST_PIXELS:
            self.size = QSize()

    def __enter__(self) -> "_Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self._buffer.close()
