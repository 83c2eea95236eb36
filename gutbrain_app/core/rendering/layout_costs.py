"""Layout costs: what Qt would take seconds to lay out is divided, ignored or refused."""

from gutbrain_app.core.rendering.limits import (
    DEEPEST_TABLES,
    LONGEST_LIST,
    LONGEST_TABLE,
    MOST_CELLS,
    MOST_IN_NESTED_TABLES,
    MOST_SPANNED,
    WIDEST_SPAN,
    TooMuch,
)


class LayoutCosts:
    """Counts the tables, lists and spans of one page. Its methods raise TooMuch."""

    def __init__(self) -> None:
        self._cells = 0
        self._spanned = 0
        self._weight = 0
        self._cells_of_tables: list[int] = []
        self._items_of_lists: list[int] = []

    @property
    def in_table(self) -> bool:
        return bool(self._cells_of_tables)

    def begin_table(self) -> None:
        self._cells_of_tables.append(0)
        if len(self._cells_of_tables) > DEEPEST_TABLES:
            raise TooMuch(f"more than {DEEPEST_TABLES} tables lie in one another")

    def end_table(self) -> None:
        self._cells_of_tables.pop()

    def add_block(self) -> None:
        depth = len(self._cells_of_tables)
        if depth > 1:
            self._weight += 1 << depth
            if self._weight > MOST_IN_NESTED_TABLES:
                raise TooMuch("too much lies in tables that lie in one another")

    def add_cell(self) -> None:
        self.add_block()
        self._cells += 1
        if self._cells_of_tables:
            self._cells_of_tables[-1] += 1
        if self._cells > MOST_CELLS:
            raise TooMuch(f"its tables have more than {MOST_CELLS:,} cells")

    def divides_table(self) -> bool:
        """Whether the row that begins now should begin another table."""
        if len(self._cells_of_tables) != 1 or self._cells_of_tables[0] < LONGEST_TABLE:
            return False
        self._cells_of_tables[0] = 0
        return True

    def span(self, written: str) -> int:
        """The cells that a cell may span, of those that it wants to."""
        if not (written.isascii() and written.isdecimal()):
            return 1
        wanted = max(1, min(int(written[:9]), WIDEST_SPAN))
        if self._spanned + wanted > MOST_SPANNED:
            return 1
        self._spanned += wanted - 1
        return wanted

    def begin_list(self) -> None:
        self._items_of_lists.append(0)

    def end_list(self) -> None:
        self._items_of_lists.pop()

    def divides_list(self) -> int:
        """Count an item; a number other than 0 says that it should begin another list."""
        if not self._items_of_lists:
            return 0
        self._items_of_lists[-1] += 1
        items = self._items_of_lists[-1]
        return items if items > LONGEST_LIST and items % LONGEST_LIST == 1 else 0
