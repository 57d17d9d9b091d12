"""What runs the pipeline to tell how good it is: examples of codebooks, explanations, scores."""
