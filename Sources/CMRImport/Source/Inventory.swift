/// A file of the input, whether it lies in an archive, in a folder or by itself.
package struct Member: Hashable, Sendable {
  /// What a member turned out to be.
  package enum Content: Hashable, Sendable {
    /// A MAT file of version 5 with these variables.
    case mat([Variable])
    /// An HDF5 file with these datasets.
    case hdf5([Variable])
    /// A file of plain arrays.
    case arrays(ArrayFormat, [Variable])
    /// Something that is not read on purpose, what it is, and the way round.
    case refused(String, remedy: String)
    /// A small text.
    case text(String)
    /// Something else, and what it seems to be.
    case other(String)
  }

  /// The path in the input, safe to print.
  package let name: String
  /// The size in bytes.
  package let size: UInt64
  /// What it is.
  package let content: Content

  /// The last part of the path.
  package var lastComponent: String {
    name.split(separator: "/").last.map { String($0) } ?? name
  }
  /// The last part of the path without its last extension.
  package var stem: String { name.stem }
  /// The variables of a data file, none for anything else.
  package var variables: [Variable] {
    switch content {
    case .mat(let variables), .hdf5(let variables), .arrays(_, let variables): variables
    case .text, .refused, .other: []
    }
  }
  /// The variable called `name`.
  package func variable(_ name: String) -> Variable? { variables.first { $0.name == name } }

  /// What to do about a file that is not read on purpose; nil for all others.
  var wayRound: String? {
    if case .refused(_, let remedy) = content { return remedy }
    return variables.contains { $0.element == .pickled } ? Refusal.pickledArray(name) : nil
  }

  /// "raw_features.mat (I_tr float64 2173x128, ...)", for errors.
  var listing: String {
    switch content {
    case .mat, .hdf5, .arrays:
      let shown = variables.prefix(12).map(\.description).joined(separator: ", ")
      let more = variables.count > 12 ? ", and \(variables.count - 12) more" : ""
      return "\(name) (\(variables.isEmpty ? "no variables" : shown + more))"
    case .text: return "\(name) (text)"
    case .refused(let kind, _), .other(let kind): return "\(name) (\(kind))"
    }
  }
}

/// A variable of a certain member.
package struct VariableReference: Hashable, Sendable {
  /// The member's place in the inventory.
  package let member: Int
  /// The variable.
  package let variable: Variable
}

/// Everything an input holds, known after one pass over it.
package struct Inventory: Sendable {
  /// The input for people: the path that was given, or the paths.
  package let name: String
  /// The files in the order of the archive, or of their names.
  package let members: [Member]
  /// One line for each thing that was passed over: links, devices, unsafe names.
  package var skipped: [String] = []

  /// The members that hold data, with their places.
  package var dataFiles: [(index: Int, member: Member)] {
    members.enumerated().filter { !$0.element.variables.isEmpty }
      .map { (index: $0.offset, member: $0.element) }
  }
  /// The text members.
  package var texts: [(name: String, text: String)] {
    members.compactMap { member in
      if case .text(let text) = member.content { (member.name, text) } else { nil }
    }
  }

  /// What was found, in one line, for errors; long inventories are cut.
  package var listing: String {
    let data = members.filter { if case .text = $0.content { false } else { true } }
    let shown = (data.isEmpty ? members : data).prefix(8).map(\.listing)
    let more = members.count - shown.count
    guard !shown.isEmpty else { return "nothing" }
    return shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
  }
}
