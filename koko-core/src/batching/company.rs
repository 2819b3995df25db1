//! Which of those that wait run together with whoever is next.
//!
//! Knows shapes only, as the planner does.

use super::plan::{Batching, Shape};
use crate::engine::Layout;

/// How many are looked at, at least.
const LOOK_AHEAD: usize = 64;

/// How many of those that wait are worth looking at.
pub(super) fn window(batching: Batching) -> usize {
    LOOK_AHEAD.max(batching.max_rows)
}

/// The places of those that join `first`: together they cost at most a quarter more than apart. `may` says who can join, and is
/// asked again as the batch grows. Where filling costs, the most alike come first, and else who came first.
pub(super) fn choose(
    first: Shape,
    others: &[Shape],
    batching: Batching,
    layout: Layout,
    mut may: impl FnMut(usize, &[usize]) -> bool,
) -> Vec<usize> {
    let mut places: Vec<usize> = (0..others.len()).collect();
    if layout == Layout::Filled {
        places.sort_by_key(|&place| others[place].longest.abs_diff(first.longest));
    }
    let (mut shape, mut apart, mut chosen) = (first, first.cost(layout), Vec::new());
    for place in places {
        let (grown, costs) = (shape.with(others[place]), apart + others[place].cost(layout));
        if grown.fits(batching, layout) && grown.cost(layout) * 4 <= costs * 5 && may(place, &chosen) {
            (shape, apart) = (grown, costs);
            chosen.push(place);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    const BATCHING: Batching = Batching { max_rows: 100, max_tokens: 4_096 };

    fn chosen(first: Shape, others: &[Shape], layout: Layout) -> Vec<usize> {
        choose(first, others, BATCHING, layout, |_, _| true)
    }

    #[test]
    fn the_most_alike_join_first_where_filling_costs() {
        let others = [90, 19, 5, 23, 20].map(Shape::of);
        assert_eq!(chosen(Shape::of(20), &others, Layout::Filled), [4, 1, 3], "no row is four times as long");
        assert_eq!(chosen(Shape::of(20), &others, Layout::Packed), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn what_is_filled_already_finds_company() {
        let list = Shape { rows: 10, tokens: 300, longest: 60 };
        let alike = Shape { longest: 62, ..list };
        assert_eq!(chosen(list, &[alike, list], Layout::Filled), [1, 0]);
        let short = Shape { rows: 10, tokens: 90, longest: 10 };
        assert!(
            chosen(list, &[short], Layout::Filled).is_empty(),
            "filled to 60 they would cost six times as much"
        );
    }

    #[test]
    fn who_must_not_join_does_not_count() {
        let others = [Shape::of(20); 3];
        let may = |place: usize, chosen: &[usize]| place != 1 && chosen.len() < 2;
        assert_eq!(choose(Shape::of(20), &others, BATCHING, Layout::Filled, may), [0, 2]);
    }
}
