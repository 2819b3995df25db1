//! The font of drawings: it comes with the program, since a bare machine has none, and text would be missing then.

use std::sync::Once;

use epaint_default_fonts::UBUNTU_LIGHT;
use plotters::style::{FontStyle, register_font};

/// What the font is called in drawings.
pub const FAMILY: &str = "sans-serif";

static REGISTERED: Once = Once::new();

/// Lets drawings use the font. Cheap after the first time.
pub fn register() {
    REGISTERED.call_once(|| {
        for style in [FontStyle::Normal, FontStyle::Bold] {
            // A font that comes with the program and cannot be read would be missed by every test of a drawing.
            register_font(FAMILY, style, UBUNTU_LIGHT).ok();
        }
    });
}
