//! What holds for every history, whatever happened: the promises of a standing as properties.

use proptest::prelude::*;

use super::band::Band;
use super::decay::{DAY, HOUR};
use super::delta::tests::any_delta;
use super::delta::{Activity, Blame, Delta, part};
use super::finding::Signal;
use super::history::History;
use super::parameters::Parameters;
use super::record::Record;
use super::rules::Rules;
use super::signals::{self, Context};
use super::standing::Standing;
use crate::clock::Timestamp;
use crate::content::ActorId;
use crate::labels::Family;
use crate::measure::Chance;

const START: u32 = 1_600_000_000;
const END: u32 = START + 60 * DAY;

fn rules() -> Rules {
    Rules::new(Parameters::default(), "test")
}

fn standing(history: &History, now: u32) -> Standing {
    let author = ActorId::new("a").unwrap();
    Standing::of(&author, history, Timestamp::from_unix_seconds(i64::from(now)), &rules())
}

fn history<'d>(deltas: impl IntoIterator<Item = &'d Delta>) -> History {
    let mut history = History::EMPTY;
    deltas.into_iter().for_each(|delta| history.apply(delta));
    history
}

fn shuffled(deltas: &[Delta], seed: u64) -> Vec<Delta> {
    let mut shuffled = deltas.to_vec();
    shuffled.sort_by_key(|delta| delta.tag.wrapping_mul(seed | 1));
    shuffled
}

fn deltas(most: usize) -> impl Strategy<Value = Vec<Delta>> {
    proptest::collection::vec(any_delta(START..END), 0..most)
}

/// The most that a signal may add, before a family weighs it.
fn cap_mn(signal: Signal) -> i32 {
    match signal {
        Signal::HarmfulShare | Signal::PastActions => 6_000,
        Signal::SevereHarm => 4_000,
        Signal::RepeatedContent => 3_000,
        Signal::Targeting | Signal::LinkSpam => 2_500,
        Signal::Escalation | Signal::Evasion | Signal::Spread => 1_500,
        Signal::PostingBurst | Signal::NewAccount | Signal::FlagsReceived | Signal::Raid => 1_000,
        Signal::SoftCap => 0,
    }
}

fn check_sums_and_caps(standing: &Standing) -> Result<(), TestCaseError> {
    let sum: i32 = standing.findings.iter().map(|finding| finding.contribution_mn).sum();
    prop_assert_eq!(standing.base_mn + sum, standing.total_mn);
    let expected = 1.0 / (1.0 + (-f64::from(standing.total_mn) / 1_000.0).exp());
    prop_assert!((f64::from(standing.probability) - expected).abs() < 1e-6);
    prop_assert!(standing.low <= standing.probability && standing.probability <= standing.high);
    let mut soft = 0;
    for finding in &standing.findings {
        prop_assert!(finding.contribution_mn <= cap_mn(finding.signal), "{:?}", finding);
        let floor = match finding.signal {
            Signal::HarmfulShare => -2_303,
            Signal::PastActions => -3_000,
            Signal::NewAccount => -300,
            Signal::SoftCap => i32::MIN,
            _ => 0,
        };
        prop_assert!(finding.contribution_mn >= floor, "{:?}", finding);
        prop_assert!(finding.inputs.iter().all(|input| input.is_finite()), "{:?}", finding);
        soft += if finding.signal.is_hard() { 0 } else { finding.contribution_mn };
    }
    prop_assert!(soft <= 3_500, "{}", soft);
    let has_hard_reason =
        standing.findings.iter().any(|finding| finding.signal.is_hard() && finding.contribution_mn > 0);
    prop_assert!(has_hard_reason || standing.band <= Band::Watch);
    Ok(())
}

proptest! {
    #[test]
    fn any_order_and_any_split_gives_the_same_standing(deltas in deltas(40), seed in any::<u64>()) {
        let whole = history(&deltas);
        let other_order = history(&shuffled(&deltas, seed));
        let mut parts = [const { History::EMPTY }; 3];
        deltas.iter().for_each(|delta| parts[(delta.tag.wrapping_mul(seed | 1) >> 40) as usize % 3].apply(delta));
        let mut merged = History::EMPTY;
        parts.iter().rev().for_each(|part| merged.merge(part));
        let expected = standing(&whole, END);
        for found in [standing(&other_order, END), standing(&merged, END)] {
            // A bucket that lies on the edge of being occupied may tip, as may a total between two families.
            prop_assert!((found.total_mn - expected.total_mn).abs() <= 1, "{:?} and {:?}", found, expected);
            let near_an_edge = rules().edges_mn.iter().any(|edge| (expected.total_mn - edge).abs() <= 5);
            prop_assert!(found.band == expected.band || near_an_edge || found.family != expected.family);
        }
    }

    #[test]
    fn all_blame_taken_back_leaves_no_reason_against(taken in deltas(40), seed in any::<u64>()) {
        let all: Vec<Delta> = taken.iter().copied().chain(taken.iter().map(Delta::retraction)).collect();
        let found = standing(&history(&shuffled(&all, seed)), END);
        for finding in &found.findings {
            let may_stay = matches!(finding.signal, Signal::NewAccount | Signal::PostingBurst);
            prop_assert!(finding.contribution_mn <= 0 || may_stay, "{:?}", finding);
        }
    }

    #[test]
    fn what_is_taken_back_leaves_the_standing_of_those_who_never_did_it(
        kept in deltas(20), taken in deltas(20), seed in any::<u64>(),
    ) {
        let all: Vec<Delta> =
            kept.iter().chain(&taken).copied().chain(taken.iter().map(Delta::retraction)).collect();
        let harmless = taken.iter().map(|delta| Delta { blame: Blame::default(), ..*delta });
        let never: Vec<Delta> = kept.iter().copied().chain(harmless).collect();
        let (found, wanted) = (standing(&history(&shuffled(&all, seed)), END), standing(&history(&never), END));
        prop_assert!((found.total_mn - wanted.total_mn).abs() <= 2, "{:?} and {:?}", found, wanted);
    }

    #[test]
    fn reasons_add_up_and_stay_within_their_caps_for_any_bytes(
        numbers in proptest::collection::vec(prop_oneof![
            Just(0.0_f32), 0.0_f32..5.0, -5.0_f32..5.0, Just(f32::MAX), Just(f32::MIN), Just(f32::MIN_POSITIVE), 0.0_f32..1e30,
        ], 57),
        (latest, first, now) in (any::<u32>(), any::<u32>(), any::<u32>()),
        days in any::<[u32; 2]>(), flags in 0_u8..2, bands in proptest::collection::vec(0_u32..5, 6),
    ) {
        let mut history = History::EMPTY;
        history.flags = flags;
        history.latest = latest;
        history.first_seen = first;
        history.last_event_day = (latest / DAY) as u16;
        history.bands = bands.iter().enumerate().map(|(place, band)| band << (4 * place)).sum();
        history.active_days = days;
        history.events.copy_from_slice(&numbers[..4]);
        history.ordinary = numbers[4];
        history.sums.copy_from_slice(&numbers[5..]);
        check_sums_and_caps(&standing(&history, now))?;
        let record = Record { history, ..Record::EMPTY };
        let read = Record::from_bytes(&record.to_bytes()).unwrap();
        prop_assert_eq!(standing(&read.history, now), standing(&record.history, now));
    }

    #[test]
    fn without_new_events_what_speaks_against_somebody_only_fades(
        deltas in deltas(30), steps in proptest::collection::vec(1_u32..20 * DAY, 1..12),
    ) {
        let history = history(&deltas);
        let reasons = |now: u32| {
            let reading = history.read_all(now);
            let noticed = signals::notice_all(&reading, &Context::default(), &Parameters::default());
            let own = noticed.own.into_iter().flatten().map(|notice| notice.nats);
            own.chain(noticed.shared.map(|notice| notice.nats)).collect::<Vec<f32>>()
        };
        let (mut now, mut before) = (END, reasons(END));
        for step in steps {
            now += step;
            let after = reasons(now);
            for (place, (before, after)) in before.iter().zip(&after).enumerate() {
                prop_assert!(*after <= before.max(0.0) + 2e-3, "{}: {} grew to {}", place, before, after);
            }
            before = after;
        }
        let later = standing(&history, now + 3_650 * DAY);
        prop_assert!(later.findings.iter().all(|f| f.contribution_mn <= 0), "{:?}", later);
        prop_assert_eq!(later.band, Band::Unknown);
    }

    #[test]
    fn more_harm_is_never_better_and_more_decisions_are_never_milder(
        deltas in deltas(30), harm in 0.01_f32..1.0, family in 0_usize..6,
    ) {
        let reading = |amount: f32, place: usize| {
            let mut blame = Blame::default();
            blame.amounts[place] = amount;
            let more = Delta { at: END, tag: 1, activity: None, blame };
            let all: Vec<Delta> = deltas.iter().copied().chain([more]).collect();
            history(&all).read(END)
        };
        let parameters = Parameters::default();
        let of = |amount: f32, place: usize| {
            let noticed = signals::notice_all(&reading(amount, place), &Context::default(), &parameters);
            noticed.own[family].map(|notice| notice.nats)
        };
        // One post more of the same number turns harmful.
        prop_assert!(of(harm, part::HARM + family)[0] >= of(0.0, part::HARM + family)[0] - 1e-3);
        prop_assert!(of(harm, part::UPHELD + family)[2] >= of(0.0, part::UPHELD + family)[2] - 1e-5);
        prop_assert!(of(harm, part::OVERTURNED)[2] <= of(0.0, part::OVERTURNED)[2] + 1e-5);
    }

    #[test]
    fn one_post_moves_nobody_far(deltas in deltas(40), harm in 0.0_f32..1.0, family in 0_usize..4) {
        let before = history(&deltas);
        let mut blame = Blame::default();
        blame.amounts[part::HARM + family] = harm;
        (blame.target, blame.community) = (Some((3, harm)), Some((2, harm)));
        for place in [part::LINK, part::BAD_LINK, part::REPEAT, part::EVASION, part::COACTION, part::CROWD] {
            blame.amounts[place] = harm;
        }
        // The ordinary rate stays: what a place is like is not what somebody did.
        let rate = before.read(END).ordinary_rate().unwrap_or(0.033).clamp(0.0, 1.0);
        let mut after = before.clone();
        after.apply(&Delta { at: END, tag: 1, activity: Some(Activity::at_a_place(rate)), blame });
        let of = |history: &History| {
            let (rules, reading) = (rules(), history.read(END));
            let noticed = signals::notice_all(&reading, &Context::default(), &rules.parameters);
            let shares = noticed.own.map(|own| own[0].nats);
            (shares, super::standing::Assessment::of(&reading, history, &Context::default(), &rules).totals)
        };
        let ((shares, totals), (shares_after, totals_after)) = (of(&before), of(&after));
        for place in 0..Family::ALL.len() {
            prop_assert!(shares_after[place] - shares[place] < 10.0_f32.ln() + 1e-3);
            prop_assert!(totals_after[place] - totals[place] < 5_900, "{:?} and {:?}", totals, totals_after);
        }
    }

    #[test]
    fn a_raid_passes_and_leaves_no_trace(deltas in deltas(20), raid in 0.0_f32..1.0) {
        let history = history(&deltas);
        let (rules, reading) = (rules(), history.read(END));
        let totals = |raid: f32| {
            let context = Context { raid, raid_size: 9, ..Context::default() };
            super::standing::Assessment::of(&reading, &history, &context, &rules).totals
        };
        for (calm, raided) in totals(0.0).into_iter().zip(totals(raid)) {
            prop_assert!((0..=1_000).contains(&(raided - calm)), "{} and {}", calm, raided);
        }
    }
}

/// `KOKO_HISTORIES=1000000` makes a million; by itself it is enough to run in a moment.
#[test]
fn reasons_add_up_exactly_over_many_random_histories() {
    let wanted = std::env::var("KOKO_HISTORIES").ok().and_then(|count| count.parse().ok());
    let mut chance = Chance(11);
    for _ in 0..wanted.unwrap_or(20_000_u32) {
        let mut history = History::EMPTY;
        for _ in 0..1 + (chance.unit() * 12.0) as u32 {
            let mut blame = Blame::default();
            for amount in &mut blame.amounts {
                *amount = if chance.unit() < 0.15 { chance.unit() as f32 } else { 0.0 };
            }
            blame.target =
                (chance.unit() < 0.3).then(|| ((chance.unit() * 12.0) as u8, chance.unit() as f32));
            blame.community =
                (chance.unit() < 0.3).then(|| ((chance.unit() * 8.0) as u8, chance.unit() as f32));
            let at = END - (chance.unit() * chance.unit() * f64::from(60 * DAY)) as u32;
            let created_at =
                (chance.unit() < 0.5).then(|| at - (chance.unit() * f64::from(100 * DAY)) as u32);
            let ordinary = (0.2 * chance.unit()) as f32;
            history.apply(&Delta {
                at,
                tag: 0,
                activity: Some(Activity { created_at, ..Activity::at_a_place(ordinary) }),
                blame,
            });
        }
        check_sums_and_caps(&standing(&history, END + (chance.unit() * 9.0) as u32 * HOUR)).unwrap();
    }
}
