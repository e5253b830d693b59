import CMRHDF5
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct ErrorTests {
  @Test func `files that cannot be opened or made`() throws {
    try withTemporaryFolder { folder in
      let missing = folder("missing.h5")
      #expect(
        errorText { _ = try File.open(missing) }
          == "cannot open '\(missing)': No such file or directory")
      #expect(errorCode { _ = try File.open(missing) } == .missing)

      let text = folder("text.h5")
      try write(Array("not HDF5 at all".utf8), to: text)
      #expect(
        errorText { _ = try File.open(text) } == "cannot open '\(text)': it is not an HDF5 file")
      #expect(errorCode { _ = try File.open(text) } == .notHDF5)

      let empty = folder("empty.h5")
      try write([], to: empty)
      #expect(errorCode { _ = try File.open(empty) } == .notHDF5)
      #expect(errorCode { _ = try File.open(image: [UInt8]().span, named: "x") } == .notHDF5)
      #expect(errorCode { _ = try File.open(image: [1, 2, 3].span, named: "x") } == .notHDF5)

      #expect(errorText { _ = try File.create(text) } == "cannot create '\(text)': File exists")
      #expect(errorCode { _ = try File.create(text) } == .exists)
      #expect(try contents(of: text) == Array("not HDF5 at all".utf8))
      #expect(
        errorText { _ = try File.create(folder.path, existing: .replace) }
          == "cannot create '\(folder.path)': Is a directory")
      #expect(errorCode { _ = try File.create(folder.path, existing: .replace) } == .denied)
      try File.create(text, existing: .replace).close()
      #expect(try File.open(text).root().links() == [])
    }
  }

  @Test func `objects that are not there, or are already`() throws {
    try withTemporaryFolder { folder in
      let path = folder("x.h5")
      let writer = try File.create(path)
      let root = try writer.root()
      _ = try root.createGroup("g")
      try root.write([1] as [Int8], as: "d")
      #expect(
        errorText { _ = try root.dataset("g/nope") }
          == "cannot open '/g/nope' of '\(path)': it does not exist")
      #expect(
        errorText { _ = try root.dataset("no/way") }
          == "cannot open '/no/way' of '\(path)': it does not exist")
      #expect(errorCode { _ = try root.object("nope") } == .missing)
      #expect(
        errorText { _ = try root.link("nope") }
          == "cannot look up '/nope' of '\(path)': it does not exist")
      #expect(
        errorText { _ = try root.createGroup("g") }
          == "cannot create '/g' of '\(path)': it exists already")
      #expect(errorCode { _ = try root.createDataset("d", of: Int.self, shape: []) } == .exists)
      #expect(
        errorText { _ = try root.group("d") }
          == "cannot open '/d' of '\(path)' as a group: it is a dataset")
      #expect(
        errorText { _ = try root.dataset("g") }
          == "cannot open '/g' of '\(path)' as a dataset: it is a group")
      #expect(try root.contains("g"))
      #expect(try !root.contains("g/d"))
      #expect(errorCode { _ = try root.object("d/x") } != nil)
    }
  }

  @Test func `datasets that make no sense`() throws {
    try withTemporaryFolder { folder in
      let path = folder("x.h5")
      let root = try File.create(path).root()
      #expect(
        errorText {
          _ = try root.createDataset(
            "x", of: Int.self, shape: [2], storage: .chunked(shape: [1, 1]))
        } == "cannot create '/x' of '\(path)': chunks of shape [1, 1] do not suit the shape [2]")
      #expect(
        errorCode {
          _ = try root.createDataset("x", of: Int.self, shape: [], storage: .chunked(shape: []))
        } == .mismatch)
      #expect(
        errorText { _ = try root.createDataset("x", of: Int.self, shape: [.max, 3]) }
          == "cannot use the shape [\(Int.max), 3] of '/x' of '\(path)': "
          + "its elements cannot be counted"
      )
      #expect(errorCode { _ = try root.createDataset("x", of: Int.self, shape: [-1]) } == .mismatch)
      let dataset = try root.createDataset("y", of: Int16.self, shape: [2, 2])
      #expect(
        errorText { try dataset.write([1, 2, 3, 4] as [Int32]) }
          == "cannot write int32 to '/y' of '\(path)': its elements are of type "
          + "16-bit signed integer")
      #expect(
        errorText { try dataset.write([1, 2, 3] as [Int16]) }
          == "cannot write '/y' of '\(path)': 4 elements are needed, 3 were given")
      #expect(
        errorText { try dataset.write([1, 2] as [Int16], rows: 1..<3) }
          == "cannot reach rows 1..<3 of '/y' of '\(path)': it has 2 rows")
    }
  }

  @Test func `a writer does not close under its objects`() throws {
    try withTemporaryFolder { folder in
      let path = folder("x.h5")
      let writer = try File.create(path)
      let group = try writer.root().createGroup("g")
      #expect(
        closingError(of: writer)?.description
          == "cannot close '\(path)': objects of it still open: 1; let them go first")
      #expect(group.path == "/g")
    }
  }
}

extension Dataset {
  /// Writes an array, as the tests have them at hand.
  fileprivate func write<Element: HDF5Scalar>(_ elements: [Element], rows: Range<Int>? = nil) throws
  {
    if let rows { try write(elements.span, rows: rows) } else { try write(elements.span) }
  }
}
