import CMRCHDF5

/// What the library left on its error stack after one failed call, copied out of it.
struct ErrorStack: Sendable {
  /// The texts of the frames, innermost last.
  let details: [String]
  /// What kind of failure the frames amount to.
  let code: HDF5Error.Code
  /// The operating system's own words, where a system call failed.
  let systemMessage: String?

  /// The most telling text: the operating system's if there is one, else the innermost frame's.
  var reason: String { systemMessage ?? details.last ?? "the library gives no reason" }
}

/// The library's error codes by which a failure is classified, read once since they are assigned
/// when it starts.
struct FailureTable: Sendable {
  private let kinds: [(minor: hid_t, code: HDF5Error.Code)]
  private let storageMajors: [hid_t]
  private let readError: hid_t

  /// Reads the codes; only under the door's lock, after the library was opened.
  init() {
    // The order matters where frames disagree: upper frames of a damaged file often read "not
    // found".
    kinds = [
      (cmr_h5e_nothdf5(), .notHDF5),
      (cmr_h5e_truncated(), .damaged),
      (cmr_h5e_overflow(), .damaged),
      (cmr_h5e_cantload(), .damaged),
      (cmr_h5e_cantdecode(), .damaged),
      (cmr_h5e_badmesg(), .damaged),
      (cmr_h5e_exists(), .exists),
      (cmr_h5e_alreadyexists(), .exists),
      (cmr_h5e_fileexists(), .exists),
      (cmr_h5e_notfound(), .missing),
      (cmr_h5e_cantconvert(), .mismatch),
      (cmr_h5e_badtype(), .mismatch),
    ]
    storageMajors = [cmr_h5e_major_pline(), cmr_h5e_major_storage()]
    readError = cmr_h5e_readerror()
  }

  /// Copies and clears the calling thread's error stack; only under the door's lock.
  func drain() -> ErrorStack {
    var frames: [Frame] = []
    unsafe withUnsafeMutablePointer(to: &frames) { frames in
      _ = unsafe H5Ewalk2(H5.errorStack, H5E_WALK_DOWNWARD, collectFrame, frames)
    }
    // A stack left full on a thread other than the main one makes the library print at exit.
    H5Eclear2(H5.errorStack)
    let system = frames.lazy.compactMap { SystemFailure(in: $0.text) }.first
    return ErrorStack(
      details: frames.map(\.text), code: system?.code ?? code(of: frames),
      systemMessage: system?.message)
  }

  private func code(of frames: [Frame]) -> HDF5Error.Code {
    // A filter that rejects stored bytes, the checksum filter above all.
    if frames.contains(where: { storageMajors.contains($0.major) && $0.minor == readError }) {
      return .damaged
    }
    let code = kinds.first { kind in frames.contains { $0.minor == kind.minor } }?.code ?? .other
    // The library files "name doesn't exist" under the number of "object already exists".
    return code == .exists && frames.contains { $0.text.contains("n't exist") } ? .missing : code
  }
}

/// One entry of the library's error stack.
struct Frame: Sendable {
  let major: hid_t
  let minor: hid_t
  let text: String
}

/// Appends one frame to the `[Frame]` that `frames` points to; called by the library during a walk.
private func collectFrame(
  _ index: UInt32, _ entry: UnsafePointer<H5E_error2_t>?, _ frames: UnsafeMutableRawPointer?
) -> herr_t {
  guard let entry = unsafe entry?.pointee, let frames = unsafe frames else { return 0 }
  let text = unsafe entry.desc.map { unsafe String(cString: $0) } ?? ""
  unsafe frames.assumingMemoryBound(to: [Frame].self).pointee.append(
    Frame(major: entry.maj_num, minor: entry.min_num, text: text))
  return 0
}
