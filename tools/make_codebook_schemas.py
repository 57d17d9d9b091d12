"""Write the JSON Schemas of codebook files, which editors read, into codebooks/schema.

python tools/make_codebook_schemas.py
"""

from __future__ import annotations

import json

from eventcoder.codebook.schema import SCHEMAS
from eventcoder.resources import codebooks_folder


def main() -> None:
    folder = codebooks_folder() / "schema"
    folder.mkdir(exist_ok=True)
    for name, make in SCHEMAS.items():
        (folder / name).write_text(json.dumps(make(), indent=2) + "\n", encoding="utf-8")
        print(folder / name)


if __name__ == "__main__":
    main()
