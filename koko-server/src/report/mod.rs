//! A page with figures and plots that needs nothing but a browser: no script, no font, nothing from the network.
//!
//! Knows nothing of what is shown.

mod plot;

use std::fmt::Write;

pub use plot::{Hue, Legend, Mark, Plot, Series, Style};

const CSS: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;\
background:#fff}h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem;border-top:1px solid #ddd;padding-top:1rem}\
table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}th,td{padding:.3rem .8rem;text-align:left;\
border-bottom:1px solid #ddd}th{font-weight:600}.plots{display:flex;flex-wrap:wrap;gap:1rem}svg{max-width:100%;height:auto}\
.small{color:#595959;font-size:.9rem}";

/// A page that is being written.
pub struct Page {
    html: String,
}

impl Page {
    /// A page with this title.
    pub fn new(title: &str) -> Page {
        let title = escaped(title);
        let head = "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">";
        let html = format!(
            "<!doctype html>\n<html lang=\"en\"><head>{head}<title>{title}</title><style>{CSS}</style></head><body>\n\
             <h1>{title}</h1>\n"
        );
        Page { html }
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.element("h2", text);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.element("p", text);
    }

    /// A paragraph in small letters.
    pub fn note(&mut self, text: &str) {
        writeln!(self.html, "<p class=\"small\">{}</p>", escaped(text)).expect("a string takes everything");
    }

    /// A table.
    pub fn table<'c>(&mut self, header: &[&str], rows: impl Iterator<Item = &'c [String]>) {
        let line = |cell: &str, cells: Vec<String>| {
            let cells = cells.iter().map(|text| format!("<{cell}>{}</{cell}>", escaped(text)));
            format!("<tr>{}</tr>\n", cells.collect::<String>())
        };
        self.html.push_str("<table>\n");
        self.html.push_str(&line("th", header.iter().map(|&text| text.to_owned()).collect()));
        for row in rows {
            self.html.push_str(&line("td", row.to_vec()));
        }
        self.html.push_str("</table>\n");
    }

    /// Plots side by side.
    pub fn plots(&mut self, plots: &[Plot]) {
        let drawn: String = plots.iter().map(Plot::to_svg).collect();
        writeln!(self.html, "<div class=\"plots\">{drawn}</div>").expect("a string takes everything");
    }

    /// The whole page.
    pub fn end(mut self) -> String {
        self.html.push_str("</body></html>\n");
        self.html
    }

    fn element(&mut self, name: &str, text: &str) {
        writeln!(self.html, "<{name}>{}</{name}>", escaped(text)).expect("a string takes everything");
    }
}

/// Text that a browser shows and does not obey.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            ch => safe.push(ch),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shows_what_it_is_given_and_obeys_nothing_of_it() {
        let mut page = Page::new("<script>");
        page.table(&["a & b"], [["\"<img>\"".to_owned()].as_slice()].into_iter());
        let html = page.end();
        assert!(!html.contains("<script>") && !html.contains("<img>"), "{html}");
        assert!(html.contains("a &amp; b") && html.ends_with("</body></html>\n"), "{html}");
    }

    #[test]
    fn a_page_needs_nothing_from_elsewhere() {
        let mut page = Page::new("t");
        page.plots(&[Plot::new("t", ["x", "y"], Legend::Middle)]);
        let html = page.end().replace("http://www.w3.org/2000/svg", "");
        assert!(!html.contains("http") && !html.contains("src="), "{html}");
    }
}
