"""The map in words: cards for lines and nodes, and paths step by step."""

from collections.abc import Collection, Sequence

from gutbrain_app.core.axis.claims import claim, claim_place, relation_references
from gutbrain_app.core.axis.graph import Kind, capitalised
from gutbrain_app.core.axis.paths import AxisPath
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import Reference
from gutbrain_app.ui.axis_map.card import CardText
from gutbrain_app.ui.axis_map.content import MapContent
from gutbrain_app.ui.axis_map.drawing import MapDrawing
from gutbrain_app.ui.axis_map.path_panel import PathText

MOST_NAMES = 14


def line_cards(content: MapContent, drawing: MapDrawing, line: int) -> list[CardText]:
    """A card for each relation of a line."""
    return [relation_card(content, number) for number in drawing.graph.lines[line].relations]


def relation_card(content: MapContent, number: int) -> CardText:
    relation, library = content.relations[number], content.library
    sources = "; ".join(map(_short, relation_references(library, relation)))
    place = claim_place(library, relation)
    return CardText(
        f"{capitalised(relation.subject)} → {relation.object}",
        relation.evidence,
        claim(relation),
        tuple(line for line in (relation.note, sources) if line),
        place,
        _title(library, place),
    )


def node_card(content: MapContent, drawing: MapDrawing, number: int) -> CardText:
    node = drawing.graph.nodes[number]
    names = [capitalised(content.axis.things[thing].name) for thing in node.things]
    place = Place(node.topic) if node.topic in content.library.all_topics() else None
    text = ""
    if len(names) > 1 or names[0] != node.label:
        more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        text = ", ".join(names[:MOST_NAMES]) + more
    inward = sum(number == line.target for line in drawing.graph.lines)
    onward = sum(number == line.source for line in drawing.graph.lines)
    ways = f"{_lines(inward)} here, {onward} on from here"
    return CardText(node.label, "", text, (ways,), place, _title(content.library, place))


def path_text(content: MapContent, path: AxisPath, what: str) -> PathText:
    """The things on a path, and which link is the weakest; `<-` where an arrow is met backwards."""
    weakest = content.relations[path.weakest]
    count = len(path.relations)
    detail = (
        f"{what}, {count} step{'s' if count > 1 else ''}. Weakest link: "
        f"{weakest.evidence or 'no kind of study'} ({claim(weakest).rstrip('.')})"
    )
    return PathText(_steps(content, path.relations), detail, path.relations)


def answered_paths(
    content: MapContent, kinds: Collection[Kind], start: str, end: str
) -> tuple[list[PathText], str]:
    """The best paths from one name to another, and what is to be said of them all."""
    starts, ends = content.names.meant(start), content.names.meant(end)
    if not starts or not ends:
        return [], f"Nothing on the map is called “{end if starts else start}”."
    ways = content.ways(kinds)
    found, status = ways.between(starts, ends), ""
    if not found.shortest:
        found = ways.between(starts, ends, either_way=True)
        status = "No path follows the arrows all the way; these meet some of them backwards."
    if not found.shortest:
        return [], f"Nothing on the map links “{start}” with “{end}”."
    texts = []
    for path in dict.fromkeys((*found.shortest, *found.supported)):
        shortest, supported = path in found.shortest, path in found.supported
        what = "Shortest and best supported" if shortest and supported else "Shortest"
        texts.append(path_text(content, path, what if shortest else "Best supported"))
    return texts, status


def thing_names(content: MapContent) -> list[str]:
    """What can be typed for the ends of a path: things, and other names for them."""
    names = {thing.name.casefold(): capitalised(thing.name) for thing in content.axis.things}
    for term in content.library.terms():
        for name in (term.term, *term.aliases):
            if name.casefold() not in names and content.names.find(name):
                names[name.casefold()] = capitalised(name)
    return [names[key] for key in sorted(names)]


def short_sources(content: MapContent) -> list[str]:
    """The references of each relation, as short as a cell of a table has to be."""
    known = {one.id: " ".join(_who(one)) for one in content.library.references()}
    return [
        "; ".join(known.get(key, key) for key in relation.references)
        for relation in content.relations
    ]


def _steps(content: MapContent, relations: Sequence[int]) -> str:
    ends = [content.axis.ends[number] for number in relations]
    at = ends[0][0]
    if len(ends) > 1 and ends[0][1] not in ends[1]:
        at = ends[0][1]
    words = [capitalised(content.axis.things[at].name)]
    for source, target in ends:
        onward = at == source
        at = target if onward else source
        words.append(f"{'→' if onward else '←'} {content.axis.things[at].name}")
    return " ".join(words)


def _lines(count: int) -> str:
    return f"{count} line{'' if count == 1 else 's'} lead{'s' if count == 1 else ''}"


def _short(reference: Reference) -> str:
    """`Bravo and others 2011, Proc Natl Acad Sci U S A`, as much of it as is known."""
    words = " ".join(_who(reference))
    return f"{words}, {reference.journal}" if reference.journal else words


def _who(reference: Reference) -> list[str]:
    names = reference.family_names
    several = len(names) > 1 or reference.authors_truncated
    who = f"{names[0]}{' and others' if several else ''}" if names else reference.title
    return [part for part in (who, reference.year) if part]


def _title(library: Library, place: Place | None) -> str:
    if place is None:
        return ""
    try:
        return library.title_of(place)
    except PlaceMissing:
        return place.topic
