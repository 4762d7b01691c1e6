//! Work on many threads, results in the order of the input, memory bounded.

use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// So many items for each thread are in work or waiting to be emitted.
const WINDOW: usize = 4;

/// Calls `work` on every item, on `n_threads` threads, and `emit` on every result, in order, on this thread.
///
/// Each item takes a place in a queue of promised results before it is worked on; the queue is bounded, so a slow
/// item holds the input back rather than letting results pile up behind it. The first error of `emit` ends it all.
pub(crate) fn in_order<T, R, E>(
    items: impl Iterator<Item = T> + Send + 'static,
    n_threads: usize,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    emit: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send + 'static,
    R: Send + 'static,
{
    if n_threads == 1 {
        return items.map(work).try_for_each(emit);
    }
    let (promise, promised) = sync_channel::<Receiver<R>>(n_threads * WINDOW);
    let (job, jobs) = channel::<(T, Sender<R>)>();
    let (jobs, work) = (Arc::new(Mutex::new(jobs)), Arc::new(work));
    spawn(move || {
        for item in items {
            let (keep, result) = channel();
            // An error means that nobody waits for results any more.
            if promise.send(result).is_err() || job.send((item, keep)).is_err() {
                break;
            }
        }
    });
    for _ in 0..n_threads {
        let (jobs, work) = (Arc::clone(&jobs), Arc::clone(&work));
        spawn(move || {
            loop {
                let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((item, keep)) = job else { break };
                // As above: the result of a job that nobody waits for is dropped.
                let _ = keep.send(work(item));
            }
        });
    }
    promised
        .iter()
        .filter_map(|result| result.recv().ok())
        .try_for_each(emit)
}

/// The threads are not joined: when output is closed early, the one that reads may still wait for input.
#[expect(
    clippy::disallowed_methods,
    reason = "the host runs threads, over whole reports only"
)]
fn spawn(task: impl FnOnce() + Send + 'static) {
    thread::spawn(task);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_the_order_of_the_input() {
        for n_threads in [1, 2, 5] {
            let mut seen = Vec::new();
            let slow_first = |n: u64| {
                thread::sleep(std::time::Duration::from_millis(20_u64.saturating_sub(n)));
                n
            };
            in_order(0..40, n_threads, slow_first, |n| {
                seen.push(n);
                Ok::<_, ()>(())
            })
            .unwrap();
            assert_eq!(seen, (0..40).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_slow_consumer_holds_the_input_back() {
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let items = (0..1000).inspect(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let mut n_seen = 0;
        let ended = in_order(
            items,
            2,
            |n| n,
            |_| {
                thread::sleep(std::time::Duration::from_millis(5));
                n_seen += 1;
                if n_seen == 20 { Err(()) } else { Ok(()) }
            },
        );
        assert_eq!(ended, Err(()));
        assert!(taken.load(Ordering::SeqCst) <= 20 + 2 * WINDOW + 2);
    }
}
