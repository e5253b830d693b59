import ArgumentParser
import CMRCommand
import CMRContainer
import CMRStore
import SystemPackage

/// Says what a sealed file holds.
struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what a store, checkpoint or ranking holds.",
    discussion: "Reads descriptions, not contents: `verify` reads everything.")

  @Argument(help: "The file.", completion: .file())
  var file: String

  @Flag(help: "Print JSON (see `cmrdata schema info`).")
  var json = false

  func run() throws {
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
