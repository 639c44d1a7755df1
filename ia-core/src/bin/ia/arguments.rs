//! What can be asked on the command line.

use crate::{show, wrong};
use clap::{Parser, Subcommand, ValueEnum};
use ia_core::{Code, Date, Lang, Role, api};
use serde_json::{Map, Value, json};
use std::io::{IsTerminal, Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// Rules for cooperation on an inclusive working life in Norway: assess a workplace, ask for missing
/// facts, explain.
///
/// RECORD is a JSON file, or - for standard input. Answers go to standard output, messages to standard
/// error. Exit codes: 0 answered, 1 breached (with --fail-on-breach), 2 wrong arguments or input, 3 a
/// file cannot be read. This is no legal advice.
#[derive(Parser)]
#[command(name = "ia", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Subcommand)]
enum Ask {
    /// Which duties are met, due, breached or undecided
    Assess {
        /// The record
        record: PathBuf,
        #[command(flatten)]
        when: When,
        #[command(flatten)]
        who: Who,
        /// How to write the answer
        #[arg(long, value_enum, default_value_t = Output::Text)]
        format: Output,
        /// Exit with 1 when a binding or agreed norm that the workplace itself owes is breached
        #[arg(long)]
        fail_on_breach: bool,
    },
    /// Whether a record is well formed and consistent
    Check {
        /// The record
        record: PathBuf,
        #[command(flatten)]
        language: Language,
    },
    /// What a citation points at on a day
    Cite {
        /// The citation, such as "aml § 4-6 (3)"
        text: String,
        /// The day, YYYY-MM-DD
        #[arg(long, value_parser = day)]
        on: Date,
        #[command(flatten)]
        language: Language,
        /// Write JSON
        #[arg(long)]
        json: bool,
    },
    /// Why a norm comes out as it does
    Explain {
        /// The norm's id, such as follow-up-plan
        norm: String,
        /// The record
        record: PathBuf,
        #[command(flatten)]
        when: When,
        #[command(flatten)]
        who: Who,
        /// Write JSON
        #[arg(long)]
        json: bool,
    },
    /// List the norms
    Norms {
        /// Only those in force that day, YYYY-MM-DD
        #[arg(long, value_parser = day)]
        as_of: Option<Date>,
        /// Only those about this topic
        #[arg(long)]
        topic: Option<String>,
        /// Only those that bind or address this role
        #[arg(long, value_parser = role)]
        role: Option<Role>,
        #[command(flatten)]
        language: Language,
        /// Write JSON
        #[arg(long)]
        json: bool,
    },
    /// A sheet for the wall: the roles, good cooperation and the follow-up clock
    Poster {
        /// How to draw it
        #[arg(long, value_enum, default_value_t = Drawing::Svg)]
        format: Drawing,
        /// The paper
        #[arg(long, value_enum, default_value_t = Paper::A4)]
        size: Paper,
        /// Where to turn, such as safety_representative="tel. 55 12 34 56"; may be repeated
        #[arg(long, value_name = "ROLE=TEXT", value_parser = contact)]
        contact: Vec<(Role, String)>,
        #[command(flatten)]
        language: Language,
    },
    /// Which facts could still change a finding
    Questions {
        /// The record
        record: PathBuf,
        #[command(flatten)]
        when: When,
        /// Who is asked
        #[arg(long, value_parser = role, default_value = "management")]
        role: Role,
        /// Which person, by opaque id
        #[arg(long)]
        person: Option<String>,
        /// Write JSON
        #[arg(long)]
        json: bool,
    },
    /// The JSON Schema of a record
    Schema {
        /// Of every request and response of the library instead
        #[arg(long)]
        types: bool,
        /// On one line, without descriptions
        #[arg(long, hide = true)]
        compact: bool,
    },
    /// The glossary of all vocabularies, in Markdown
    #[command(hide = true)]
    Glossary,
    /// Call a function of the library with a JSON request on standard input
    Call {
        /// The function
        #[arg(value_parser = clap::builder::PossibleValuesParser::new(api::FUNCTIONS))]
        function: String,
    },
}

#[derive(clap::Args)]
struct Language {
    /// The language of texts: nb, nn or en
    #[arg(long, value_parser = lang, default_value = "nb")]
    lang: Lang,
}

#[derive(clap::Args)]
struct When {
    /// The day to assess, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    as_of: Date,
    #[command(flatten)]
    language: Language,
}

#[derive(clap::Args)]
struct Who {
    /// Show what this role may see; without it, everything is shown
    #[arg(long, value_parser = role)]
    role: Option<Role>,
    /// The person who looks, by opaque id
    #[arg(long, requires = "role")]
    person: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    Text,
    Json,
    Html,
    Md,
}

#[derive(Clone, Copy, ValueEnum)]
enum Drawing {
    Svg,
    Html,
}

#[derive(Clone, Copy, ValueEnum)]
enum Paper {
    A4,
    A3,
}

fn contact(text: &str) -> Result<(Role, String), String> {
    let (code, text) = text.split_once('=').ok_or("expected ROLE=TEXT")?;
    Ok((role(code)?, text.to_owned()))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error: ia_core::calendar::DateError| error.to_string())
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::from_code(text).ok_or_else(|| "expected nb, nn or en".to_owned())
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        format!("expected one of {}", codes.join(", "))
    })
}

/// Why there is no answer.
enum Problem {
    /// The input is wrong: the library's failure, as JSON.
    Input(String),
    /// A file cannot be read, or the answer not be written.
    File(String),
}

pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return wrong::report(&error),
    };
    match answer(&cli.ask) {
        Ok((text, code)) => match print(&text) {
            Ok(()) => code,
            Err(problem) => report(&problem),
        },
        Err(problem) => report(&problem),
    }
}

fn print(text: &str) -> Result<(), Problem> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // A reader that has seen enough, such as `head`, is no problem.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Problem::File(error.to_string())),
        _ => Ok(()),
    }
}

fn report(problem: &Problem) -> ExitCode {
    let mut err = std::io::stderr().lock();
    // Nowhere is left to report that standard error is closed.
    match problem {
        Problem::File(message) => {
            let _ = writeln!(err, "ia: {message}");
            ExitCode::from(3)
        }
        Problem::Input(failure) => {
            let _ = err.write_all(show::failure(failure).as_bytes());
            ExitCode::from(2)
        }
    }
}

fn read(path: &PathBuf, lang: Option<Lang>) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    // The path is not repeated: it may be the record itself, given in the wrong place.
    read.map_err(|error| Problem::File(format!("the file cannot be read: {error}")))?;
    api::text_of(bytes, lang).map_err(Problem::Input)
}

fn fields(pairs: &[(&str, Option<Value>)]) -> Map<String, Value> {
    pairs.iter().filter_map(|(key, value)| Some(((*key).to_owned(), value.clone()?))).collect()
}

fn code<C: Code>(member: C) -> Value {
    Value::from(member.code())
}

impl When {
    fn fields(&self) -> Map<String, Value> {
        fields(&[("as_of", Some(json!(self.as_of))), ("lang", Some(code(self.language.lang)))])
    }
}

impl Who {
    fn fields(&self) -> Map<String, Value> {
        fields(&[("role", self.role.map(code)), ("person", self.person.as_ref().map(|id| json!(id)))])
    }
}

fn call(function: &str, request: &str) -> Result<String, Problem> {
    api::call(function, request).unwrap_or_else(|| Err(String::new())).map_err(Problem::Input)
}

/// Calls a function about a record, whose text is parsed by itself.
fn call_about(function: &str, record: &str, rest: Map<String, Value>) -> Result<String, Problem> {
    let answer = api::call_with(function, &Value::Object(rest).to_string(), &[("record", record)]);
    answer.unwrap_or_else(|| Err(String::new())).map_err(Problem::Input)
}

/// As indented JSON with a last line end.
fn pretty(answer: &str) -> String {
    let value = serde_json::from_str::<Value>(answer).unwrap_or_default();
    format!("{value:#}\n")
}

fn answer(ask: &Ask) -> Result<(String, ExitCode), Problem> {
    let text = match ask {
        Ask::Assess { record, when, who, format, fail_on_breach } => {
            return assess(record, when, who, *format, *fail_on_breach);
        }
        Ask::Check { record, language } => {
            let answer = call_about(
                "check",
                &read(record, Some(language.lang))?,
                fields(&[("lang", Some(code(language.lang)))]),
            )?;
            show::checked(&answer)
        }
        Ask::Cite { text, on, language, json } => {
            let request = json!({ "text": text, "on": on, "lang": language.lang });
            let answer = call("cite", &request.to_string())?;
            if *json { pretty(&answer) } else { show::cited(&answer) }
        }
        Ask::Explain { norm, record, when, who, json } => {
            let mut rest = when.fields();
            rest.extend(who.fields());
            rest.insert("norm".to_owned(), json!(norm));
            let answer = call_about("explain", &read(record, Some(when.language.lang))?, rest)?;
            if *json { pretty(&answer) } else { show::explained(&answer) }
        }
        Ask::Norms { as_of, topic, role, language, json } => {
            let request = fields(&[
                ("as_of", as_of.map(|day| json!(day))),
                ("topic", topic.as_ref().map(|topic| json!(topic))),
                ("role", role.map(code)),
                ("lang", Some(code(language.lang))),
            ]);
            let answer = call("norms", &Value::Object(request).to_string())?;
            if *json { pretty(&answer) } else { show::norms(&answer) }
        }
        Ask::Poster { format, size, contact, language } => {
            let contacts: Vec<Value> =
                contact.iter().map(|(role, text)| json!({ "role": role, "text": text })).collect();
            let request = json!({
                "format": match format { Drawing::Svg => "svg", Drawing::Html => "html" },
                "size": match size { Paper::A4 => "a4", Paper::A3 => "a3" },
                "contacts": contacts,
                "lang": language.lang,
            });
            show::poster(&call("poster", &request.to_string())?)
        }
        Ask::Questions { record, when, role, person, json } => {
            let mut rest = when.fields();
            rest.extend(fields(&[
                ("role", Some(code(*role))),
                ("person", person.as_ref().map(|id| json!(id))),
            ]));
            let answer = call_about("questions", &read(record, Some(when.language.lang))?, rest)?;
            if *json { pretty(&answer) } else { show::questions(&answer) }
        }
        Ask::Schema { types, compact } => {
            let schema = if *types { api::types_schema() } else { api::record_schema() };
            if *compact { show::without_descriptions(schema).to_string() } else { format!("{schema:#}\n") }
        }
        Ask::Glossary => show::glossary(&|lang| call("terms", &json!({ "lang": lang }).to_string()))?,
        Ask::Call { function } => {
            let request = read(&PathBuf::from("-"), None)?;
            call(function, &request)? + "\n"
        }
    };
    Ok((text, ExitCode::SUCCESS))
}

fn assess(
    record: &PathBuf,
    when: &When,
    who: &Who,
    format: Output,
    fail_on_breach: bool,
) -> Result<(String, ExitCode), Problem> {
    let record = read(record, Some(when.language.lang))?;
    let mut rest = when.fields();
    rest.extend(who.fields());
    let document = match format {
        Output::Json | Output::Text => None,
        Output::Html => Some("html"),
        Output::Md => Some("markdown"),
    };
    // A document is made from an assessment of its own: the findings are needed only to look for a breach.
    let answer = if document.is_none() || fail_on_breach {
        call_about("assess", &record, rest.clone())?
    } else {
        String::new()
    };
    let text = match document {
        Some(format) => {
            rest.insert("format".to_owned(), Value::from(format));
            show::report(&call_about("report", &record, rest)?)
        }
        None if matches!(format, Output::Json) => pretty(&answer),
        None => {
            let terms = call("terms", &json!({ "lang": when.language.lang }).to_string())?;
            show::assessment(&answer, &terms, std::io::stdout().is_terminal())
        }
    };
    let breached = fail_on_breach && show::has_breach(&answer);
    Ok((text, if breached { ExitCode::from(1) } else { ExitCode::SUCCESS }))
}
