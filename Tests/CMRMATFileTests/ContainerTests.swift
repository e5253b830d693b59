import CMRArchive
import CMRMATFile
import Testing

@Suite struct ContainerTests {
  private func sample(_ index: Int) -> [UInt8] {
    var writer = writers[index]
    let split = TestArray.structure(
      [1, 1], ["ind_train", "ind_test"],
      [
        .numbers(.uint16, [1, 3], stored: 4, TestNumber.of([UInt16(1), 2, 4])),
        .numbers(.uint16, [1, 1], stored: 4, TestNumber.of([UInt16(3)])),
      ])
    writer.add(
      "data",
      .structure(
        [1, 1], ["X1", "name", "split"],
        [.doubles([2, 2], [1, 2, 3, 4]), .string("wiki"), split]))
    writer.add(
      "train",
      .cell([1, 2], [.doubles([1, 2], [5, 6]), .cell([2, 1], [.string("a"), .string("b")])]))
    writer.add(
      "s", .structure([1, 2], ["x"], [.doubles([1, 1], [7]), .doubles([1, 1], [8])]))
    writer.add("none", .structure([0, 0], ["x", "y"], []))
    writer.add("bare", .structure([1, 1], [], []))
    return writer.bytes
  }

  @Test(arguments: writers.indices)
  func pathsOfEverything(writer index: Int) throws {
    let found = try contents(sample(index))
    #expect(
      found.arrays.map(\.path.text) == [
        "data", "data.X1", "data.name", "data.split", "data.split.ind_train",
        "data.split.ind_test", "train", "train{1}", "train{2}", "train{2}{1}", "train{2}{2}", "s",
        "s(1).x", "s(2).x", "none", "bare",
      ])
    #expect(found.array(at: "data")?.fieldNames == ["X1", "name", "split"])
    #expect(found.variables.count == 5)
    #expect(found.description == "MATLAB 5.0 MAT-file, written by a test")
    #expect(found.notes.isEmpty)
  }

  @Test(arguments: writers.indices)
  func keptWhole(writer index: Int) throws {
    let values = try keepAll(sample(index))
    #expect(values.count == 5)
    let data = try #require(values["data"])
    #expect(data[field: "X1"]?.numeric?.real == .double([1, 2, 3, 4]))
    #expect(data[field: "name"]?.text?.string == "wiki")
    #expect(data[field: "split"]?[field: "ind_train"]?.numeric?.real.integers == [1, 2, 4])
    #expect(data[field: "absent"] == nil)
    #expect(values["train"]?.cell?.values[1].strings == ["a", "b"])
    #expect(values["train"]?.strings == nil)
    #expect(values["s"]?.structure?[element: 1, field: "x"]?.numeric?.real == .double([8]))
    #expect(values["none"]?.structure?.elements.isEmpty == true)
    #expect(values["bare"]?.structure?.fieldNames.isEmpty == true)
  }

  @Test(arguments: writers.indices)
  func streamedFromInside(writer index: Int) throws {
    let streamed = try streamAll(sample(index))
    #expect(streamed.real["data.X1"] == [1, 2, 3, 4])
    #expect(streamed.real["data.split.ind_train"] == [1, 2, 4])
    #expect(streamed.real["train{1}"] == [5, 6])
    #expect(streamed.real["s(2).x"] == [8])
  }

  @Test(arguments: writers.indices)
  func valuesByPath(writer index: Int) throws {
    var stream = MemoryByteStream(sample(index))
    let values = try MATFile.values(
      at: ["data.split.ind_test", "train{2}", "s(1).x", "absent"], in: &stream)
    #expect(values.keys.sorted() == ["data.split.ind_test", "s(1).x", "train{2}"])
    #expect(values["data.split.ind_test"]?.numeric?.real.integers == [3])
  }

  @Test func hugeCellsAreListedButNotEntered() throws {
    var writer = MATWriter()
    writer.add("names", .cell([1, 20], (0..<20).map { .string("\($0)") }))
    writer.add("last", .doubles([1, 1], [1]))
    var stream = MemoryByteStream(writer.bytes)
    let found = try MATFile.contents(of: &stream, nested: 10)
    #expect(found.arrays.map(\.path.text) == ["names", "last"])
  }

  @Test func objectsAndFunctionsAreNoted() throws {
    var writer = MATWriter()
    let name = writer.element(1, Array("inline".utf8))
    writer.add("old", TestArray(flags: 3, dims: [1, 1], parts: [.raw(name)]))
    writer.add(
      "handle", TestArray(flags: 16, dims: [1, 1], parts: [.array(.doubles([1, 1], [1]))]))
    writer.add("new", TestArray(flags: 17, dims: nil, parts: [.raw(name), .raw(name)]))
    writer.add("after", .doubles([1, 1], [2]))
    let found = try contents(writer.bytes)
    #expect(
      found.notes.map(\.description) == [
        "'old' skipped: an object of class 'inline'", "'handle' skipped: a function handle",
        "'new' skipped: an object of one of MATLAB's newer classes",
      ])
    #expect(try keepAll(writer.bytes)["after"]?.numeric?.real == .double([2]))
    writer = MATWriter()
    writer.add("c", .cell([1, 1], [TestArray(flags: 16, dims: [1, 1], parts: [])]))
    #expect(try keepAll(writer.bytes)["c"]?.cell?.values == [.unreadable(.function)])
  }

  @Test func emptyElementIsAnEmptyArray() throws {
    var writer = MATWriter()
    let nothing = writer.number(UInt32(14)) + writer.number(UInt32(0))
    writer.add("c", TestArray(flags: 1, dims: [1, 2], parts: [.raw(nothing), .raw(nothing)]))
    let values = try keepAll(writer.bytes)
    #expect(values["c"]?.cell?.values.map { $0.numeric?.dims } == [[0, 0], [0, 0]])
  }
}
