import CMRContainer
import CMRHDF5
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct ContainerErrorTests {
  @Test func `files that are no sealed files of the kind are told apart`() throws {
    try withTemporaryFolder { folder in
      try Sample(seed: 0).write(to: folder("a.h5"))
      try write(Array("hello, I am a text".utf8), to: folder("text"))
      try File.create(folder("plain.h5")).close()
      let path = folder("a.h5")
      #expect(
        failure { _ = try Container.open(folder("none.h5")) }
          == "cannot open '\(folder("none.h5"))': there is no such file")
      #expect(
        failure { _ = try Container.open(folder("text")) }
          == "cannot open '\(folder("text"))': it is not an HDF5 file")
      #expect(
        failure { _ = try Container.open(folder("plain.h5")) }
          == "'\(folder("plain.h5"))' is an HDF5 file but not a sealed one: its root has no 'encoding-type'"
      )
      #expect(
        failure { _ = try Container.open(path, kind: Encoding("cmr-store", version: 1)) }
          == "'\(path)' is a cmr-sample, not a cmr-store")
      #expect(
        failure { _ = try Container.open(path, kind: Encoding("cmr-sample", version: 1)) }
          == "'\(path)' is of version 2 of 'cmr-sample', this release reads up to version 1; use a release that reads 'cmr-sample' version 2"
      )
      #expect(throws: Never.self) {
        _ = try Container.open(path, kind: Encoding("cmr-sample", version: 3))
      }
    }
  }

  @Test func `elements that are not what was asked for are told apart`() throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      try Sample(seed: 0).write(to: path)
      let container = try Container.open(path)
      #expect(
        failure { _ = try container.array("absent", of: Int32.self) }
          == "'\(path)' has no element '/absent'")
      #expect(
        failure { _ = try container.array("labels", of: Int64.self) }
          == "'/labels' of '\(path)' holds elements of type <i4, not <i8")
      #expect(
        failure { _ = try container.strings("labels") }
          == "'/labels' of '\(path)' is encoded as 'array', not as 'strings'")
      #expect(
        failure { _ = try container.rowMatrix("hot") }
          == "'/hot' of '\(path)' is encoded as 'array', not as 'row-matrix'")
      #expect(
        failure { _ = try container.node("bare", encodedAs: Encoding("own", version: 2)) }
          == "'/bare' of '\(path)' is of version 3 of 'own', this release reads up to version 2; use a release that reads 'own' version 3"
      )
      #expect(
        failure { _ = try container.document("nothing", as: Int.self) }
          .hasPrefix("the JSON text '/nothing' of '\(path)' cannot be used: "))
    }
  }

  @Test func `what cannot be written is refused before it is`() throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      var writer = try ContainerWriter.create(at: path, kind: Sample.kind)
      try writer.addArray([1.5], at: "a")
      #expect(
        failure { try writer.addArray([1.5], at: "a") } == "'\(path)' has an element '/a' already")
      #expect(
        failure { try writer.addArray([1.5], at: "a/b") }
          == "'/a/b' cannot be added to '\(path)': '/a' is not a group")
      #expect(
        failure { try writer.addArray([1.5], at: "../b") }
          == "'..' in '../b' cannot name an element; use 1 to 200 ASCII letters, digits and . _ + - with a letter or digit first"
      )
      #expect(
        failure { try writer.addArray([1.5], at: "b", shape: [2, 3]) }
          == "1 elements were given for '/b' of shape [2, 3]")
      #expect(
        failure { try writer.addStrings(["a", "b\0"], at: "b") }
          == "text 1 of '/b' holds a NUL character")
      #expect(
        failure { try writer.addArray([1.5], at: "b", attributes: ["sha256": 1]) }
          == "attribute 'sha256' of '/b' cannot be written: the name is reserved")
      #expect(
        failure { _ = try writer.beginRowMatrix(at: "b", rows: .max, columns: .max) }
          == "'/b' cannot have the shape [9223372036854775807, 9223372036854775807]")
    }
  }

  @Test func `rows that are missing or too many are counted`() throws {
    try withTemporaryFolder { folder in
      let path = folder("a.h5")
      #expect(
        failure {
          var writer = try ContainerWriter.create(at: path, kind: Sample.kind)
          var rows = try writer.beginRowMatrix(at: "m", rows: 2, columns: 3)
          try rows.append([1, 2, 3])
          try writer.finish(rows)
        } == "'/m' got 1 of its 2 rows")
      #expect(
        failure {
          var writer = try ContainerWriter.create(at: path, kind: Sample.kind)
          var rows = try writer.beginRowMatrix(at: "m", rows: 2, columns: 3)
          try rows.append([1, 2, 3, 4])
        } == "4 elements were appended to '/m', not a multiple of its 3 columns")
      #expect(
        failure {
          var writer = try ContainerWriter.create(at: path, kind: Sample.kind)
          var rows = try writer.beginRowMatrix(at: "m", rows: 1, columns: 1)
          try rows.append([1, 2])
        } == "row 2 was appended to '/m', which is to have 1 rows")
      #expect(
        failure {
          var writer = try ContainerWriter.create(at: path, kind: Sample.kind)
          _ = try writer.beginRowMatrix(at: "m", rows: 1, columns: 1)
          try writer.seal()
        } == "the rows of '/m' were never finished")
      let names = try folder.names()
      #expect(names == [])
    }
  }

  @Test func `places that cannot take a file are named`() throws {
    try withTemporaryFolder { folder in
      try write([], to: folder("file"))
      #expect(
        failure { _ = try ContainerWriter.create(at: folder("none/a.h5"), kind: Sample.kind) }
          == "cannot create '\(folder("none/a.h5"))': the folder '\(folder("none"))' does not exist; create it or choose another place"
      )
      #expect(
        failure { _ = try ContainerWriter.create(at: folder("file/a.h5"), kind: Sample.kind) }
          == "cannot create '\(folder("file/a.h5"))': '\(folder("file"))' is not a folder; choose another place"
      )
    }
  }
}
