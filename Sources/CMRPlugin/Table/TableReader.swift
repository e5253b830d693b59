import CMRCPlugin
import CMRTraining

/// Reads the table of a plug-in; every field is foreign until it has been looked at.
@safe
struct TableReader {
  let path: String
  let table: cmr_method

  /// More options or sources than anybody has: what was forgotten to be set.
  private static let mostEntries = 1000

  /// The table behind `pointer`, once it is known to be of this version.
  @unsafe
  init(_ pointer: UnsafePointer<cmr_method>, path: String) throws(PluginError) {
    // The first two words stand at the same place in every version; nothing else is looked at before.
    let words = unsafe UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt32.self)
    let (version, size) = unsafe (words[0], words[1])
    guard version == UInt32(CMR_METHOD_ABI) else {
      throw PluginError(
        path,
        "it speaks version \(version) of cmr_method.h, this program version \(CMR_METHOD_ABI)",
        remedy: "build it against the cmr_method.h of this program")
    }
    let own = unsafe MemoryLayout<cmr_method>.size
    guard Int(size) == own else {
      throw PluginError(
        path, "its table has \(size) bytes, version \(CMR_METHOD_ABI) of cmr_method.h has \(own)",
        remedy: "set 'size' to sizeof(cmr_method), and build against an unchanged cmr_method.h")
    }
    self.path = path
    unsafe table = pointer.pointee
  }

  /// Everything that the table says.
  func description() throws(PluginError) -> PluginDescription {
    try checkFunctions()
    let name = try unsafe text(table.name, "name")
    guard !name.isEmpty, name.utf8.allSatisfy(PluginNames.isMethodByte) else {
      throw fault(
        "the name '\(name)' is no name for commands and plans",
        "use lower-case letters, digits and hyphens")
    }
    return PluginDescription(
      name: name, version: try unsafe line(table.version, "version"),
      summary: try unsafe line(table.summary, "summary"), sources: try sources(),
      requirements: try requirements(), options: try options(),
      embeds: unsafe table.embed != nil)
  }

  private func checkFunctions() throws(PluginError) {
    let needed = unsafe [
      ("declare", table.declare == nil), ("initialise", table.initialise == nil),
      ("step", table.step == nil),
    ]
    for (name, isMissing) in needed where isMissing {
      throw fault("the function '\(name)' is NULL", "write it; NULL is for those that say so")
    }
  }

  private func requirements() throws(PluginError) -> MethodRequirements {
    let (least, most) = unsafe (table.minimum_modalities, table.maximum_modalities)
    guard least >= 1, most >= least else {
      throw fault("it takes \(least) to \(most) modalities", "ask for 1 or more, the fewest first")
    }
    let kinds = unsafe table.label_kinds
    guard kinds & ~(CMR_ONE_LABEL | CMR_SEVERAL_LABELS) == 0, kinds != 0 else {
      throw fault(
        "label_kinds is \(kinds)",
        "join CMR_ONE_LABEL and CMR_SEVERAL_LABELS, as it understands them")
    }
    let batch = unsafe table.minimum_batch
    guard batch >= 1 else { throw fault("minimum_batch is \(batch)", "a batch has 1 row or more") }
    let labelKinds: [RetrievalTask.LabelKind] =
      (kinds & CMR_ONE_LABEL != 0 ? [.classIndex] : [])
      + (kinds & CMR_SEVERAL_LABELS != 0 ? [.multiHot] : [])
    return unsafe MethodRequirements(
      pairs: table.needs_pairs != 0, labelKinds: labelKinds, modalities: Int(least)...Int(most),
      minimumBatch: Int(batch))
  }

  private func sources() throws(PluginError) -> [String] {
    guard let list = unsafe table.sources else { return [] }
    var sources: [String] = []
    while let entry = unsafe list[sources.count] {
      guard sources.count < Self.mostEntries else {
        throw fault("its list of sources has no end", "put NULL behind the last")
      }
      sources.append(try unsafe line(entry, "source \(sources.count + 1)"))
    }
    return sources
  }
}

// MARK: Options

extension TableReader {
  private func options() throws(PluginError) -> [PluginOption] {
    let count = unsafe table.option_count
    guard (0...Int32(Self.mostEntries)).contains(count), unsafe count == 0 || table.options != nil
    else {
      throw fault(
        "it says that it has \(count) options and gives \(unsafe table.options == nil ? "none" : "a list")",
        "set 'options', and 'option_count' to the number of its entries")
    }
    var options: [PluginOption] = []
    for index in 0..<Int(count) {
      guard let entry = unsafe table.options?[index] else { continue }
      let option = try unsafe self.option(entry, "option \(index + 1)")
      if options.contains(where: { $0.name == option.name }) {
        throw fault("two options are called '\(option.name)'", "rename one")
      }
      options.append(option)
    }
    return options
  }

  @unsafe
  private func option(_ entry: cmr_option, _ place: String) throws(PluginError) -> PluginOption {
    let name = try unsafe line(entry.name, "name of \(place)")
    guard PluginNames.isOption(name), name != "encoder" else {
      throw fault(
        "\(place) is called '\(name)'", "use a letter, then letters and digits; not 'encoder'")
    }
    let option = PluginOption(
      name: name, help: try unsafe line(entry.help, "help of option '\(name)'"),
      kind: try unsafe kind(entry, name), standard: unsafe entry.standard,
      range: unsafe PluginOptionRange(
        minimum: entry.minimum, maximum: entry.maximum,
        isOpenBelow: entry.open_bounds & CMR_ABOVE_MINIMUM != 0,
        isOpenAbove: entry.open_bounds & CMR_BELOW_MAXIMUM != 0))
    if let wanted = option.fault(of: option.standard) {
      throw fault("the default of option '\(name)' is \(option.standard)", "it must be \(wanted)")
    }
    return option
  }

  @unsafe
  private func kind(_ entry: cmr_option, _ name: String) throws(PluginError) -> PluginOption.Kind {
    switch unsafe entry.type {
    case CMR_NUMBER: return .number
    case CMR_INTEGER: return .integer
    case CMR_FLAG: return .flag
    case CMR_CHOICE:
      let list = try unsafe line(entry.choices, "choices of option '\(name)'")
      let names = list.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      guard Set(names).count == names.count, names.allSatisfy({ !$0.isEmpty }) else {
        throw fault(
          "the choices of option '\(name)' are '\(list)'", "join different names by commas: a,b,c")
      }
      return .choice(names)
    default:
      throw fault(
        "option '\(name)' has type \(unsafe entry.type)",
        "types are CMR_NUMBER, CMR_INTEGER, CMR_FLAG and CMR_CHOICE")
    }
  }
}

// MARK: Text

extension TableReader {
  private func fault(_ message: String, _ remedy: String) -> PluginError {
    PluginError(path, message, remedy: remedy)
  }

  /// UTF-8 of one line that is not empty.
  @unsafe
  private func line(_ pointer: UnsafePointer<CChar>?, _ what: String) throws(PluginError) -> String
  {
    let text = try unsafe text(pointer, what)
    guard !text.isEmpty,
      !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { throw fault("the \(what) is empty or has control characters", "give one line of text") }
    return text
  }

  @unsafe
  private func text(_ pointer: UnsafePointer<CChar>?, _ what: String) throws(PluginError) -> String
  {
    guard let pointer = unsafe pointer else { throw fault("the \(what) is NULL", "give a text") }
    guard let text = unsafe String(validatingCString: pointer) else {
      throw fault("the \(what) is not UTF-8", "save the source as UTF-8")
    }
    return text
  }
}
