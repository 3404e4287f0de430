"""One Tantivy index in a folder: opened, written, read, and put aside when it is broken."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tantivy import Document, Index, IndexWriter, Query, Schema, Searcher

from clew.errors import IndexError_
from clew.index.tantivy_engine.schema import analysers

# Tantivy's least is 15 MB for each thread; one thread keeps up with the readers.
_HEAP = 48_000_000
_THREADS = 1


class Shelf:
    """A Tantivy index; without a path it is kept in memory.

    Raises
    ------
    IndexError_: when what is at the path cannot be opened with this schema.
    """

    def __init__(self, schema: Schema, path: Path | None) -> None:
        self.schema = schema
        self._index = _open(schema, path)
        for name, analyser in analysers().items():
            self._index.register_tokenizer(name, analyser)
        self._writer: IndexWriter | None = None
        self._fresh: set[int] = set()  # numbers of documents added since the last commit
        self._cleared = False  # since the last commit
        self.dirty = False
        self.searcher: Searcher = self._index.searcher()

    def add(self, documents: Iterable[dict[str, Any]]) -> None:
        """Add documents to those there are."""
        writer = self._writing()
        for fields in documents:
            writer.add_document(Document.from_dict(fields, self.schema))
            self._fresh.add(fields["number"])
            self.dirty = True

    def remove(self, numbers: Iterable[int]) -> None:
        """Take out the documents with some numbers, as far as there are any.

        Taking out what is not there would have every segment looked through at the next commit.
        """
        writer, asked = self._writing(), list(numbers)
        # By query: deleting by the term of a number finds nothing, and says nothing.
        gone = Query.term_set_query(self.schema, "number", asked)
        if self._fresh.isdisjoint(asked) and (self._cleared or not self._holds(gone)):
            return
        writer.delete_documents_by_query(gone)
        self.dirty = True

    def claim(self) -> None:
        """Let no other process write until this is closed."""
        self._writing()

    def clear(self) -> None:
        """Take all documents out."""
        self._writing().delete_all_documents()
        self._fresh.clear()
        self._cleared = self.dirty = True

    def commit(self) -> None:
        """Make changes durable and visible."""
        if self._writer is not None and self.dirty:
            self._writer.commit()
            self._settle()
        self.refresh()

    def refresh(self) -> None:
        """See what has been committed, also by another process."""
        self._index.reload()
        self.searcher = self._index.searcher()

    def close(self) -> None:
        """Let running merges finish and give back the lock; uncommitted changes are lost."""
        if self._writer is not None:
            if self.dirty:
                self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None
            self._settle()

    def _settle(self) -> None:
        self.dirty = self._cleared = False
        self._fresh.clear()

    def _holds(self, query: Query) -> bool:
        there = bool(self.searcher.num_docs)
        return there and bool(self.searcher.search(query, 1, count=False).hits)

    def _writing(self) -> IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(_HEAP, _THREADS)
            except ValueError as error:
                raise IndexError_(
                    f"The search index cannot be written: {error}.",
                    hint="Another process is probably writing to it: try again when it is done.",
                ) from error
            self.refresh()  # another process may have written until now
        return self._writer


def _open(schema: Schema, path: Path | None) -> Index:
    if path is None:
        return Index(schema)
    path.mkdir(parents=True, exist_ok=True)
    try:
        return Index(schema, path=str(path))
    except (ValueError, OSError) as error:
        raise IndexError_(f"The search index in {path} cannot be opened: {error}.") from error
    except BaseException as error:  # Tantivy's panics are no ordinary exceptions
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise IndexError_(f"The search index in {path} is damaged: {error}.") from error
