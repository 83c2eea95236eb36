"""Cleaning: of foreign HTML only what is on the list is left."""

import re

import nh3

_NAME = re.compile(r"\w+")
KEPT_TAGS = frozenset(
    _NAME.findall(
        """a abbr address article aside b blockquote br caption center cite code dd del details dfn
        div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main
        mark nav ol p pre q s samp section small span strike strong sub summary sup table tbody td
        tfoot th thead tr tt u ul var"""
    )
)
# What stands inside these is no text for a reader.
EMPTIED_TAGS = frozenset(
    _NAME.findall(
        """applet audio canvas datalist embed frame frameset head iframe math noembed noframes
        noscript object script select style svg template textarea title video xmp"""
    )
)
HTML_TAGS = (
    KEPT_TAGS
    | EMPTIED_TAGS
    | frozenset(
        _NAME.findall(
            """area base basefont bdi bdo big body button col colgroup data dialog dir fieldset font
            form hgroup html input label legend link map menu meta meter optgroup option output
            param picture progress rp rt ruby search source time track wbr"""
        )
    )
)
_ATTRIBUTES = {
    "a": {"href", "name", "id", "title"},
    "code": {"class"},
    "div": {"class"},
    "img": {"src", "alt", "title", "width"},
    "ol": {"start", "type"},
    "p": {"class"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
}
_CLEANER = nh3.Cleaner(
    tags=set(KEPT_TAGS),
    clean_content_tags=set(EMPTIED_TAGS),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "wiki"},
    link_rel=None,
    strip_comments=True,
)


def cleaned(html: str) -> str:
    """Well-formed HTML of the tags and attributes on the list; addresses are not yet resolved."""
    return _CLEANER.clean(html)
