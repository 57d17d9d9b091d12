"""One process: part after part is read, parsed, coded and written."""

from __future__ import annotations

from collections import Counter
from contextlib import closing

from eventcoder.model.sentence import Document
from eventcoder.pipeline.engines import Work
from eventcoder.pipeline.options import Summary
from eventcoder.pipeline.parts import PartWriter, batches, parse_documents, part_name


def make_parts(work: Work, summary: Summary) -> None:
    """Make the parts of a run; those that a killed run finished are not made again. An Engine."""
    done = work.folder.done_parts()
    cache = work.open_cache()
    writer = PartWriter(work.folder, work.coder, work.progress)
    for number, batch in enumerate(batches(work.source.read(summary.read), work.size)):
        part = part_name(number)
        if part in done:
            counts = Counter(done[part])
            if work.progress is not None:
                work.progress(len(batch), counts["sentences"])
        else:
            documents = [one for one in batch if isinstance(one, Document)]
            # closed at once, also where the run is stopped: what was parsed so far is kept then
            with closing(parse_documents(documents, work.parser, cache)) as parsed:
                counts = writer.write(part, batch, parsed)
            work.folder.mark_done(part, counts)
        summary.counts.update(counts)
    if cache is not None:
        summary.warnings.extend(map(str, cache.warnings))
