import CMRContainer
import CMRDense
import CMRTestSupport
import CMRTraining
import SystemPackage
import Testing

/// Every bit of a method's state survives a checkpoint.
@Suite struct NamedArraysTests {
  private var arrays: NamedArrays {
    var arrays = NamedArrays()
    arrays["z-first"] = NamedArray(
      Matrix<Float>([[1, -0.0], [.infinity, .leastNonzeroMagnitude]]))
    arrays["doubles"] = NamedArray(Matrix<Double>([[0.1, .greatestFiniteMagnitude, .pi]]))
    arrays["ints"] = NamedArray([Int32.min, 0, Int32.max])
    arrays["longs"] = NamedArray([Int64.min, Int64.max])
    arrays["words"] = NamedArray([UInt64.max, 1])
    arrays["scalar"] = NamedArray(0.1)
    arrays["empty"] = NamedArray([Double]())
    arrays["cube"] = NamedArray(shape: [1, 2, 3], values: .float([1, 2, 3, 4, 5, 6]))
    arrays["deep/er/name"] = NamedArray(Int64(-7))
    return arrays
  }

  @Test func everyKindIsReadBack() throws {
    try withTemporaryFolder { folder in
      var writer = try ContainerWriter.create(
        at: folder("a.h5"), kind: Encoding("test", version: 1))
      try writer.add(arrays, at: "state")
      try writer.seal()
      let found = try Container.open(folder("a.h5")).namedArrays("state")
      #expect(found == arrays)
      #expect(found["z-first"]?.values.typeName == "float32")
      #expect(Set(found.names) == Set(arrays.names))
    }
  }

  /// NaN is unequal to itself, so its bits are compared.
  @Test func aNaNKeepsItsBits() throws {
    try withTemporaryFolder { folder in
      let nan = Double(bitPattern: 0x7FF8_0000_0000_1234)
      var arrays = NamedArrays()
      arrays["nan"] = NamedArray([nan])
      var writer = try ContainerWriter.create(
        at: folder("a.h5"), kind: Encoding("test", version: 1))
      try writer.add(arrays, at: "state")
      try writer.seal()
      let found = try Container.open(folder("a.h5")).namedArrays("state").doubles("nan")
      #expect(found.map(\.bitPattern) == [nan.bitPattern])
    }
  }

  @Test func whatDoesNotFitIsNamed() {
    let state = arrays
    let errors: [(() throws(TrainingError) -> Void, String)] = [
      (
        { () throws(TrainingError) in _ = try state.array("gone") },
        "the array 'gone' is missing; present: " + state.names.joined(separator: ", ")
      ),
      (
        { () throws(TrainingError) in _ = try state.matrix("doubles") },
        "the array 'doubles' holds float64, not float32"
      ),
      (
        { () throws(TrainingError) in _ = try state.matrix("z-first", rows: 3) },
        "the array 'z-first' has shape [2, 2], not [3, any]"
      ),
      (
        { () throws(TrainingError) in _ = try state.int32s("ints", count: 4) },
        "the array 'ints' has shape [3], not 4 numbers"
      ),
      (
        { () throws(TrainingError) in _ = try state.matrix("cube") },
        "the array 'cube' has shape [1, 2, 3], not [any, any]"
      ),
    ]
    for (body, message) in errors {
      let error = #expect(throws: TrainingError.self) { try body() }
      #expect(error?.description == message)
    }
  }

  @Test func positionsAreNames() {
    let position = CheckpointPosition(epoch: 12, step: 340)
    #expect(position.fileName == "epoch-00012-step-0000340.h5")
    #expect(CheckpointPosition(fileName: position.fileName) == position)
    for name in [
      "epoch-12-step-340.h5", "epoch-00012-step-0000340.h5.tmp", "epoch-x-step-0000340.h5",
      ".epoch-00012-step-0000340.h5", "epoch-00012-step--000340.h5",
    ] {
      #expect(CheckpointPosition(fileName: name) == nil)
    }
    #expect(position.description == "epoch 12, step 340")
    #expect(CheckpointPosition(epoch: 3, step: 0).description == "epoch 3")
  }
}
