"""Cards: what a citation, a term or a link stands for, beside the words and out of the way."""
