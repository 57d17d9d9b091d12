"""Files in and files out: readers of documents, the parse cache, a run's folder and its manifest."""
