//! Attacks on the innocent: others try to make them look bad.

use koko_core::actor::{Band, Posted, Standing};

use super::scene::START;
use super::{Attack, Defence, Scene, Subject};
use crate::actors::trial::community;
use crate::actors::{DAY, HOUR};

/// Innocent people stay here, if nothing but the attack is known of them.
const UNHARMED: [Band; 2] = [Band::Unknown, Band::Calm];
const AT_MOST_WATCH: [Band; 2] = [Band::Unknown, Band::Watch];

const MARA: &str = "mara";

pub(super) fn attacks() -> Vec<Attack> {
    vec![
        Attack {
            name: "a hundred accounts report at once",
            defence: "a burst on harmless content counts nothing, root law, cap of 1 nat",
            without: Some("reports spread over days, `flags_received.cap` and `soft_cap` of 20"),
            subject: Subject::Innocent,
            expected: UNHARMED,
            play: reports_at_once,
        },
        Attack {
            name: "a hundred accounts report, one an hour",
            defence: "cap of 1 nat, soft cap",
            without: Some("`flags_received.cap` and `soft_cap` of 20, `weight` 1.5"),
            subject: Subject::Innocent,
            expected: UNHARMED,
            play: reports_one_by_one,
        },
        Attack {
            name: "copying everything somebody posts, at once",
            defence: "who came first gets nothing",
            without: Some("the copies come first"),
            subject: Subject::Innocent,
            expected: UNHARMED,
            play: copies,
        },
        Attack {
            name: "guessing what somebody will share, and sharing it before them",
            defence: "circumstantial evidence ends at Watch",
            without: Some("`repeated_content.cap` and `soft_cap` of 20"),
            subject: Subject::Innocent,
            expected: AT_MOST_WATCH,
            play: shared_before,
        },
        Attack {
            name: "provoking somebody until they hit back",
            defence: "`targeting` counts half where the other answers in kind",
            without: Some("`targeting.mutual` of 0"),
            subject: Subject::Innocent,
            expected: AT_MOST_WATCH,
            play: provoked,
        },
        Attack {
            name: "sending one rude post again, 500 times in two days",
            defence: "tail of tags, filter of event ids",
            without: Some("each time under another id"),
            subject: Subject::Innocent,
            expected: AT_MOST_WATCH,
            play: replayed,
        },
        Attack {
            name: "a moderator who bans at random, three times",
            defence: "decisions weigh by how often those of the moderator were overturned",
            without: Some("nobody appealed against this moderator before"),
            subject: Subject::Innocent,
            expected: AT_MOST_WATCH,
            play: rogue_moderator,
        },
        Attack {
            name: "a community kept so clean that one rude post stands out",
            defence: "the ordinary rate is at least 0.2 %, and drawn to that of the platform",
            without: None,
            subject: Subject::Innocent,
            expected: AT_MOST_WATCH,
            play: spotless_community,
        },
        Attack {
            name: "being there when others raid",
            defence: "a raid adds 1 nat at most, while it lasts, and to harm only",
            without: Some("`raid.cap` and `soft_cap` of 20"),
            subject: Subject::Innocent,
            expected: AT_MOST_WATCH,
            play: bystander,
        },
    ]
}

fn reports_at_once(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| {
        parameters.flags_received.cap = 20.0;
        parameters.soft_cap = 20.0;
    });
    scene.be_nice(MARA, START - DAY, 20);
    let apart = if scene.defence == Defence::On { 5 } else { HOUR };
    report(scene, apart)
}

fn reports_one_by_one(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| {
        parameters.flags_received.cap = 20.0;
        parameters.flags_received.weight = 1.5;
        parameters.soft_cap = 20.0;
    });
    scene.be_nice(MARA, START - DAY, 20);
    report(scene, HOUR)
}

fn report(scene: &mut Scene, apart: i64) -> Standing {
    for number in 0..if scene.is_attacked { 100 } else { 0 } {
        scene.flag(MARA, &format!("gang{number}"), START + number * apart);
    }
    scene.standing(MARA, START + 100 * apart)
}

/// What nobody else writes.
const NOTES: [&str; 15] = [
    "the heron was back at the weir this morning, standing on one leg",
    "somebody left a piano on the corner of our street, in the rain",
    "my tomatoes are green in October and I have no idea why",
    "the night train is cheaper than the hotel and twice as cold",
    "we counted eleven kinds of mushrooms and ate none of them",
    "the baker knows my name now, which must mean something",
    "three hours of fog, and then the whole valley in the sun",
    "I mended the gate with a fork and it has never closed better",
    "a letter from 1961 fell out of the book that I bought for a coin",
    "the cat sleeps in the box and not in the bed from the box",
    "our choir sang in the car park because the key was lost",
    "the ferry was late, so I learnt the rules of cricket",
    "there is a tree in the museum, and it grows through the roof",
    "grandmother beat everybody at chess again without her glasses",
    "the lighthouse is for sale, and yes, I have asked for the price",
];

fn copies(scene: &mut Scene) -> Standing {
    let come_first = scene.defence == Defence::Off;
    for (note, at) in NOTES.into_iter().zip((START..).step_by(3 * HOUR as usize)) {
        let words = Some(note.to_owned());
        let post = Posted { text: words.clone(), ..scene.post_of(MARA, at) };
        let copy = |scene: &mut Scene, at: i64| {
            for copier in 0..4 {
                let post =
                    Posted { text: words.clone(), ..scene.post_of(&format!("copier{copier}"), at + copier) };
                scene.send(post);
            }
        };
        if scene.is_attacked && come_first {
            copy(scene, at - 20);
        }
        scene.send(post);
        if scene.is_attacked && !come_first {
            copy(scene, at + 5);
        }
    }
    scene.standing(MARA, START + 2 * DAY)
}

fn shared_before(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| {
        parameters.repeated_content.cap = 20.0;
        parameters.soft_cap = 20.0;
    });
    for number in 0..60 {
        let at = START + number * HOUR;
        let object = koko_core::actor::ObjectId::new(format!("news {number}")).ok();
        for other in 0..if scene.is_attacked { 5 } else { 0 } {
            let post = Posted {
                object: object.clone(),
                ..scene.post_of(&format!("stalker{other}"), at - 10 + other)
            };
            scene.send(post);
        }
        let post = Posted { object, ..scene.post_of(MARA, at) };
        scene.send(post);
    }
    scene.standing(MARA, START + 3 * DAY)
}

fn provoked(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| parameters.targeting.mutual = 0.0);
    scene.be_nice(MARA, START - 5 * DAY, 60);
    for number in 0..if scene.is_attacked { 24 } else { 0 } {
        let at = START + number * HOUR;
        let blow = scene.harm_of("bully", at, "insult", Some(MARA));
        scene.send(blow);
        if number % 4 == 3 {
            let mut answer = scene.harm_of(MARA, at + 60, "insult", Some("bully"));
            answer.scores = crate::actors::trial::scored("insult", 0.6);
            scene.send(answer);
        }
    }
    scene.standing(MARA, START + DAY)
}

fn replayed(scene: &mut Scene) -> Standing {
    scene.be_nice(MARA, START - DAY, 20);
    let rude = scene.harm_of(MARA, START, "toxicity", None);
    scene.send(rude.clone());
    for number in 1..=if scene.is_attacked { 500 } else { 0 } {
        scene.trial().pass_until(START + number * 300);
        let id = match scene.defence {
            Defence::On => rude.id.clone(),
            Defence::Off => Some(crate::actors::trial::content(format!("again {number}"))),
        };
        scene.send(Posted { id, ..rude.clone() });
    }
    scene.standing(MARA, START + 2 * DAY)
}

fn rogue_moderator(scene: &mut Scene) -> Standing {
    scene.be_nice(MARA, START - DAY, 20);
    if !scene.is_attacked {
        return scene.standing(MARA, START);
    }
    for number in 0..if scene.defence == Defence::On { 30 } else { 0 } {
        let id = scene.ban(&format!("ordinary{number}"), "rogue", START + number * 60);
        scene.overturn(id, START + number * 60 + 30);
    }
    for number in 0..3 {
        scene.ban(MARA, "rogue", START + HOUR + number);
    }
    scene.standing(MARA, START + 2 * HOUR)
}

fn spotless_community(scene: &mut Scene) -> Standing {
    let here = || Some(community("spotless"));
    for number in 0..if scene.is_attacked { 2_000 } else { 0 } {
        let post = Posted {
            community: here(),
            ..scene.post_of(&format!("saint{}", number % 200), START + number * 60)
        };
        scene.send(post);
    }
    for number in 0..40 {
        let at = START + 2 * DAY + number * HOUR;
        let mut post = Posted { community: here(), ..scene.post_of(MARA, at) };
        if number == 30 {
            post.scores = crate::actors::trial::scored("toxicity", 0.8);
        }
        scene.send(post);
    }
    scene.standing(MARA, START + 4 * DAY)
}

fn bystander(scene: &mut Scene) -> Standing {
    scene.without(|parameters, _| {
        parameters.raid.cap = 20.0;
        parameters.soft_cap = 20.0;
    });
    scene.be_nice(MARA, START - 2 * DAY, 40);
    for number in 0..if scene.is_attacked { 40 } else { 0 } {
        let blow = scene.harm_of(&format!("raider{number}"), START + number * 10, "insult", Some("victim"));
        scene.send(blow);
    }
    // The one thing that they say, in the middle of it.
    let mut rude = scene.harm_of(MARA, START + 405, "insult", Some("victim"));
    rude.scores = crate::actors::trial::scored("insult", 0.7);
    scene.send(rude).standing
}
