/// One place where two documents disagree.
public struct JSONDifference: Sendable, Equatable, CustomStringConvertible {
  /// The keys down to the place, joined by dots: `optimiser.learningRate`.
  public let path: String
  /// The value in the document that was asked; nil where it has none.
  public let here: JSONValue?
  /// The value in the other document; nil where it has none.
  public let there: JSONValue?

  /// `path: here 0.001, there 0.0001`.
  public var description: String { text(here: "here", there: "there") }

  /// The difference with names for the two sides: `seed: the plan has 1, the run has 2`.
  public func text(here hereName: String, there thereName: String) -> String {
    let (a, b) = (here?.text() ?? "nothing", there?.text() ?? "nothing")
    return "\(path): \(hereName) \(a), \(thereName) \(b)"
  }
}

extension JSONValue {
  /// Every place where this document and `other` disagree, in the order of the sorted key paths.
  ///
  /// Objects are compared member by member; arrays and scalars as wholes.
  public func differences(from other: JSONValue) -> [JSONDifference] {
    var found: [JSONDifference] = []
    Self.compare(self, other, path: "", into: &found)
    return found
  }

  private static func compare(
    _ here: JSONValue?, _ there: JSONValue?, path: String, into found: inout [JSONDifference]
  ) {
    guard case .object(let a)? = here, case .object(let b)? = there else {
      if here != there { found.append(JSONDifference(path: path, here: here, there: there)) }
      return
    }
    for key in Set(a.keys).union(b.keys).sorted() {
      compare(a[key], b[key], path: path.isEmpty ? key : "\(path).\(key)", into: &found)
    }
  }
}
