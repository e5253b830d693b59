import CMRTraining

extension Conformance {
  /// Runs `body`; an error that is no finding becomes one.
  func rehearsing<Result>(
    _ place: String, _ body: () throws -> Result
  ) throws(Finding) -> Result {
    do {
      return try body()
    } catch let finding as Finding {
      throw finding
    } catch {
      throw Finding(place, "it throws '\(error)'")
    }
  }
}
