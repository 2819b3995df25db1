//! The few parts of an ONNX file that our own engine reads and the one for GPUs writes, through the crate `prost`. Numbers are
//! those of `onnx.proto`.

use std::collections::HashMap;

use half::f16;
use prost::Message;

#[derive(Clone, PartialEq, Message)]
struct Model {
    #[prost(int64, tag = "1")]
    ir_version: i64,
    #[prost(message, optional, tag = "7")]
    graph: Option<GraphOfModel>,
    /// Which operations the model uses; taken over as it is.
    #[prost(bytes = "vec", repeated, tag = "8")]
    opset_import: Vec<Vec<u8>>,
}

#[derive(Clone, PartialEq, Message)]
struct GraphOfModel {
    #[prost(message, repeated, tag = "1")]
    node: Vec<Node>,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(message, repeated, tag = "5")]
    initializer: Vec<Constant>,
    /// What goes in and comes out; taken over as it is.
    #[prost(bytes = "vec", repeated, tag = "11")]
    input: Vec<Vec<u8>>,
    #[prost(bytes = "vec", repeated, tag = "12")]
    output: Vec<Vec<u8>>,
}

/// One operation.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Node {
    #[prost(string, repeated, tag = "1")]
    pub(super) input: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub(super) output: Vec<String>,
    #[prost(string, tag = "3")]
    pub(super) name: String,
    #[prost(string, tag = "4")]
    pub(super) op_type: String,
    #[prost(message, repeated, tag = "5")]
    pub(super) attribute: Vec<Attribute>,
    #[prost(string, tag = "7")]
    pub(super) domain: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Attribute {
    #[prost(string, tag = "1")]
    pub(super) name: String,
    #[prost(float, tag = "2")]
    pub(super) f: f32,
    #[prost(int64, tag = "3")]
    pub(super) i: i64,
    #[prost(int64, repeated, tag = "8")]
    pub(super) ints: Vec<i64>,
    #[prost(int32, tag = "20")]
    pub(super) kind: i32,
}

impl Attribute {
    /// One that is a whole number.
    pub(super) fn integer(name: &str, i: i64) -> Attribute {
        Attribute { name: name.to_owned(), i, kind: 2, ..Attribute::default() }
    }

    /// One that is a float.
    pub(super) fn float(name: &str, f: f32) -> Attribute {
        Attribute { name: name.to_owned(), f, kind: 1, ..Attribute::default() }
    }
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Constant {
    #[prost(int64, repeated, tag = "1")]
    dims: Vec<i64>,
    #[prost(int32, tag = "2")]
    data_type: i32,
    #[prost(string, tag = "8")]
    name: String,
    #[prost(bytes = "vec", tag = "9")]
    raw_data: Vec<u8>,
}

impl Constant {
    /// Floats of these sizes; none means a single one.
    pub(super) fn floats(name: &str, sizes: &[usize], floats: &[f32]) -> Constant {
        Constant::new(name, FLOAT, sizes, floats.iter().flat_map(|float| float.to_le_bytes()).collect())
    }

    /// Floats of 16 bits of these sizes.
    pub(super) fn halves(name: &str, sizes: &[usize], halves: &[f16]) -> Constant {
        Constant::new(name, HALF, sizes, halves.iter().flat_map(|half| half.to_le_bytes()).collect())
    }

    /// Unsigned bytes of these sizes.
    pub(super) fn bytes(name: &str, sizes: &[usize], bytes: &[u8]) -> Constant {
        Constant::new(name, UINT8, sizes, bytes.to_vec())
    }

    /// A list of integers.
    pub(super) fn integers(name: &str, integers: &[i64]) -> Constant {
        let bytes = integers.iter().flat_map(|integer| integer.to_le_bytes()).collect();
        Constant::new(name, INT64, &[integers.len()], bytes)
    }

    fn new(name: &str, data_type: i32, sizes: &[usize], raw_data: Vec<u8>) -> Constant {
        let dims = sizes.iter().map(|size| i64::try_from(*size).unwrap_or(i64::MAX)).collect();
        Constant { name: name.to_owned(), data_type, dims, raw_data }
    }
}

/// What `Cast` calls it to make floats.
pub(super) const FLOAT: i32 = 1;
/// … and to make integers of 32 bits.
pub(super) const INT32: i32 = 6;
const HALF: i32 = 10;
const UINT8: i32 = 2;
const INT8: i32 = 3;
const INT64: i32 = 7;

/// A graph's operations and its constants.
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    constants: HashMap<String, Constant>,
    /// The model without them.
    around: Model,
}

/// Why a graph is not the one that we know.
pub(super) type Misfit = String;

impl Graph {
    /// Reads a file.
    pub(super) fn parse(file: &[u8]) -> Result<Graph, Misfit> {
        let mut around = Model::decode(file).map_err(|error| format!("not an ONNX file: {error}"))?;
        let graph = around.graph.as_mut().ok_or("an ONNX file without a graph")?;
        let nodes = std::mem::take(&mut graph.node);
        let constants = std::mem::take(&mut graph.initializer).into_iter();
        let constants = constants.map(|constant| (constant.name.clone(), constant)).collect();
        Ok(Graph { nodes, constants, around })
    }

    /// A file with other operations and constants between the same inputs and outputs.
    pub(super) fn file_with(&self, nodes: Vec<Node>, constants: Vec<Constant>) -> Vec<u8> {
        let mut model = self.around.clone();
        let graph = model.graph.get_or_insert_default();
        (graph.node, graph.initializer) = (nodes, constants);
        model.encode_to_vec()
    }

    /// A file with other operations and the same constants.
    #[cfg(test)]
    pub(super) fn file_with_nodes(&self, nodes: Vec<Node>) -> Vec<u8> {
        self.file_with(nodes, self.constants.values().cloned().collect())
    }

    /// The sizes of a constant.
    pub(super) fn sizes(&self, name: &str) -> Result<Vec<usize>, Misfit> {
        let constant = self.constants.get(name).ok_or_else(|| format!("there is no constant `{name}`"))?;
        let sizes = constant.dims.iter().map(|size| usize::try_from(*size));
        sizes.collect::<Result<_, _>>().map_err(|_| format!("`{name}` has a negative size"))
    }

    /// A constant of floats with exactly these sizes.
    pub(super) fn floats(&self, name: &str, sizes: &[usize]) -> Result<Vec<f32>, Misfit> {
        let (chunks, _) = self.raw(name, FLOAT, sizes, 4)?.as_chunks::<4>();
        let floats: Vec<f32> = chunks.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        match floats.iter().all(|float| float.is_finite()) {
            true => Ok(floats),
            false => Err(format!("`{name}` has numbers that are not finite")),
        }
    }

    /// A constant of signed bytes with exactly these sizes.
    pub(super) fn signed_bytes(&self, name: &str, sizes: &[usize]) -> Result<Vec<i8>, Misfit> {
        Ok(self.raw(name, INT8, sizes, 1)?.iter().map(|byte| byte.cast_signed()).collect())
    }

    /// A single unsigned byte.
    pub(super) fn byte(&self, name: &str) -> Result<u8, Misfit> {
        Ok(self.raw(name, UINT8, &self.one(name)?, 1)?[0])
    }

    /// A single float.
    pub(super) fn float(&self, name: &str) -> Result<f32, Misfit> {
        Ok(self.floats(name, &self.one(name)?)?[0])
    }

    /// A list of integers.
    pub(super) fn integers(&self, name: &str, count: usize) -> Result<Vec<i64>, Misfit> {
        let (chunks, _) = self.raw(name, INT64, &[count], 8)?.as_chunks::<8>();
        Ok(chunks.iter().map(|bytes| i64::from_le_bytes(*bytes)).collect())
    }

    /// The sizes of a constant that holds one number: none, or ones.
    fn one(&self, name: &str) -> Result<Vec<usize>, Misfit> {
        let sizes = self.sizes(name)?;
        match sizes.iter().all(|size| *size == 1) {
            true => Ok(sizes),
            false => Err(format!("`{name}` should be one number")),
        }
    }

    fn raw(&self, name: &str, kind: i32, sizes: &[usize], bytes_each: usize) -> Result<&[u8], Misfit> {
        let found = self.sizes(name)?;
        let constant = &self.constants[name];
        let count = sizes.iter().try_fold(bytes_each, |count, size| count.checked_mul(*size));
        if constant.data_type != kind || found != sizes || count != Some(constant.raw_data.len()) {
            return Err(format!("`{name}` has type {} and sizes {found:?}", constant.data_type));
        }
        Ok(&constant.raw_data)
    }
}
