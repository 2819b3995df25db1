"""A tokenizer that is cut down to the word pieces that are needed."""

from __future__ import annotations

import json

import numpy as np
import pytest
from made_up import rows_of
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from koko_training.imitate import reread
from koko_training.vocabulary import cut_down, windowed

PIECES = ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", *"ehlorw", *(f"##{letter}" for letter in "ehlorw")]
PIECES += ["hello", "world", "her", "##ld"]
COUNTS = np.array([9 if piece in ("hello", "##ld") else 1 for piece in PIECES])


@pytest.fixture
def whole() -> str:
    tokenizer = Tokenizer(models.WordPiece({piece: at for at, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, [("[CLS]", 3), ("[SEP]", 4)])
    return tokenizer.to_str()


def test_frequent_pieces_markers_and_characters_stay_in_their_order(whole: str) -> None:
    kept = json.loads(cut_down(whole, COUNTS, 18))["model"]["vocab"]
    assert list(kept) == [piece for piece in PIECES if piece not in ("[unused0]", "world", "her")]
    assert list(kept.values()) == list(range(18))


def test_a_word_whose_piece_went_is_read_in_smaller_ones(whole: str) -> None:
    small = windowed(cut_down(whole, COUNTS, 18), 128)
    read = small.encode("Hello world")
    assert read.tokens == ["[CLS]", "hello", "w", "##o", "##r", "##ld", "[SEP]"]
    assert read.ids == [small.token_to_id(piece) for piece in read.tokens]


def test_texts_are_cut_at_a_window(whole: str) -> None:
    assert len(windowed(whole, 4).encode("hello hello hello hello").ids) == 4


def test_a_student_and_its_teacher_may_read_the_same_text_in_other_pieces(whole: str) -> None:
    small, large = (Tokenizer.from_str(text) for text in (cut_down(whole, COUNTS, 18), whole))
    rows = [large.encode(text).ids for text in ("hello world", "her world hello")]
    assert reread(rows_of(rows), large, large).ids.tolist() == [token for row in rows for token in row]
    back = reread(reread(rows_of(rows[:1]), large, small), small, large)
    assert back.ids.tolist() == rows[0]


def test_a_vocabulary_too_small_for_single_characters_is_refused(whole: str) -> None:
    with pytest.raises(SystemExit, match="at least 16"):
        cut_down(whole, COUNTS, 10)
