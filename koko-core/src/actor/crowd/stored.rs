//! Rows as bytes: little-endian, one field after the other.

/// Something that a snapshot can hold.
pub(in crate::actor) trait Stored: Sized {
    fn put(&self, out: &mut Vec<u8>);
    /// Nothing if `input` does not begin with one.
    fn take(input: &mut &[u8]) -> Option<Self>;
}

macro_rules! stored_numbers {
    ($($number:ty),*) => { $(
        impl Stored for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }

            fn take(input: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = input.split_first_chunk()?;
                *input = rest;
                Some(<$number>::from_le_bytes(*bytes))
            }
        }
    )* };
}
stored_numbers!(u8, u16, u32, u64, f32, f64, i32);

impl Stored for bool {
    fn put(&self, out: &mut Vec<u8>) {
        u8::from(*self).put(out);
    }

    fn take(input: &mut &[u8]) -> Option<Self> {
        match u8::take(input)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<T: Stored + Copy + Default, const N: usize> Stored for [T; N] {
    fn put(&self, out: &mut Vec<u8>) {
        self.iter().for_each(|item| item.put(out));
    }

    fn take(input: &mut &[u8]) -> Option<Self> {
        let mut items = [T::default(); N];
        for item in &mut items {
            *item = T::take(input)?;
        }
        Some(items)
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_all(self, out);
    }

    fn take(input: &mut &[u8]) -> Option<Self> {
        let length = usize::try_from(u64::take(input)?).ok()?;
        // Every item has a byte at least: a length beyond that is damage, not a wish for memory.
        (length <= input.len()).then_some(())?;
        (0..length).map(|_| T::take(input)).collect()
    }
}

/// Adds a list, as a vector of its items is read.
pub(super) fn put_all<T: Stored>(items: &[T], out: &mut Vec<u8>) {
    (items.len() as u64).put(out);
    items.iter().for_each(|item| item.put(out));
}

/// Implements [`Stored`] for a struct, its fields in the order given.
macro_rules! stored_fields {
    ($name:ty { $($field:ident),* $(,)? }) => {
        impl $crate::actor::crowd::stored::Stored for $name {
            fn put(&self, out: &mut Vec<u8>) {
                $($crate::actor::crowd::stored::Stored::put(&self.$field, out);)*
            }

            fn take(input: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: $crate::actor::crowd::stored::Stored::take(input)?),* })
            }
        }
    };
}
pub(in crate::actor) use stored_fields;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_beyond_the_input_is_refused_without_asking_for_memory() {
        let mut bytes = Vec::new();
        u64::MAX.put(&mut bytes);
        assert_eq!(Vec::<u64>::take(&mut &bytes[..]), None);
        let mut bytes = Vec::new();
        vec![1_u32, 2].put(&mut bytes);
        assert_eq!(Vec::<u32>::take(&mut &bytes[..]), Some(vec![1, 2]));
        assert_eq!(Vec::<u32>::take(&mut &bytes[..bytes.len() - 1]), None);
    }
}
