/// A property that a method does not have: which, where, and the figures that disagree.
public struct NonConformance: Error, Sendable, Equatable, CustomStringConvertible {
  /// The property.
  public let property: ConformanceProperty
  /// The method's name.
  public let method: String
  /// Where it showed: the scene, and the epoch and step if there are any.
  public let place: String
  /// What was found, with both figures.
  public let finding: String
  /// What usually causes it.
  public let remedy: String?

  /// A finding from its parts.
  public init(
    property: ConformanceProperty, method: String, place: String, finding: String,
    remedy: String? = nil
  ) {
    self.property = property
    self.method = method
    self.place = place
    self.finding = finding
    self.remedy = remedy
  }

  /// One line: method, property, place, finding, remedy.
  public var description: String {
    let text = "method '\(method)' fails '\(property)' on \(place): \(finding)"
    return remedy.map { "\(text); \($0)" } ?? text
  }
}

/// A finding before it is known whose it is.
struct Finding: Error {
  let place: String
  let text: String
  let remedy: String?

  init(_ place: String, _ text: String, remedy: String? = nil) {
    self.place = place
    self.text = text
    self.remedy = remedy
  }
}
