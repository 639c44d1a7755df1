//! Any text as a citation: one that is read is read back the same from every form that it is printed in.

#![no_main]

use ia_core::law::Style;
use ia_core::{Citation, Code, Lang};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(citation) = text.parse::<Citation>() else {
        return;
    };
    for &lang in Lang::ALL {
        for &style in Style::ALL {
            let printed = citation.print(lang, style);
            assert_eq!(printed.parse().as_ref(), Ok(&citation), "{printed}");
        }
    }
});
