//! What a call costs: bytes asked of the allocator, the most held at a time, comparisons.

#![expect(unsafe_code, reason = "an allocator that counts hands every call on to the system's")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static ASKED: AtomicUsize = AtomicUsize::new(0);
static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, counted. For `#[global_allocator]` in a process that measures.
pub struct Counting;

fn took(bytes: usize) {
    ASKED.fetch_add(bytes, Relaxed);
    MOST.fetch_max(HELD.fetch_add(bytes, Relaxed) + bytes, Relaxed);
}

// SAFETY: every call goes to the system's allocator unchanged; counting touches no memory of its own.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        took(layout.size());
        // SAFETY: the caller's promise about the layout is handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the pointer came from the system's allocator with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        HELD.fetch_sub(layout.size(), Relaxed);
        took(size);
        // SAFETY: the pointer came from the system's allocator with this layout.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// What a call cost.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    /// Bytes asked of the allocator in all.
    pub asked: usize,
    /// The most bytes held at a time, beside what was held before.
    pub most: usize,
    /// Comparisons of days and ids; 0 where the library is built without debug assertions.
    pub compared: u64,
    /// The bytes of the answer.
    pub answer: usize,
}

/// Measures a call that gives the length of its answer. One call at a time: the counts are the process's.
pub fn measure(call: impl FnOnce() -> usize) -> Spent {
    let (asked, held, compared) = (ASKED.load(Relaxed), HELD.load(Relaxed), ia_core::comparisons());
    MOST.store(held, Relaxed);
    let answer = call();
    Spent {
        asked: ASKED.load(Relaxed) - asked,
        most: MOST.load(Relaxed).saturating_sub(held),
        compared: ia_core::comparisons() - compared,
        answer,
    }
}
