//! The weights: read once from a safetensors file, checked, and laid out for the kernels.

use crate::features::ROWS;
use crate::forward::BUCKETS;
use crate::kernel::Kernel;
use crate::lemma;
use crate::nouns::Nouns;
use crate::verbs::Verbs;
use crate::{NameKind, Relation, Upos, Xpos};
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Range;

/// The weights that ship with the program.
static EMBEDDED: &[u8] = include_bytes!("../model/model.safetensors");

/// Columns are computed in groups of so many; smaller matrices are padded.
pub(crate) const PANEL: usize = 64;

/// Why a file is no model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The bytes are not a safetensors file.
    #[error("not a safetensors file: {0}")]
    Format(#[from] safetensors::SafeTensorError),
    /// The manifest is missing or is not what this version reads.
    #[error("bad manifest: {0}")]
    Manifest(String),
    /// A tensor has another type or size than the manifest says.
    #[error("bad tensor `{0}`")]
    Tensor(String),
}

/// Part of the embedding table.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct Table {
    pub(crate) first: u32,
    pub(crate) rows: u32,
    pub(crate) seed: u64,
}

#[derive(Deserialize)]
struct Manifest {
    format: u32,
    name: String,
    config: String,
    width: usize,
    dilations: Vec<usize>,
    buckets: usize,
    heads: Vec<(String, usize)>,
    tables: Vec<Table>,
    labels: Labels,
}

#[derive(Deserialize)]
struct Labels {
    upos: Vec<String>,
    xpos: Vec<String>,
    lemma: Vec<String>,
    rels: Vec<String>,
    names: Vec<String>,
}

/// Gain and bias of a layer norm.
pub(crate) struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// A matrix in int8, packed for the kernels: `[outputs / 16][inputs / 4][16][4]`, outputs padded to [`PANEL`].
pub(crate) struct Linear {
    /// Length of the dot products: inputs of all taps together.
    pub(crate) inputs: usize,
    /// Columns computed, padding included.
    pub(crate) padded: usize,
    pub(crate) weights: Vec<i8>,
    /// The same for plain Rust, widened: `[outputs / 16][inputs / 2][16][2]`.
    pub(crate) turned: Vec<i16>,
    /// What the activations' zero point of 128 adds to each sum, taken off beforehand.
    pub(crate) offset: Vec<i32>,
    /// From an integer sum to a real value.
    pub(crate) scale: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    /// From a real input to its integer: one over the input's scale.
    pub(crate) quantise: f32,
}

/// One residual convolution.
pub(crate) struct Block {
    pub(crate) linear: Linear,
    pub(crate) norm: Norm,
    pub(crate) dilation: usize,
}

/// Where the parts of the output layer lie.
pub(crate) struct Heads {
    pub(crate) linear: Linear,
    pub(crate) upos: Range<usize>,
    pub(crate) xpos: Range<usize>,
    pub(crate) lemma: Range<usize>,
    pub(crate) names: Range<usize>,
    /// The word as a dependent, and as a head, of an arc; their product scores it.
    pub(crate) dep: Range<usize>,
    pub(crate) head: Range<usize>,
    /// How much of a head the word is, whatever the dependent.
    pub(crate) prior: usize,
    /// The same two roles for the relation.
    pub(crate) rel_dep: Range<usize>,
    pub(crate) rel_head: Range<usize>,
}

/// A name tag: outside, or first or further word of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NameTag {
    Outside,
    Begin(NameKind),
    Inside(NameKind),
}

/// How a lemma is made of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Script {
    pub(crate) keep_case: bool,
    pub(crate) cut: usize,
    pub(crate) add: String,
}

/// The model: everything that is read from the weights file.
pub struct Model {
    pub(crate) kernel: Kernel,
    pub(crate) width: usize,
    pub(crate) tables: [Table; ROWS],
    table: Cow<'static, [u8]>,
    pub(crate) table_scale: Vec<f32>,
    pub(crate) input_norm: Norm,
    pub(crate) blocks: Vec<Block>,
    pub(crate) heads: Heads,
    pub(crate) relation: Linear,
    /// What a distance adds to an arc's score: for each part of the dependent's vector, and by itself.
    pub(crate) distance: Vec<f32>,
    pub(crate) distance_bias: Vec<f32>,
    pub(crate) root: Vec<f32>,
    pub(crate) root_bias: f32,
    pub(crate) rel_root: Vec<f32>,
    pub(crate) rel_distance: Vec<f32>,
    pub(crate) upos: Vec<Upos>,
    pub(crate) xpos: Vec<Xpos>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) scripts: Vec<Script>,
    pub(crate) lemmas: lemma::Known,
    pub(crate) verbs: Verbs,
    pub(crate) nouns: Nouns,
    pub(crate) name_tags: Vec<NameTag>,
    version: String,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model")
            .field("version", &self.version)
            .field("kernel", &self.kernel)
            .finish_non_exhaustive()
    }
}

impl Model {
    /// The model that ships with the program.
    ///
    /// # Panics
    /// If the file in `model/` is broken, which a test rules out.
    pub fn embedded() -> Self {
        Self::read(Cow::Borrowed(EMBEDDED)).expect("the embedded model is whole")
    }

    /// A model from the bytes of a weights file made by `training/export.py`.
    ///
    /// # Errors
    /// If the bytes are no such file.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, ModelError> {
        Self::read(Cow::Owned(bytes))
    }

    /// The same model, run by the given kernel if this machine has it. All kernels give the same bytes.
    #[must_use]
    pub fn with_kernel(mut self, kernel: Kernel) -> Self {
        if kernel.available() {
            self.kernel = kernel;
        }
        self
    }

    /// Which kernel runs the model.
    pub const fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// Name and configuration hash of the weights, to be stored with whatever they derive.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// One row of the embedding table.
    pub(crate) fn row(&self, row: u32) -> &[u8] {
        let at = row as usize * self.width;
        &self.table[at..at + self.width]
    }

    fn read(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let (_, metadata) = SafeTensors::read_metadata(&bytes)?;
        let manifest = metadata.metadata().as_ref().and_then(|m| m.get("manifest"));
        let manifest = manifest.ok_or_else(|| ModelError::Manifest("missing".into()))?;
        let m: Manifest = serde_json::from_str(manifest).map_err(|e| ModelError::Manifest(e.to_string()))?;
        let wrong = |what: &str| Err(ModelError::Manifest(what.into()));
        if m.format != 1
            || m.width == 0
            || !m.width.is_multiple_of(16)
            || m.buckets != BUCKETS
            || m.dilations.is_empty()
        {
            return wrong("unknown format or sizes");
        }
        let Ok(tables) = <[Table; ROWS]>::try_from(m.tables) else {
            return wrong("number of tables");
        };
        let file = File {
            tensors: SafeTensors::deserialize(&bytes)?,
        };
        let rows = tables
            .iter()
            .map(|t| t.first as usize + t.rows as usize)
            .max()
            .unwrap_or(0);
        if tables.iter().any(|t| t.rows == 0) || tables[ROWS - 1].rows < 128 {
            return wrong("empty table");
        }

        let total: usize = m.heads.iter().map(|h| h.1).sum();
        let part = |name: &str| {
            let mut at = 0;
            for (n, len) in &m.heads {
                if n == name {
                    return Ok(at..at + len);
                }
                at += len;
            }
            Err(ModelError::Manifest(format!("no output `{name}`")))
        };
        let heads = Heads {
            upos: part("upos")?,
            xpos: part("xpos")?,
            lemma: part("lemma")?,
            names: part("names")?,
            dep: part("dep")?,
            head: part("head")?,
            prior: part("prior")?.start,
            rel_dep: part("rel_dep")?,
            rel_head: part("rel_head")?,
            linear: file.linear("heads", m.width, total)?,
        };
        let (arc, rel) = (heads.dep.len(), heads.rel_dep.len());
        let l = &m.labels;
        let sizes = [
            (heads.upos.len(), l.upos.len()),
            (heads.xpos.len(), l.xpos.len()),
            (heads.lemma.len(), l.lemma.len()),
            (heads.names.len(), l.names.len()),
            (heads.head.len(), arc),
            (heads.rel_head.len(), rel),
        ];
        if sizes.iter().any(|(a, b)| a != b || *a == 0)
            || !arc.is_multiple_of(16)
            || !rel.is_multiple_of(16)
            || rel > 512
            || l.rels.is_empty()
        {
            return wrong("labels and outputs differ");
        }
        let blocks = m.dilations.iter().enumerate().map(|(i, &dilation)| {
            Ok(Block {
                linear: file.linear(&format!("block.{i}"), 3 * m.width, 2 * m.width)?,
                norm: file.norm(&format!("block.{i}.norm"), m.width)?,
                dilation,
            })
        });
        let table = file.bytes("table.rows", Dtype::I8, rows * m.width)?;
        let distance = file.floats("distance", BUCKETS * arc)?;
        let table_at = table.as_ptr() as usize - bytes.as_ptr() as usize;
        let table_len = table.len();
        Ok(Self {
            kernel: Kernel::best(),
            width: m.width,
            tables,
            table_scale: file.floats("table.scale", rows)?,
            input_norm: file.norm("input.norm", m.width)?,
            blocks: blocks.collect::<Result<_, ModelError>>()?,
            heads,
            relation: file.linear("relation", rel, l.rels.len())?,
            distance: (0..arc * BUCKETS)
                .map(|at| distance[at % BUCKETS * arc + at / BUCKETS])
                .collect(),
            distance_bias: file.floats("distance_bias", BUCKETS)?,
            root: file.floats("root", arc)?,
            root_bias: file.floats("root_bias", 1)?[0],
            rel_root: file.floats("rel_root", rel)?,
            rel_distance: file.floats("rel_distance", BUCKETS * rel)?,
            upos: l.upos.iter().map(|u| Upos::parse(u)).collect(),
            xpos: l.xpos.iter().map(|x| Xpos::parse(x)).collect(),
            relations: l.rels.iter().map(|r| Relation::parse(r)).collect(),
            scripts: l.lemma.iter().map(|s| Script::parse(s)).collect(),
            lemmas: file.lemmas(l.lemma.len())?,
            verbs: Verbs::embedded(),
            nouns: Nouns::embedded(),
            name_tags: l.names.iter().map(|t| NameTag::parse(t)).collect(),
            version: format!("{}-{}", m.name, m.config),
            table: match bytes {
                Cow::Borrowed(b) => Cow::Borrowed(&b[table_at..table_at + table_len]),
                Cow::Owned(b) => Cow::Owned(b[table_at..table_at + table_len].to_vec()),
            },
        })
    }
}

impl NameTag {
    fn parse(tag: &str) -> Self {
        match tag.split_once('-') {
            Some(("B", kind)) => Self::Begin(NameKind::parse(kind)),
            Some(("I", kind)) => Self::Inside(NameKind::parse(kind)),
            _ => Self::Outside,
        }
    }
}

impl Script {
    /// `K` or `L`, the number of characters to cut, `+`, what to append.
    fn parse(script: &str) -> Self {
        let (head, add) = script.split_once('+').unwrap_or((script, ""));
        Self {
            keep_case: head.starts_with('K'),
            cut: head.get(1..).and_then(|n| n.parse().ok()).unwrap_or(0),
            add: add.to_owned(),
        }
    }
}

struct File<'a> {
    tensors: SafeTensors<'a>,
}

impl<'a> File<'a> {
    fn bytes(&self, name: &str, dtype: Dtype, count: usize) -> Result<&'a [u8], ModelError> {
        let bad = || ModelError::Tensor(name.to_owned());
        let tensor = self.tensors.tensor(name).map_err(|_| bad())?;
        let size = if dtype == Dtype::F32 { 4 } else { 1 };
        if tensor.dtype() != dtype || tensor.data().len() != count * size {
            return Err(bad());
        }
        Ok(tensor.data())
    }

    fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(name, Dtype::F32, count)?;
        Ok(bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|c| f32::from_le_bytes(*c))
            .collect())
    }

    fn lemmas(&self, scripts: usize) -> Result<lemma::Known, ModelError> {
        let bad = |name: &str| ModelError::Tensor(name.to_owned());
        let keys = self.tensors.tensor("lemma.keys").map_err(|_| bad("lemma.keys"))?;
        let keys: Vec<u64> = keys
            .data()
            .as_chunks::<8>()
            .0
            .iter()
            .map(|c| u64::from_le_bytes(*c))
            .collect();
        let edits = self.bytes("lemma.edits", Dtype::U8, keys.len())?.to_vec();
        if !keys.is_sorted() || edits.iter().any(|&e| usize::from(e) >= scripts) {
            return Err(bad("lemma.edits"));
        }
        Ok(lemma::Known { keys, edits })
    }

    fn norm(&self, name: &str, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm {
            gain: self.floats(&format!("{name}.gain"), width)?,
            bias: self.floats(&format!("{name}.bias"), width)?,
        })
    }

    fn linear(&self, name: &str, inputs: usize, outputs: usize) -> Result<Linear, ModelError> {
        let plain = self.bytes(&format!("{name}.weight"), Dtype::I8, inputs * outputs)?;
        let mut scale = self.floats(&format!("{name}.weight_scale"), outputs)?;
        let mut bias = self.floats(&format!("{name}.bias"), outputs)?;
        let input_scale = self.floats(&format!("{name}.input_scale"), 1)?[0];
        if input_scale <= 0.0 || !input_scale.is_finite() {
            return Err(ModelError::Tensor(format!("{name}.input_scale")));
        }
        let padded = outputs.next_multiple_of(PANEL);
        let mut weights = vec![0i8; padded * inputs];
        let mut turned = vec![0i16; padded * inputs];
        let mut offset = vec![0i32; padded];
        for (o, row) in plain.chunks_exact(inputs).enumerate() {
            for (i, &w) in row.iter().enumerate() {
                let w = w.cast_signed();
                weights[((o / 16 * (inputs / 4) + i / 4) * 16 + o % 16) * 4 + i % 4] = w;
                turned[((o / 16 * (inputs / 2) + i / 2) * 16 + o % 16) * 2 + i % 2] = i16::from(w);
                offset[o] -= 128 * i32::from(w);
            }
        }
        for s in &mut scale {
            *s *= input_scale;
        }
        scale.resize(padded, 0.0);
        bias.resize(padded, 0.0);
        Ok(Linear {
            inputs,
            padded,
            weights,
            turned,
            offset,
            scale,
            bias,
            quantise: 1.0 / input_scale,
        })
    }
}
