import CMRHDF5
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct WritingTests {
  @Test func `strings keep every character`() throws {
    let texts = [
      "plain", "", "Grüße", "猫と犬", "👩‍👩‍👧 family",
      "e\u{301}", " spaced ", "line\nbreak",
    ]
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      do {
        let root = try writer.root()
        try root.write(texts, as: "whole")
        try root.write(texts, as: "chunks", storage: .chunked(shape: [3], deflateLevel: 4))
        try root.write(texts, as: "grid", shape: [4, 2])
        try root.write(["single"], as: "scalar", shape: [])
        try root.write([""], as: "empty")
        try root.write([] as [String], as: "none")
        let block = try root.createStringDataset("blocks", byteCount: 40, shape: [8])
        for start in stride(from: 0, to: 8, by: 4) {
          try block.write(Array(texts[start..<start + 4]), rows: start..<start + 4)
        }
      }
      try writer.close()
      let root = try File.open(folder("x.h5")).root()
      for name in ["whole", "chunks", "grid", "blocks"] {
        let read = try root.dataset(name).strings()
        #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
      }
      #expect(try root.dataset("whole").type.kind == .fixedString(.nullPadded))
      #expect(try root.dataset("whole").type.isUTF8)
      #expect(try root.dataset("grid").strings(rows: 1..<2) == Array(texts[2..<4]))
      #expect(try root.dataset("scalar").strings() == ["single"])
      #expect(try root.dataset("empty").strings() == [""])
      #expect(try root.dataset("none").strings() == [])
    }
  }

  @Test func `strings that would not survive are refused`() throws {
    try withTemporaryFolder { folder in
      let path = folder("x.h5")
      let writer = try File.create(path)
      let dataset = try writer.root().createStringDataset("x", byteCount: 3, shape: [2])
      #expect(
        errorText { try dataset.write(["abc", "äö"]) }
          == "cannot write '/x' of '\(path)': the string at 1 has 4 bytes, there is room for 3")
      #expect(
        errorText { try dataset.write(["a\0b"], rows: 1..<2) }
          == "cannot write '/x' of '\(path)': the string at 1 has a NUL, "
          + "which does not survive a file")
      #expect(
        errorText { try dataset.write(["a"]) }
          == "cannot write '/x' of '\(path)': 2 elements are needed, 1 were given")
      #expect(
        errorText { try writer.root().setAttribute("t", .string("\0")) }
          == "cannot write attribute 't' of '/' of '\(path)': the string at 0 has a NUL, "
          + "which does not survive a file")
    }
  }

  @Test func `attributes of every kind return and can be replaced`() throws {
    let long = String(repeating: "ß", count: 40_000)
    let values: [(String, AttributeValue)] = [
      ("integer", .integer(.min)), ("real", .real(-0.1)), ("string", .string("Käse")),
      ("none", .string("")), ("integers", .integers([1, -2, .max])), ("reals", .reals([.pi, 0])),
      ("strings", .strings(["a", "", "猫"])), ("no integers", .integers([])),
      ("no strings", .strings([])), ("ünïcode name", .integer(1)), ("long", .string(long)),
    ]
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      do {
        let root = try writer.root()
        let dataset = try root.write([1] as [Int32], as: "x")
        for (name, value) in values {
          try root.setAttribute(name, .strings(["before", name]))
          try root.setAttribute(name, value)
          try dataset.setAttribute(name, value)
        }
        try dataset.setAttribute("gone", .integer(1))
        try dataset.removeAttribute("gone")
      }
      try writer.close()
      let root = try File.open(folder("x.h5")).root()
      let dataset = try root.dataset("x")
      for (name, value) in values {
        #expect(try root.attributeValue(name) == value)
        #expect(try dataset.attributeValue(name) == value)
      }
      let names = values.map(\.0).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      #expect(try dataset.attributeNames() == names)
      #expect(try dataset.integerAttribute("integer") == .min)
      #expect(try dataset.stringAttribute("string") == "Käse")
    }
  }

  @Test func `equal content gives equal bytes`() async throws {
    try await withTemporaryFolder { folder in
      var files: [[UInt8]] = []
      for name in ["a", "b"] {
        try Self.fill(folder(name))
        files.append(try contents(of: folder(name)))
        // Times in a file have a resolution of one second.
        if name == "a" { try await Task.sleep(for: .milliseconds(1100)) }
      }
      #expect(files[0] == files[1])
    }
  }

  private static func fill(_ path: FilePath) throws {
    let writer = try File.create(path)
    do {
      let root = try writer.root()
      for index in 0..<20 {
        let group = try root.createGroup("group \(index)")
        try group.setAttribute("kind", .string("test"))
        try group.write(
          (0..<100).map { Float($0) }, as: "chunks", storage: .chunked(shape: [33], deflateLevel: 3)
        )
        try group.write((0..<10).map { Double($0) }, as: "whole")
        try group.write(["a", "bcd"], as: "names", storage: .chunked(shape: [5]))
      }
    }
    try writer.close()
  }

  @Test func `elements lie where the offset says`() throws {
    let values = (0..<60).map { Float($0) }
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      try writer.root().write(values, as: "x", shape: [6, 10])
      try writer.close()
      let bytes = try contents(of: folder("x.h5"))
      let dataset = try File.open(folder("x.h5")).root().dataset("x")
      let offset = try #require(try dataset.contiguousOffset().map { Int($0) })
      let stored = (0..<60).map { index in
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[offset + index * 4 + $1]) << (8 * $1) }
      }
      #expect(stored == values.map(\.bitPattern))
      #expect(try dataset.storedByteCount() == 240)
    }
  }

  @Test func `a file can be opened again and added to`() throws {
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      try writer.root().write([1] as [Int32], as: "x")
      try writer.root().write([5] as [Int32], as: "old")
      try writer.close()
      let again = try File.modify(folder("x.h5"))
      try again.root().write([2] as [Int32], as: "y")
      try again.root().setAttribute("a", .integer(3))
      try again.root().removeLink("old")
      try again.close()
      let root = try File.open(folder("x.h5")).root()
      #expect(try root.dataset("x").read(Int.self) == [1])
      #expect(try root.dataset("y").read(Int.self) == [2])
      #expect(try root.integerAttribute("a") == 3)
      #expect(try !root.contains("old"))
    }
  }
}
