public import CMRJSON
import CMRTraining
import FoundationEssentials
public import SystemPackage

extension GridPlan {
  /// The plan in the file at `path`.
  ///
  /// Throws a ``GridError`` that names the file, with line and column where the text is not JSON,
  /// and with the key where a value does not fit.
  public init(contentsOf path: FilePath) throws(GridError) {
    guard let data = FileManager.default.contents(atPath: path.string) else {
      throw .noPlanFile(path)
    }
    guard let text = String(validating: data, as: UTF8.self) else { throw .notText(path) }
    let document: JSONValue
    do throws(JSONSyntaxError) {
      document = try JSONValue(parsing: text)
    } catch {
      throw GridError(code: .invalidPlan, message: error.text(in: path.string))
    }
    do throws(GridError) {
      try self.init(document: document)
    } catch {
      throw error.inFile(path)
    }
  }

  /// The plan that `document` describes; every value that needs no store is checked.
  public init(document: JSONValue) throws(GridError) {
    if let version = document["gridVersion"]?.wholeNumber, version != Self.currentVersion {
      throw .planVersion(version)
    }
    let head = try Self.read(document, over: Head(), owner: "the grid plan", open: ["fit"])
    guard let seeds = head.seeds else {
      throw .missing("seeds", of: "the grid plan", wanted: GridSeeds.form)
    }
    self.init(
      stores: try Self.items(head.stores, "store"), methods: try Self.methods(head.methods),
      noise: try Self.items(head.noise.map(Self.spelledOut), "noise"), seeds: seeds,
      evaluate: head.evaluate, fit: head.fit, document: document)
    try validate()
  }

  /// The outermost members.
  private struct Head: Codable {
    var gridVersion = GridPlan.currentVersion
    var stores: [JSONValue] = []
    var methods: [JSONValue] = []
    var noise: [JSONValue] = [.string("clean")]
    @Nullable var seeds: GridSeeds? = nil
    var evaluate = ["validation"]
    var fit = JSONValue.object([:])
  }

  /// A noise entry that is just the name of a label set.
  private static func spelledOut(_ item: JSONValue) -> JSONValue {
    guard case .string = item else { return item }
    return .object(["labels": .array([item])])
  }

  /// Methods can be just names; a label that is not given is the name.
  private static func methods(_ items: [JSONValue]) throws(GridError) -> [GridMethod] {
    let spelledOut = items.map { item in
      if case .string = item { JSONValue.object(["name": item]) } else { item }
    }
    let methods: [GridMethod] = try self.items(spelledOut, "method")
    return methods.map { method in
      var method = method
      if method.label.isEmpty { method.label = method.name }
      return method
    }
  }

  private static func items<Item: GridPlanItem>(
    _ documents: [JSONValue], _ noun: String
  ) throws(GridError) -> [Item] {
    var items: [Item] = []
    for (index, document) in documents.enumerated() {
      items.append(
        try read(
          document, over: Item(), owner: "\(noun) \(index + 1) of the grid plan",
          open: Item.open))
    }
    return items
  }

  private static func read<Value: Codable>(
    _ document: JSONValue, over defaults: Value, owner: String, open: Set<String>
  ) throws(GridError) -> Value {
    do throws(TrainingError) {
      return try JSONOverlay(noun: "key", owner: owner, open: open).decode(document, over: defaults)
    } catch {
      throw GridError(code: .invalidPlan, message: error.message, remedy: error.remedy)
    }
  }
}

/// An entry of one of a plan's lists.
private protocol GridPlanItem: Codable {
  init()
  /// Keys below which somebody else checks.
  static var open: Set<String> { get }
}

extension GridStore: GridPlanItem {
  static var open: Set<String> { ["fit"] }
}
extension GridMethod: GridPlanItem {
  static var open: Set<String> { ["fit", "options"] }
}
extension GridNoise: GridPlanItem {
  static var open: Set<String> { [] }
}
