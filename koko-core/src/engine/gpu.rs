//! The bundle's graph as a GPU can run it.
//!
//! ONNX Runtime has no product of bytes for GPUs that the graph could use; left as it is, every product would go to the
//! processor and back. So the graph is written anew, in one of two ways.
//!
//! [`Numbers::Exact`]: the same integers, multiplied as floats. Activations become the same 256 steps as ever, and the steps
//! and the weights of 7 bits are then floats that are whole numbers: each fits the 11 bits that TF32 keeps, so a GPU's matrix
//! units multiply them without rounding. Scales and biases follow in full precision, as everything else does. So a model has
//! the same name and the same scores on either, up to the order of sums.
//!
//! [`Numbers::Halves`]: activations stay as they are, in floats of 16 bits. That is 2.5 times as fast (`benches/results`), and
//! scores differ by what rounding to bytes costs; so the model has another id.
//!
//! Operations that GPUs do at once are one here, too: attention; residual, bias and norm; bias and GELU.

use half::f16;

use super::graph::{Attribute, Constant, FLOAT, Graph, INT32, Misfit, Node};
use super::native::recipe::{self, Known};

const CONTRIB: &str = "com.microsoft";

/// What a GPU computes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// The integers of the graph as it is.
    Exact,
    /// Floats of 16 bits.
    Halves,
}

/// A bundle's graph, an ONNX file, as `--device cuda` or `--device cuda-fp16` runs it: an ONNX file again, with the same inputs
/// and outputs. If it is not the graph that we know, why not.
pub fn recast(file: &[u8], numbers: Numbers) -> Result<Vec<u8>, String> {
    let graph = Graph::parse(file)?;
    let known = recipe::know(&graph)?;
    let mut writer = Writer { graph: &graph, known, numbers, nodes: Vec::new(), constants: Vec::new() };
    writer.encoder()?;
    let Writer { nodes, constants, .. } = writer;
    Ok(graph.file_with(nodes, constants))
}

struct Writer<'g> {
    graph: &'g Graph,
    known: Known,
    numbers: Numbers,
    nodes: Vec<Node>,
    constants: Vec<Constant>,
}

impl Writer<'_> {
    fn encoder(&mut self) -> Result<(), Misfit> {
        let Known { layers, width, vocabulary, places, outputs, epsilon, .. } = self.known;
        self.constants.extend([
            Constant::integers("first", &[0]),
            Constant::integers("axis", &[1]),
            Constant::floats("one", &[], &[1.0]),
        ]);
        let counted = self.node("Cast", &["attention_mask"], vec![integer("to", INT32)]);
        let lengths = self.node("ReduceSum", &[&counted, "axis"], vec![Attribute::integer("keepdims", 0)]);

        let scales = self.graph.floats("words.scale", &[vocabulary, 1])?;
        let words = self.graph.signed_bytes("words.weight", &[vocabulary, width])?;
        let words: Vec<f32> =
            words.iter().enumerate().map(|(at, step)| f32::from(*step) * scales[at / width]).collect();
        self.numbers("words.weight", &[vocabulary, width], &words);
        self.copied("positions.weight", &[places, width])?;
        let words = self.node("Gather", &["words.weight", "input_ids"], Vec::new());
        let ends = vec![Attribute::integer("start", 1), Attribute::integer("end", 2)];
        let tokens = self.node("Shape", &["input_ids"], ends);
        let positions = self.node("Slice", &["positions.weight", "first", &tokens], Vec::new());
        let sum = self.node("Add", &[&words, &positions], Vec::new());
        let [gain, shift] = self.norm("embedding_norm", width)?;
        let how = vec![Attribute::integer("axis", -1), Attribute::float("epsilon", epsilon)];
        let mut hidden = self.node("LayerNormalization", &[&sum, &gain, &shift], how);
        for number in 0..layers {
            hidden = self.layer(number, &hidden, &lengths)?;
        }

        if self.numbers == Numbers::Halves {
            hidden = self.node("Cast", &[&hidden], vec![integer("to", FLOAT)]);
        }
        let mask = self.node("Cast", &["attention_mask"], vec![integer("to", FLOAT)]);
        let row = self.node("Unsqueeze", &[&mask, "axis"], Vec::new());
        let total = self.node("MatMul", &[&row, &hidden], Vec::new());
        let total = self.node("Squeeze", &[&total, "axis"], Vec::new());
        let count = self.node("ReduceSum", &[&mask, "axis"], vec![Attribute::integer("keepdims", 1)]);
        let count = self.node("Max", &[&count, "one"], Vec::new());
        self.named("Div", &[&total, &count], "embedding", Vec::new());
        for (name, sizes) in [("head.weight", &[width, outputs][..]), ("head.bias", &[outputs])] {
            self.constants.push(Constant::floats(name, sizes, &self.graph.floats(name, sizes)?));
        }
        let logits = self.node("MatMul", &["embedding", "head.weight"], Vec::new());
        self.named("Add", &[&logits, "head.bias"], "logits", Vec::new());
        Ok(())
    }

    fn layer(&mut self, number: usize, hidden: &str, lengths: &str) -> Result<String, Misfit> {
        let name = |part: &str| format!("layers.{number}.{part}");
        let width = self.known.width;
        let inner = self.graph.sizes(&name("widen.bias"))?.first().copied().unwrap_or_default();

        let mixed = self.attention(number, hidden, lengths)?;
        let attended = self.product(&mixed, &name("attended"), width, width)?;
        let hidden = self.added(&attended, hidden, &name("attended"))?;
        let widened = self.product(&hidden, &name("widen"), width, inner)?;
        let widened = self.contrib("BiasGelu", &[&widened, &name("widen.bias")], Vec::new());
        let narrowed = self.product(&widened, &name("narrow"), inner, width)?;
        self.added(&narrowed, &hidden, &name("narrow"))
    }

    /// Queries, keys and values by one product, and what attention makes of them.
    fn attention(&mut self, number: usize, hidden: &str, lengths: &str) -> Result<String, Misfit> {
        let name = |part: &str| format!("layers.{number}.{part}");
        let width = self.known.width;
        let read = name("hidden");
        let parts = ["query", "key", "value"]
            .map(|part| self.weights(&name(part), &read, width, width))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        let joined = Weights::beside(&parts, width);
        let [weight, scale, bias] = ["weight", "scale", "bias"].map(|part| name(&format!("heads.{part}")));
        self.numbers(&weight, &[width, 3 * width], &joined.matrix);
        self.numbers(&bias, &[3 * width], &joined.bias);
        let count = i64::try_from(self.known.heads).unwrap_or(i64::MAX);
        // The graph has the scale of attention inside its queries.
        let how = vec![Attribute::integer("num_heads", count), Attribute::float("scale", 1.0)];
        match self.numbers {
            Numbers::Halves => Ok(self.contrib("Attention", &[hidden, &weight, &bias, lengths], how)),
            Numbers::Exact => {
                let steps = self.steps(hidden, &read, width)?;
                let scaled = self.scaled_product(&steps, &weight, &scale, &joined.scales);
                let together = self.node("Add", &[&scaled, &bias], Vec::new());
                let heads = self.split(&together, &name("heads"));
                let inputs = [&*heads[0], &heads[1], &heads[2], "", lengths];
                Ok(self.contrib("MultiHeadAttention", &inputs, how))
            }
        }
    }

    /// A product. Its bias is a constant now; whoever comes next adds it.
    fn product(&mut self, value: &str, name: &str, inputs: usize, outputs: usize) -> Result<String, Misfit> {
        let Weights { matrix, scales, bias } = self.weights(name, name, inputs, outputs)?;
        let [weight, scale, shift] = ["weight", "scales", "bias"].map(|part| format!("{name}.{part}"));
        self.numbers(&weight, &[inputs, outputs], &matrix);
        self.numbers(&shift, &[outputs], &bias);
        match self.numbers {
            Numbers::Halves => Ok(self.node("MatMul", &[value, &weight], Vec::new())),
            Numbers::Exact => {
                let steps = self.steps(value, name, inputs)?;
                Ok(self.scaled_product(&steps, &weight, &scale, &scales))
            }
        }
    }

    /// A product of whole floats, each of its sums multiplied with a scale of its own.
    fn scaled_product(&mut self, steps: &str, weight: &str, name: &str, scales: &[f32]) -> String {
        self.numbers(name, &[scales.len()], scales);
        let sums = self.node("MatMul", &[steps, weight], Vec::new());
        self.node("Mul", &[&sums, name], Vec::new())
    }

    /// The weights of a product that reads the activation `read`: whole numbers and what scales their sums, or what they
    /// stand for.
    fn weights(&self, name: &str, read: &str, inputs: usize, outputs: usize) -> Result<Weights, Misfit> {
        let whole = self.graph.signed_bytes(&format!("{name}.weight"), &[inputs, outputs])?;
        let scales = self.graph.floats(&format!("{name}.weight_scale"), &[outputs])?;
        let bias = self.graph.floats(&format!("{name}.bias"), &[outputs])?;
        let matrix = match self.numbers {
            Numbers::Exact => whole.iter().map(|step| f32::from(*step)).collect(),
            Numbers::Halves => {
                let down = self.down(read, inputs)?;
                let stands_for = |(at, step): (usize, &i8)| {
                    let turned_down = down.as_ref().map_or(1.0, |down| down[at / outputs]);
                    f32::from(*step) * scales[at % outputs] * turned_down
                };
                whole.iter().enumerate().map(stands_for).collect()
            }
        };
        let scale = self.graph.float(&format!("{read}.scale"))?;
        Ok(Weights { matrix, scales: scales.iter().map(|weights| weights * scale).collect(), bias })
    }

    /// The steps of an activation as whole floats, counted from the step that stands for zero.
    fn steps(&mut self, value: &str, read: &str, channels: usize) -> Result<String, Misfit> {
        let [scale_name, zeros, step_zero] = ["scale", "zeros", "zero"].map(|part| format!("{read}.{part}"));
        let (scale, zero) = (self.graph.float(&scale_name)?, self.graph.byte(&step_zero)?);
        self.constants.push(Constant::bytes(&step_zero, &[], &[zero]));
        let bytes = match self.down(read, channels)? {
            // Turned down by powers of two: a scale for each channel says the same, without rounding.
            Some(down) => {
                let scales: Vec<f32> = down.iter().map(|down| scale / down).collect();
                self.numbers(&scale_name, &[channels], &scales);
                self.constants.push(Constant::bytes(&zeros, &[channels], &vec![zero; channels]));
                let axis = vec![Attribute::integer("axis", 2)];
                self.node("QuantizeLinear", &[value, &scale_name, &zeros], axis)
            }
            None => {
                self.numbers(&scale_name, &[], &[scale]);
                self.node("QuantizeLinear", &[value, &scale_name, &step_zero], Vec::new())
            }
        };
        Ok(self.node("DequantizeLinear", &[&bytes, "one", &step_zero], Vec::new()))
    }

    /// What each channel of an activation is turned down by, if it is.
    fn down(&self, read: &str, channels: usize) -> Result<Option<Vec<f32>>, Misfit> {
        let name = format!("{read}.down");
        self.graph.sizes(&name).is_ok().then(|| self.graph.floats(&name, &[channels])).transpose()
    }

    /// What a product says, its bias and what was there before, added and normalized.
    fn added(&mut self, product: &str, before: &str, name: &str) -> Result<String, Misfit> {
        let [gain, shift] = self.norm(&format!("{name}_norm"), self.known.width)?;
        let inputs = [product, before, &gain, &shift, &format!("{name}.bias")];
        let how = vec![Attribute::float("epsilon", self.known.epsilon)];
        Ok(self.contrib("SkipLayerNormalization", &inputs, how))
    }

    fn norm(&mut self, name: &str, width: usize) -> Result<[String; 2], Misfit> {
        let names = ["weight", "bias"].map(|part| format!("{name}.{part}"));
        for name in &names {
            self.copied(name, &[width])?;
        }
        Ok(names)
    }

    fn copied(&mut self, name: &str, sizes: &[usize]) -> Result<(), Misfit> {
        let floats = self.graph.floats(name, sizes)?;
        self.numbers(name, sizes, &floats);
        Ok(())
    }

    /// A constant in what is computed with.
    fn numbers(&mut self, name: &str, sizes: &[usize], floats: &[f32]) {
        self.constants.push(match self.numbers {
            Numbers::Exact => Constant::floats(name, sizes, floats),
            Numbers::Halves => {
                let halves: Vec<f16> = floats.iter().copied().map(f16::from_f32).collect();
                Constant::halves(name, sizes, &halves)
            }
        });
    }

    /// Three equal parts of the last axis.
    fn split(&mut self, value: &str, name: &str) -> [String; 3] {
        let parts = [0, 1, 2].map(|part| format!("{name}.{part}"));
        let how = vec![Attribute::integer("axis", 2), Attribute::integer("num_outputs", 3)];
        self.named("Split", &[value], &parts[0], how);
        if let Some(node) = self.nodes.last_mut() {
            node.output = parts.to_vec();
        }
        parts
    }

    /// Adds an operation; gives the name of its output.
    fn node(&mut self, operation: &str, inputs: &[&str], attributes: Vec<Attribute>) -> String {
        let output = format!("{operation}_{}", self.nodes.len());
        self.named(operation, inputs, &output, attributes);
        output
    }

    fn contrib(&mut self, operation: &str, inputs: &[&str], attributes: Vec<Attribute>) -> String {
        let output = self.node(operation, inputs, attributes);
        if let Some(node) = self.nodes.last_mut() {
            node.domain = CONTRIB.to_owned();
        }
        output
    }

    fn named(&mut self, operation: &str, inputs: &[&str], output: &str, attribute: Vec<Attribute>) {
        self.nodes.push(Node {
            input: inputs.iter().map(|input| (*input).to_owned()).collect(),
            output: vec![output.to_owned()],
            name: output.to_owned(),
            op_type: operation.to_owned(),
            attribute,
            domain: String::new(),
        });
    }
}

/// A product's weights.
struct Weights {
    /// `inputs × outputs`.
    matrix: Vec<f32>,
    /// What the sums of whole numbers are multiplied with, one for each output.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Weights {
    /// One product of several with so many inputs and outputs each.
    fn beside(parts: &[Weights], width: usize) -> Weights {
        let row = |number: usize| parts.iter().flat_map(move |part| &part.matrix[number * width..][..width]);
        Weights {
            matrix: (0..width).flat_map(row).copied().collect(),
            scales: parts.iter().flat_map(|part| &part.scales).copied().collect(),
            bias: parts.iter().flat_map(|part| &part.bias).copied().collect(),
        }
    }
}

fn integer(name: &str, value: i32) -> Attribute {
    Attribute::integer(name, i64::from(value))
}
