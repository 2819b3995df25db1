//! Notices: links to domains that spammers post, and little else than links.
//!
//! Why it matters: spam pays through links. When it errs: news bots, librarians. Guard: the reputation of the domain leads,
//! not the link. Soft. Cap: +2.5.

use super::Notice;
use crate::actor::finding::Inputs;
use crate::actor::history::Reading;
use crate::actor::parameters::Parameters;

pub(super) const INPUTS: &[&str] = &["bad_links", "links", "posts"];

pub(super) fn notice(reading: &Reading, parameters: &Parameters) -> Notice {
    let [links, bad_links, ..] = reading.conduct();
    let posts = reading.events_30d();
    if links == 0.0 && bad_links == 0.0 {
        return Notice::default();
    }
    let numbers = &parameters.link_spam;
    // What is left of very old posts has no share worth the name.
    let share = if posts > 1e-6 { (links / posts).min(1.0) } else { 0.0 };
    let nats = numbers.bad_links * bad_links.ln_1p() + numbers.links * (share - 0.5).max(0.0) * links.ln_1p();
    Notice::capped(nats, numbers.cap, [bad_links, links, posts, 0.0])
}

pub(super) fn because([bad_links, links, posts, ..]: &Inputs) -> String {
    match *bad_links >= 0.05 {
        true => format!("links to domains that spammers post, weight {bad_links:.1}"),
        false => format!("{links:.1} of {posts:.1} posts have links"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{hourly, read};
    use super::*;
    use crate::actor::delta::part;

    fn noticed(count: u32, links: u32, bad: f32) -> Notice {
        let reading = read(&hourly(count, |number, blame| {
            if number < links {
                (blame.amounts[part::LINK], blame.amounts[part::BAD_LINK]) = (1.0, bad);
            }
        }));
        notice(&reading, &Parameters::default())
    }

    #[test]
    fn bad_domains_lead_and_links_alone_say_little() {
        assert_eq!(noticed(20, 5, 0.0).nats, 0.0);
        let librarian = noticed(20, 20, 0.0).nats;
        assert!(librarian > 0.0 && librarian < 0.7, "{librarian}");
        assert!(noticed(5, 5, 1.0).nats > 2.0);
        assert_eq!(noticed(50, 50, 1.0).nats, 2.5);
    }
}
