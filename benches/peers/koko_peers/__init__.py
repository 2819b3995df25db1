"""Runs other programs over the same texts with the same weights, and compares their speed with Koko's."""
