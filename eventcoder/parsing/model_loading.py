"""Loading of Stanza pipelines: the bundled model, Stanza's own packages, a folder of the user's."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from eventcoder.errors import ModelError
from eventcoder.parsing.annotator import Annotator
from eventcoder.parsing.model_names import (
    BUNDLED,
    PACKAGE_PREFIX,
    bundled_folder,
    check_device,
    check_model,
    describe_folder,
    stanza_version,
)
from eventcoder.parsing.number_types import choose_number_type
from eventcoder.parsing.shared_encoder import RememberingEncoder
from eventcoder.parsing.stanza_annotator import StanzaAnnotator

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
# The name under which the heads' configurations ask for their encoder.
ENCODER_NAME = "eventcoder-encoder-en"


def choose_device(device: str) -> str:
    """`cpu` or `cuda`. Raises: ModelError for cuda where torch sees no GPU, and for unknown names."""
    import torch

    check_device(device)
    if device == "cpu":
        return "cpu"
    if torch.cuda.is_available():
        return "cuda"
    if device == "cuda":
        raise ModelError("device 'cuda': torch sees no GPU here. Use --device cpu, or auto to take what there is")
    return "cpu"


Driver = Literal["fast", "shared", "plain"]
"""Who calls the networks: we (fast), stanza with one pass of the encoder (shared), or stanza alone (plain)."""


def load_annotator(
    model: str, device: str, number_type: str = "auto", driver: Driver = "fast", threads: int | None = None
) -> Annotator:
    """The model, ready to annotate. model, device, number_type: as StanzaParser takes them.

    driver: the fastest that may be taken; networks that we do not know are left to stanza, in float32. threads: of a
    CPU; None leaves it to torch. Raises: ModelError, with what to do.
    """
    import torch

    check_model(model)
    chosen = choose_device(device)
    if threads is not None:
        torch.set_num_threads(threads)
    if model.startswith(PACKAGE_PREFIX):
        pipeline = _load_package(model, chosen)
        return StanzaAnnotator(pipeline, describe_package(model, pipeline))
    folder = bundled_folder() if model == BUNDLED else Path(model)
    description = describe_folder(model)
    pipeline, encoder = _load_folder(folder, chosen, driver != "plain")
    if driver == "fast" and encoder is not None:
        from eventcoder.parsing.fast.annotator import FastAnnotator
        from eventcoder.parsing.fast.known import unknown_part

        if unknown_part(pipeline, encoder.encoder) is None:
            tokenizer = pipeline.processors["pos"].trainer.model.bert_tokenizer
            numbers = getattr(torch, choose_number_type(number_type))
            return FastAnnotator(pipeline, encoder.encoder, tokenizer, description, numbers)
    return StanzaAnnotator(pipeline, description, encoder)


def describe_package(model: str, pipeline: Any) -> str:
    """`stanza-1.15.0/en-default_accurate/4be1...` for a loaded package of Stanza's: names and sizes of its files."""
    digest = hashlib.sha256()
    paths = sorted({str(path) for key, path in pipeline.config.items() if key.endswith("_path") and path})
    for path in (Path(part) for joined in paths for part in joined.split(";") if part):
        if path.is_file():
            digest.update(f"{path.parent.name}/{path.name} {path.stat().st_size}\n".encode())
    package = model.removeprefix(PACKAGE_PREFIX)
    return f"stanza-{stanza_version()}/en-{package}/{digest.hexdigest()[:12]}"


def _load_folder(folder: Path, device: str, share_encoder: bool) -> tuple[Any, RememberingEncoder | None]:
    import stanza
    from stanza.models.common.foundation_cache import BertRecord, FoundationCache

    cache = FoundationCache(local_files_only=True)
    encoder: RememberingEncoder | None = None
    if (folder / "encoder").is_dir():
        network, tokenizer = _load_encoder(folder / "encoder")
        network = network.float().eval().to(device)
        encoder = RememberingEncoder(network) if share_encoder else None
        cache.bert[ENCODER_NAME] = BertRecord(encoder or network, tokenizer, {})
    names = [name for name in PROCESSORS if (folder / f"{name}.pt").is_file()]
    # stanza looks for the catalogue even when every path is given; a folder of the user's may lack it
    catalogue = folder if (folder / "resources.json").is_file() else bundled_folder()
    with _quiet():
        try:
            pipeline = stanza.Pipeline(
                "en",
                dir=str(catalogue),
                processors=",".join(names),
                download_method=None,
                foundation_cache=cache,
                allow_unknown_language=True,
                device=device,
                logging_level="ERROR",
                **{f"{name}_model_path": str(folder / f"{name}.pt") for name in names},
            )
        # whatever unpickling or a missing part of a foreign model raises
        except Exception as error:
            raise ModelError(f"model {str(folder)!r} cannot be loaded: {_one_line(error)}") from error
    return pipeline, encoder


def _load_encoder(folder: Path) -> tuple[Any, Any]:
    from transformers import AutoModel, AutoTokenizer

    with _quiet():
        try:
            network = AutoModel.from_pretrained(folder, local_files_only=True)
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(f"encoder {str(folder)!r} cannot be loaded: {_one_line(error)}") from error
    return network, tokenizer


def _load_package(model: str, device: str) -> Any:
    import stanza
    from stanza.pipeline.core import DownloadMethod

    with _quiet():
        try:
            return stanza.Pipeline(
                "en",
                package=model.removeprefix(PACKAGE_PREFIX),
                processors=",".join(PROCESSORS),
                download_method=DownloadMethod.REUSE_RESOURCES,
                device=device,
                logging_level="ERROR",
            )
        # stanza, requests and huggingface_hub each raise their own when a download fails
        except Exception as error:
            raise ModelError(
                f"model {model!r} is not on this machine and could not be downloaded ({_one_line(error)}). Where there "
                f"is a network, run the same command once; without one, use the default model (--model {BUNDLED})"
            ) from error


def _one_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    first = lines[0] if lines else ""
    return f"{type(error).__name__}: {first[:120]}"


@contextmanager
def _quiet() -> Iterator[None]:
    """No progress bars and no notes of the libraries on stderr while a model loads; afterwards as before."""
    from transformers.utils import logging as transformers_logging

    bar = transformers_logging.is_progress_bar_enabled()
    level = transformers_logging.get_verbosity()
    hub = logging.getLogger("huggingface_hub")
    hub_level = hub.level
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    hub.setLevel(logging.ERROR)
    try:
        yield
    finally:
        if bar:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]
        transformers_logging.set_verbosity(level)
        hub.setLevel(hub_level)
