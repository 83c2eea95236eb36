"""Articles: the files of a library's folder, read safely, and what their front matter says."""
