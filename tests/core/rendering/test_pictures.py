"""Pictures: copied when they are what they seem, drawn when nothing in them leads outside."""

import struct
import zlib
from pathlib import Path

import pytest

from gutbrain_app.core.articles.reading import FileStamp, files_below
from gutbrain_app.core.rendering.links import picture_name
from gutbrain_app.core.rendering.picture_sizes import PictureUnusable, drawing_size, raster_size
from gutbrain_app.core.rendering.pictures import drawn, harmless, store_picture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
RECT = HEAD + 'width="4" height="2"><rect width="4" height="2" fill="#f00"/>{}</svg>'


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the first pixel of a PNG with four channels."""
    width, height = struct.unpack(">II", png[16:24])
    at = png.index(b"IDAT")
    size = int.from_bytes(png[at - 4 : at], "big")
    return width, height, zlib.decompress(png[at + 4 : at + 4 + size])[1:5]


def test_a_drawing_is_drawn_at_twice_its_size() -> None:
    assert pixels(drawn(RECT.format("").encode(), (4, 2))[""]) == (8, 4, b"\xff\0\0\xff")


def test_a_drawing_with_dark_rules_is_drawn_twice() -> None:
    style = (
        "<style>rect{fill:#00f} @media (prefers-color-scheme: dark) { rect { fill: #0f0 }"
        " text { fill: #fff } } @media (prefers-color-scheme: light){ rect{fill:#000} }</style>"
    )
    found = drawn(RECT.format(style).encode(), (4, 2))
    assert pixels(found[""])[2] == b"\0\0\0\xff"
    assert pixels(found["-dark"])[2] == b"\0\xff\0\xff"


def test_words_are_drawn_whatever_their_family() -> None:
    text = HEAD + 'width="90" height="20"><text y="15" font-family="{}">{}</text></svg>'
    with_words = drawn(text.format("No Such Family", "Words").encode(), (90, 20))[""]
    assert len(with_words) > len(drawn(text.format("serif", "").encode(), (90, 20))[""])


SIZES = {
    "both": ('width="50" height="20"', (50, 20)),
    "with units": ('width="72pt" height="1in"', (96, 96)),
    "a view box": ('viewBox="0 0 50 20"', (50, 20)),
    "a width and a view box": ('width="100px" viewBox="0 0 50 20"', (100, 40)),
    "a height and a view box": ('height="40" viewBox="0,0,50,20"', (100, 40)),
    "relative": ('width="100%" height="100%" viewBox="0 0 50 20"', (50, 20)),
    "nothing": ("", (300, 150)),
    "an odd view box": ('viewBox="a b"', (300, 150)),
}


@pytest.mark.parametrize(("attributes", "size"), SIZES.values(), ids=SIZES.keys())
def test_the_size_of_a_drawing_is_told_by(attributes: str, size: tuple[int, int]) -> None:
    svg = f"{HEAD}{attributes}><rect/></svg>".encode()
    assert drawing_size(svg) == size
    assert pixels(drawn(svg, size)[""])[:2] == (2 * size[0], 2 * size[1])


LEADING_OUTSIDE = {
    "a picture file": '<image href="file://{0}" width="4" height="2"/>',
    "an older attribute": '<image xlink:href="{0}" width="4" height="2"/>',
    "single quotes": "<image href='{0}' width='4' height='2'/>",
    "entities in the address": '<image href="&#102;ile://{0}" width="4" height="2"/>',
    "a relative path": '<image href="../decoy.png" width="4" height="2"/>',
    "another drawing": '<use href="{0}#x"/>',
    "a filter": '<filter id="f"><feImage href="{0}"/></filter>'
    '<rect width="4" height="2" filter="url(#f)"/>',
    "a style": "<style>rect{{fill:url({0})}}</style>",
    "an import": '<style>@import "{0}";</style>',
    "a font": "<style>@font-face{{font-family:x;src:url(file://{0})}}</style>",
    "the web": '<image href="https://example.org/x.png" width="4" height="2"/>',
    "data": '<image href="data:image/png;base64,AAAA" width="4" height="2"/>',
    "a share": '<image href="//host/x.png" width="4" height="2"/>',
    "a script": "<script>alert(1)</script>",
    "foreign": '<foreignObject><img src="{0}"/></foreignObject>',
}


@pytest.mark.parametrize("inner", LEADING_OUTSIDE.values(), ids=LEADING_OUTSIDE.keys())
def test_nothing_in_a_drawing_leads_outside(tmp_path: Path, inner: str) -> None:
    decoy = tmp_path / "decoy.png"
    decoy.write_bytes(drawn(RECT.replace("#f00", "#00f").format("").encode(), (4, 2))[""])
    svg = RECT.format(inner.format(decoy))
    assert str(decoy) not in harmless(svg) or "href" not in harmless(svg)
    assert pixels(drawn(svg.encode(), (4, 2))[""])[2] != b"\0\0\xff\xff"


def test_a_drawing_may_use_its_own_parts() -> None:
    rect = '<defs><rect id="r" width="4" height="2" fill="#f00"/></defs>'
    svg = f'{HEAD}width="4" height="2">{rect}<use href="#r"/></svg>'
    assert pixels(drawn(svg.encode(), (4, 2))[""])[2] == b"\xff\0\0\xff"


REFUSED = {
    "entities": '<!DOCTYPE svg [<!ENTITY x "y">]>' + RECT.format("&x;"),
    "entities of a file": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + RECT.format("<text>&x;</text>"),
    "laughs": '<!DOCTYPE svg [<!ENTITY a "a"><!ENTITY b "&a;&a;">]>' + RECT.format("&b;"),
    "no drawing": "<html></html>",
    "words": "words",
    "cut short": RECT.format("")[:-12],
    "another name space": RECT.format("").replace("http://www.w3.org/2000/svg", "x"),
}


@pytest.mark.parametrize("svg", REFUSED.values(), ids=REFUSED.keys())
def test_a_drawing_that_cannot_be_read_is_refused(svg: str) -> None:
    with pytest.raises(PictureUnusable):
        drawn(svg.encode(), (4, 2))


RASTERS = {
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x05\0\0\0\x06\x08\x02\0\0\0", (5, 6)),
    "GIF": (b"GIF89a\x05\0\x06\0\0\0\0", (5, 6)),
    "WebP": (b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x04\0\0\x05\0\0", (5, 6)),
    "WebP without loss": (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x04\x40\x01\0" + bytes(9), (5, 6)),
    "WebP with loss": (
        b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x05\0\x06\0" + bytes(9),
        (5, 6),
    ),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x0b\x08\0\x06\0\x05\x01\0\0\0", (5, 6)),
}


@pytest.mark.parametrize(("data", "size"), RASTERS.values(), ids=RASTERS.keys())
def test_the_size_of_a_picture_is_told_by_its_first_bytes(
    data: bytes, size: tuple[int, int]
) -> None:
    assert raster_size(data) == size


@pytest.mark.parametrize("data", [data[:20] for data, _ in RASTERS.values()] + [b"", b"BM", b"II*"])
def test_a_picture_that_is_cut_short_or_another_is_refused_or_has_a_size(data: bytes) -> None:
    try:
        size = raster_size(data)
    except PictureUnusable:
        return
    assert min(size) >= 0


def stored(folder: Path, name: str, data: bytes) -> tuple[str, list[str]]:
    (folder / "library").mkdir()
    (folder / "target").mkdir()
    (folder / "library" / name).write_bytes(data)
    ((stamp,), _) = files_below(folder / "library")
    wrong = store_picture(str(folder / "library"), stamp, folder / "target")
    return wrong, sorted(path.name for path in (folder / "target").iterdir())


def test_a_picture_is_kept_as_it_is_under_an_opaque_name(tmp_path: Path) -> None:
    data = RASTERS["PNG"][0]
    assert stored(tmp_path, "a b.png", data) == ("", [picture_name("a b.png")])
    assert (tmp_path / "target" / picture_name("a b.png")).read_bytes() == data


def test_a_picture_with_another_ending_is_told_by_its_bytes(tmp_path: Path) -> None:
    assert stored(tmp_path, "a.jpg", RASTERS["GIF"][0])[0] == ""


def test_a_picture_that_cannot_be_used_is_not_kept(tmp_path: Path) -> None:
    wrong, names = stored(tmp_path, "a.png", b"BM")
    assert wrong == "This is not a PNG, JPEG, GIF or WebP picture."
    assert names == []


def test_a_picture_that_is_gone_is_told(tmp_path: Path) -> None:
    assert "cannot be opened" in store_picture(str(tmp_path), FileStamp("x.png", 1, 1), tmp_path)
