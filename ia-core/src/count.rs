//! Counts comparisons of days and ids, so that a test can see work that grows faster than the input.
//!
//! Only with debug assertions: a release build has no counter.

/// Comparisons of days and ids on this thread so far; 0 without debug assertions.
pub fn comparisons() -> u64 {
    #[cfg(debug_assertions)]
    return COMPARISONS.get();
    #[cfg(not(debug_assertions))]
    0
}

#[cfg(debug_assertions)]
thread_local! {
    static COMPARISONS: core::cell::Cell<u64> = const { core::cell::Cell::new(0) };
}

/// One more comparison.
#[cfg(debug_assertions)]
pub(crate) fn compared() {
    COMPARISONS.set(COMPARISONS.get().saturating_add(1));
}

/// Compares a type by its only field, and counts it.
macro_rules! counted {
    ($name:ident) => {
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                #[cfg(debug_assertions)]
                $crate::count::compared();
                self.0 == other.0
            }
        }

        impl PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> core::cmp::Ordering {
                #[cfg(debug_assertions)]
                $crate::count::compared();
                self.0.cmp(&other.0)
            }
        }

        impl core::hash::Hash for $name {
            fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
                self.0.hash(state);
            }
        }
    };
}
pub(crate) use counted;
