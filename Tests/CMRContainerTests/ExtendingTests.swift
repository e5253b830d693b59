import CMRContainer
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct ExtendingTests {
  @Test func `extending gives the digest of writing all at once`() throws {
    let sample = Sample(seed: 4)
    try withTemporaryFolder { folder in
      let whole = try sample.write(to: folder("whole.h5"))
      var writer = try ContainerWriter.create(
        at: folder("parts.h5"), kind: Sample.kind, attributes: ["seed": 7])
      try sample.addFeatures(to: &writer)
      let first = try writer.seal()
      var extension1 = try ContainerWriter.extending(folder("parts.h5"), kind: Sample.kind)
      #expect(extension1.sealedDigest == first)
      try sample.addRest(to: &extension1)
      let second = try extension1.seal()
      #expect(second == whole)
      let container = try Container.open(folder("parts.h5"))
      let difference = try sample.difference(in: container)
      #expect(difference == nil)
      #expect(container.verify() == [])
      let names = try folder.names()
      #expect(names == ["parts.h5", "whole.h5"])
    }
  }

  @Test func `an extension that is given up leaves the old file`() throws {
    let sample = Sample(seed: 4)
    try withTemporaryFolder { folder in
      try sample.write(to: folder("a.h5"))
      let before = try bytes(of: folder("a.h5"))
      do {
        var writer = try ContainerWriter.extending(folder("a.h5"), kind: Sample.kind)
        try writer.addArray([1.5], at: "more")
      }
      let after = try bytes(of: folder("a.h5"))
      #expect(after == before)
      let names = try folder.names()
      #expect(names == ["a.h5"])
    }
  }

  @Test func `two extensions at once are refused, one after the other are not`() throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      try Sample(seed: 4).write(to: path)
      var first = try ContainerWriter.extending(path, kind: Sample.kind)
      #expect(
        failure { _ = try ContainerWriter.extending(path, kind: Sample.kind) }
          == "another process is adding to '\(path)'; wait until it is done")
      try first.addArray([1.5], at: "one")
      try first.seal()
      var second = try ContainerWriter.extending(path, kind: Sample.kind)
      try second.addArray([2.5], at: "two")
      try second.seal()
      let container = try Container.open(path)
      let values = try container.array("one", of: Double.self) + container.array("two")
      #expect(values == [1.5, 2.5])
    }
  }
}
