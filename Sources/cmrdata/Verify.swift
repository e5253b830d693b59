import ArgumentParser
import CMRCommand
import CMRContainer
import CMRSchema
import CMRStore
import SystemPackage

/// Re-reads a sealed file and says whether every byte is what was written.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Re-read stores, checkpoints and rankings; name every damaged object.",
    discussion: """
      Every dataset is held against its digest, every row of features against its checksum, and the tree against the JSON \
      Schema of its kind. Every file is looked at; exits with \(ExitStatus.failed.rawValue) if one cannot be read, else \
      with \(ExitStatus.negative.rawValue) if anything is damaged.
      """)

  @Argument(help: "The files.", completion: .file())
  var files: [String]

  @Flag(help: "Print the result as JSON (see `cmrdata schema verify`).")
  var json = false

  func run() throws {
    var reports: [VerificationReport] = []
    for file in files {
      let report = VerificationReport(of: FilePath(file))
      if let error = report.error { CMRData.report(error) }
      if !json { print(report) }
      reports.append(report)
    }
    if json { try JSONOutput.print(VerificationReports(files: reports)) }
    if reports.contains(where: { $0.error != nil }) { throw ExitStatus.failed.exitCode }
    if !reports.allSatisfy(\.sound) { throw ExitStatus.negative.exitCode }
  }

  private func print(_ report: VerificationReport) {
    for damage in report.damages { Console.result("\(report.file): damaged: \(damage)") }
    for violation in report.violations { Console.result("\(report.file): invalid: \(violation)") }
    guard report.sound else { return }
    let size = Formatting.bytes(UInt64(report.bytes))
    Console.result(
      "\(report.file): sound, \(report.kind ?? ""), \(report.objects) objects, \(size), sha256 \(report.sha256 ?? "")"
    )
  }
}

/// What `verify --json` prints.
struct VerificationReports: Encodable {
  let files: [VerificationReport]
}

/// What was found out about one file.
struct VerificationReport: Encodable {
  let file: String
  let sound: Bool
  let kind: String?
  let sha256: String?
  let objects: Int
  let bytes: Int64
  let damages: [Damage]
  let violations: [String]
  /// Why the file could not be looked at.
  let error: String?

  /// What can be found out about the file at `path`: one that cannot be read must not take the
  /// others' results with it.
  init(of path: FilePath) {
    do {
      try self.init(verifying: path)
    } catch {
      self.init(path, error: "\(error)")
    }
  }

  private init(_ path: FilePath, error: String) {
    file = path.string
    sound = false
    (kind, sha256) = (nil, nil)
    (objects, bytes) = (0, 0)
    (damages, violations) = ([], [])
    self.error = error
  }

  private init(verifying path: FilePath) throws {
    let verification = try Self.verify(path)
    file = path.string
    kind = verification.tree?.encoding.description
    sha256 = verification.digest
    objects = verification.objects
    bytes = verification.bytes
    damages = verification.damages
    violations = try verification.tree.map(VerificationReport.violations) ?? []
    sound = damages.isEmpty && violations.isEmpty
    error = nil
  }

  /// A store is also held against its own rules: labels within the classes, split rows within the modalities.
  private static func verify(_ path: FilePath) throws -> Verification {
    do throws(StoreError) {
      return try Store.verify(path)
    } catch  where error.code == .notAStore {
      return try Container.verify(path)
    }
  }

  /// Where the tree differs from the schema of its kind; a kind without a schema has nothing to differ from.
  private static func violations(in tree: TreeDescription) throws -> [String] {
    let name = tree.encoding.type.trimmingPrefix("cmr-")
    guard SchemaCatalog.names.contains(String(name)) else { return [] }
    let found = try SchemaCatalog.validate(json: try tree.json(), against: String(name))
    return found.map(\.description)
  }
}
