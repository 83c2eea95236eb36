"""Layout costs: what Qt would take seconds to lay out is divided or refused."""

from dataclasses import dataclass, field

from gutbrain_app.core.rendering.limits import (
    DEEPEST_TABLES,
    LONGEST_LIST,
    LONGEST_TABLE,
    MOST_CELLS,
    MOST_IN_NESTED_TABLES,
    WIDEST_TABLE,
    TooMuch,
)


@dataclass
class _Table:
    """A table as Qt's grid: a cell that spans rows pushes those below it to the side."""

    rows: int = 0
    row_width: int = 0
    width: int = 0
    reaching_down: list[tuple[int, int]] = field(default_factory=list)

    def begin_row(self) -> None:
        self.rows += 1
        down = [(columns, rows - 1) for columns, rows in self.reaching_down if rows > 1]
        self.reaching_down = down
        self.row_width = sum(columns for columns, _ in down)

    def add_cell(self, columns: int, rows: int) -> None:
        self.row_width += columns
        self.width = max(self.width, self.row_width)
        if rows > 1:
            self.reaching_down.append((columns, rows))


class LayoutCosts:
    """Counts the tables and lists of one page. Its methods raise TooMuch."""

    def __init__(self) -> None:
        self._cells = 0
        self._weight = 0
        self._tables: list[_Table] = []
        self._items_of_lists: list[int] = []

    @property
    def in_table(self) -> bool:
        return bool(self._tables)

    def begin_table(self) -> None:
        self._tables.append(_Table())
        if len(self._tables) > DEEPEST_TABLES:
            raise TooMuch(f"more than {DEEPEST_TABLES} tables lie in one another")

    def end_table(self) -> None:
        table = self._tables.pop()
        self._cells += table.rows * table.width

    def begin_row(self) -> None:
        if self._tables:
            self._tables[-1].begin_row()

    def add_block(self) -> None:
        depth = len(self._tables)
        if depth > 1:
            self._weight += 1 << depth
            if self._weight > MOST_IN_NESTED_TABLES:
                raise TooMuch("too much lies in tables that lie in one another")

    def add_cell(self, columns: int, rows: int) -> None:
        """A cell that spans so many columns and rows."""
        self.add_block()
        if not self._tables:
            return
        table = self._tables[-1]
        table.add_cell(columns, rows)
        if table.width > WIDEST_TABLE:
            raise TooMuch(f"a table has more than {WIDEST_TABLE:,} columns")
        if self._cells + table.rows * table.width > MOST_CELLS:
            raise TooMuch(f"its tables have more than {MOST_CELLS:,} cells")

    def divides_table(self) -> bool:
        """Whether the row that begins now should begin another table."""
        if len(self._tables) != 1:
            return False
        table = self._tables[0]
        if table.rows * table.width < LONGEST_TABLE or table.reaching_down:
            return False
        self._cells += table.rows * table.width
        self._tables[0] = _Table()
        return True

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
