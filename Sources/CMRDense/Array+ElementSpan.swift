extension Array {
  /// `span`, for use in generic code.
  ///
  /// Swift 6.3.1 with -O: where `Array.span` is called and not inlined, as in generic code that is
  /// not specialised, the optimiser takes the function around it to read the array's count and
  /// nothing else, whatever becomes of the span. Callers, of other modules too, then drop what they
  /// stored in an array just before (`Matrix(rows: 1, columns: 2, elements: [1, x]).sum()` was 0),
  /// and nothing warns of it. CMRDenseTests' `LocalElementsTests` tell, in a release build, whether
  /// a later compiler still needs this.
  @inline(never)  // so that callers see a call that reads: alone, `_fixLifetime` keeps no store
  package var elementSpan: Span<Element> {
    @_lifetime(borrow self)
    get {
      // Does nothing, but counts as a read of all elements. `extendLifetime` does so no longer in
      // the optimiser's last passes.
      _fixLifetime(self)
      return span
    }
  }
}
