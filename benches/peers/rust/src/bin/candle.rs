//! candle: its `BertModel` in fp32, a mean over the tokens and one linear layer, on small batches of about equal length.

use candle_core::{D, DType, Device, Tensor};
use candle_nn::{Linear, Module, VarBuilder, linear};
use candle_transformers::models::bert::{BertModel, Config};
use clap::Parser;
use koko_peers::{Peer, Result, Task, by_length, padded, serve};

struct Candle {
    bert: BertModel,
    classifier: Linear,
    batch: usize,
}

fn main() -> Result<()> {
    let task = Task::parse();
    let folder = task.folder.join("hugging_face");
    let config = std::fs::read_to_string(folder.join("config.json"))?;
    let outputs = serde_json::from_str::<serde_json::Value>(&config)?["id2label"]
        .as_object()
        .map_or(0, |map| map.len());
    let config: Config = serde_json::from_str(&config)?;
    let weights = candle_core::safetensors::load(folder.join("model.safetensors"), &Device::Cpu)?;
    let weights = VarBuilder::from_tensors(weights, DType::F32, &Device::Cpu);
    let candle = Candle {
        bert: BertModel::load(weights.pp("bert"), &config)?,
        classifier: linear(config.hidden_size, outputs, weights.pp("classifier"))?,
        batch: task.batch(),
    };
    serve(&task, &candle)
}

impl Peer for Candle {
    fn run(&self, rows: &[Vec<i64>]) -> Result<Vec<Vec<f32>>> {
        let mut logits = vec![Vec::new(); rows.len()];
        for batch in by_length(rows, self.batch) {
            for (row, values) in batch.iter().zip(self.logits(rows, &batch)?) {
                logits[*row] = values;
            }
        }
        Ok(logits)
    }
}

impl Candle {
    fn logits(&self, rows: &[Vec<i64>], batch: &[usize]) -> Result<Vec<Vec<f32>>> {
        let shape = (batch.len(), rows[batch[0]].len());
        let (ids, mask) = padded(rows, batch, shape.0, shape.1);
        let ids = Tensor::from_vec(ids, shape, &Device::Cpu)?;
        let mask = Tensor::from_vec(mask, shape, &Device::Cpu)?;
        let hidden = self.bert.forward(&ids, &ids.zeros_like()?, Some(&mask))?;
        let weight = mask.to_dtype(DType::F32)?.unsqueeze(D::Minus1)?;
        let mean = hidden.broadcast_mul(&weight)?.sum(1)?.broadcast_div(&weight.sum(1)?)?;
        Ok(self.classifier.forward(&mean)?.to_vec2()?)
    }
}
