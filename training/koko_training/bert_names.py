"""How a BERT checkpoint calls what we call otherwise. Apart, because whoever writes one need not have torch."""

from __future__ import annotations

# Our name of a layer's part, and the name it has in a BERT checkpoint.
BERT_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "narrow_norm": "output.LayerNorm",
}
