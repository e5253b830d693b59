extension Array {
  /// `span`, for use in generic code.
  ///
  /// Swift 6.3.1 with -O: where `Array.span` is called and not inlined, as in generic code that is
  /// not specialised, the optimiser takes the function around it to read the array's count and
  /// nothing else, whatever becomes of the span. Callers, of other modules too, then drop what they
  /// stored in an array just before (`Matrix(rows: 1, columns: 2, elements: [1, x]).sum()` was 0)
  /// and nothing warns of it. `withUnsafeBufferPointer` counts as a read of all elements, inlined
  /// or not; `extendLifetime` does so only up to the optimiser's last passes. CMRDenseTests'
  /// `LocalElementsTests` tell in a release build whether a later compiler still needs this.
  package var elementSpan: Span<Element> {
    @_lifetime(borrow self)
    get {
      let elements = unsafe withUnsafeBufferPointer { unsafe $0 }
      // Sound because the span lives no longer than the borrow of the array, and nothing changes or
      // frees a borrowed array.
      return unsafe _overrideLifetime(Span(_unsafeElements: elements), borrowing: self)
    }
  }
}
