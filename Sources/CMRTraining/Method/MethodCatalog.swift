public import CMRJSON

/// An ordered list of methods; lists, help, look-up and tests all go by it.
///
/// The executable fills it: `MethodCatalog([CrossEntropy.self, MRL.self])`.
public struct MethodCatalog: Sendable {
  /// The methods in the order of help.
  public let methods: [any TrainingMethod.Type]

  /// A catalog; no two methods may have one name.
  public init(_ methods: [any TrainingMethod.Type]) {
    precondition(
      Set(methods.map { $0.name }).count == methods.count, "two methods have the same name")
    self.methods = methods
  }

  /// The names in order.
  public var names: [String] { methods.map { $0.name } }

  /// The method called `name`; the error lists those there are.
  public func method(named name: String) throws(TrainingError) -> any TrainingMethod.Type {
    guard let method = methods.first(where: { $0.name == name }) else {
      throw .unknownMethod(name, known: names)
    }
    return method
  }

  /// The defaults of the method called `name` as JSON.
  public func defaultOptions(of name: String) throws(TrainingError) -> JSONValue {
    try resolveOptions(.object([:]), of: name)
  }

  /// All options of the method called `name` once `given` is laid over its defaults, validated.
  public func resolveOptions(
    _ given: JSONValue, of name: String
  ) throws(TrainingError) -> JSONValue {
    try Self.resolve(given, try method(named: name))
  }

  private static func resolve<Method: TrainingMethod>(
    _ given: JSONValue, _ method: Method.Type
  ) throws(TrainingError) -> JSONValue {
    try JSONValue(encoded: Method.options(from: given))
  }
}

extension TrainingMethod {
  /// The options that `given` names, over the published defaults, validated.
  ///
  /// Throws a ``TrainingError`` that names an unknown option, or one of the wrong type or range.
  public static func options(from given: JSONValue) throws(TrainingError) -> Options {
    let overlay = JSONOverlay(noun: "option", owner: "method '\(name)'")
    let options = try overlay.decode(given, over: Options())
    try options.validate()
    return options
  }
}
