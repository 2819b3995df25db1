//! The one shape of graph that this engine runs: that which `training/koko_training/graph.py` writes.
//!
//! A graph is compared with it operation by operation, so that weights with the right names in another network are never
//! run as something that they are not. What does not fit is run by ONNX Runtime.

use super::attention::HEAD;
use super::encoder::{Encoder, Layer};
use super::lanes::LANES;
use super::matrix::{LINE, Matrix, PAIR, Stored};
use super::quantizer::Quantizer;
use super::step::{Norm, Words};
use crate::engine::graph::{Graph, Misfit, Node};

/// The sizes of a graph that is the one we know.
pub(in crate::engine) struct Known {
    pub(in crate::engine) layers: usize,
    pub(in crate::engine) width: usize,
    pub(in crate::engine) heads: usize,
    pub(in crate::engine) vocabulary: usize,
    pub(in crate::engine) places: usize,
    pub(in crate::engine) outputs: usize,
    /// Of the norms.
    pub(in crate::engine) epsilon: f32,
}

/// Looks whether a graph is the one we know, operation by operation.
pub(in crate::engine) fn know(graph: &Graph) -> Result<Known, Misfit> {
    let layers =
        (0..).take_while(|number| graph.sizes(&format!("layers.{number}.widen.bias")).is_ok()).count();
    if layers == 0 {
        return Err("a model without layers of attention".to_owned());
    }
    compare(&graph.nodes, &expected(layers))?;
    let epsilon = attributes(&graph.nodes)?;
    let [vocabulary, width] = two(graph, "words.weight")?;
    let [places, _] = two(graph, "positions.weight")?;
    let [_, outputs] = two(graph, "head.weight")?;
    if width == 0 || !width.is_multiple_of(LINE) || !width.is_multiple_of(HEAD) {
        return Err(format!("a width of {width} is no multiple of {LINE}"));
    }
    let heads = i64::try_from(width / HEAD).unwrap_or(i64::MAX);
    let split = [0, 0, heads, i64::try_from(HEAD).unwrap_or(i64::MAX)];
    if graph.integers("split_heads", 4)? != split {
        return Err(format!("heads that are not {HEAD} wide"));
    }
    if graph.signed_bytes("weight_zero", &graph.sizes("weight_zero")?)? != [0] {
        return Err("weights with a zero point".to_owned());
    }
    Ok(Known { layers, width, heads: width / HEAD, vocabulary, places, outputs, epsilon })
}

/// Reads the weights of a graph, if it is the graph that this engine runs.
pub(super) fn read(graph: &Graph) -> Result<Encoder, Misfit> {
    let Known { layers, width, vocabulary, places, outputs, epsilon, .. } = know(graph)?;
    let norm = |name: &str| -> Result<Norm, Misfit> {
        Ok(Norm {
            gain: graph.floats(&format!("{name}.weight"), &[width])?,
            shift: graph.floats(&format!("{name}.bias"), &[width])?,
            epsilon,
        })
    };
    let head = graph.floats("head.weight", &[width, outputs])?;
    Ok(Encoder {
        words: Words {
            vectors: graph.signed_bytes("words.weight", &[vocabulary, width])?,
            scales: graph.floats("words.scale", &[vocabulary, 1])?,
            positions: graph.floats("positions.weight", &[places, width])?,
            width,
        },
        embedding_norm: norm("embedding_norm")?,
        layers: (0..layers).map(|number| layer(graph, number, width, &norm)).collect::<Result<_, _>>()?,
        head: (0..outputs * width).map(|place| head[place % width * outputs + place / width]).collect(),
        head_bias: graph.floats("head.bias", &[outputs])?,
    })
}

fn layer(
    graph: &Graph,
    number: usize,
    width: usize,
    norm: &impl Fn(&str) -> Result<Norm, Misfit>,
) -> Result<Layer, Misfit> {
    let name = |part: &str| format!("layers.{number}.{part}");
    let [_, inner] = two(graph, &name("widen.weight"))?;
    if inner == 0 || !inner.is_multiple_of(LINE) || !inner.is_multiple_of(PAIR) {
        return Err(format!("{inner} neurons are no multiple of {LINE}"));
    }
    let quantizer = |part: &str, channels: usize, balanced: bool| -> Result<Quantizer, Misfit> {
        let scale = graph.float(&name(&format!("{part}.scale")))?;
        if scale <= 0.0 {
            return Err(format!("`{}` has a scale that is not above zero", name(part)));
        }
        let zero = graph.byte(&name(&format!("{part}.zero")))?;
        let down = match balanced {
            true => graph.floats(&name(&format!("{part}.down")), &[channels])?,
            false => vec![1.0; channels],
        };
        Ok(Quantizer::new(scale, zero, &down))
    };
    let matrix =
        |parts: &[&str], inputs: usize, outputs: usize, input: &Quantizer| -> Result<Matrix, Misfit> {
            let mut read = Vec::new();
            for part in parts {
                read.push((
                    graph.signed_bytes(&name(&format!("{part}.weight")), &[inputs, outputs])?,
                    graph.floats(&name(&format!("{part}.weight_scale")), &[outputs])?,
                    graph.floats(&name(&format!("{part}.bias")), &[outputs])?,
                ));
            }
            let stored = read.iter().map(|(weights, scales, bias)| Stored { weights, scales, bias });
            Ok(Matrix::new(&stored.collect::<Vec<_>>(), inputs, input))
        };
    let (hidden, mixed) = (quantizer("hidden", width, true)?, quantizer("attended", width, false)?);
    let (normal, wide) = (quantizer("widen", width, true)?, quantizer("narrow", inner, true)?);
    Ok(Layer {
        projections: matrix(&["query", "key", "value"], width, width, &hidden)?,
        attended: matrix(&["attended"], width, width, &mixed)?,
        attended_norm: norm(&name("attended_norm"))?,
        widen: matrix(&["widen"], width, inner, &normal)?,
        narrow: matrix(&["narrow"], inner, width, &wide)?,
        narrow_norm: norm(&name("narrow_norm"))?,
        hidden,
        mixed,
        normal,
        inner: wide,
    })
}

fn two(graph: &Graph, name: &str) -> Result<[usize; 2], Misfit> {
    graph.sizes(name)?.try_into().map_err(|_| format!("`{name}` is not a matrix"))
}

/// Operation, inputs, output.
type Line = (&'static str, Vec<String>, String);

/// Every operation of the graph, in the order in which it is written.
fn expected(layers: usize) -> Vec<Line> {
    let mut recipe = Recipe(Vec::new());
    let mask = recipe.node("Cast", &["attention_mask"]);
    let rows = recipe.node("Gather", &["words.weight", "input_ids"]);
    let scales = recipe.node("Gather", &["words.scale", "input_ids"]);
    let floats = recipe.node("Cast", &[&rows]);
    let words = recipe.node("Mul", &[&floats, &scales]);
    let tokens = recipe.node("Shape", &["input_ids"]);
    let places = recipe.node("Slice", &["positions.weight", "zero", &tokens]);
    let sum = recipe.node("Add", &[&words, &places]);
    let mut hidden = recipe.normalized(&sum, "embedding_norm");
    let missing = recipe.node("Sub", &[&mask, "one"]);
    let penalty = recipe.node("Mul", &[&missing, "far"]);
    let penalty = recipe.node("Unsqueeze", &[&penalty, "head_axes"]);
    for number in 0..layers {
        let name = |part: &str| format!("layers.{number}.{part}");
        let bytes = recipe.balanced(&hidden, &name("hidden"));
        let query = recipe.heads(&bytes, &name("query"), &name("hidden"));
        let key = recipe.heads(&bytes, &name("key"), &name("hidden"));
        let alike = recipe.node("MatMul", &[&query, &key]);
        let alike = recipe.node("Add", &[&alike, &penalty]);
        let shares = recipe.node("Softmax", &[&alike]);
        let value = recipe.heads(&bytes, &name("value"), &name("hidden"));
        let mixed = recipe.node("MatMul", &[&shares, &value]);
        let mixed = recipe.node("Transpose", &[&mixed]);
        let mixed = recipe.node("Reshape", &[&mixed, "join_heads"]);
        let bytes = recipe.quantized(&mixed, &name("attended"));
        let attended = recipe.product(&bytes, &name("attended"), &name("attended"));
        let sum = recipe.node("Add", &[&attended, &hidden]);
        hidden = recipe.normalized(&sum, &name("attended_norm"));
        let bytes = recipe.balanced(&hidden, &name("widen"));
        let widened = recipe.product(&bytes, &name("widen"), &name("widen"));
        let inner = recipe.node("Gelu", &[&widened]);
        let bytes = recipe.balanced(&inner, &name("narrow"));
        let narrowed = recipe.product(&bytes, &name("narrow"), &name("narrow"));
        let sum = recipe.node("Add", &[&narrowed, &hidden]);
        hidden = recipe.normalized(&sum, &name("narrow_norm"));
    }
    let row = recipe.node("Unsqueeze", &[&mask, "row_axis"]);
    let total = recipe.node("MatMul", &[&row, &hidden]);
    let count = recipe.node("ReduceSum", &[&mask, "row_axis"]);
    let count = recipe.node("Max", &[&count, "one"]);
    let total = recipe.node("Squeeze", &[&total, "row_axis"]);
    recipe.named("Div", &[&total, &count], "embedding");
    let logits = recipe.node("MatMul", &["embedding", "head.weight"]);
    recipe.named("Add", &[&logits, "head.bias"], "logits");
    recipe.0
}

struct Recipe(Vec<Line>);

impl Recipe {
    fn node(&mut self, operation: &'static str, inputs: &[&str]) -> String {
        let output = format!("{operation}_{}", self.0.len());
        self.named(operation, inputs, &output);
        output
    }

    fn named(&mut self, operation: &'static str, inputs: &[&str], output: &str) {
        let inputs = inputs.iter().map(|input| (*input).to_owned()).collect();
        self.0.push((operation, inputs, output.to_owned()));
    }

    fn normalized(&mut self, value: &str, norm: &str) -> String {
        self.node("LayerNormalization", &[value, &format!("{norm}.weight"), &format!("{norm}.bias")])
    }

    fn balanced(&mut self, value: &str, read: &str) -> String {
        let turned_down = self.node("Mul", &[value, &format!("{read}.down")]);
        self.quantized(&turned_down, read)
    }

    fn quantized(&mut self, value: &str, read: &str) -> String {
        self.node("QuantizeLinear", &[value, &format!("{read}.scale"), &format!("{read}.zero")])
    }

    fn product(&mut self, bytes: &str, name: &str, read: &str) -> String {
        let [weight, weight_scale, bias] =
            ["weight", "weight_scale", "bias"].map(|part| format!("{name}.{part}"));
        let [scale, zero] = ["scale", "zero"].map(|part| format!("{read}.{part}"));
        let inputs = [bytes, &weight, &scale, &weight_scale, &zero, "weight_zero", &bias];
        self.node("MatMulIntegerToFloat", &inputs)
    }

    fn heads(&mut self, bytes: &str, name: &str, read: &str) -> String {
        let projected = self.product(bytes, name, read);
        let split = self.node("Reshape", &[&projected, "split_heads"]);
        self.node("Transpose", &[&split])
    }
}

fn compare(nodes: &[Node], expected: &[Line]) -> Result<(), Misfit> {
    for (place, (node, (operation, inputs, output))) in nodes.iter().zip(expected).enumerate() {
        if node.op_type != *operation || node.input != *inputs || node.output != [output.as_str()] {
            return Err(format!(
                "operation {place} is `{}` to `{}`, not `{operation}` to `{output}`",
                node.op_type,
                node.output.join(", ")
            ));
        }
    }
    match nodes.len() == expected.len() {
        true => Ok(()),
        false => Err(format!("{} operations, not {}", nodes.len(), expected.len())),
    }
}

/// Checks what operations are told besides their inputs, as far as it could change a result; gives the norms' epsilon.
fn attributes(nodes: &[Node]) -> Result<f32, Misfit> {
    let mut epsilon = None;
    for node in nodes {
        for attribute in &node.attribute {
            match (node.op_type.as_str(), attribute.name.as_str()) {
                ("LayerNormalization", "epsilon") => match epsilon {
                    Some(before) if before != attribute.f => return Err("norms that differ".to_owned()),
                    _ => epsilon = Some(attribute.f),
                },
                ("LayerNormalization" | "Softmax", "axis") if attribute.i == -1 => {}
                // Queries and values have their heads before their tokens; keys lie across.
                ("Transpose", "perm") if [[0, 2, 1, 3], [0, 2, 3, 1]].contains(&perm(&attribute.ints)) => {}
                ("Cast", "to") | ("Shape", "start" | "end") | ("ReduceSum", "keepdims") => {}
                (operation, name) => return Err(format!("`{operation}` with `{name}`")),
            }
        }
    }
    epsilon.filter(|epsilon| *epsilon >= 0.0).ok_or_else(|| "norms without an epsilon".to_owned())
}

fn perm(axes: &[i64]) -> [i64; 4] {
    axes.try_into().unwrap_or_default()
}

const _: () = assert!(HEAD.is_multiple_of(LANES));
