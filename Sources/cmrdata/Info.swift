import ArgumentParser
import CMRBeliefs
import CMRCommand
import CMRContainer
import CMRStore
import SystemPackage

/// Says what a sealed file holds.
struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what a store, checkpoint or ranking holds.",
    discussion: """
      Reads descriptions, not contents: `verify` reads everything. With --labels it says what a method that corrects labels \
      believed of them, epoch by epoch; with the store of the run also against the given and the clean labels.
      """)

  @Argument(help: "The file.", completion: .file())
  var file: String

  @Argument(
    help: "With --labels: the store of the run.", completion: .file(extensions: ["h5"]))
  var store: String?

  @Flag(help: "Of a checkpoint: what the method believed of the labels.")
  var labels = false

  @Option(help: "With --labels and the store: when it believed what of the row of this number.")
  var row: Int?

  @Option(help: "The same of the item of this name.")
  var item: String?

  @Flag(
    help: "With --labels and the store: the given and the clean labels against the last beliefs.")
  var confusion = false

  @Flag(
    help: "Print JSON (see `cmrdata schema info`; with --labels `cmrdata schema label-history`).")
  var json = false

  func validate() throws {
    if !labels {
      if let store { throw ValidationError("'\(store)' is a second file: it goes with --labels") }
      if row != nil || item != nil || confusion {
        throw ValidationError("--row, --item and --confusion go with --labels")
      }
    }
    if row != nil, item != nil {
      throw ValidationError("--row and --item name one row each: give one of them")
    }
    if store == nil, row != nil || item != nil || confusion {
      throw ValidationError(
        "--row, --item and --confusion need the labels: name the store after the checkpoint")
    }
  }

  func run() throws { try labels ? showLabels() : showFile() }

  private func showLabels() throws {
    let run = try BelievingRun(checkpoint: FilePath(file))
    let rows = try store.map { try BelievedRows(of: run, in: Store.open(FilePath($0))) }
    var report = LabelHistoryReport(of: run, rows)
    if let rows, let position = try position(in: rows) {
      report.row = try report.history(at: position, of: rows)
    }
    if confusion { report.addConfusion() }
    if json { try JSONOutput.print(report) } else { Console.result(report.text) }
  }

  /// The training row that is asked for.
  private func position(in rows: BelievedRows) throws -> Int? {
    if let row { return try rows.position(ofRow: row) }
    return try item.map { try rows.position(ofItem: $0) }
  }

  private func showFile() throws {
    let path = FilePath(file)
    let container = try Container.open(path)
    let report = try InfoReport(container, store: container.kind == .store ? Store.open(path) : nil)
    if json { try JSONOutput.print(report) } else { Console.result(report.text) }
  }
}

/// What `info` prints, as JSON or as text.
struct InfoReport: Encodable {
  let file: String
  let kind: String
  let sha256: String
  let store: StoreReport?
  let tree: TreeDescription

  init(_ container: Container, store: Store?) throws {
    file = container.path.string
    kind = container.kind.description
    sha256 = container.digest
    self.store = try store.map { try StoreReport($0) }
    tree = container.tree
  }

  /// The report for a person.
  var text: String {
    let heading = "\(file): \(kind)\nsha256 \(sha256)\n"
    return heading + "\n" + (store?.text ?? TreeText(tree).text)
  }
}

/// Any sealed file as an indented list of its elements.
struct TreeText {
  private let tree: TreeDescription

  init(_ tree: TreeDescription) { self.tree = tree }

  var text: String { lines(of: tree, depth: 0).joined(separator: "\n") }

  private func lines(of node: TreeDescription, depth: Int) -> [String] {
    node.childNames.flatMap { name -> [String] in
      guard let child = node.children?[name] else { return [] }
      let indent = String(repeating: "  ", count: depth)
      let shape = child.shape.map { "[\($0.map { String($0) }.joined(separator: ", "))]" } ?? ""
      let type = [child.dtype ?? "", shape].filter { !$0.isEmpty }.joined(separator: " ")
      let own = indent + name + (type.isEmpty ? "" : "  " + type)
      return [own] + lines(of: child, depth: depth + 1)
    }
  }
}
