/// A file of the input that is not read front to back once and for all, and so stays open.
protocol OpenMember: AnyObject {
  /// Every array that the file holds.
  func variables() throws(ImportError) -> [Variable]

  /// Asks `visitor` about each array of numbers and hands it what it wants.
  func read(_ visitor: inout some ArrayVisitor) throws(ImportError)
}
