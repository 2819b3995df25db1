//! Threads that leave the processor to others.

/// The lowest of the system's twenty priorities below the usual one: what is left over, and about a hundredth of a core
/// that others want.
#[cfg(target_os = "linux")]
const LOWEST: i32 = 19;

/// Lets other threads of this process, and of its neighbours, go before the calling one, for as long as it lives.
///
/// Anybody may do that, and only the administrator may take it back: threads that are to be fast again are started anew.
/// Does nothing where the system has no priorities for single threads, or does not let us choose.
pub(super) fn lower() {
    #[cfg(target_os = "linux")]
    // On Linux this is the calling thread and not the process, whatever the name says.
    rustix::process::setpriority_process(None, LOWEST).ok();
}
