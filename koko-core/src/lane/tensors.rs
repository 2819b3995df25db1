//! Tensors of a file in the format of `safetensors`, which are looked at before they are believed.

use safetensors::{Dtype, SafeTensors};

/// A file that says of which format it is.
pub(super) struct Tensors<'f>(SafeTensors<'f>);

impl<'f> Tensors<'f> {
    /// Reads a file whose metadata names this format.
    pub(super) fn read(bytes: &'f [u8], wanted: &str) -> Result<Tensors<'f>, String> {
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|error| error.to_string())?;
        let format = metadata.metadata().as_ref().and_then(|said| said.get("format"));
        if format.map(String::as_str) != Some(wanted) {
            return Err(format!(
                "it has the format {format:?}, this Koko reads {wanted}: use a matching version"
            ));
        }
        SafeTensors::deserialize(bytes).map(Tensors).map_err(|error| error.to_string())
    }

    /// How many numbers a tensor has.
    pub(super) fn length(&self, name: &str) -> Result<usize, String> {
        let tensor = self.0.tensor(name).map_err(|_| format!("it has no tensor `{name}`"))?;
        Ok(tensor.shape().iter().product())
    }

    pub(super) fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, String> {
        let numbers = self.numbers(name, Dtype::F32, shape, f32::from_le_bytes)?;
        if numbers.iter().all(|number| number.is_finite()) {
            return Ok(numbers);
        }
        Err(format!("`{name}` has numbers that are not finite"))
    }

    pub(super) fn numbers<Number, const BYTES: usize>(
        &self,
        name: &str,
        dtype: Dtype,
        shape: &[usize],
        number: impl Fn([u8; BYTES]) -> Number,
    ) -> Result<Vec<Number>, String> {
        let tensor = self.0.tensor(name).map_err(|_| format!("it has no tensor `{name}`"))?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            let (found, sizes) = (tensor.dtype(), tensor.shape());
            return Err(format!("`{name}` is {found:?} {sizes:?} instead of {dtype:?} {shape:?}"));
        }
        let bytes = tensor.data().chunks_exact(BYTES);
        Ok(bytes.map(|bytes| number(std::array::from_fn(|place| bytes[place]))).collect())
    }
}
