//! A trie over bytes in one flat array: finds the longest entry that a word begins with in one walk.
//!
//! Knows nothing about text. It is a double array: the child of a node by a byte stands at `base + byte`, if the cell
//! there says that it belongs to that node. A step is one look at one cell, and a walk allocates nothing.

/// Entries in two groups, each with a root of its own.
pub(super) struct Trie {
    cells: Vec<Cell>,
}

/// Where a walk begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// Pieces that begin a word.
    Start = 0,
    /// Pieces that go on with one.
    Continuation = 1,
}

#[derive(Clone, Copy)]
struct Cell {
    base: u32,
    parent: u32,
    /// The entry that ends here.
    value: u32,
}

/// No node, and no entry.
const NONE: u32 = u32::MAX;
const FREE: Cell = Cell { base: 0, parent: NONE, value: NONE };
const BYTES: usize = 256;

impl Trie {
    /// Builds the trie from entries and their values, which are below `u32::MAX`. Empty entries are never found.
    pub(super) fn new<'e>(entries: impl IntoIterator<Item = (Root, &'e [u8], u32)>) -> Trie {
        let (mut starts, mut continuations): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .filter(|(_, entry, _)| !entry.is_empty())
            .partition(|(root, ..)| *root == Root::Start);
        let mut builder = Builder { cells: vec![FREE; 2 * BYTES], first_free: BYTES, last_base: BYTES };
        for (root, group) in [(Root::Start, &mut starts), (Root::Continuation, &mut continuations)] {
            group.sort_unstable_by_key(|(_, entry, _)| *entry);
            let entries: Vec<(&[u8], u32)> = group.iter().map(|&(_, entry, value)| (entry, value)).collect();
            builder.add(root as u32, &entries);
        }
        Trie { cells: builder.cells }
    }

    /// The longest entry that `word` begins with: its length and its value. Bytes are read through `fold`.
    #[inline]
    pub(super) fn longest(&self, root: Root, word: &[u8], fold: &[u8; BYTES]) -> Option<(usize, u32)> {
        let mut longest = None;
        let mut node = root as u32;
        let mut base = self.cells[node as usize].base;
        for (at, byte) in word.iter().enumerate() {
            let child = base + u32::from(fold[usize::from(*byte)]);
            let cell = self.cells[child as usize];
            if cell.parent != node {
                break;
            }
            if cell.value != NONE {
                longest = Some((at + 1, cell.value));
            }
            (node, base) = (child, cell.base);
        }
        longest
    }
}

struct Builder {
    /// With room for a child by any byte at every base.
    cells: Vec<Cell>,
    /// No cell before this one is free, but for those at the front: they have the roots, and room to count back.
    first_free: usize,
    /// Where several children were put last.
    last_base: usize,
}

impl Builder {
    /// Puts sorted entries below a root.
    fn add(&mut self, root: u32, entries: &[(&[u8], u32)]) {
        // Nodes whose children are still to be placed, with the entries below them and how deep they are. A list of
        // our own, because an entry may be as long as it likes and the stack is not.
        let mut open = vec![(root, entries, 0)];
        while let Some((node, entries, depth)) = open.pop() {
            let children: Vec<&[(&[u8], u32)]> =
                entries.chunk_by(|(one, _), (other, _)| one[depth] == other[depth]).collect();
            let bytes: Vec<usize> = children.iter().map(|child| usize::from(child[0].0[depth])).collect();
            let Some(base) = self.place(&bytes) else { continue };
            self.cells[node as usize].base = base as u32;
            for (child, byte) in children.into_iter().zip(bytes) {
                // Sorted: what ends here comes first.
                let ending = child.iter().take_while(|(entry, _)| entry.len() == depth + 1).count();
                let (here, below) = child.split_at(ending);
                let cell = &mut self.cells[base + byte];
                cell.parent = node;
                cell.value = here.last().map_or(NONE, |(_, value)| *value);
                open.push(((base + byte) as u32, below, depth + 1));
            }
        }
    }

    /// A base at which all of `bytes` fall on free cells.
    fn place(&mut self, bytes: &[usize]) -> Option<usize> {
        let first = *bytes.first()?;
        while !self.is_free(self.first_free) {
            self.first_free += 1;
        }
        // An only child, as most nodes have, fills a hole. Several are put behind those that were put last: to look
        // through all holes for them would take longer than everything else.
        let from = if bytes.len() == 1 { self.first_free - first } else { self.last_base };
        let base = (from..).find(|base| bytes.iter().all(|byte| self.is_free(base + byte)))?;
        if bytes.len() > 1 {
            self.last_base = base;
        }
        if self.cells.len() < base + BYTES {
            self.cells.resize(base + BYTES, FREE);
        }
        Some(base)
    }

    /// Whether no child has been put there. What is not there yet is free.
    fn is_free(&self, at: usize) -> bool {
        self.cells.get(at).is_none_or(|cell| cell.parent == NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn identity() -> [u8; BYTES] {
        std::array::from_fn(|byte| byte as u8)
    }

    proptest! {
        #[test]
        fn the_longest_entry_is_found(
            entries in proptest::collection::btree_map("[a-cü]{1,5}|\\PC{1,3}", 0_u32..9, 0..60),
            word in "[a-cü]{0,8}",
        ) {
            for root in [Root::Start, Root::Continuation] {
                let other = if root == Root::Start { Root::Continuation } else { Root::Start };
                let group = |root| entries.iter().map(move |(entry, value)| (root, entry.as_bytes(), *value));
                let noise = [(other, "a".as_bytes(), 99), (other, "abc".as_bytes(), 99)];
                let trie = Trie::new(group(root).chain(noise));
                let longest = (1..=word.len()).rev().find_map(|end| Some((end, *entries.get(word.get(..end)?)?)));
                prop_assert_eq!(trie.longest(root, word.as_bytes(), &identity()), longest);
            }
        }
    }

    #[test]
    fn bytes_are_read_through_the_fold() {
        let trie = Trie::new([(Root::Start, "ab".as_bytes(), 7)]);
        let fold = std::array::from_fn(|byte| (byte as u8).to_ascii_lowercase());
        assert_eq!(trie.longest(Root::Start, b"ABC", &fold), Some((2, 7)));
        assert_eq!(trie.longest(Root::Start, b"ABC", &identity()), None);
        assert_eq!(trie.longest(Root::Continuation, b"ab", &fold), None);
    }

    #[test]
    fn many_entries_find_room() {
        let entries: BTreeMap<String, u32> =
            (0..20_000_u32).map(|n| (format!("{:x}", n * 7_919), n)).collect();
        let trie = Trie::new(entries.iter().map(|(entry, value)| (Root::Start, entry.as_bytes(), *value)));
        for (entry, value) in &entries {
            assert_eq!(trie.longest(Root::Start, entry.as_bytes(), &identity()), Some((entry.len(), *value)));
        }
    }
}
