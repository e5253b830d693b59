import CMRHDF5
import CMRTestSupport
import Testing

/// Nothing in a file leads its reader out of the file.
@Suite struct PolicyTests {
  static let advice = "; copy what it points at into the file, for example with 'h5repack' or h5py"

  @Test func `links are listed, not followed`() throws {
    let root = try Fixture.links.open().root()
    #expect(
      try root.links() == [
        Link(name: "dangling", kind: .soft(target: "/nowhere")),
        Link(name: "data", kind: .hard),
        Link(name: "external", kind: .external(file: "other.h5", path: "/secret")),
        Link(name: "inner", kind: .hard),
        Link(name: "soft", kind: .soft(target: "/data")),
      ])
    #expect(try root.dataset("data").read(Int.self) == [0, 1, 2])
    #expect(try root.dataset("inner/data").read(Int.self) == [0, 1])
  }

  @Test(arguments: [
    ("soft", "'/soft' of 'made.h5': it is a soft link to '/data'"),
    ("dangling", "'/dangling' of 'made.h5': it is a soft link to '/nowhere'"),
    ("external", "'/external' of 'made.h5': it is an external link to '/secret' of 'other.h5'"),
    (
      "external/deep", "'/external' of 'made.h5': it is an external link to '/secret' of 'other.h5'"
    ),
    ("inner/up/data", "'/inner/up' of 'made.h5': it is a soft link to '..'"),
    ("/inner/./up", "'/inner/./up' of 'made.h5': it is a soft link to '..'"),
  ]) func `links are refused`(_ path: String, _ text: String) throws {
    let root = try Fixture.links.open().root()
    #expect(
      errorText { _ = try root.object(path) }
        == "cannot open \(text), which is not followed in untrusted files" + Self.advice)
    #expect(errorCode { _ = try root.contains(path) } == .refused)
  }

  @Test func `trusted files have their links followed`() throws {
    let root = try Fixture.links.open(policy: .trusted).root()
    #expect(try root.dataset("soft").read(Int.self) == [0, 1, 2])
    #expect(try !root.contains("dangling"))
    #expect(errorCode { _ = try root.dataset("external") } != nil)
  }

  @Test func `elements in other files are refused before they are read`() throws {
    let root = try Fixture.outside.open().root()
    #expect(
      errorText { _ = try root.dataset("external") }
        == "cannot open '/external' of 'made.h5': it keeps its elements in 1 other file, "
        + "which are not read for untrusted files" + Self.advice)
    #expect(
      errorText { _ = try root.dataset("virtual") }
        == "cannot open '/virtual' of 'made.h5': it is a virtual dataset, "
        + "which is not read in untrusted files" + Self.advice)
    #expect(try root.dataset("group/plain").read(Int.self) == [0, 1])
    let trusted = try Fixture.outside.open(policy: .trusted).root()
    #expect(try trusted.dataset("external").count == 4)
    #expect(try trusted.dataset("external").contiguousOffset() == nil)
    #expect(try trusted.dataset("virtual").layout == .virtual)
  }

  @Test func `circles end`() throws {
    let root = try Fixture.circle.open().root()
    var visited = 0
    let text = errorText {
      try root.walk { (_, _) throws(HDF5Error) in visited += 1 }
    }
    #expect(text.hasSuffix("groups are nested more than 100 deep or in a circle"))
    #expect(text.hasPrefix("cannot walk '/a/b/again/b/again/"))
    #expect(visited == 100)
  }

  @Test func `a walk visits parents first and names in order`() throws {
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      do {
        let root = try writer.root()
        let b = try root.createGroup("b")
        try b.write([1] as [Int8], as: "z")
        try b.write([2] as [Int8], as: "ä")
        _ = try b.createGroup("y")
        try root.write([3] as [Int8], as: "a")
        try root.write([4] as [Int8], as: "Z")
      }
      try writer.close()
      var seen: [String] = []
      try File.open(folder("x.h5")).root().walk { (path, object) throws(HDF5Error) in
        switch object {
        case .group(let group): seen.append("\(path) \(group.path)")
        case .dataset(let dataset): seen.append("\(path) = \(try dataset.read(Int.self))")
        case .datatype: seen.append("\(path) type")
        }
      }
      #expect(seen == ["Z = [4]", "a = [3]", "b /b", "b/y /b/y", "b/z = [1]", "b/ä = [2]"])
    }
  }

  @Test func `limits on memory`() throws {
    var policy = OpenPolicy.untrusted
    policy.maximumArrayBytes = 63
    let root = try Fixture.foreign.open(policy: policy).root()
    #expect(
      errorText { _ = try root.dataset("packed").read(Int.self) }
        == "cannot read '/packed' of 'made.h5': its 480 bytes are over the limit of 63; "
        + "read it by rows or raise 'maximumArrayBytes'")
    #expect(try root.dataset("packed").read(rows: 1..<2, as: Int32.self).count == 12)
    #expect(
      errorText { _ = try root.dataset("packed").read(rows: [0, 1, 1, 1], as: Int32.self) }
        == "cannot read '/packed' of 'made.h5': its 192 bytes are over the limit of 63; "
        + "read it by rows or raise 'maximumArrayBytes'")
    policy.maximumArrayBytes = 40
    #expect(
      errorText {
        _ = try Fixture.foreign.open(policy: policy).root().dataset("variable-utf8").strings()
      }
        == "cannot read '/variable-utf8' of 'made.h5': its strings are over the limit of 40 bytes; "
        + "read it by rows or raise 'maximumArrayBytes'")
    policy = .untrusted
    policy.maximumChunkBytes = 31
    #expect(
      errorText { _ = try Fixture.foreign.open(policy: policy).root().dataset("packed") }
        == "cannot open '/packed' of 'made.h5': a chunk of [2, 4, 2] elements is over the limit of "
        + "31 bytes; raise 'maximumChunkBytes'")
  }

  @Test func `a dataset larger than its file is refused`() throws {
    try withTemporaryFolder { folder in
      let writer = try File.create(folder("x.h5"))
      do {
        let root = try writer.root()
        // Chunks that are never written take no room, whatever the shape says.
        _ = try root.createDataset(
          "huge", of: Double.self, shape: [1 << 28], storage: .chunked(shape: [1000]))
        _ = try root.createDataset(
          "uncountable", of: Double.self, shape: [1 << 30, 1 << 30],
          storage: .chunked(shape: [1, 1])
        )
      }
      try writer.close()
      let path = folder("x.h5")
      let size = try contents(of: path).count
      let root = try File.open(path).root()
      #expect(
        errorText { _ = try root.dataset("huge").read(Double.self) }
          == "cannot read '/huge' of '\(path)': it claims 2147483648 bytes, "
          + "which a file of \(size) cannot hold")
      #expect(try root.dataset("huge").read(rows: 1_000_000..<1_000_002, as: Int.self) == [0, 0])
      #expect(
        errorText { _ = try root.dataset("uncountable").read(Double.self) }
          == "cannot read '/uncountable' of '\(path)': its \(Int.max) bytes are over the limit of "
          + "\(8 << 30); read it by rows or raise 'maximumArrayBytes'")
    }
  }
}
