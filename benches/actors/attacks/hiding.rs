//! Attempts of bad actors to stay unseen.

use koko_core::actor::{Band, CrowdSizes, Posted, Standing};
use koko_core::clock::Timestamp;

use super::scene::START;
use super::{Attack, Defence, Effort, Scene, Subject};
use crate::actors::trial::community;
use crate::actors::{DAY, HOUR};

const ROOK: &str = "rook";
const AT_LEAST_ELEVATED: [Band; 2] = [Band::Elevated, Band::High];
const HIGH: [Band; 2] = [Band::High, Band::High];
const WATCH: [Band; 2] = [Band::Watch, Band::Watch];

pub(super) fn attacks() -> Vec<Attack> {
    vec![
        Attack {
            name: "3,000 nice posts in a day after a dozen insults",
            defence: "20 posts a day count in full, all further ones together no more than those",
            without: Some("`clean_posts_per_day` of 1,000,000"),
            subject: Subject::KnownBad,
            expected: HIGH,
            play: dilution,
        },
        Attack {
            name: "the same in a day of 60 nice posts",
            defence: "20 posts a day count in full, all further ones together no more than those",
            without: None,
            subject: Subject::KnownBad,
            expected: HIGH,
            play: small_talk,
        },
        Attack {
            name: "300 posts a day, every twentieth an insult",
            defence: "of many posts on one day, harm beyond the ordinary counts in full",
            without: None,
            subject: Subject::KnownBad,
            expected: AT_LEAST_ELEVATED,
            play: among_hundreds,
        },
        Attack {
            name: "a nice post after each insult",
            defence: "one post moves a total by a bounded amount",
            without: None,
            subject: Subject::KnownBad,
            expected: HIGH,
            play: appended,
        },
        Attack {
            name: "a few insults a week for months, then a month of rest",
            defence: "sums of 180 days; what somebody does themselves is not what is ordinary for them",
            without: Some("`slow_drip_cap` of 0"),
            subject: Subject::KnownBad,
            expected: [Band::Watch, Band::High],
            play: drip,
        },
        Attack {
            name: "spam from a bought account, five years old",
            defence: "age takes away 0.3 nats at most",
            without: Some("`new_account.year` of 4"),
            subject: Subject::KnownBad,
            expected: HIGH,
            play: bought,
        },
        Attack {
            name: "many accounts, each a little: the same words from forty",
            defence: "clusters of texts, and who met before",
            without: Some("`repeated_content` without weights"),
            subject: Subject::KnownBad,
            expected: WATCH,
            play: campaign,
        },
        Attack {
            name: "the same, with floods of one-off texts in between",
            defence: "what comes once never takes the place of what comes again",
            without: Some("tables of 64 rows"),
            subject: Subject::KnownBad,
            expected: WATCH,
            play: flooded,
        },
        Attack {
            name: "dating insults ten years ahead",
            defence: "what lies ahead counts at the time of receipt",
            without: Some("the platform believes in times half a year old"),
            subject: Subject::KnownBad,
            expected: HIGH,
            play: forged_times,
        },
        Attack {
            name: "a gang makes insults ordinary in a community",
            defence: "ordinary is 20 % at most, three events and one harm an hour, only from below Elevated",
            without: None,
            subject: Subject::KnownBad,
            expected: AT_LEAST_ELEVATED,
            play: poisoned,
        },
    ]
}

fn dilution(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| parameters.clean_posts_per_day = 1e6);
    be_nice_for_a_day(scene, 3_000)
}

fn small_talk(scene: &mut Scene) -> Standing {
    be_nice_for_a_day(scene, 60)
}

fn be_nice_for_a_day(scene: &mut Scene, posts: i64) -> Standing {
    scene.be_bad(ROOK);
    for number in 0..if scene.is_attacked { posts } else { 0 } {
        let post = scene.post_of(ROOK, START + number * (DAY / posts));
        scene.send(post);
    }
    scene.standing(ROOK, START + DAY)
}

fn among_hundreds(scene: &mut Scene) -> Standing {
    let (days, posts) = (4, if scene.is_attacked { 300 } else { 20 });
    scene.trial();
    for number in 0..days * posts {
        let at = START + number * (DAY / posts);
        let post = match number % (posts / 15).max(1) {
            0 => scene.harm_of(ROOK, at, "insult", Some(&format!("ordinary{}", number % 5))),
            _ => scene.post_of(ROOK, at),
        };
        scene.send(post);
    }
    scene.standing(ROOK, START + days * DAY)
}

fn appended(scene: &mut Scene) -> Standing {
    for number in 0..12 {
        let at = START + number * 6 * HOUR;
        let target = format!("ordinary{}", number % 5);
        let insult = scene.harm_of(ROOK, at, "insult", Some(&target));
        scene.send(insult);
        if scene.is_attacked {
            let nice = scene.post_of(ROOK, at + 60);
            scene.send(nice);
        }
    }
    scene.standing(ROOK, START + 3 * DAY)
}

fn drip(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| parameters.harmful_share.slow_drip_cap = 0.0);
    let rests = if scene.is_attacked { 35 } else { 0 };
    // Before the ordinary people come, whose clock runs later.
    scene.trial();
    for day in 0..150 {
        let at = START + day * DAY;
        for hour in 0..3 {
            let is_insult = hour == 0 && day % 2 == 0 && day < 150 - rests;
            let post = match is_insult {
                true => scene.harm_of(ROOK, at, "insult", None),
                false => scene.post_of(ROOK, at + hour * HOUR),
            };
            scene.send(post);
        }
    }
    scene.standing(ROOK, START + 150 * DAY)
}

fn bought(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| parameters.new_account.year = 4.0);
    scene.trial();
    for number in 0..12 {
        let created = scene.is_attacked.then(|| Timestamp::from_unix_seconds(START - 5 * 365 * DAY));
        let text = Some(format!("number {number}, all of it must go https://garden-sale.com/{number}"));
        let spam = Posted {
            account_created_at: created,
            text,
            ..scene.harm_of(ROOK, START + number * 240, "spam", None)
        };
        scene.send(spam);
    }
    scene.standing(ROOK, START + HOUR)
}

fn campaign(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| {
        let numbers = &mut parameters.repeated_content;
        (numbers.coaction, numbers.crowd, numbers.repeats) = (0.0, 0.0, 0.0);
    });
    run_campaign(scene, 0)
}

fn flooded(scene: &mut Scene) -> Standing {
    let few = |sizes: &mut CrowdSizes| {
        let all = [
            &mut sizes.first_sights,
            &mut sizes.doorkeeper,
            &mut sizes.clusters,
            &mut sizes.hot_clusters,
            &mut sizes.near_texts,
            &mut sizes.pairs,
            &mut sizes.recurring_pairs,
        ];
        all.into_iter().for_each(|size| *size = 64);
    };
    scene.without(|_, sizes| few(sizes));
    let flood = match scene.effort {
        Effort::Small => 1_000,
        Effort::Full => 10_000,
    };
    run_campaign(scene, if scene.is_attacked { flood } else { 0 })
}

/// Forty accounts say the same within a minute, twelve times, and so many one-off texts come between two times.
fn run_campaign(scene: &mut Scene, flood: u64) -> Standing {
    let slogans = [
        "the bridge must stay open for everyone who lives across the river",
        "ask the council why the library closes while the car park grows",
        "our harbour needs fishermen and no hotel of forty floors",
        "whoever votes for the tunnel votes against the old market",
        "nobody asked the teachers before the school was moved",
        "the new buses are late and the old ones were on time",
    ];
    for time in 0..12 {
        let at = START + time * 5 * HOUR;
        let slogan = slogans[time as usize % slogans.len()];
        for member in 0..40 {
            // The last to speak is the one who is looked at.
            let name = if member == 39 { ROOK.to_owned() } else { format!("puppet{member}") };
            let text = Some(format!(
                "{slogan}, I say it for the {}th time in the {} week",
                time / 6 + 1,
                ["first", "second"][time as usize / 6]
            ));
            let post = Posted { text, ..scene.post_of(&name, at + member) };
            scene.send(post);
        }
        for number in 0..flood {
            let text = Some(format!(
                "{} one-off words about {number} things of {time} kinds, and nothing else",
                number * 7_919
            ));
            let name = format!("flood{}", scene.draws.below(5_000));
            let post = Posted { text, ..scene.post_of(&name, at + 60 + (number / 10) as i64) };
            scene.send(post);
        }
    }
    scene.standing(ROOK, START + 3 * DAY)
}

fn forged_times(scene: &mut Scene) -> Standing {
    scene.trial();
    for number in 0..12 {
        let now = START + number * 6 * HOUR;
        let insult = scene.harm_of(ROOK, now, "insult", Some(&format!("ordinary{}", number % 5)));
        let claimed = match (scene.is_attacked, scene.defence) {
            (false, _) => now,
            (true, Defence::On) => now + 3_650 * DAY,
            (true, Defence::Off) => now - 179 * DAY,
        };
        let event =
            koko_core::actor::Event::Posted(Posted { at: Timestamp::from_unix_seconds(claimed), ..insult });
        scene.trial().pass_until(now);
        scene.trial().ledger.record(&event).expect("a possible time");
    }
    scene.standing(ROOK, START + 3 * DAY)
}

fn poisoned(scene: &mut Scene) -> Standing {
    let here = || Some(community("pit"));
    for number in 0..if scene.is_attacked { 1_500 } else { 0 } {
        let name = format!("gang{}", number % 300);
        let at = START - 3 * DAY + number * 170;
        let post = match number % 3 {
            0 => scene.harm_of(&name, at, "insult", None),
            _ => scene.post_of(&name, at),
        };
        scene.send(Posted { community: here(), ..post });
    }
    for number in 0..24 {
        let at = START + number * 3 * HOUR;
        let post = match number % 4 {
            3 => scene.post_of(ROOK, at),
            _ => scene.harm_of(ROOK, at, "insult", Some(&format!("ordinary{}", number % 5))),
        };
        scene.send(Posted { community: here(), ..post });
    }
    scene.standing(ROOK, START + 3 * DAY)
}
