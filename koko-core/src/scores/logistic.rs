//! Logistic regression for few examples with many numbers each: the plain maths behind a taught label.
//!
//! Knows rows of numbers only. Every sum has a fixed order and nothing is drawn by chance, so that the same rows give the
//! same line to the last bit.

use crate::measure::sigmoid;

/// Newton's steps; it settles in fewer than twenty.
const STEPS: usize = 50;
/// The slope below which it has arrived.
const FLAT: f64 = 1e-9;

/// A row of numbers, what is true of it, and how much it counts.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub(super) row: Vec<f64>,
    pub(super) positive: bool,
    pub(super) weight: f64,
}

/// `log-odds = weights · row + bias`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) weights: Vec<f64>,
    pub(super) bias: f64,
}

impl Line {
    /// The line that knows nothing.
    pub(super) fn flat(dimensions: usize) -> Line {
        Line { weights: vec![0.0; dimensions], bias: 0.0 }
    }

    /// The log-odds of a row.
    pub(super) fn at(&self, row: &[f64]) -> f64 {
        dot(&self.weights, row) + self.bias
    }

    /// The line with the least loss: Newton's method, from `self` on.
    ///
    /// The loss is the points' weighted mean of `-ln p`, and half of `penalty` for every squared weight, without which few
    /// points in many dimensions would always be told apart, and wrongly. The bias is free.
    pub(super) fn fit(mut self, points: &[&Point], penalty: f64) -> Line {
        let mut loss = self.loss(points, penalty);
        for _ in 0..STEPS {
            let slope = self.slope(points, penalty);
            if norm(&slope) < FLAT {
                break;
            }
            let step = self.newton(points, penalty, &slope);
            // Halved until it helps: far from the goal a whole step may overshoot.
            let tries = (0..30).map(|halved| self.moved(&step, 0.5_f64.powi(halved)));
            let better =
                tries.map(|line| (line.loss(points, penalty), line)).find(|(tried, _)| *tried < loss);
            let Some(better) = better else { break };
            (loss, self) = better;
        }
        self
    }

    fn loss(&self, points: &[&Point], penalty: f64) -> f64 {
        let one = |point: &&Point| {
            let z = self.at(&point.row);
            let against = if point.positive { -z } else { z };
            // ln(1 + e^x) without overflow.
            point.weight * (against.max(0.0) + (-against.abs()).exp().ln_1p())
        };
        points.iter().map(one).sum::<f64>() + penalty / 2.0 * dot(&self.weights, &self.weights)
    }

    /// How the loss rises with each weight, and at the end with the bias.
    fn slope(&self, points: &[&Point], penalty: f64) -> Line {
        let mut slope = self.scaled(penalty);
        slope.bias = 0.0;
        for point in points {
            let miss = sigmoid(self.at(&point.row)) - f64::from(u8::from(point.positive));
            slope.add(&point.row, point.weight * miss);
        }
        slope
    }

    /// The step to where the loss would be least if it were a parabola.
    ///
    /// Its equations are solved by conjugate gradients, which need products with the matrix of second derivatives but never
    /// the matrix itself.
    fn newton(&self, points: &[&Point], penalty: f64, slope: &Line) -> Line {
        let curvatures: Vec<f64> = points
            .iter()
            .map(|point| {
                let p = sigmoid(self.at(&point.row));
                // A trace of curvature stays where all is certain, so that the bias never divides by nothing.
                point.weight * (p * (1.0 - p)).max(1e-9)
            })
            .collect();
        let curved = |direction: &Line| {
            let mut product = direction.scaled(penalty);
            product.bias = 0.0;
            for (point, curvature) in points.iter().zip(&curvatures) {
                product.add(&point.row, curvature * direction.at(&point.row));
            }
            product
        };
        let mut step = Line::flat(self.weights.len());
        let mut left = slope.scaled(-1.0);
        let mut direction = left.clone();
        let near = norm(slope) * norm(slope).sqrt().min(0.1);
        for _ in 0..=self.weights.len() {
            let before = square(&left);
            if before.sqrt() <= near {
                break;
            }
            let product = curved(&direction);
            let length = before / inner(&direction, &product);
            step = step.moved(&direction, length);
            left = left.moved(&product, -length);
            direction = left.moved(&direction, square(&left) / before);
        }
        step
    }

    fn add(&mut self, row: &[f64], factor: f64) {
        self.weights.iter_mut().zip(row).for_each(|(weight, number)| *weight += factor * number);
        self.bias += factor;
    }

    fn scaled(&self, factor: f64) -> Line {
        Line {
            weights: self.weights.iter().map(|weight| factor * weight).collect(),
            bias: factor * self.bias,
        }
    }

    /// `self + length · step`.
    fn moved(&self, step: &Line, length: f64) -> Line {
        let mut moved = self.clone();
        moved.weights.iter_mut().zip(&step.weights).for_each(|(weight, step)| *weight += length * step);
        moved.bias += length * step.bias;
        moved
    }
}

fn inner(one: &Line, other: &Line) -> f64 {
    dot(&one.weights, &other.weights) + one.bias * other.bias
}

fn square(line: &Line) -> f64 {
    inner(line, line)
}

fn norm(line: &Line) -> f64 {
    square(line).sqrt()
}

/// In eight sums at a time, which the processor can do side by side.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    let (ones, others) = (one.chunks_exact(8), other.chunks_exact(8));
    let rest: f64 = ones.remainder().iter().zip(others.remainder()).map(|(a, b)| a * b).sum();
    let mut sums = [0.0; 8];
    for (one, other) in ones.zip(others) {
        for lane in 0..8 {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(rows: &[(&[f64], bool)]) -> Vec<Point> {
        let weight = 1.0 / rows.len() as f64;
        rows.iter().map(|(row, positive)| Point { row: row.to_vec(), positive: *positive, weight }).collect()
    }

    fn fit(points: &[Point], penalty: f64) -> Line {
        Line::flat(points[0].row.len()).fit(&points.iter().collect::<Vec<_>>(), penalty)
    }

    #[test]
    fn without_anything_to_see_the_bias_is_the_log_odds() {
        let line = fit(&points(&[(&[0.0], true), (&[0.0], true), (&[0.0], true), (&[0.0], false)]), 0.1);
        assert!((line.bias - 3.0_f64.ln()).abs() < 1e-6 && line.weights == [0.0], "{line:?}");
    }

    #[test]
    fn the_line_is_the_one_that_the_books_have() {
        // scikit-learn: LogisticRegression(C=10) on these six points; C is 1 / (penalty · 6).
        let rows: [(&[f64], bool); 6] = [
            (&[0.5, 1.0], false),
            (&[1.0, -0.5], false),
            (&[1.5, 2.0], false),
            (&[1.2, 0.3], true),
            (&[2.5, 1.5], true),
            (&[3.0, -1.0], true),
        ];
        let line = fit(&points(&rows), 1.0 / 60.0);
        let expected =
            [(line.weights[0], 2.380_551_82), (line.weights[1], -0.672_371_58), (line.bias, -3.117_102_75)];
        assert!(expected.iter().all(|(found, wanted)| (found - wanted).abs() < 1e-6), "{line:?}");
    }

    #[test]
    fn points_that_can_be_told_apart_do_not_make_the_weights_run_away() {
        let line = fit(&points(&[(&[-1.0, 0.3], false), (&[1.0, 0.3], true)]), 0.01);
        assert!(line.at(&[1.0, 0.3]) > 1.0 && line.at(&[-1.0, 0.3]) < -1.0, "{line:?}");
        assert!(line.weights[0] < 10.0, "{line:?}");
    }

    #[test]
    fn a_start_elsewhere_comes_to_the_same_line() {
        let points = points(&[(&[-1.0, 2.0], false), (&[1.0, 0.5], true), (&[0.2, 0.1], false)]);
        let start = Line { weights: vec![-9.0, 7.0], bias: 5.0 };
        let (one, other) = (fit(&points, 0.05), start.fit(&points.iter().collect::<Vec<_>>(), 0.05));
        assert!(
            one.weights.iter().zip(&other.weights).all(|(a, b)| (a - b).abs() < 1e-6),
            "{one:?} {other:?}"
        );
    }

    #[test]
    fn a_dot_product_has_every_number_in_it() {
        let numbers: Vec<f64> = (1..=19).map(f64::from).collect();
        assert_eq!(dot(&numbers, &numbers), 2_470.0);
    }
}
