//! Rows of token ids, one behind the other in one buffer.

/// Many rows, each a window with its markers. Grows at its end, and is read by engines without being copied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    ids: Vec<i64>,
    /// Where each row ends in `ids`; it begins where the one before it ends.
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a row, which must not be empty.
    pub fn push(&mut self, row: impl IntoIterator<Item = i64>) {
        let start = self.ids.len();
        self.ids.extend(row);
        assert!(self.ids.len() > start, "a row has at least its markers");
        self.ends.push(self.ids.len());
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is nothing to run.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The sum of their lengths.
    pub fn tokens(&self) -> usize {
        self.ids.len()
    }

    /// One of them.
    pub fn row(&self, index: usize) -> &[i64] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[start..self.ends[index]]
    }

    /// All of them, in the order in which they were added.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[i64]> + '_ {
        (0..self.count()).map(|index| self.row(index))
    }
}

impl<Row: IntoIterator<Item = i64>> FromIterator<Row> for Rows {
    fn from_iter<All: IntoIterator<Item = Row>>(all: All) -> Self {
        let mut rows = Rows::default();
        all.into_iter().for_each(|row| rows.push(row));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_as_they_went_in() {
        let written = [vec![1, 2, 3], vec![4], vec![5, 6]];
        let rows: Rows = written.iter().cloned().collect();
        assert_eq!(rows.iter().map(<[i64]>::to_vec).collect::<Vec<_>>(), written);
        assert_eq!((rows.count(), rows.tokens(), rows.is_empty()), (3, 6, false));
        assert!(Rows::default().is_empty());
    }
}
