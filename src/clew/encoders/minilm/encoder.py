"""all-MiniLM-L6-v2 at work: Reimers and Gurevych 2019, eight-bit weights, onnxruntime."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from clew.encoders.encoder import Vectors
from clew.encoders.minilm.place import MODEL, TOKENIZER, VERSION, home, is_prepared
from clew.errors import EncoderError, EncoderMissing

WIDTH = 384
_MOST_WORDS = 256
# More at once is no faster, for what lies between two layers then outgrows a core's cache.
_BATCH_WORDS = 512
_ERRORS_ONLY = 3
# Slower on common processors than the two steps that it puts together.
_UNWANTED = ["SkipLayerNormFusion"]


class MiniLM:
    """Turns English texts into 384 numbers each; what follows the 256th word piece is not read.

    Parameters
    ----------
    folder: where ``prepare`` has put it.
    threads: how many processor cores to use; all by default.

    Raises
    ------
    EncoderMissing: when it has not been prepared.
    EncoderError: when what is there cannot be loaded.
    """

    name = f"all-MiniLM-L6-v2-int8-{VERSION}"
    dimensions = WIDTH

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        if folder is None and not is_prepared():
            raise EncoderMissing(
                "No encoder has been prepared on this machine.", hint="Run: clew encoder prepare"
            )
        folder = folder or home()
        self._threads = threads or os.cpu_count() or 1
        options = onnxruntime.SessionOptions()
        # Each core has texts of its own: within one text they would wait for one another.
        options.intra_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_UNWANTED,
            )
        except Exception as error:  # both libraries raise bare exceptions
            raise EncoderError(
                f"The encoder in {folder} cannot be loaded: {error}.",
                hint="Delete that folder and run: clew encoder prepare",
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST_WORDS)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector for each text, in the same order.

        Only texts of the same length go through the network together, so nothing is padded.
        """
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]

        def run(places: list[int]) -> None:
            ids = np.array([pieces[place] for place in places], np.int64)
            vectors[places] = self._session.run(None, {"ids": ids})[0]

        self._on_all_cores(run, list(_batches(pieces)))
        return vectors

    def _on_all_cores(self, run: Callable[[list[int]], None], batches: list[list[int]]) -> None:
        cores = min(self._threads, len(batches))
        if cores < 2:  # a query is not worth a thread
            for batch in batches:
                run(batch)
            return
        with ThreadPoolExecutor(cores, thread_name_prefix="clew-encode") as threads:
            for _ in threads.map(run, batches):
                pass  # raises what a batch has raised, and then drops those that wait


def _batches(pieces: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    # The longest first, so that no core is left with one when the others are through.
    order = sorted(range(len(pieces)), key=lambda place: -len(pieces[place]))
    for length, group in groupby(order, key=lambda place: len(pieces[place])):
        places = list(group)
        size = max(1, _BATCH_WORDS // length)
        yield from (places[at : at + size] for at in range(0, len(places), size))
