internal import CMRArchive
internal import CMRHDF5  // elementSpan
internal import Glibc

/// Reads a matrix of numbers in text: a line per row, cells between tabs, commas, semicolons or
/// blanks, perhaps a line of names first.
struct TableReader {
  let member: String
  let name: String
  /// The extents where they are known from a pass before.
  let known: [Int]?

  /// The most bytes of a line: two million numbers of 30 digits.
  private static let lineLimit = 64 << 20
  /// The most numbers kept of a table whose length is not known yet.
  private static let keptLimit = SmallArrayCollector.elementLimit

  /// Whether the file called `name` that begins with `head` is a table: it is called one, and its
  /// first or second line is all numbers.
  static func begins(_ head: [UInt8], name: String) -> Bool {
    guard isNamedSo(name) else { return false }
    let lines = head.split(separator: 0x0a, maxSplits: 2).prefix(2)
    return lines.contains { line in
      var row = TableRow(Array(line), separator: TableRow.separator(of: Array(line)))
      return row.parse() == nil
    }
  }

  /// Whether a file is called a table.
  static func isNamedSo(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".csv") || name.hasSuffix(".tsv")
  }

  /// Reads the whole table.
  ///
  /// - Throws: ``ImportError`` with code `damagedMember` at the first cell that is no number.
  func read(
    _ stream: inout some ByteStream & ~Copyable, _ visitor: inout some ArrayVisitor
  ) throws(ImportError) -> Variable {
    var request: ArrayRequest?
    if let known { request = try visitor.request(for: variable(known)) }
    var kept: [Double] = []
    var keeps = request != .floats && request != .skip
    var rows = 0
    var columns = 0
    try forEachRow(&stream) { (row) throws(ImportError) in
      if rows == 0 { columns = row.count }
      guard row.count == columns else { throw ragged(rows, row.count, columns) }
      rows += 1
      if let known {
        guard rows <= known[0], columns == known[1] else {
          throw .changedBetweenPasses(member, variable: name)
        }
      }
      if request == .floats {
        let floats = row.map { Float($0) }
        try visitor.receive(floats.elementSpan, for: variable(known ?? [rows, columns]))
      } else if keeps {
        kept += row
        // Not worth keeping without being asked to.
        if known == nil, kept.count > Self.keptLimit {
          keeps = false
          kept = []
        }
      }
    }
    let found = variable([rows, columns])
    if known == nil { request = try keeps ? visitor.request(for: found) : .skip }
    if request == .keep {
      visitor.receive(
        NumberArray(shape: found.shape, values: kept, isColumnMajor: false), for: found)
    }
    return found
  }

  private func variable(_ shape: [Int]) -> Variable {
    Variable(name: name, element: .float64, shape: shape)
  }

  private func ragged(_ row: Int, _ count: Int, _ columns: Int) -> ImportError {
    .damagedMember(
      member, "row \(row) (counted from 0) has \(count) columns, the rows before have \(columns)")
  }

  // MARK: Lines

  private func forEachRow(
    _ stream: inout some ByteStream & ~Copyable,
    _ body: ([Double]) throws(ImportError) -> Void
  ) throws(ImportError) {
    var lines = LineCounter(member: member)
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var line: [UInt8] = []
    while true {
      let got: Int
      do { got = try stream.read(into: &block, count: block.count) } catch {
        throw .cannotRead(error, in: member)
      }
      guard got > 0 else { break }
      var rest = block[..<got]
      while let end = rest.firstIndex(of: 0x0a) {
        line += rest[..<end]
        rest = rest[(end + 1)...]
        if let row = try lines.row(line) { try body(row) }
        line.removeAll(keepingCapacity: true)
      }
      line += rest
      guard line.count <= Self.lineLimit else {
        throw .damagedMember(member, "a line has more than the \(Self.lineLimit) bytes allowed")
      }
    }
    // Where a file was cut, its last number may have lost digits that nobody can miss.
    guard line.isEmpty else {
      throw .damagedMember(
        member, "its last line has no line break at its end, so the file may have been cut short")
    }
  }

  /// Turns lines into rows: passes over a byte order mark, a line of names and empty lines at the
  /// end.
  private struct LineCounter {
    let member: String
    private var number = 0
    private var rows = 0
    private var separator: UInt8?
    private var emptyLine: Int?

    init(member: String) { self.member = member }

    mutating func row(_ bytes: [UInt8]) throws(ImportError) -> [Double]? {
      number += 1
      var line = bytes
      if number == 1, line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
      if line.last == 0x0d { line.removeLast() }
      guard !line.isEmpty else {
        emptyLine = emptyLine ?? number
        return nil
      }
      if let emptyLine {
        throw .damagedMember(member, "line \(emptyLine) is empty, and lines follow it")
      }
      let separator = separator ?? TableRow.separator(of: line)
      var row = TableRow(line, separator: separator)
      let bad = row.parse()
      if bad != nil, number == 1 { return nil }
      self.separator = separator
      if let bad {
        throw .damagedMember(
          member,
          "'\(row.text(of: bad))' in row \(rows), column \(bad) (counted from 0; line \(number)) is"
            + " no number")
      }
      rows += 1
      return row.numbers
    }
  }
}

/// One line of a table.
struct TableRow {
  private let line: [UInt8]
  private let separator: UInt8
  private(set) var numbers: [Double] = []
  /// Where each cell begins.
  private var starts: [Int] = []

  /// - Parameter line: without its end.
  init(_ line: [UInt8], separator: UInt8) {
    // strtod stops there.
    self.line = line + [0]
    self.separator = separator
  }

  /// What lies between the cells of `line`: a tab before a comma before a semicolon before a blank.
  static func separator(of line: [UInt8]) -> UInt8 {
    [0x09, 0x2c, 0x3b, 0x20].first { line.contains($0) } ?? 0x2c
  }

  /// Reads all cells, and returns the first that is no number; nil where all are.
  mutating func parse() -> Int? {
    let end = line.count - 1
    var next = 0
    return unsafe line.withUnsafeBufferPointer { bytes -> Int? in
      guard let base = bytes.baseAddress else { return 0 }
      while true {
        starts.append(next)
        while next < end, line[next] == 0x20 { next += 1 }
        let isQuoted = next < end && line[next] == 0x22
        if isQuoted { next += 1 }
        guard next < end, line[next] != separator, !isSpace(line[next]) else {
          return numbers.count
        }
        var after: UnsafeMutablePointer<CChar>?
        let text = unsafe UnsafeRawPointer(base + next).assumingMemoryBound(to: CChar.self)
        let number = unsafe strtod(text, &after)
        guard let after = unsafe after else { return numbers.count }
        let count = unsafe UnsafePointer(after) - text
        guard count > 0 else { return numbers.count }
        next += count
        if isQuoted {
          guard next < end, line[next] == 0x22 else { return numbers.count }
          next += 1
        }
        let cellEnd = next
        while next < end, line[next] == 0x20 || line[next] == 0x0d { next += 1 }
        // Between blanks, "1-2" would otherwise be two numbers.
        guard
          next == end || (separator == 0x20 ? next > cellEnd : line[next] == separator)
        else {
          return numbers.count
        }
        numbers.append(number)
        if next == end { return nil }
        if separator != 0x20 { next += 1 }
      }
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { (0x09...0x0d).contains(byte) || byte == 0x20 }

  /// The text of a cell, cut short and safe to print.
  func text(of cell: Int) -> String {
    guard cell < starts.count else { return "" }
    let text = line[starts[cell]..<line.count - 1].prefix { $0 != separator }.prefix(24)
    return terminalSafe(String(decoding: text, as: UTF8.self))
  }
}
