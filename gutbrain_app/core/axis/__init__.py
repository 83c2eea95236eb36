"""The axis on one page: the graph of a library's relations, its layout and its paths."""
