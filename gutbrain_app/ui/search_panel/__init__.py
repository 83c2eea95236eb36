"""The search panel: facets, results and what is offered where there are none."""
