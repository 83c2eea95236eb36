"""Pictures: copied as they are when they are what they seem; drawings become PNG."""

import math
import re
from functools import lru_cache
from pathlib import Path

from gutbrain_app.core.articles.reading import FileStamp
from gutbrain_app.core.rendering.links import picture_name
from gutbrain_app.core.rendering.picture_sizes import (
    MOST_PIXELS,
    SVG_TAG,
    PictureUnusable,
    is_drawing,
    picture_bytes,
    picture_size,
)

_SHARPNESS = 2.0
# Twice the width of the text: more is never seen in a page, and takes longer to decode.
_WIDE_ENOUGH = 1400
_SANS = ("DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial", "Helvetica")
_SERIF = ("DejaVu Serif", "Noto Serif", "Liberation Serif", "Times New Roman", "Times", *_SANS)
_MONO = ("DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", "Courier New", "Menlo", *_SANS)
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">{}</text></svg>'
_SCHEME = r"@media[^{}]*prefers-color-scheme\s*:\s*%s[^{}]*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}"
_DARK = re.compile(_SCHEME % "dark")
_LIGHT = re.compile(_SCHEME % "light")
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*>", re.IGNORECASE)
_HREF = re.compile(r"""(href\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*(?!["']?\s*#)[^)]*\)""", re.IGNORECASE)
_SIZE = re.compile(r"""\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')""")
_IMPORT = re.compile(r"@import\b[^;<]*;?", re.IGNORECASE)


def store_picture(folder: str, stamp: FileStamp, target: Path) -> str:
    """Write a picture into `target` under its id (and `-dark`), or tell what is wrong with it."""
    name = picture_name(stamp.path)
    try:
        size = picture_size(folder, stamp)
        data = picture_bytes(folder, stamp.path)
        variants = drawn(data, size) if is_drawing(stamp.path) else {"": data}
    except PictureUnusable as error:
        return str(error)
    for variant, pixels in variants.items():
        (target / f"{name}{variant}").write_bytes(pixels)
    return ""


def drawn(data: bytes, size: tuple[int, int]) -> dict[str, bytes]:
    """An SVG as PNG at up to twice its size; `-dark` too, where its style has dark rules."""
    svg = _sized(harmless(data.decode("utf-8", "replace").removeprefix("\ufeff")), size)
    sharp = min(_SHARPNESS, max(1.0, _WIDE_ENOUGH / size[0]))
    zoom = min(sharp, math.sqrt(MOST_PIXELS / (size[0] * size[1])))
    light = _DARK.sub("", _LIGHT.sub(r"\1", svg))
    variants = {"": _raster(light, zoom)}
    if _DARK.search(svg):
        variants["-dark"] = _raster(_DARK.sub(r"\1", _LIGHT.sub("", svg)), zoom)
    return variants


def _sized(svg: str, size: tuple[int, int]) -> str:
    """The drawing with its size in pixels; resvg refuses one that gives half of it."""
    tag = SVG_TAG.search(svg)
    if not tag:
        raise PictureUnusable("This is not an SVG drawing.")
    width, height = size
    rest = _SIZE.sub("", tag[1])
    return f'{svg[: tag.start()]}<svg width="{width}" height="{height}"{rest}>{svg[tag.end() :]}'


def harmless(svg: str) -> str:
    """The drawing without anything that names a file or an address. Raises PictureUnusable."""
    svg = _DOCTYPE.sub("", svg)
    if "<!" in svg.replace("<!--", "").replace("<![CDATA[", ""):
        raise PictureUnusable("The drawing defines entities of its own.")
    svg = _HREF.sub(_own_parts_only, svg)
    return _IMPORT.sub("", _URL.sub("none", svg))


def _own_parts_only(match: re.Match[str]) -> str:
    return match[0] if match[2][1:].lstrip().startswith("#") else f'{match[1]}"#"'


def _raster(svg: str, zoom: float) -> bytes:
    # Imported here: most articles have no drawing.
    import resvg_py

    sans, serif, mono = _families()
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            font_family=sans,
            sans_serif_family=sans,
            serif_family=serif,
            monospace_family=mono,
        )
    except ValueError as error:
        raise PictureUnusable("The drawing cannot be read as SVG.") from error


@lru_cache(maxsize=1)
def _families() -> tuple[str, str, str]:
    """Families this machine has: resvg leaves out any text whose family it does not find."""
    return _family(_SANS), _family(_SERIF), _family(_MONO)


def _family(names: tuple[str, ...]) -> str:
    import resvg_py

    def probe(name: str, letter: str) -> bytes:
        return resvg_py.svg_to_bytes(svg_string=_PROBE.format(letter), font_family=name)

    blank = probe(names[0], "")
    return next((name for name in names if probe(name, "M") != blank), names[0])
