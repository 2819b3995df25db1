//! Lines of the cache: numbers that begin where one begins, and fetching one before it is read.
//!
//! Registers, the rows of tiles and the buckets of tables are as wide as such a line. Read from anywhere else, each of them
//! touches two lines: on AMX, that cost a fifth of the speed.

use std::ops::{Deref, DerefMut};

/// Bytes of a line of the cache.
pub(crate) const LINE_BYTES: usize = 64;

/// A vector whose first number lies at the beginning of a line.
#[derive(Debug, Default)]
pub(crate) struct Lines<T> {
    /// Some unused numbers, then those that count.
    room: Vec<T>,
    start: usize,
    length: usize,
}

impl<T: Copy + Default> Lines<T> {
    /// So many times what is there by default.
    pub(crate) fn of_length(length: usize) -> Lines<T> {
        let mut lines = Lines::default();
        lines.resize(length);
        lines
    }

    /// Makes it `length` long. What was there before is lost if it has to grow.
    pub(crate) fn resize(&mut self, length: usize) {
        if self.room.len() < self.start + length {
            self.room = vec![T::default(); length + LINE_BYTES / size_of::<T>()];
            self.start = self.room.as_ptr().align_offset(LINE_BYTES);
        }
        self.length = length;
    }
}

impl<T: Copy + Default> From<&[T]> for Lines<T> {
    fn from(numbers: &[T]) -> Self {
        let mut lines = Lines::of_length(numbers.len());
        lines.copy_from_slice(numbers);
        lines
    }
}

impl<T> Deref for Lines<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.room[self.start..self.start + self.length]
    }
}

impl<T> DerefMut for Lines<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.room[self.start..self.start + self.length]
    }
}

/// Begins to fetch what will be read soon, all lines of it, so that it need not be waited for then. Changes nothing else.
#[inline]
#[allow(unsafe_code)]
pub(crate) fn fetch_ahead<T>(place: &T) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: every processor of this kind has the instruction, and it reads nothing that a program could see.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        let first = std::ptr::from_ref(place).cast::<i8>();
        for offset in (0..size_of::<T>()).step_by(LINE_BYTES) {
            _mm_prefetch::<_MM_HINT_T0>(first.wrapping_add(offset));
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = place;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_lies_at_the_beginning_of_a_line_whenever_it_grows() {
        let mut lines = Lines::<f32>::default();
        assert!(lines.is_empty());
        for length in [1, 100, 7, 5_000, 100_000] {
            lines.resize(length);
            assert_eq!(lines.len(), length);
            assert!(lines.as_ptr().addr().is_multiple_of(LINE_BYTES));
        }
        let copied = Lines::from([1_u8, 2, 3].as_slice());
        assert_eq!(*copied, [1, 2, 3]);
    }
}
