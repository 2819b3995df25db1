//! Tests of the whole crowd: who gets something for what, and who does not.

use std::sync::LazyLock;

use super::*;
use proptest::prelude::*;

static KEY: LazyLock<TextKey> = LazyLock::new(|| TextKey::new([7; 32]));

const START: i64 = 1_700_000_000;
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
const LONG: &str = "everybody should read what they wrote about the new bridge";
const OTHER: &str = "nobody told us that the market will close at noon on Sunday";
const SHORT: &str = "love this song";

fn at(second: i64) -> Timestamp {
    Timestamp::from_unix_seconds(START + second)
}

fn small() -> CrowdSizes {
    CrowdSizes {
        first_sights: 2_048,
        doorkeeper: 4_096,
        habits: 4_096,
        clusters: 2_048,
        hot_clusters: 2_048,
        near_texts: 1_024,
        pairs: 4_096,
        recurring_pairs: 1_024,
        domains: 2_048,
        communities: 2_048,
        threads: 2_048,
        targets: 2_048,
        authors_a_day: 4_096,
        posting_authors: 4_096,
        harming_authors: 4_096,
        events: 4_096,
        flagged_authors: 512,
        flags: 4_096,
    }
}

fn text(author: u64, second: i64, text: &str) -> Sighting<'static> {
    Sighting { print: Some(TextPrint::of(text, &KEY)), ..Sighting::new(author, at(second)) }
}

fn object(author: u64, second: i64, object: u64) -> Sighting<'static> {
    Sighting { object: Some(object), ..Sighting::new(author, at(second)) }
}

/// Tells the crowd of each, and compares the coaction of the last.
fn check_coaction(why: &str, sightings: &[Sighting<'_>], expected: f32) {
    let crowd = Crowd::new(small());
    let last = sightings.iter().map(|sighting| crowd.resolve(sighting).coaction).last();
    assert_eq!(last, Some(expected), "{why}");
}

#[test]
fn coaction_needs_a_partner_who_was_met_elsewhere_before() {
    check_coaction("once is chance", &[text(1, 0, LONG), text(2, 9, LONG)], 0.0);
    let met = [text(1, 0, LONG), text(2, 9, LONG)];
    let then = |more: &[Sighting<'static>]| [&met, more].concat();
    check_coaction("again elsewhere", &then(&[text(1, 500, OTHER), text(2, 560, OTHER)]), 1.0);
    check_coaction("within the hour", &then(&[text(1, 500, OTHER), text(2, 561, OTHER)]), 0.5);
    check_coaction("after the hour", &then(&[text(1, 500, OTHER), text(2, 4_101, OTHER)]), 0.25);
    check_coaction("half a day later", &then(&[text(1, 500, OTHER), text(2, 22_101, OTHER)]), 0.0);
    check_coaction("the other comes first", &then(&[text(2, 500, OTHER), text(1, 560, OTHER)]), 1.0);
    check_coaction(
        "the earliest gets nothing",
        &then(&[text(1, 500, OTHER), text(2, 520, OTHER), text(1, 530, OTHER)]),
        0.0,
    );
    check_coaction("the same text again", &then(&[text(1, 500, LONG), text(2, 510, LONG)]), 0.0);
    check_coaction("somebody else", &then(&[text(1, 500, OTHER), text(3, 510, OTHER)]), 0.0);
    check_coaction("an object within a minute", &then(&[object(1, 500, 9), object(2, 560, 9)]), 1.0);
    check_coaction("an object within the hour", &then(&[object(1, 500, 9), object(2, 561, 9)]), 0.0);
    check_coaction("too short a text", &then(&[text(1, 500, SHORT), text(2, 510, SHORT)]), 0.0);
    let button = Sighting { repost: true, ..object(2, 560, 9) };
    check_coaction("by button", &then(&[object(1, 500, 9), button]), 0.25);
    check_coaction("after a month", &then(&[text(1, 32 * DAY, OTHER), text(2, 32 * DAY, OTHER)]), 0.0);
}

#[test]
fn whoever_came_second_at_the_first_meeting_hears_of_it_when_the_pair_recurs() {
    let crowd = Crowd::new(small());
    let share = |author: u64, second: i64, thing: u64| {
        let found = crowd.resolve(&object(author, second, thing));
        (found.coaction, found.late.iter().map(|late| (late.author, late.coaction)).collect::<Vec<_>>())
    };
    // The second and the third come after the first; nobody knows yet that they always do.
    assert_eq!([1, 2, 3].map(|author| share(author, author as i64, 7).0), [0.0; 3]);
    assert_eq!(share(3, 500, 8), (0.0, vec![]));
    assert_eq!(share(1, 510, 8), (1.0, vec![(3, 1.0)]), "the third was with the first before");
    assert_eq!(share(2, 520, 8), (1.0, vec![(2, 1.0)]), "and so was the second; the third was told already");
}

#[test]
fn a_post_that_is_told_of_late_credits_those_who_came_after_it() {
    let crowd = Crowd::new(small());
    for (author, second, thing) in [(1, 0, 7), (2, 1, 7), (1, 500, 8), (2, 501, 8), (2, 930, 9)] {
        crowd.resolve(&object(author, second, thing));
    }
    let late = crowd.resolve(&object(1, 900, 9));
    assert_eq!(late.coaction, 0.0);
    assert_eq!(
        late.late.iter().map(|late| (late.author, late.at, late.coaction)).collect::<Vec<_>>(),
        [(2, at(930), 1.0)]
    );
}

#[test]
fn a_link_brings_people_together_and_a_home_page_does_not() {
    let post = |crowd: &Crowd, author: u64, second: i64, text: &str| {
        let links = Links::of(text, &KEY);
        let print = Some(TextPrint::of(text, &KEY));
        let (links, domains) = (&links.addresses[..], &links.domains[..]);
        crowd.resolve(&Sighting { links, domains, print, ..Sighting::new(author, at(second)) })
    };
    for (link, coaction) in [("https://example.com/story/7", 1.0), ("https://example.com/", 0.0)] {
        let crowd = Crowd::new(small());
        crowd.resolve(&object(1, 0, 9));
        crowd.resolve(&object(2, 1, 9));
        post(&crowd, 1, 100, &format!("have a look at {link}"));
        assert_eq!(post(&crowd, 2, 130, &format!("wow! {link}?utm_source=x")).coaction, coaction, "{link}");
    }
}

#[test]
fn people_who_meet_again_and_again_are_a_crowd_however_old_their_accounts_are() {
    let crowd = Crowd::new(small());
    let everybody = |thing: u64, second: i64| {
        (1..9).map(|author| crowd.resolve(&object(author, second + author as i64, thing)).crowd).sum::<f32>()
    };
    assert_eq!(everybody(7, 0), 0.0, "strangers at one thing");
    let again = everybody(8, 900);
    assert!((3.0..=7.0).contains(&again), "from when a third of five are known on: {again}");
    let strangers = (101..109).map(|author| crowd.resolve(&object(author, 1_800, 8)).crowd).sum::<f32>();
    assert!(
        strangers <= 8.0 && crowd.resolve(&object(1, 1_900, 8)).crowd == 0.0,
        "the earliest gets nothing"
    );
}

#[test]
fn posts_are_counted_by_the_day_wherever_they_are() {
    let crowd = Crowd::new(small());
    let midnight = DAY * 20_000 - START;
    let post = |community: u64, second: i64| {
        let sighting = Sighting { community: Some(community), ..Sighting::new(1, at(midnight + second)) };
        crowd.resolve(&sighting).posts_today
    };
    assert_eq!([post(1, 0), post(2, 40_000), post(1, 86_399)], [1, 2, 3]);
    assert_eq!(post(1, 86_400), 1);
    let posts: Vec<u32> = (0..300).map(|second| post(3, 90_000 + second)).collect();
    assert_eq!(posts[299], 256, "as far as it counts");
}

#[test]
fn whoever_copies_a_victim_does_not_harm_the_victim() {
    let crowd = Crowd::new(small());
    for (round, words) in ["first", "second", "third", "fourth"].into_iter().enumerate() {
        let (start, said) =
            (600 * round as i64, format!("{words} thing that I have to say about the new bridge"));
        let victim = crowd.resolve(&text(1, start, &said));
        let copies: Vec<f32> =
            (2..6).map(|copy| crowd.resolve(&text(copy, start + copy as i64, &said)).coaction).collect();
        let again = crowd.resolve(&text(1, start + 30, &said));
        assert_eq!((victim.coaction, again.coaction, again.crowd), (0.0, 0.0, 0.0), "{words}");
        assert_eq!(copies, if round == 0 { [0.0; 4] } else { [1.0; 4] }, "{words}");
    }
}

#[test]
fn a_slogan_that_many_post_is_no_coaction_and_no_crowd() {
    let crowd = Crowd::new(CrowdSizes::default());
    for author in 0..3_000 {
        let found = crowd.resolve(&text(author, author as i64 / 5, LONG));
        assert_eq!((found.coaction, found.crowd, found.repeats), (0.0, 0.0, 0.0), "author {author}");
        assert!(found.late.is_empty());
    }
    assert!(crowd.recurring_pairs().is_empty());
}

#[test]
fn a_crowd_of_new_accounts_is_one_and_the_others_hear_of_it_once() {
    let crowd = Crowd::new(small());
    let ordinary = |author: u64| crowd.resolve(&object(author, 0, 1_000 + author));
    (1_000..1_100).for_each(|author| {
        ordinary(author);
    });
    let young = |author: u64, second: i64| Sighting { young: true, ..text(author, second, LONG) };
    let found: Vec<Surroundings> =
        (1..12).map(|author| crowd.resolve(&young(author, 60 * author as i64))).collect();
    let first = found.iter().position(|found| found.crowd > 0.0).expect("a crowd");
    assert!((4..=6).contains(&first), "at about the fifth author, not the {first}th");
    assert!(found[first..].iter().all(|found| found.crowd == 1.0));
    let told: Vec<&LateEvidence> = found.iter().flat_map(|found| &found.late).collect();
    let mut authors: Vec<u64> = told.iter().map(|late| late.author).collect();
    authors.sort_unstable();
    assert_eq!(authors, (2..=first as u64).collect::<Vec<_>>(), "all before, but for the earliest");
    assert!(told.iter().all(|late| late.crowd == 1.0 && late.at == at(60 * late.author as i64)));
    let tags: std::collections::HashSet<u64> = told.iter().map(|late| late.tag).collect();
    assert_eq!(tags.len(), told.len());
}

#[test]
fn repeats_are_the_authors_own_text_or_domain_within_a_day() {
    let crowd = Crowd::new(small());
    let link = |author: u64, second: i64| {
        crowd.resolve(&Sighting { domains: &[77], ..Sighting::new(author, at(second)) })
    };
    assert_eq!(crowd.resolve(&text(1, 0, LONG)).repeats, 0.0);
    assert!(!crowd.resolve(&text(2, 5, LONG)).duplicate, "somebody else's");
    let again = crowd.resolve(&text(1, DAY, LONG));
    assert_eq!((again.repeats, again.duplicate), (1.0, true));
    assert_eq!(crowd.resolve(&text(1, 4 * DAY, LONG)).repeats, 0.0, "forgotten");
    assert_eq!(
        [link(1, 0), link(2, 0), link(1, 60)].map(|found| (found.repeats, found.links)),
        [(0.0, 1.0), (0.0, 1.0), (1.0, 1.0)]
    );
    let twice = Sighting { domains: &[78, 78], ..Sighting::new(1, at(0)) };
    assert_eq!(crowd.resolve(&twice).repeats, 0.0, "twice in one post is once");
    assert!(!crowd.resolve(&text(3, 0, SHORT)).duplicate && !crowd.resolve(&text(3, 9, SHORT)).duplicate);
}

#[test]
fn near_duplicates_join_the_cluster() {
    let essay = |changed: &str| {
        let words = (0..250)
            .map(|place| if place == 99 { changed.to_owned() } else { format!("word{}", place * 7 % 113) });
        words.collect::<Vec<_>>().join(" ")
    };
    let crowd = Crowd::new(small());
    crowd.resolve(&object(1, 0, 9));
    crowd.resolve(&object(2, 1, 9));
    crowd.resolve(&text(1, 100, &essay("bridge")));
    assert_eq!(crowd.resolve(&text(2, 110, &essay("tunnel"))).coaction, 1.0);
    assert!(crowd.resolve(&text(1, 120, &essay("ferry"))).duplicate, "the author's own, but for a word");
}

#[test]
fn only_the_first_blows_of_an_hour_weigh_fully() {
    let crowd = Crowd::new(small());
    let blow = |author: u64, target: u64, second: i64, harm: f32| {
        let sighting = Sighting { target: Some(target), harm, ..Sighting::new(author, at(second)) };
        crowd.resolve(&sighting).same_target_this_hour
    };
    let hour = HOUR - START % HOUR;
    let counts = [
        blow(1, 2, hour, 0.9),
        blow(1, 2, hour + 5, 0.9),
        blow(1, 3, hour + 6, 0.9),
        blow(1, 2, hour + 7, 0.0),
    ];
    assert_eq!(counts, [1, 2, 1, 0]);
    assert_eq!(blow(1, 2, hour + HOUR, 0.9), 1, "the next hour");
    assert_eq!(blow(1, 1, hour, 0.9), 0, "at themselves");
}

#[test]
fn the_ordinary_rate_is_that_before_the_post_and_nobody_shifts_it_alone() {
    let crowd = Crowd::new(small());
    let post = |author: u64, harm: f32, elevated: bool| {
        crowd.resolve(&Sighting { community: Some(5), harm, elevated, ..Sighting::new(author, at(0)) })
    };
    let first = post(1, 1.0, false);
    assert_eq!((first.ordinary_rate, first.tenant_rate), (0.033, 0.033));
    (0..200).for_each(|_| {
        post(1, 1.0, false);
    });
    let alone = post(2, 0.0, false).ordinary_rate;
    assert!(alone < 0.06, "one author, two hundred posts: {alone}");
    (1_000..1_200).for_each(|author| {
        post(author, 1.0, true);
    });
    assert!(post(3, 0.0, false).ordinary_rate <= alone, "those at Elevated are no measure");
    (2_000..2_200).for_each(|author| {
        post(author, 1.0, false);
    });
    assert_eq!(post(4, 0.0, false).ordinary_rate, 0.20);
}

#[test]
fn a_raid_concerns_those_who_are_new_to_it() {
    let crowd = Crowd::new(small());
    let blow = |author: u64, second: i64| {
        crowd.resolve(&Sighting { target: Some(9), harm: 0.9, ..Sighting::new(author, at(second)) })
    };
    // An old quarrel: one author, every day.
    (0..3).for_each(|day| assert_eq!(blow(1, day * DAY).raid, 0.0));
    let start = 3 * DAY;
    let raid: Vec<Surroundings> = (10..30).map(|author| blow(author, start + author as i64)).collect();
    assert!(raid[..3].iter().all(|found| found.raid == 0.0), "a few are no raid");
    assert!(raid[19].raid > 0.5 && raid[19].raid_size > 12, "{:?}", raid[19]);
    assert!(blow(29, start + 60).raid > 0.5, "again, while it lasts");
    assert_eq!(blow(1, start + 70).raid, 0.0, "the old quarrel is no part of it");
    assert_eq!(crowd.raids(at(start + 80)).first().map(|raid| raid.on), Some(RaidOn::Target(9)));
    assert!(crowd.raids(at(start + DAY)).is_empty());
    assert_eq!(blow(50, start + DAY).raid, 0.0);
}

#[test]
fn one_author_is_no_raid_however_much_they_post() {
    let crowd = Crowd::new(small());
    for second in 0..300 {
        let blow =
            Sighting { target: Some(9), community: Some(5), harm: 1.0, ..Sighting::new(1, at(second)) };
        assert_eq!(crowd.resolve(&blow).raid, 0.0);
    }
    assert!(crowd.raids(at(300)).is_empty());
}

#[test]
fn whoever_links_to_a_domain_that_turns_out_bad_hears_of_it_once() {
    let crowd = Crowd::new(small());
    let spam = |author: u64| {
        let sighting =
            Sighting { domains: &[77], spam: 0.9, harm: 0.9, ..Sighting::new(author, at(author as i64)) };
        crowd.resolve(&sighting)
    };
    let found: Vec<Surroundings> = (1..15).map(spam).collect();
    assert!(found[0].bad_links == 0.0 && found[13].bad_links == 1.0);
    let told: Vec<&Surroundings> = found.iter().filter(|found| !found.late.is_empty()).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].late.iter().all(|late| late.bad_links == 1.0 && late.crowd == 0.0));
    assert!(told[0].late.len() <= 8);
}

#[test]
fn events_that_come_again_are_noticed_for_a_day() {
    let crowd = Crowd::new(small());
    let seen = [0, 1, DAY, 4 * DAY].map(|second| crowd.saw_event(7, at(second)));
    assert_eq!(seen, [false, true, true, false]);
}

#[test]
fn who_is_forgotten_is_nowhere_by_name() {
    let crowd = Crowd::new(small());
    for (round, words) in [LONG, OTHER].into_iter().enumerate() {
        (1..4).for_each(|author| {
            crowd.resolve(&text(author, 600 * round as i64 + author as i64, words));
        });
    }
    let bytes_of = |author: u64| {
        let bytes = crowd.to_bytes();
        bytes.windows(8).any(|window| window == author.to_le_bytes())
    };
    assert!(crowd.recurring_pairs().len() == 3);
    let long_tag = 0x1234_5678_9abc_def0;
    crowd.resolve(&text(long_tag, 5, LONG));
    crowd.flag(&FlagSighting {
        reporter: long_tag,
        author: 1,
        at: at(0),
        community: None,
        harm: None,
        reliability: 1.0,
    });
    assert!(bytes_of(long_tag));
    crowd.forget(long_tag);
    crowd.forget(2);
    assert!(!bytes_of(long_tag), "not one of its tables still has it");
    assert_eq!(crowd.recurring_pairs().iter().map(|pair| pair.authors).collect::<Vec<_>>(), [[1, 3]]);
}

fn busy_crowd() -> Crowd {
    let crowd = Crowd::new(small());
    for number in 0..400_u64 {
        let texts = [LONG, OTHER, "a third text that is long enough to be counted by the crowd"];
        let sighting = Sighting {
            domains: &[1, 2],
            links: &[3],
            object: Some(number % 50),
            community: Some(number % 5),
            thread: Some(number % 7),
            target: Some(number % 11),
            harm: (number % 3) as f32 / 3.0,
            spam: (number % 4) as f32 / 4.0,
            young: number % 6 == 0,
            ..text(number % 40 + 100, number as i64 * 20, texts[number as usize % 3])
        };
        crowd.resolve(&sighting);
        crowd.saw_event(number, at(number as i64));
        let flag = FlagSighting {
            reporter: number,
            author: number % 3,
            at: at(number as i64),
            community: None,
            harm: Some(0.01),
            reliability: 0.5,
        };
        crowd.flag(&flag);
    }
    crowd
}

#[test]
fn a_crowd_comes_back_from_its_bytes_and_says_the_same() {
    let (crowd, back) = (busy_crowd(), Crowd::from_bytes(&busy_crowd().to_bytes()).unwrap());
    assert_eq!(back.sizes(), crowd.sizes());
    assert_eq!(back.recurring_pairs(), crowd.recurring_pairs());
    assert_eq!(back.brigades(), crowd.brigades());
    assert!(!crowd.brigades().is_empty() && !crowd.recurring_pairs().is_empty());
    assert_eq!(back.raids(at(8_000)), crowd.raids(at(8_000)));
    assert_eq!(back.evictions(), crowd.evictions());
    for number in 0..60 {
        let sighting =
            Sighting { domains: &[1], harm: 0.5, ..text(number + 90, 8_000 + number as i64, OTHER) };
        assert_eq!(back.resolve(&sighting), crowd.resolve(&sighting), "{number}");
        assert_eq!(back.saw_event(number * 10, at(8_000)), crowd.saw_event(number * 10, at(8_000)));
    }
}

#[test]
fn damaged_snapshots_and_those_of_other_versions_are_refused() {
    let bytes = busy_crowd().to_bytes();
    for length in [0, 8, 9, 40, bytes.len() / 2, bytes.len() - 1] {
        assert!(Crowd::from_bytes(&bytes[..length]).is_err(), "cut to {length}");
    }
    for place in (0..bytes.len()).step_by(bytes.len() / 97) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        assert!(Crowd::from_bytes(&damaged).is_err(), "a bit of byte {place}");
    }
    let mut other = bytes.clone();
    other[8] = 99;
    let error = Crowd::from_bytes(&other).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error.contains("version 99"), "{error}");
}

fn any_sighting() -> impl Strategy<Value = (u64, i64, u64, f32, bool)> {
    (0_u64..50, -DAY..3 * DAY, any::<u64>(), prop_oneof![Just(f32::NAN), -1.0_f32..2.0], any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_it_is_told_it_stays_within_its_memory_and_its_numbers_within_their_limits(
        told in proptest::collection::vec(any_sighting(), 1..1_500),
    ) {
        let crowd = Crowd::new(small());
        for (author, second, thing, harm, choice) in told {
            let print = TextPrint { exact: thing, simhash: Some(thing), characters: 40, has_link: choice };
            let found = crowd.resolve(&Sighting {
                author, at: at(second), print: Some(print), object: Some(thing % 3), links: &[thing, 7], domains: &[thing, thing % 5],
                community: Some(thing), thread: Some(thing), target: Some(thing % 7), harm, spam: harm,
                repost: choice, young: !choice, watched: choice, elevated: author == 3,
            });
            prop_assert!((0.002..=0.20).contains(&found.ordinary_rate) && (0.002..=0.20).contains(&found.tenant_rate));
            prop_assert!([0.0, 0.125, 0.25, 0.5, 1.0].contains(&found.coaction));
            prop_assert!([0.0, 0.25, 1.0].contains(&found.crowd) && [0.0, 1.0].contains(&found.repeats));
            prop_assert!((0.0..=1.5).contains(&found.bad_links) && (0.0..=1.0).contains(&found.raid));
            prop_assert!(found.late.len() <= 8 * 6 + 2 * 64 * 4);
        }
        prop_assert!(crowd.bytes() < 4 << 20, "{}", crowd.bytes());
        let mut pairs = crowd.recurring_pairs();
        pairs.dedup_by_key(|pair| pair.authors);
        prop_assert_eq!(pairs.len(), crowd.recurring_pairs().len());
    }

    #[test]
    fn the_order_of_arrival_changes_neither_who_met_nor_by_much_what_they_get(
        shares in proptest::collection::vec((0_u64..12, 0_i64..600, 0_u64..40), 2..80),
        seed in any::<u64>(),
    ) {
        // Each author shares each thing once: of several times only the latest is kept.
        let mut shares = shares;
        shares.sort_unstable_by_key(|(author, _, thing)| (*author, *thing));
        shares.dedup_by_key(|(author, _, thing)| (*author, *thing));
        let run = |shares: &[(u64, i64, u64)]| {
            let crowd = Crowd::new(small());
            let coaction = |(author, second, thing): &(u64, i64, u64)| {
                let found = crowd.resolve(&object(*author + 1, *second, *thing));
                found.coaction + found.late.iter().map(|late| late.coaction).sum::<f32>()
            };
            let sum: f32 = shares.iter().map(coaction).sum();
            let mut pairs: Vec<[u64; 2]> = crowd.recurring_pairs().iter().map(|pair| pair.authors).collect();
            pairs.sort_unstable();
            (sum, pairs)
        };
        let mut by_time = shares.clone();
        by_time.sort_by_key(|(_, second, _)| *second);
        shares.sort_by_key(|(author, second, thing)| (author * 7_919 + *second as u64 * 104_729 + thing).wrapping_mul(seed | 1));
        let ((in_order, pairs), (shuffled, same_pairs)) = (run(&by_time), run(&shares));
        prop_assert_eq!(&pairs, &same_pairs);
        // Who is the earliest is not known while the earliest has not arrived; what was missed otherwise is made up for.
        let difference = (in_order - shuffled).abs();
        prop_assert!(difference <= 4.0 + 0.25 * in_order.max(shuffled), "{in_order} in order, {shuffled} shuffled");
    }
}

#[test]
fn threads_share_it() {
    let crowd = Crowd::new(small());
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let crowd = &crowd;
            scope.spawn(move || {
                (0..300).for_each(|number| {
                    crowd.resolve(&object(thread + 1, number * 10, number as u64));
                });
            });
        }
    });
    let pairs = crowd.recurring_pairs();
    assert_eq!(pairs.len(), 6, "all four with each other");
    assert!(pairs.iter().all(|pair| pair.clusters > 200), "{pairs:?}");
}
