//! Arrow's PyCapsule protocol: what other libraries hold comes in without a copy, and results go out the same way.
//!
//! The only file with unsafe code: the protocol hands over raw pointers, with promises that only its makers can keep.

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, make_array};
use arrow_schema::{ArrowError, DataType};
use koko_core::error::Result;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::convert::{bad, type_name};
use crate::door;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Arrays of one type, one after the other.
pub(crate) struct Arrays {
    pub(crate) data_type: DataType,
    arrays: Box<dyn Iterator<Item = std::result::Result<ArrayRef, ArrowError>>>,
}

impl Arrays {
    /// What `value` offers through the protocol: a stream if it can, else an array. Nothing if it offers neither.
    pub(crate) fn of(value: &Bound<'_, PyAny>) -> PyResult<Option<Arrays>> {
        if value.hasattr("__arrow_c_stream__")? {
            return stream(value).map(Some);
        }
        if value.hasattr("__arrow_c_array__")? {
            return array(value).map(Some);
        }
        Ok(None)
    }

    /// The next array; nothing at the end.
    pub(crate) fn next(&mut self) -> Result<Option<ArrayRef>> {
        self.arrays.next().transpose().map_err(|error| unreadable(&error))
    }
}

#[allow(unsafe_code, reason = "the protocol hands over a raw pointer")]
fn stream(value: &Bound<'_, PyAny>) -> PyResult<Arrays> {
    let capsule = value.call_method0("__arrow_c_stream__")?;
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name points to a stream. Taking it leaves an empty one behind, so that it is released once.
    let reader = unsafe { ArrayStreamReader::from_raw(pointer.as_ptr()) };
    let reader = reader.map_err(|error| door::raised(value.py(), &unreadable(&error)))?;
    let data_type = arrow_array::ArrayReader::field(&reader).data_type().clone();
    Ok(Arrays { data_type, arrays: Box::new(reader) })
}

#[allow(unsafe_code, reason = "the protocol hands over raw pointers")]
fn array(value: &Bound<'_, PyAny>) -> PyResult<Arrays> {
    let pair = value.call_method0("__arrow_c_array__")?;
    let pair = pair.cast::<PyTuple>()?;
    let capsules = (pair.get_item(0)?, pair.get_item(1)?);
    let schema = capsules.0.cast::<PyCapsule>()?.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = capsules.1.cast::<PyCapsule>()?.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: capsules of these names point to an array and to its schema. Both are taken, with empty ones left behind, so
    // that they are released once.
    let data = unsafe {
        let schema = FFI_ArrowSchema::from_raw(schema.as_ptr());
        from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), &schema)
    };
    let array = data.map(make_array).map_err(|error| door::raised(value.py(), &unreadable(&error)))?;
    Ok(Arrays { data_type: array.data_type().clone(), arrays: Box::new(std::iter::once(Ok(array))) })
}

/// A stream of one batch, for whoever speaks the protocol. The buffers are shared, not copied.
pub(crate) fn capsule(py: Python<'_>, batch: RecordBatch) -> PyResult<Bound<'_, PyCapsule>> {
    let schema = batch.schema();
    let stream = RecordBatchIterator::new([Ok(batch)], schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(stream)), STREAM)
}

fn unreadable(error: &ArrowError) -> koko_core::error::Error {
    bad(format!("the Arrow data cannot be read: {error}"))
}

/// Refuses a stream that has no columns where columns are needed.
pub(crate) fn not_a_table(value: &Bound<'_, PyAny>, data_type: &DataType) -> koko_core::error::Error {
    bad(format!("expected a table with the column `text`, not {} of {data_type}", type_name(value)))
}
