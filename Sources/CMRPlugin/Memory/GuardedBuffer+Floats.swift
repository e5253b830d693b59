import CMRDense

/// A buffer as numbers in 32 bits.
extension GuardedBuffer {
  /// Whether none of them is NaN or infinite.
  var isFinite: Bool { withFloats { Kernels.sumOfSelfDifferences($0) == 0 } }

  /// Adds them, times `scale`, to a matrix of as many elements.
  func add(to matrix: inout Matrix<Float>, scale: Float) {
    withFloats { floats in
      var target = matrix.mutableSpan
      Kernels.add(floats, scale: scale, to: &target)
    }
  }

  /// Puts them in place of the elements of a matrix of as many.
  func copy(to matrix: inout Matrix<Float>) {
    withFloats { floats in
      var target = matrix.mutableSpan
      for index in target.indices { target[index] = floats[index] }
    }
  }

  private func withFloats<Result>(_ body: (Span<Float>) -> Result) -> Result {
    let numbers = unsafe UnsafeBufferPointer(
      start: start.assumingMemoryBound(to: Float.self), count: byteCount / 4)
    return unsafe body(Span(_unsafeElements: numbers))
  }
}
