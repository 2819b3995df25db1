"""Makes Koko's model bundles: reads labelled texts, trains an encoder, writes it as an int8 graph, measures it.

The steps are listed, in order, in `steps.py`. Only `train` and `quantize` import torch.
"""
