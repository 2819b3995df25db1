"""What stands around the steps of a run: labels from the archive before it; after it whether the model may go on, where
it is kept, and how it comes to answer. Plain commands, `python -m koko_training.pipeline COMMAND`.
"""

# The folder of a run in which the model in production is measured.
PRODUCTION = "production"
