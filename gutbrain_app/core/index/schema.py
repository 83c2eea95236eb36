"""The fields of the index and of its lexicon, and how their text becomes words."""

import tantivy

LEXICON = "lexicon"
"""Folder, inside the index, of the words and names that occur."""

_LONGEST_WORD = 40  # longer ones are data, not words


def index_schema() -> tantivy.Schema:
    """One document for each section."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("topic", tokenizer_name="raw", index_option="basic")
    # Everything of the section that is ranked as one text, and then again what is worth more.
    schema.add_text_field("all", tokenizer_name="stems", index_option="position")
    for name in ("title", "heading", "about", "names_of_authors"):
        schema.add_text_field(name, tokenizer_name="stems", index_option="freq")
    schema.add_text_field("aliases", tokenizer_name="stems", index_option="position")
    # Words as they are written: the vocabulary is made of these.
    schema.add_text_field("words", tokenizer_name="words", index_option="basic")
    schema.add_text_field("title_words", tokenizer_name="words", index_option="basic")
    # Whole names, see `names`: the topic's in its first section and in others, the heading's.
    for name in ("name", "named", "headed"):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("part", "evidence"):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("tag", "author", "kind"):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    schema.add_unsigned_field("position", fast=True)
    schema.add_unsigned_field("topic_number", fast=True)  # tells topics apart, no more
    schema.add_bytes_field("stored", stored=True)
    return schema.build()


def lexicon_schema() -> tantivy.Schema:
    """One document for each word, commonest first, and one for each name that has others."""
    schema = tantivy.SchemaBuilder()
    for name in ("word", "title_word", "start", "title_start", "key"):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    schema.add_bytes_field("stored", stored=True)
    return schema.build()


def stemmer() -> tantivy.TextAnalyzer:
    """Folded text -> stems."""
    return _words().filter(tantivy.Filter.stemmer("English")).build()


def splitter() -> tantivy.TextAnalyzer:
    """Folded text -> words."""
    return _words().build()


def register(index: tantivy.Index) -> None:
    """Tell an index how its fields become words; a tantivy index does not keep this itself."""
    index.register_tokenizer("stems", stemmer())
    index.register_tokenizer("words", splitter())


def _words() -> tantivy.TextAnalyzerBuilder:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.remove_long(_LONGEST_WORD))
