import CMRJSON

extension TrainingError {
  static func unfitDocument(owner: String, reason: String) -> Self {
    Self(code: .invalidPlan, message: "the document does not describe \(owner): \(reason)")
  }

  /// A value that JSON has no word for, such as an infinite number.
  static func unwritable(_ error: EncodingError) -> Self {
    guard case .invalidValue(let value, let context) = error else {
      return Self(code: .invalidPlan, message: "the plan cannot be written as JSON: \(error)")
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return Self(
      code: .invalidPlan, message: "'\(path)' is \(value), which JSON cannot hold",
      remedy: "give a finite number")
  }

  static func unknownKey(noun: String, path: String, owner: String, known: [String]) -> Self {
    Self(
      code: code(noun), message: "\(owner) has no \(noun) '\(path)'",
      remedy: known.isEmpty
        ? "there are none here" : "known here: \(known.joined(separator: ", "))")
  }

  static func wrongType(
    noun: String, path: String, owner: String, wanted: String, found: JSONValue
  ) -> Self {
    let place = path.isEmpty ? "the \(noun)s" : "\(noun) '\(path)'"
    return Self(
      code: code(noun), message: "\(place) of \(owner) must be \(wanted), found \(found.text())")
  }

  static func refusedValue(
    noun: String, path: String, owner: String, found: JSONValue, reason: String
  ) -> Self {
    let why = reason.hasSuffix(".") ? String(reason.dropLast()) : reason
    return Self(
      code: code(noun), message: "\(noun) '\(path)' of \(owner) cannot be \(found.text()): \(why)")
  }

  /// An option whose value is of the right type but outside its range.
  ///
  /// For a method's ``MethodOptions/validate()``: `throw .optionOutOfRange("tau", "2", "0 < tau <=
  /// 1")`.
  public static func optionOutOfRange(
    _ name: String, _ value: some CustomStringConvertible, _ range: String
  ) -> Self {
    Self(
      code: .invalidOption, message: "option '\(name)' is \(value)", remedy: "it must be \(range)")
  }

  static func unknownMethod(_ name: String, known: [String]) -> Self {
    Self(
      code: .unknownMethod, message: "no method is called '\(name)'",
      remedy: "known: \(known.joined(separator: ", "))")
  }

  private static func code(_ noun: String) -> Code {
    noun == "option" ? .invalidOption : .invalidPlan
  }
}
