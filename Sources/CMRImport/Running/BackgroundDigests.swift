import Dispatch
import Synchronization
internal import SystemPackage

/// The digests of files that the import reads out of order, taken on a thread of its own while it does.
///
/// To read 1 GB once more for its digest takes half a second, and an import of one large file has a core to spare.
final class BackgroundDigests {
  private final class Work: Sendable {
    let isCancelled = Atomic<Bool>(false)
    let outcome = Mutex<Result<[Int: MemberDigest], ImportError>>(.success([:]))
    let done = DispatchGroup()
  }

  private let work = Work()

  /// Begins with `files`, by their place in the input.
  init(of files: [Int: FilePath]) {
    guard !files.isEmpty else { return }
    let work = work
    DispatchQueue.global(qos: .utility).async(group: work.done) {
      let outcome = Self.digests(of: files, work)
      work.outcome.withLock { $0 = outcome }
    }
  }

  deinit { work.isCancelled.store(true, ordering: .relaxed) }

  /// Waits for all of them; `tick` is called now and then, and may stop the work.
  func result(tick: () throws(ImportError) -> Void) throws(ImportError) -> [Int: MemberDigest] {
    while work.done.wait(timeout: .now() + .milliseconds(50)) == .timedOut { try tick() }
    return try work.outcome.withLock { $0 }.get()
  }

  private static func digests(
    of files: [Int: FilePath], _ work: Work
  ) -> Result<[Int: MemberDigest], ImportError> {
    var digests: [Int: MemberDigest] = [:]
    for (index, path) in files.sorted(by: { $0.key < $1.key }) {
      do throws(ImportError) {
        let hash = try RunningSHA256.digest(of: path) { (_, _) throws(ImportError) in
          if work.isCancelled.load(ordering: .relaxed) { throw .stopped }
        }
        digests[index] = MemberDigest(hash)
      } catch {
        return .failure(error)
      }
    }
    return .success(digests)
  }
}
