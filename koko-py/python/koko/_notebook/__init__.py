"""What a notebook draws for results: HTML without scripts, styles or anything from outside.

Every colour is a tint of what lies below it, and text has the colour of the page, so that light and dark need
no telling apart. Everything that came from a caller or a file goes through `parts.escaped`.
"""
