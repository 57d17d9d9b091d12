"""One process: part after part is read, parsed, coded and written."""

from __future__ import annotations

from collections import Counter
from contextlib import closing

from eventcoder.pipeline.engines import Work
from eventcoder.pipeline.options import Summary
from eventcoder.pipeline.parse_ahead import ParsedBatches
from eventcoder.pipeline.parts import PartWriter, batches, part_name


def make_parts(work: Work, summary: Summary) -> None:
    """Make the parts of a run; those that a killed run finished are not made again. An Engine."""
    done = work.folder.done_parts()
    cache = work.open_cache()
    writer = PartWriter(work.folder, work.coder, work.progress)
    read = batches(work.source.read(summary.read), work.size)
    with closing(ParsedBatches(read, work.parser, cache, lambda number: part_name(number) in done)) as parsed_batches:
        for turn in parsed_batches:
            part = part_name(turn.number)
            if part in done:
                counts = Counter(done[part])
                if work.progress is not None:
                    work.progress(len(turn.batch), counts["sentences"])
            else:
                # closed at once, also where the run is stopped: what was parsed so far is kept then
                with closing(turn.parsed) as parsed:
                    counts = writer.write(part, turn.batch, parsed)
                work.folder.mark_done(part, counts)
            summary.counts.update(counts)
    if cache is not None:
        summary.warnings.extend(map(str, cache.warnings))
