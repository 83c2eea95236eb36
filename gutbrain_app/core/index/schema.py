"""The fields of the index."""

import tantivy

SYNONYMS = "synonyms.json"


def index_schema() -> tantivy.Schema:
    """Fields as the writer fills them and the search reads them."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("topic", tokenizer_name="raw", index_option="basic")
    for name in ("title", "heading", "aliases", "text"):
        schema.add_text_field(name, tokenizer_name="en_stem")
    for name in ("part", "evidence"):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    schema.add_bytes_field("stored", stored=True)
    return schema.build()
