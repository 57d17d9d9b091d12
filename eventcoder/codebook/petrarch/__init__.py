"""PETRARCH's dictionaries (TABARI's too) as a codebook and actor files of ours."""

from eventcoder.codebook.petrarch.importing import ImportedDictionaries, import_dictionaries
from eventcoder.codebook.petrarch.notes import CHANGED, LEFT_OUT, Note
from eventcoder.codebook.petrarch.output import REPORT

__all__ = ["CHANGED", "LEFT_OUT", "REPORT", "ImportedDictionaries", "Note", "import_dictionaries"]
