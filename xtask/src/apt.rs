//! Debian's packages, installed where we are root.

use crate::command;
use std::process::Command;
use std::time::{Duration, Instant};

/// How long to wait while another process holds the package manager, in seconds.
const WAIT: u64 = 120;

/// Installs packages, or says why that could not be done.
pub fn install(packages: &[&str]) -> Result<(), String> {
    println!("apt-get install {}", packages.join(" "));
    let until = Instant::now() + Duration::from_secs(WAIT);
    // Old lists may do: the second command decides.
    let _ = when_free(&["update"], until);
    when_free(&[&["install", "--yes", "--no-install-recommends"], packages].concat(), until)
        .map_err(|reason| format!("`apt-get install {}` did not go: {reason}", packages.join(" ")))
}

/// Runs apt-get, again and again while another process holds a lock. Of its own, it waits for one of its two locks only.
fn when_free(arguments: &[&str], until: Instant) -> Result<(), String> {
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let mut apt = apt_get(left);
        let output =
            apt.args(arguments).output().map_err(|error| format!("apt-get did not start: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        if !is_locked(&said) || left.is_zero() {
            return Err(reason(&said));
        }
        std::thread::sleep(Duration::from_secs(2).min(left));
    }
}

fn apt_get(wait: Duration) -> Command {
    let mut apt = command::program("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C").stdin(std::process::Stdio::null());
    apt.args(["--quiet", "-o", &format!("DPkg::Lock::Timeout={}", wait.as_secs())]);
    apt
}

/// Whether another process holds a lock. Not being root also fails at the lock, and waiting does not help then.
fn is_locked(said: &str) -> bool {
    said.contains("is another process using it") || said.contains("It is held by process")
}

fn reason(said: &str) -> String {
    if is_locked(said) {
        return format!("another process held the package manager for {WAIT} s");
    }
    let first = said.lines().find(|line| line.starts_with("E: ")).unwrap_or("E: it failed");
    first.trim_start_matches("E: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_waited_for_and_missing_rights_are_not() {
        let held = "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (apt)\n\
                    E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?";
        let not_root = "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\n\
                        E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?";
        assert!(is_locked(held) && !is_locked(not_root));
        assert_eq!(reason(held), "another process held the package manager for 120 s");
        assert!(reason(not_root).starts_with("Could not open lock file"), "{}", reason(not_root));
        assert_eq!(reason("E: Unable to locate package x\n"), "Unable to locate package x");
        assert_eq!(reason(""), "it failed");
    }
}
