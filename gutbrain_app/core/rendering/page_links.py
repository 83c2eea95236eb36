"""Links and pictures of a page while it is written."""

from html import unescape

from gutbrain_app.core.rendering.links import LinkResolver
from gutbrain_app.core.rendering.marks import without_marks
from gutbrain_app.core.rendering.page_text import PageText
from gutbrain_app.core.rendering.sections import SectionCutter


class PageLinks:
    """Writes what leads elsewhere; where it leads is the resolver's to say."""

    def __init__(self, page: PageText, resolver: LinkResolver, cutter: SectionCutter) -> None:
        self._page = page
        self._resolver = resolver
        self._cutter = cutter

    def open_a(self, tag: str, found: dict[str, str]) -> None:
        href = unescape(found.get("href", ""))
        if href:
            self._open_link(self._resolver.address(href))
        elif name := unescape(found.get("name") or found.get("id") or ""):
            slug = self._cutter.anchor(name)
            self._page.out.append(f'<a name="{slug}"></a>' if slug else "")
            self._page.open("")
        else:
            out = self._page.out
            begun = len(out)
            self._page.open("", lambda: self._resolver.refused("".join(out[begun:])))

    def open_img(self, tag: str, found: dict[str, str]) -> None:
        if self._page.is_outside:
            self.write_figure(found)
        else:
            self._page.out.append(self._picture(found))

    def write_figure(self, found: dict[str, str]) -> None:
        """A picture that is a block by itself, with its title as caption."""
        picture = self._picture(found)
        shown = picture.startswith("<img")
        self._page.out.append(f'<p class="figure">{picture}</p>' if shown else f"<p>{picture}</p>")
        title = without_marks(found.get("title", ""))
        if title:
            self._page.out.append(f'<p class="caption">{title}</p>')
            self._cutter.text.append(f"\n{unescape(title)}")
        self._page.end_line()

    def _open_link(self, address: str) -> None:
        if address and not self._page.in_link:
            self._page.out.append(f'<a href="{address}">')
            self._page.in_link += 1
            self._page.open("</a>", self._end_link)
        else:
            self._page.open("")

    def _end_link(self) -> None:
        self._page.in_link -= 1

    def _picture(self, found: dict[str, str]) -> str:
        """An `img` of ours, or the words that stand for a picture that cannot be shown."""
        words = without_marks(found.get("alt", ""))
        self._cutter.text.append(unescape(words))
        src = unescape(found.get("src", ""))
        name, width = self._resolver.picture(src, found.get("width", ""))
        return f'<img src="picture:{name}" alt="{words}" width="{width}">' if name else words
