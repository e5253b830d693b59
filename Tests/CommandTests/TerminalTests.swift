import CMRCommand
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Nothing that a file calls itself, its arrays or its classes reaches a terminal as a command to it.
@Suite struct TerminalTests {
  @Test func whatIsPrintable() {
    #expect(printable("a\u{1b}]0;x\u{7}\nb") == "a\\u{1b}]0;x\\u{7}\nb")
    #expect(printable("\u{9b}\u{202e}\u{2028}é橋") == "\\u{9b}\\u{202e}\\u{2028}é橋")
  }

  @Test func namesOfClassesAndTensors() async throws {
    try await withTemporaryFolder { folder in
      let evil = "\u{1b}[2J\u{9b}\u{202e}"
      let header =
        "{\"image\(evil)\":{\"dtype\":\"U8\",\"shape\":[4,1],\"data_offsets\":[0,4]},"
        + "\"labels\(evil)\":{\"dtype\":\"U8\",\"shape\":[4,1],\"data_offsets\":[4,8]}}"
      let escaped = header.replacing("\u{1b}", with: "\\u001b")
      let length = (0..<8).map { UInt8(truncatingIfNeeded: escaped.utf8.count >> ($0 * 8)) }
      let bytes = length + Array(escaped.utf8) + [1, 2, 3, 4, 0, 1, 0, 1]
      try Data(bytes).write(to: URL(filePath: folder("x.safetensors").string))
      try Data("cat\(evil)\ndog\n".utf8).write(to: URL(filePath: folder("classes.txt").string))
      let commands = Commands(folder: folder)
      let good = [
        try await commands.data(
          "import", "x.safetensors", "classes.txt", "-o", "x.h5", "--map",
          "image=x.safetensors:image\(evil)", "--labels", "x.safetensors:labels\(evil)"),
        try await commands.data("info", "x.h5"), try await commands.data("info", "x.h5", "--json"),
        try await commands.data("verify", "x.h5"),
      ]
      for result in good {
        #expect(result.status == 0, "\(result.errors)")
        expectPrintable(result.output + result.errors)
      }
      #expect(good[1].output.contains("cat\\u{1b}[2J\\u{9b}\\u{202e}"))
      let report = try JSONDecoder().decode(Report.self, from: Data(good[2].output.utf8))
      #expect(report.store.classes == ["cat\(evil)", "dog"])
      let refused = try await commands.data("import", "x.safetensors", "classes.txt", "-o", "y.h5")
      #expect(refused.status == 2)
      #expect(refused.errors.contains("image\\u{1b}[2J\\u{9b}\\u{202e} uint8 4x1"))
      expectPrintable(refused.errors)
    }
  }

  private struct Report: Decodable {
    let store: Store
    struct Store: Decodable { let classes: [String] }
  }

  private func expectPrintable(_ text: String) {
    let obeyed = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
      default: false
      }
    }
    #expect(obeyed.isEmpty, "\(text.debugDescription)")
  }
}
