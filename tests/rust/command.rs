//! The `ia` command, as a script sees it.
#![expect(clippy::expect_used, reason = "a test")]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// Facts that no message may repeat.
const SECRET: &str = "secret-zz";

fn data(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/data");
    folder.join(name).to_string_lossy().into_owned()
}

fn ia(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ia"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // It may end before it has read everything.
    let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const RECORD: &str = r#"{"covers":{"from":"2026-01-01","to":"2026-12-31"},"absences":[
    {"id":"case-1","person":"p-1","from":"2026-01-05","plans":[],"exceptions":[]}]}"#;

/// Each command about a record, without the record.
const ABOUT: [&[&str]; 6] = [
    &["check", "-"],
    &["assess", "-", "--as-of", "2026-02-10", "--format", "json"],
    &["assess", "-", "--as-of", "2026-02-10", "--format", "html"],
    &["assess", "-", "--as-of", "2026-02-10", "--format", "md", "--fail-on-breach"],
    &["explain", "follow-up-plan", "-", "--as-of", "2026-02-10"],
    &["questions", "-", "--as-of", "2026-02-10"],
];

#[test]
fn a_text_behind_the_record_is_no_part_of_the_request() {
    for arguments in ABOUT {
        assert!(matches!(ia(arguments, RECORD).status.code(), Some(0 | 1)), "{arguments:?}");
        for more in [
            r#","role":"employer""#,
            r#","options":{"promptly_days":1}"#,
            r#","packs":[]"#,
            r#","lang":"en""#,
            r#","as_of":"2020-01-01""#,
            "}",
            ",",
            "{}",
            " null",
        ] {
            let output = ia(arguments, &format!("{RECORD}{more}"));
            assert_eq!(output.status.code(), Some(2), "{arguments:?} {more}");
            assert!(output.stdout.is_empty());
            assert!(said(&output).contains("/record: "), "{}", said(&output));
        }
    }
}

#[test]
fn a_mark_of_byte_order_before_the_record_is_passed_over() {
    let output = ia(&["check", "-"], &format!("\u{feff}{RECORD}"));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn no_message_repeats_what_was_given() {
    let nowhere = format!("/nowhere/{SECRET}.json");
    let workplace = data("workplace.json");
    let role = format!("{SECRET}=55");
    let cases: [(&[&str], i32); 15] = [
        (&["check", &nowhere], 3),
        (&["check", SECRET], 3),
        (&["check", "-", SECRET], 2),
        (&[SECRET], 2),
        (&["check", "-", "--secret-zz"], 2),
        (&["assess", "-", "--as-of", SECRET], 2),
        (&["assess", "-", "--as-of", "2026-02-10", "--role", SECRET], 2),
        (&["assess", "-", "--as-of", "2026-02-10", "--format", SECRET], 2),
        (&["assess", "-", "--as-of", "2026-02-10", "--lang", SECRET], 2),
        (
            &["assess", &workplace, "--as-of", "2026-02-10", "--role", "employee", "--person", "secret-zz x"],
            2,
        ),
        (&["explain", SECRET, &workplace, "--as-of", "2026-02-10"], 2),
        (&["norms", "--topic", SECRET], 2),
        (&["cite", SECRET, "--on", "2026-02-10"], 2),
        (&["poster", "--contact", &role], 2),
        (&["call", SECRET], 2),
    ];
    for (arguments, code) in cases {
        let output = ia(arguments, r#"{"absences":"secret-zz"}"#);
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {}", said(&output));
        assert!(!said(&output).contains(SECRET), "{arguments:?} {}", said(&output));
        assert!(
            said(&output).contains("expected")
                || said(&output).contains("cannot be read")
                || said(&output).contains("forventet"),
            "{}",
            said(&output)
        );
    }
}

#[test]
fn help_and_version_are_answers() {
    for arguments in [&["--help"][..], &["--version"], &["assess", "--help"]] {
        let output = ia(arguments, "");
        assert_eq!(output.status.code(), Some(0));
        assert!(!output.stdout.is_empty() && output.stderr.is_empty());
    }
    assert_eq!(ia(&["assess"], "").status.code(), Some(2));
    assert_eq!(ia(&[], "").status.code(), Some(2));
}

#[test]
fn a_file_in_another_encoding_is_named() {
    let file = std::env::temp_dir().join(format!("ia-encoding-{}.json", std::process::id()));
    let text = r#"{"workplace":{"å":1}}"#;
    let pairs: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let single: Vec<u8> = text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("Latin")).collect();
    for (bytes, named) in [(pairs, "UTF-16"), (single, "Windows-1252")] {
        std::fs::write(&file, bytes).expect("written");
        let output = ia(&["check", file.to_str().expect("a path"), "--lang", "en"], "");
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(
            said(&output).contains("expected a file in UTF-8") && said(&output).contains(named),
            "{}",
            said(&output)
        );
    }
    std::fs::remove_file(file).expect("removed");
}

/// What is owed above a unit fails nothing, and stands last; what one finding carries is a line under it.
#[test]
fn a_unit_fails_on_its_own_breaches_alone() {
    let record = |level: &str, documents: &str| {
        format!(
            r#"{{"covers":{{"from":"2010-01-01","to":"2026-12-31"}},"workplace":{{"sector":"private",{level}
            "headcount":[{{"from":"2012-01-01","employees":60}}],"agreements":[],"guidelines":[]}},"documents":{documents}}}"#
        )
    };
    let code = |record: &str| {
        let arguments = ["assess", "-", "--as-of", "2026-02-10", "--lang", "en", "--fail-on-breach"];
        let output = ia(&arguments, record);
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    // The unit has its plan and its notice; goals, routines and the rest are the undertaking's.
    let own = r#"[{"id":"d-1","kind":"hse_action_plan","date":"2026-01-10","written":true,"reviewed":"2026-01-10"},
        {"id":"d-2","kind":"safety_representative_notice","date":"2026-01-10"}]"#;
    let (failed, plain) = code(&record("", own));
    assert_eq!(failed, Some(1), "{plain}");
    let (passed, unit) = code(&record(r#""level":"unit","#, own));
    assert_eq!(passed, Some(0), "{unit}");
    // Nothing is lost.
    let heading = plain.lines().find(|line| line.starts_with("✗ ") && line.ends_with(')')).expect("breaches");
    assert!(unit.contains(heading), "{heading} {unit}");
    let (failed, unit) = code(&record(r#""level":"unit","#, "[]"));
    assert_eq!(failed, Some(1), "{unit}");
    assert!(unit.contains("    Also: "), "{unit}");
}
