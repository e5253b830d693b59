/// What is never read, and the way round.
enum Refusal {
  /// What `head` begins, if that is a pickle of any protocol from 0 to 5.
  static func pickle(_ head: [UInt8], name: String) -> Member.Content? {
    guard let what = protocolName(head) else { return nil }
    let file = argument(name)
    return .refused(
      "Python pickle of protocol \(what), which is never read",
      remedy: "a pickle can run any program when it is read; where you trust '\(name)', save its"
        + " arrays as npy: python3 -c 'import pickle, numpy; numpy.save(\"x.npy\","
        + " numpy.asarray(pickle.load(open(\"\(file)\", \"rb\"), encoding=\"latin1\")))'")
  }

  /// The way round for objects inside npy.
  static func pickledArray(_ name: String) -> String {
    let file = argument(name)
    return
      "pickled objects can run any program when they are read; where you trust '\(name)', save plain"
      + " numbers: python3 -c 'import numpy; numpy.save(\"x.npy\", numpy.array(numpy.load("
      + "\"\(file)\", allow_pickle=True).tolist(), \"float32\"))'"
  }

  /// `name` where it can stand inside both kinds of quotes of the command that is proposed, which
  /// would otherwise run whatever an archive calls its files.
  private static func argument(_ name: String) -> String {
    let isHarmless = name.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " ._-+/,:=@".unicodeScalars.contains(scalar)
    }
    return isHarmless ? name : "FILE"
  }

  /// The protocol in words; nil where `head` begins anything else.
  ///
  /// From protocol 2 on there is a mark. Before, files begin with what they hold: a dictionary, a
  /// list, or the name of a class such as numpy's arrays have.
  private static func protocolName(_ head: [UInt8]) -> String? {
    if head.count >= 2, head[0] == 0x80, (2...5).contains(head[1]) { return "\(head[1])" }
    if head.starts(with: [0x7d, 0x71]) || head.starts(with: [0x5d, 0x71]) { return "1" }
    for start in ["(dp", "(lp"] where head.starts(with: start.utf8) {
      let digits = head.dropFirst(3).prefix { (0x30...0x39).contains($0) }
      return !digits.isEmpty && head.dropFirst(3 + digits.count).first == 0x0a ? "0" : nil
    }
    guard head.first == UInt8(ascii: "c") else { return nil }
    let lines = head.dropFirst().split(separator: 0x0a, maxSplits: 2)
    guard lines.count == 3, isName(lines[0]), isName(lines[1]) else { return nil }
    return lines[2].first == UInt8(ascii: "q")
      ? "1" : lines[2].first == UInt8(ascii: "p") ? "0" : nil
  }

  /// Whether `text` is a name of Python, with dots.
  private static func isName(_ text: ArraySlice<UInt8>) -> Bool {
    let isLetter = { (byte: UInt8) in
      byte == 0x5f || byte == 0x2e || (0x41...0x5a).contains(byte & 0xdf)
    }
    guard let first = text.first, isLetter(first) else { return false }
    return text.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }
}
