/// What was passed over, one line for each, but no more lines than anybody reads: an archive can hold
/// a million links, and a long name before each.
struct SkippedLines {
  private static let limit = 1000

  private var lines: [String] = []
  private var more = 0

  /// Adds a line.
  mutating func add(_ line: @autoclosure () -> String) {
    if lines.count < Self.limit { lines.append(line()) } else { more += 1 }
  }

  /// The lines, and how many are left out.
  var all: [String] { more == 0 ? lines : lines + ["\(more) more"] }
}
