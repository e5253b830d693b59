internal import CMRArchive
internal import CMRJSON

/// Labels in a text: JSON lists, or lines that end in a class.
struct NoiseText {
  let name: String
  let text: String

  func read() throws(ImportError) -> (NoiseFileFormat, [NoiseFile.View]) {
    let start = text.first { !$0.isWhitespace }
    return start == "[" || start == "{" ? (.jsonLists, try lists()) : (.textList, [try lines()])
  }

  // MARK: JSON

  private func lists() throws(ImportError) -> [NoiseFile.View] {
    let value: JSONValue
    do { value = try JSONValue(parsing: text) } catch {
      throw .damagedMember(name, error.description)
    }
    guard case .array(let items) = value, !items.isEmpty else {
      throw .notNoise(name, holds: "JSON that is no list", nil)
    }
    if case .array = items[0] {
      var views: [NoiseFile.View] = []
      for (place, item) in items.enumerated() {
        guard case .array(let labels) = item else {
          throw .notNoise(name, holds: "a JSON list whose item \(place) is no list", nil)
        }
        views.append(try view(labels, title: "list \(place)"))
      }
      return views
    }
    return [try view(items, title: "the list")]
  }

  private func view(
    _ labels: [JSONValue], title: String
  ) throws(ImportError) -> NoiseFile.View {
    var values: [Int64] = []
    for (row, label) in labels.enumerated() {
      guard let whole = label.wholeNumber, let value = Int64(exactly: whole) else {
        throw .noiseLabelNotWhole(name, title: title, row: row, text: "\(label.text().prefix(24))")
      }
      values.append(value)
    }
    return NoiseFile.View(
      modality: nil, labels: LabelTable(source: title, columns: 1, values: values))
  }

  // MARK: Lines

  private func lines() throws(ImportError) -> NoiseFile.View {
    var values: [Int64] = []
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    for (number, line) in lines.enumerated() {
      let last = line.split(whereSeparator: \.isWhitespace).last
      guard let last, let value = Int64(last) else {
        // A text that begins with anything else is no list of labels at all.
        guard number > 0 else { throw .notNoise(name, holds: "a text", nil) }
        throw .damagedMember(
          name, "line \(number + 1) ends in no class: '\(terminalSafe(String(line.prefix(60))))'")
      }
      values.append(value)
    }
    guard !values.isEmpty else { throw .notNoise(name, holds: "an empty text", nil) }
    return NoiseFile.View(
      modality: nil, labels: LabelTable(source: "the lines", columns: 1, values: values))
  }
}
