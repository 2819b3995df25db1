//! Attention within one text: every token's mean of all values, weighted by how alike its query is to each key.
//!
//! Texts are packed one behind the other, and each attends only to itself: there is no filling and no mask but for the
//! lanes that are left over when the keys are no multiple of sixteen.

use super::lanes::{LANES, Lanes, equal_share, exp, sixteen, sixteen_mut};
use super::quantizer::Quantizer;
use super::step::Step;
use crate::lines::Lines;

/// Numbers of a head.
pub(super) const HEAD: usize = 2 * LANES;
/// What a head has of a token: its query, its key and its value. Queries are scaled already.
pub(super) const PROJECTED: usize = 3 * HEAD;
/// Queries that share what is loaded of keys and values, and whose sums need not wait for each other.
const QUERIES: usize = 8;
/// Far below any likeness: `e` to it is as good as nothing.
const NOT_A_KEY: f32 = -1e30;

/// One head of one text, for all of its tokens or for some.
pub(super) struct Attend<'s> {
    /// What is [projected](PROJECTED) of the tokens whose means are wanted.
    pub(super) asking: &'s [f32],
    /// That of all tokens, in one piece or in several.
    pub(super) text: &'s [&'s [f32]],
    pub(super) quantizer: &'s Quantizer,
    pub(super) room: &'s mut Room,
    /// `asking × width`: where the means go, rounded for the product that follows.
    pub(super) into: &'s mut [u8],
    pub(super) width: usize,
    /// The head's first channel among those of a row of `into`.
    pub(super) channel: usize,
}

/// What one head needs in between. Kept, so that nothing is allocated.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// The keys of a head, turned: `HEAD × padded`.
    keys: Lines<f32>,
    /// How alike some queries are to each key: `QUERIES × padded`.
    shares: Lines<f32>,
}

impl Step for Attend<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self) {
        let Attend { asking, text, quantizer, room, into, width, channel } = self;
        let queries = asking.len() / PROJECTED;
        let tokens = text.iter().map(|piece| piece.len()).sum::<usize>() / PROJECTED;
        let padded = tokens.next_multiple_of(LANES);
        room.keys.resize(HEAD * padded);
        room.shares.resize(QUERIES * padded);
        let mut head = OneHead { asking, text, tokens, padded, quantizer, into, width, channel };
        head.turn_keys::<L>(&mut room.keys);
        let mut query = 0;
        while query < queries {
            // None is left whose sums wait for themselves.
            let count = equal_share(queries - query, QUERIES);
            match count {
                8 => head.mix::<L, 8>(query, &room.keys, &mut room.shares),
                7 => head.mix::<L, 7>(query, &room.keys, &mut room.shares),
                6 => head.mix::<L, 6>(query, &room.keys, &mut room.shares),
                5 => head.mix::<L, 5>(query, &room.keys, &mut room.shares),
                4 => head.mix::<L, 4>(query, &room.keys, &mut room.shares),
                3 => head.mix::<L, 3>(query, &room.keys, &mut room.shares),
                2 => head.mix::<L, 2>(query, &room.keys, &mut room.shares),
                _ => head.mix::<L, 1>(query, &room.keys, &mut room.shares),
            }
            query += count;
        }
    }
}

/// [`Attend`] at work.
struct OneHead<'s> {
    asking: &'s [f32],
    text: &'s [&'s [f32]],
    tokens: usize,
    padded: usize,
    quantizer: &'s Quantizer,
    into: &'s mut [u8],
    width: usize,
    channel: usize,
}

/// The numbers of a token in some rows: part 0 is its query, 1 its key, 2 its value.
#[inline(always)]
fn part_of(rows: &[f32], token: usize, part: usize) -> &[f32; HEAD] {
    (&rows[token * PROJECTED + part * HEAD..][..HEAD]).try_into().expect("a head's numbers")
}

impl OneHead<'_> {
    /// The number of a piece's first token, the piece, and how many tokens it has.
    #[inline(always)]
    fn pieces(&self) -> impl Iterator<Item = (usize, &[f32], usize)> {
        let mut first = 0;
        self.text.iter().map(move |piece| {
            let count = piece.len() / PROJECTED;
            first += count;
            (first - count, *piece, count)
        })
    }

    /// Keys side by side, so that sixteen of them are met at once.
    #[inline(always)]
    fn turn_keys<L: Lanes>(&self, turned: &mut [f32]) {
        let mut keys =
            self.pieces().flat_map(|(_, piece, count)| (0..count).map(move |token| part_of(piece, token, 1)));
        for place in (0..self.padded).step_by(LANES) {
            let mut rows = [&[0.0; HEAD]; LANES];
            for (row, key) in rows.iter_mut().zip(keys.by_ref()) {
                *row = key;
            }
            for part in (0..HEAD).step_by(LANES) {
                let mut square = [L::splat(0.0); LANES];
                for (line, row) in square.iter_mut().zip(rows) {
                    *line = L::load(sixteen(row, part));
                }
                for (number, line) in L::turned(square).into_iter().enumerate() {
                    line.store(sixteen_mut(turned, (part + number) * self.padded + place));
                }
            }
        }
    }

    /// What sums of likenesses to the keys from `column` on begin with: nothing, or what no key can be made up from.
    #[inline(always)]
    fn start<L: Lanes>(&self, column: usize) -> L {
        let keys = self.tokens - column;
        match keys < LANES {
            true => L::load(&std::array::from_fn(|lane| if lane < keys { 0.0 } else { NOT_A_KEY })),
            false => L::splat(0.0),
        }
    }

    /// The means for `COUNT` queries from `first` on.
    #[inline(always)]
    fn mix<L: Lanes, const COUNT: usize>(&mut self, first: usize, keys: &[f32], shares: &mut [f32]) {
        let queries: [&[f32; HEAD]; COUNT] =
            std::array::from_fn(|query| part_of(self.asking, first + query, 0));
        let mut greatest = [L::splat(NOT_A_KEY); COUNT];
        for column in (0..self.padded).step_by(LANES) {
            let mut alike = [self.start::<L>(column); COUNT];
            for number in 0..HEAD {
                let key = L::load(sixteen(keys, number * self.padded + column));
                for (alike, query) in alike.iter_mut().zip(queries) {
                    *alike = L::splat(query[number]).mul_add(key, *alike);
                }
            }
            for (query, (alike, greatest)) in alike.into_iter().zip(&mut greatest).enumerate() {
                *greatest = greatest.max(alike);
                alike.store(sixteen_mut(shares, query * self.padded + column));
            }
        }
        let totals = soften::<L, COUNT>(shares, self.padded, greatest);
        let mut means = [[L::splat(0.0); 2]; COUNT];
        for (before, piece, count) in self.pieces() {
            for token in 0..count {
                let value = part_of(piece, token, 2);
                let value = [L::load(sixteen(value, 0)), L::load(sixteen(value, LANES))];
                for (query, means) in means.iter_mut().enumerate() {
                    let share = L::splat(shares[query * self.padded + before + token]);
                    *means = [share.mul_add(value[0], means[0]), share.mul_add(value[1], means[1])];
                }
            }
        }
        for (query, means) in means.into_iter().enumerate() {
            let whole = L::splat(1.0 / totals[query]);
            for (half, mean) in means.into_iter().enumerate() {
                let channel = self.channel + half * LANES;
                let into = sixteen_mut(self.into, (first + query) * self.width + channel);
                self.quantizer.round(mean.mul(whole), channel, into);
            }
        }
    }
}

/// Replaces the likenesses of each query by `e` to each, less the greatest; gives their sums. The division is left to the
/// end.
#[inline(always)]
fn soften<L: Lanes, const COUNT: usize>(
    shares: &mut [f32],
    padded: usize,
    mut greatest: [L; COUNT],
) -> [f32; COUNT] {
    // Plain loops: what a closure in `map` does would be called, one by one, in functions of their own.
    for greatest in &mut greatest {
        *greatest = L::splat(greatest.greatest());
    }
    let mut sums = [L::splat(0.0); COUNT];
    for column in (0..padded).step_by(LANES) {
        for (query, (greatest, sum)) in greatest.iter().zip(&mut sums).enumerate() {
            let share = sixteen_mut(shares, query * padded + column);
            let raised = exp(L::load(share).sub(*greatest));
            raised.store(share);
            *sum = sum.add(raised);
        }
    }
    let mut totals = [0.0; COUNT];
    for (total, sum) in totals.iter_mut().zip(sums) {
        *total = sum.sum();
    }
    totals
}
