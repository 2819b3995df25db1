//! The one door: text in, decision out.

mod answer;
mod blame;
mod builder;
mod call;
mod cascade;
mod explain;
mod many;
mod model;
mod reading;
mod recording;
mod teach;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::batching::{
    Batching, CacheStats, CallOptions, CancelToken, Limits, Load, Run, Runs, Tuning, Urgency, Waiting,
};
pub use crate::engine::{Device, EngineChoice, Running};
pub use crate::lane::{Cascade, Lane};
pub use answer::{Explanation, Moderation, Report, Scored, Span, Token, Word};
pub use builder::{ModeratorBuilder, Options};
pub use call::Call;
pub use model::OwnModel;

use crate::actor::{ActorLedger, Event, Export, Recorded, Standing};
use crate::batching::{Digests, Order, RowCache, RowLogits, Rows};
use crate::bundle::Encoder;
use crate::clock::Clock;
use crate::content::{ActorId, Content, check_text};
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::parity::Parity;
use crate::policy::{Circumstances, Decision, FittedPolicy, Ids};
use crate::scores::{Scorer, Scores, TaughtLabel};
use crate::text::{NormalizedSpan, Positions};
use builder::Beside;
use cascade::{Clearing, Gate, Said};
use model::Model;
use reading::{Reading, Windowing};

/// Reads texts, keeps standings and decides. Shared by threads; every call blocks until it is answered.
///
/// Calls with one text go before those with many, whoever came first; [`Moderator::with`] says otherwise.
///
/// ```no_run
/// use koko_core::content::Content;
/// use koko_core::moderator::Moderator;
///
/// let moderator = Moderator::builder().build()?;
/// let moderation = moderator.moderate(&Content::text("y o u  1d10t")?)?;
/// println!("{}", moderation.decision.action.as_str());
/// # Ok::<(), koko_core::error::Error>(())
/// ```
pub struct Moderator {
    model: Arc<Model>,
    cache: Arc<RowCache>,
    gate: Option<Gate>,
    batching: Batching,
    scorer: Arc<Scorer>,
    parity: Option<Parity>,
    ledger: ActorLedger,
    policy: FittedPolicy,
    clock: Arc<dyn Clock>,
    ids: Arc<Ids>,
    report: Report,
}

impl Moderator {
    /// Starts with the defaults: the bundle that is found, the built-in policy, all cores, standings in memory.
    pub fn builder() -> ModeratorBuilder {
        ModeratorBuilder::default()
    }

    /// Builds from words and paths, with the defaults for the rest.
    pub fn open(options: Options) -> Result<Moderator> {
        Moderator::builder().options(options)?.build()
    }

    /// Says what is in a text. The empty text holds nothing: every score is 0.
    pub fn score(&self, text: &str) -> Result<Scored> {
        self.with(CallOptions::default()).score(text)
    }

    /// [`Moderator::score`] for many texts, in their order. A text that is refused does not touch the others.
    pub fn score_many<T: AsRef<str>>(&self, texts: &[T]) -> Vec<Result<Scored>> {
        self.with(CallOptions::default()).score_many(texts)
    }

    /// About what Google's Perspective API would have said of a text: a number for each of its attributes that the map
    /// reaches.
    ///
    /// Fails where there is no map to Perspective's scale; see [`Moderator::parity`].
    pub fn perspective(&self, text: &str) -> Result<BTreeMap<String, f64>> {
        self.with(CallOptions::default()).perspective(text)
    }

    /// [`Moderator::perspective`] for many texts, in their order.
    pub fn perspective_many<T: AsRef<str>>(&self, texts: &[T]) -> Vec<Result<BTreeMap<String, f64>>> {
        self.with(CallOptions::default()).perspective_many(texts)
    }

    /// Says what is in a content, how its author stands after it, and what should happen.
    ///
    /// With an author, the content is recorded: it counts for the author's standing, once for each id. What the author quotes
    /// does not count for them (see [`own_words`](crate::text::own_words)); a disguise does, where it would have hidden harm.
    pub fn moderate(&self, content: &Content) -> Result<Moderation> {
        self.with(CallOptions::default()).moderate(content)
    }

    /// [`Moderator::moderate`] for many contents, in their order: later ones see the standings that earlier ones made.
    pub fn moderate_many(&self, contents: &[Content]) -> Vec<Result<Moderation>> {
        self.with(CallOptions::default()).moderate_many(contents)
    }

    /// Says which words drove the scores: by how much each label falls when a word is taken out.
    ///
    /// Runs the text once per word. Of a long text, the windows are explained in which some label is highest.
    pub fn explain(&self, text: &str) -> Result<Explanation> {
        self.with(CallOptions::default()).explain(text)
    }

    /// The word pieces that the model reads, each with its place in `text`.
    pub fn tokenize(&self, text: &str) -> Result<Vec<Token>> {
        check_text(text)?;
        let reading = self.encode(text)?;
        let pieces = self.model.tokenizer.pieces(&reading.encoding).into_iter().zip(&reading.encoding.spans);
        Ok(pieces.map(|(piece, span)| Token { piece, place: reading.positions(*span) }).collect())
    }

    /// What the text means as numbers: the mean of its windows' embeddings; zeros for the empty text.
    pub fn embed(&self, text: &str) -> Result<Vec<f32>> {
        self.with(CallOptions::default()).embed(text)
    }

    /// Calls about which more is said than their texts: in which lane they wait, how long their answer is of use, and
    /// how to call them off.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use koko_core::moderator::{CallOptions, Moderator, Urgency};
    ///
    /// let moderator = Moderator::builder().build()?;
    /// let soon = CallOptions { deadline: Some(Duration::from_millis(200)), ..CallOptions::default() };
    /// let scored = moderator.with(soon).score("y o u  1d10t")?;
    ///
    /// // The last fifty comments of a page that somebody looks at: many, and yet no job.
    /// let live = CallOptions { urgency: Some(Urgency::Interactive), ..CallOptions::default() };
    /// let page = moderator.with(live).score_many(&["first", "second"]);
    /// # Ok::<(), koko_core::error::Error>(())
    /// ```
    pub fn with(&self, options: CallOptions) -> Call<'_> {
        Call::new(self, options)
    }

    /// Starts another moderator on the same model and the same threads: for another policy, for other taught labels, or for
    /// the authors of another tenant.
    ///
    /// Both know the same authors, and what those share, unless the other one gets a store or a secret of its own; with a
    /// secret alone, the store is the same. What belongs to the model, such as `bundle` or `threads`, cannot be chosen again.
    pub fn beside(&self) -> ModeratorBuilder {
        ModeratorBuilder::beside(Beside {
            model: Arc::clone(&self.model),
            cache: Arc::clone(&self.cache),
            wants: self.scorer.wants(),
            ledger: self.ledger_beside(),
            clock: Arc::clone(&self.clock),
        })
    }

    fn ledger_beside(&self) -> ActorLedger {
        self.ledger.beside(self.ledger.rules().parameters().clone(), &self.ids.policy)
    }

    /// What the policy sees of a content that was moderated. Keep it, and [`Moderator::decide`] can be asked about it later.
    pub fn circumstances(&self, content: &Content, moderation: &Moderation) -> Circumstances {
        Circumstances::of(content, &moderation.scores, moderation.standing.as_ref())
    }

    /// What this policy says about what was read before, by this model or another one. Records nothing.
    ///
    /// A label that is not among the scores is not found.
    pub fn decide(&self, seen: &Circumstances) -> Result<Decision> {
        self.policy.decide(seen, Arc::clone(&self.ids))
    }

    /// What the engines have to do, and have done.
    pub fn load(&self) -> Load {
        self.model.workers.load()
    }

    /// Teaches the model a label of your own, from texts that it is true of and texts that it is not.
    ///
    /// A few dozen of each are enough for a topic: `job_offer`, `medical_advice`, `spoiler`. It costs one run of every text, and
    /// milliseconds for learning. The texts that are not meant should be what people usually write there, and some that
    /// are easily taken for the label. [`TaughtLabel::quality`] tells how well it works, measured on examples that were
    /// held back; read its warnings.
    ///
    /// This moderator stays as it is: give the label to the builder of another one. The same texts, in whatever order, give
    /// the same label with the same id. It scores each window of a long text by itself, as every label does.
    ///
    /// Fails with [`ErrorKind::BadInput`](crate::error::ErrorKind::BadInput) if the name is taken or not plain, or if there
    /// are fewer than [`MIN_EXAMPLES`](crate::scores::MIN_EXAMPLES) different texts on a side.
    ///
    /// ```
    /// use koko_core::moderator::Moderator;
    ///
    /// let offers = ["We are hiring a baker", "Join our team as a nurse", "Now hiring: cooks, full time",
    ///     "Apply today for this driver job", "We have an open position for a clerk", "Send us your CV"];
    /// let others = ["The bread came out well", "My nurse was very kind", "What shall we cook tonight",
    ///     "The driver waited for us", "The clerk lost my letter", "He sent me a postcard"];
    /// let moderator = Moderator::builder().build()?;
    /// let taught = moderator.teach("job_offer", &offers, &others)?;
    /// assert_eq!(taught.quality().positives, 6);
    ///
    /// let moderator = Moderator::builder().taught(taught.clone()).build()?;
    /// let offer = moderator.score("Now hiring: gardeners, part time")?.scores;
    /// let chat = moderator.score("The garden is lovely today")?.scores;
    /// assert!(offer.get(taught.label()) > chat.get(taught.label()));
    /// # Ok::<(), koko_core::error::Error>(())
    /// ```
    pub fn teach<T: AsRef<str>>(&self, name: &str, positives: &[T], negatives: &[T]) -> Result<TaughtLabel> {
        let label = Label::taught(name)?;
        let positives: Vec<&str> = positives.iter().map(AsRef::as_ref).collect();
        let negatives: Vec<&str> = negatives.iter().map(AsRef::as_ref).collect();
        teach::lesson(self, label, &positives, &negatives)?.learn()
    }

    /// Records what authors did and what happened to them elsewhere than in [`Moderator::moderate`], in order: reports,
    /// decisions of moderators, appeals, and posts that were scored before. Tells how each author stands after it.
    ///
    /// An event that is refused does not touch the others. Whoever gets an error sends the event again: it counts once. A
    /// content that was moderated is recorded already.
    pub fn record(&self, events: &[Event]) -> Vec<Result<Recorded>> {
        self.ledger.record_many(events)
    }

    /// [`Moderator::record`] for an archive: each event counts as if it had been received when it happened, however long ago
    /// that was.
    pub fn replay(&self, events: &[Event]) -> Vec<Result<Recorded>> {
        self.ledger.replay_many(events)
    }

    /// How an author stands now; nothing if there is no record.
    pub fn standing(&self, author: &ActorId) -> Result<Option<Standing>> {
        self.ledger.standing(author)
    }

    /// Erases an author: the record, their receipts, and what tables know that authors share. Tells whether there was a
    /// record.
    pub fn forget(&self, author: &ActorId) -> Result<bool> {
        self.ledger.forget(author)
    }

    /// Everything that is stored about an author, and the present standing with its reasons; nothing if there is no record.
    pub fn export(&self, author: &ActorId) -> Result<Option<Export>> {
        self.ledger.export(author)
    }

    /// The records of authors themselves, for walking through them and for what moderators should see.
    pub fn authors(&self) -> &ActorLedger {
        &self.ledger
    }

    /// The labels that the policy takes for found in a content with these scores.
    pub fn found(&self, content: &Content, scores: &Scores) -> Vec<Label> {
        self.policy.found(content, scores).into_iter().map(|(label, _)| label).collect()
    }

    /// What makes the decisions.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// The attributes of Perspective's for which the model has a logit of its own.
    pub fn attributes(&self) -> &[String] {
        self.scorer.attributes()
    }

    /// The labels of the bundle, in its order; then the taught ones.
    pub fn labels(&self) -> &[Label] {
        self.scorer.labels()
    }

    /// The score from which on the policy calls each label found where this content was written.
    pub fn thresholds(&self, content: &Content) -> &[(Label, f32)] {
        self.policy.thresholds_for(content)
    }

    /// How scores become Perspective's; nothing if neither the bundle nor the builder says.
    pub fn parity(&self) -> Option<&Parity> {
        self.parity.as_ref()
    }

    /// How often what was asked had been asked before.
    pub fn cache_stats(&self) -> CacheStats {
        self.cache.stats()
    }

    /// What runs, and where.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// normalize → encode
    fn encode<'t>(&self, text: &'t str) -> Result<Reading<'t>> {
        Reading::of(text, &self.model.tokenizer, self.windowing())
    }

    fn windowing(&self) -> Windowing {
        let Encoder { max_tokens, overlap_tokens, .. } = self.model.encoder;
        Windowing { max_tokens, overlap_tokens }
    }

    /// Whether the fast lane may answer for a content: not where its community looks for less than it was measured for.
    fn clearing(&self, content: &Content) -> Clearing {
        match &self.gate {
            Some(gate) if !self.policy.finds_below(content, gate.levels()) => Clearing::Allowed,
            _ => Clearing::Forbidden,
        }
    }

    /// What can be said about rows without the model: the fast lane may and does clear them, or the cache knows them. Else
    /// what the cache will know them by.
    fn said_without_model(&self, rows: &Rows, clearing: Clearing) -> std::result::Result<Said, Digests> {
        let gate = self.gate.as_ref().filter(|_| clearing == Clearing::Allowed);
        if let Some(said) = gate.and_then(|gate| gate.clear(rows, &self.scorer)) {
            return Ok(said);
        }
        let digests = self.cache.digests(rows);
        self.cache.known(&digests).map(Said::in_full).ok_or(digests)
    }

    /// → clear, or run
    fn ask(&self, reading: &Reading<'_>, clearing: Clearing, order: &Order) -> Result<Said> {
        let rows = self.rows(reading);
        let digests = match self.said_without_model(&rows, clearing) {
            Ok(said) => return Ok(said),
            Err(digests) => digests,
        };
        let answers = self.model.workers.run(rows, self.batching, order)?;
        self.cache.remember(&digests, &answers);
        Ok(Said::in_full(answers))
    }

    /// → run
    fn run(&self, reading: &Reading<'_>, order: &Order) -> Result<Vec<RowLogits>> {
        Ok(self.ask(reading, Clearing::Forbidden, order)?.logits)
    }

    fn rows(&self, reading: &Reading<'_>) -> Rows {
        let mut rows = Rows::default();
        reading.add_rows(&self.model.tokenizer, &mut rows);
        rows
    }

    /// → score
    fn scores(&self, logits: &[RowLogits]) -> Scores {
        self.scorer.score(logits)
    }

    fn scored(&self, reading: &Reading<'_>, said: &Said) -> Scored {
        Scored::of(&self.scorer, said, reading.is_truncated())
    }

    fn spans(
        &self,
        content: &Content,
        scores: &Scores,
        reading: &Reading<'_>,
        logits: &[RowLogits],
        order: &Order,
    ) -> Result<Vec<Span>> {
        let found = self.policy.found(content, scores);
        explain::spans(self, order, reading, logits, &found)
    }
}

fn no_parity() -> Error {
    let what = "there is no map from this model's scores to Perspective's: fit one with `koko parity --fit map.toml` and \
                give it as `parity`";
    Error::BadInput { what: what.to_owned() }
}

impl Reading<'_> {
    fn positions(&self, span: NormalizedSpan) -> Positions {
        Positions::of(self.normalized.original(), self.normalized.original_span(span))
    }
}
