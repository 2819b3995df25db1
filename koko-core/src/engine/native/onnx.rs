//! The few parts of an ONNX file that this engine reads, through the crate `prost`. Numbers are those of `onnx.proto`.

use std::collections::HashMap;

use prost::Message;
use prost::bytes::Bytes;

#[derive(Clone, PartialEq, Message)]
struct Model {
    #[prost(message, optional, tag = "7")]
    graph: Option<GraphOfModel>,
}

#[derive(Clone, PartialEq, Message)]
struct GraphOfModel {
    #[prost(message, repeated, tag = "1")]
    node: Vec<Node>,
    #[prost(message, repeated, tag = "5")]
    initializer: Vec<Constant>,
}

/// One operation.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Node {
    #[prost(string, repeated, tag = "1")]
    pub(super) input: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub(super) output: Vec<String>,
    #[prost(string, tag = "4")]
    pub(super) op_type: String,
    #[prost(message, repeated, tag = "5")]
    pub(super) attribute: Vec<Attribute>,
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
}

#[derive(Clone, PartialEq, Message)]
struct Constant {
    #[prost(int64, repeated, tag = "1")]
    dims: Vec<i64>,
    #[prost(int32, tag = "2")]
    data_type: i32,
    #[prost(string, tag = "8")]
    name: String,
    // `Bytes` points into the file rather than copying it.
    #[prost(bytes = "bytes", tag = "9")]
    raw_data: Bytes,
}

const FLOAT: i32 = 1;
const UINT8: i32 = 2;
const INT8: i32 = 3;
const INT64: i32 = 7;

/// A graph's operations and its constants.
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    constants: HashMap<String, Constant>,
}

/// Why a graph is not for this engine.
pub(super) type Misfit = String;

impl Graph {
    /// Reads a file.
    pub(super) fn parse(file: Bytes) -> Result<Graph, Misfit> {
        let model = Model::decode(file).map_err(|error| format!("not an ONNX file: {error}"))?;
        let graph = model.graph.ok_or("an ONNX file without a graph")?;
        let constants = graph.initializer.into_iter().map(|constant| (constant.name.clone(), constant));
        Ok(Graph { nodes: graph.node, constants: constants.collect() })
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
