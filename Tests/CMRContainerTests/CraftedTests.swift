import CMRContainer
import CMRHDF5
import CMRTestSupport
import SystemPackage
import Testing

/// Files that another writer could have made: their digests are right, their claims are not.
@Suite struct CraftedTests {
  /// Writes a file of one dataset `odd` that `make` creates, with listings made up by hand.
  private func craft(
    _ path: FilePath, dtype: String, shape: String, encoding: String = "array",
    _ make: (borrowing Group) throws -> Dataset
  ) throws {
    let content = String(repeating: "0", count: 64)
    let digest = RunningDigest.hexadecimal(
      of: """
        cmr-listing 1
        dataset
        dtype \(dtype)
        shape \(shape)
        attribute content-sha256 text 64 \(content)
        attribute encoding-type text \(encoding.utf8.count) \(encoding)
        attribute encoding-version integer 1

        """)
    let rootDigest = RunningDigest.hexadecimal(
      of: """
        cmr-listing 1
        group
        attribute encoding-type text 10 cmr-sample
        attribute encoding-version integer 2
        child odd dataset \(digest)

        """)
    let file = try File.create(path)
    do {
      let root = try file.root()
      let dataset = try make(root)
      try dataset.setAttribute("encoding-type", .string(encoding))
      try dataset.setAttribute("encoding-version", .integer(1))
      try dataset.setAttribute("content-sha256", .string(content))
      try dataset.setAttribute("sha256", .string(digest))
      try root.setAttribute("encoding-type", .string("cmr-sample"))
      try root.setAttribute("encoding-version", .integer(2))
      try root.setAttribute("sha256", .string(rootDigest))
    }
    try file.close()
  }

  @Test func `a listing made up by hand is the one that is checked`() throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      try craft(path, dtype: "<i4", shape: "2") { try $0.write([1, 2] as [Int32], as: "odd") }
      let container = try Container.open(path, kind: Sample.kind)
      #expect(
        failure { _ = try container.array("odd", of: Int32.self) }.hasPrefix(
          "'/odd' of '\(path)' is damaged: its content has SHA-256 "))
    }
  }

  @Test(arguments: [[1 << 40], [1 << 60], [1 << 31, 1 << 31], [1 << 20, 1 << 20, 1 << 20]])
  func `a shape larger than the file is refused before memory is taken`(shape: [Int]) throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      let listed = shape.map(String.init).joined(separator: " ")
      try craft(path, dtype: "<i4", shape: listed) {
        try $0.createDataset(
          "odd", of: Int32.self, shape: shape, storage: .chunked(shape: shape.map { _ in 8 }))
      }
      let size = try bytes(of: path).count
      let reason =
        "its shape \(shape) takes more bytes than the file has, which are \(size)"
      #expect(
        failure { _ = try Container.open(path) }
          == "'/odd' of '\(path)' is damaged: \(reason); restore the file from a good copy")
      let report = try Container.verify(path)
      #expect(report.damages.map(\.description) == ["'/odd': \(reason)"])
    }
  }

  @Test func `a matrix without checksums is refused`() throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      try craft(path, dtype: "<f4", shape: "1 2", encoding: "row-matrix") {
        try $0.write([1, 2] as [Float], as: "odd", shape: [1, 2])
      }
      let container = try Container.open(path)
      #expect(
        failure { _ = try container.rowMatrix("odd") }
          == "'\(path)' has no element '/odd-row-checksums'")
      #expect(
        container.verify().map(\.description) == [
          "'/odd': its rows cannot be checked: '\(path)' has no element '/odd-row-checksums'"
        ])
    }
  }

  @Test func `filters and types that sealed files do not hold are refused`() throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      try craft(path, dtype: "<i4", shape: "2") {
        try $0.write(
          [1, 2] as [Int32], as: "odd", storage: .chunked(shape: [2], deflateLevel: 1))
      }
      #expect(
        failure { _ = try Container.open(path) }
          == "'/odd' of '\(path)' is damaged: sealed files hold no filter but fletcher32; restore the file from a good copy"
      )
    }
  }
}
