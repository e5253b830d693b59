import CMRCSeccomp
import Glibc

/// Which system calls a confined process may make: to use its memory, to read and write what is open already, and to
/// end. Any other fails as if the process lacked the right to it: to open, to connect, to start a program.
struct SystemCallFilter {
  /// What reading, computing and answering take.
  static let allowed = [
    "read", "pread64", "lseek", "readv", "write", "sendto", "close",
    "brk", "mmap", "munmap", "mremap", "madvise", "mprotect",
    "futex", "sched_yield", "clock_gettime", "gettimeofday", "getrandom", "getpid", "gettid",
    "rt_sigreturn", "rt_sigprocmask", "exit", "exit_group",
    // The soft limit of its own processor time, which it raises for each answer.
    "getrlimit", "setrlimit", "prlimit64",
  ]

  /// What an argument of some of these must be: no memory that could be run as a program, nothing sent to an address.
  private static let conditions: [String: scmp_arg_cmp] = [
    "mmap": notExecutable, "mprotect": notExecutable,
    "sendto": scmp_arg_cmp(arg: 4, op: SCMP_CMP_EQ, datum_a: 0, datum_b: 0),
  ]
  private static let notExecutable = scmp_arg_cmp(
    arg: 2, op: SCMP_CMP_MASKED_EQ, datum_a: scmp_datum_t(PROT_EXEC), datum_b: 0)

  /// Puts the filter in force for good; false where the kernel has none.
  static func enforce() -> Bool {
    guard let filter = unsafe seccomp_init(cmr_scmp_act_refuse()) else { return false }
    defer { unsafe seccomp_release(filter) }
    for name in allowed where unsafe !allow(name, in: filter) { return false }
    return unsafe seccomp_load(filter) == 0
  }

  private static func allow(_ name: String, in filter: scmp_filter_ctx) -> Bool {
    let number = unsafe seccomp_syscall_resolve_name(name)
    // Not every call exists on every processor.
    guard number >= 0 else { return true }
    let arguments = conditions[name].map { [$0] } ?? []
    let status = unsafe seccomp_rule_add_array(
      filter, cmr_scmp_act_allow(), number, UInt32(arguments.count), arguments)
    return status == 0
  }
}
