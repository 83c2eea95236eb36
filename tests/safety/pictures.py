"""B7: pictures that lie, burst or never end are refused with a reason, or drawn in time."""

import gzip
import struct
import tempfile
import time
import zlib
from pathlib import Path

from gutbrain_app.core.articles.reading import files_below
from gutbrain_app.core.build.workers import Workers
from gutbrain_app.core.rendering.surroundings import surroundings_of
from tests.faults.tally import Tally, expect

_SECONDS = 30.0
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
_SVG += 'width="9" height="9">{}</svg>'


def play(tally: Tally, long: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, target = Path(place) / "library", Path(place) / "target"
        folder.mkdir()
        target.mkdir()
        cases = _pictures()
        for name, (data, _) in cases.items():
            (folder / name).write_bytes(data)
        stamps = files_below(folder)[0]
        begun = time.monotonic()
        with Workers(surroundings_of(str(folder), (), stamps, ()), 2) as workers:
            found = dict(workers.pictures(stamps, target))
        seconds = time.monotonic() - begun
        kept = sum(one.stat().st_size for one in target.iterdir())
    for name, (_, is_shown) in cases.items():
        with tally.run(name):
            expect(name not in found or bool(found[name]) != is_shown, found.get(name, "shown"))
    with tally.run("all in time and room"):
        expect(seconds < _SECONDS, f"they took {seconds:.1f} seconds")
        expect(kept < 50_000_000, f"{kept / 1e6:.0f} MB were kept")


def _pictures() -> dict[str, tuple[bytes, bool]]:
    """Each with whether it is shown; a name that is no picture's is not even looked at."""
    good = _png(3, 2)
    uses = "".join(
        f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    )
    bombs = {
        f"use-{depth}.svg": (
            _drawing(
                f'<defs><rect id="g0" width="1" height="1"/>{uses}</defs>'
                f'<use xlink:href="#g{depth}"/>'
            ),
            False,
        )
        for depth in (8, 9)
    }
    other = {
        "a.tiff": b"II*\0", "a.icns": b"icns", "a.xbm": b"#define", "a.xpm": b"/* XPM */",
        "a.bmp": b"BM", "a.ico": b"\0\0\1\0", "a.svgz": gzip.compress(b" " * 10_000_000),
        "a.avif": b"ftyp", "a.pdf": b"%PDF", "a.ppm": b"P6 9 9 255",
    }  # fmt: skip
    lying = {
        f"{kind}-{number}.{suffix}": (data, False)
        for suffix in ("png", "jpg", "gif", "webp")
        for number, (kind, data) in enumerate(
            {
                "empty": b"",
                "page": b"<html>",
                "tiff": b"II*\0" + b"x" * 90,
                "cut": good[:20],
            }.items()
        )
    }
    return {
        **{name: (data, False) for name, data in other.items()},
        **lying,
        **bombs,
        "good.png": (good, True),
        "huge.png": (_png(30_000, 30_000), False),
        "bomb.png": (_png(8_000, 8_000, zlib.compress(bytes(90_000_000), 9)), False),
        "no-width.png": (_png(0, 9), False),
        "frames.gif": (b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0" * 900, False),
        "itself.svg": (_drawing('<g id="a"><use xlink:href="#a"/></g>'), True),
        "script.svg": (_drawing("<script>alert(1)</script>"), True),
        "file.svg": (_drawing('<image xlink:href="file:///etc/passwd"/>'), True),
        "web.svg": (_drawing('<image xlink:href="http://127.0.0.1:9/x.png"/>'), True),
        "laughs.svg": (b'<!DOCTYPE svg [<!ENTITY a "x">]>' + _drawing("<text>&a;</text>"), False),
        "outside.svg": (
            b'<!DOCTYPE s [<!ENTITY a SYSTEM "/etc/passwd">]>' + _drawing("&a;"),
            False,
        ),
        "wide.svg": (_drawing("").replace(b'width="9"', b'width="60000000"'), True),
        "words.svg": (b"not a drawing", False),
    }


def _drawing(inner: str) -> bytes:
    return _SVG.format(inner).encode()


def _png(width: int, height: int, data: bytes = b"") -> bytes:
    data = data or zlib.compress(b"\0" * ((3 * min(width, 9) + 1) * min(height, 9)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body
