import CMRTraining

extension TrainingError {
  static func pluginFailed(
    _ method: String, _ place: String, status: Int32, message: String, isUnsuitable: Bool
  ) -> Self {
    let why = message.isEmpty ? "status \(status), without a message" : message
    return Self(
      code: isUnsuitable ? .unsuitableData : .methodMisbehaved,
      message: isUnsuitable
        ? "method '\(method)' cannot work with this task: \(why)"
        : "method '\(method)' failed \(place): \(why)")
  }

  static func pluginMisuses(_ method: String, _ what: String, _ place: String) -> Self {
    Self(
      code: .methodMisbehaved, message: "method '\(method)' misbehaves \(place): \(what)",
      remedy: "mend the plug-in; cmr_method.h says what it may do")
  }

  static func pluginWroteOutside(
    _ method: String, _ what: String, _ bytes: Int, _ place: String
  ) -> Self {
    pluginMisuses(method, "it writes outside \(what), which has \(bytes) bytes", place)
  }

  static func pluginWroteConstant(_ method: String, _ what: String, _ place: String) -> Self {
    pluginMisuses(method, "it changes \(what), which is const there", place)
  }

  static func pluginNotFinite(_ method: String, _ what: String, _ place: String) -> Self {
    Self(
      code: .methodMisbehaved,
      message: "method '\(method)' gives \(what) numbers that are not finite \(place)",
      remedy: "lower the learning rate, or guard what the plug-in divides by")
  }

  static func pluginNoLoss(_ method: String, _ place: String) -> Self {
    pluginMisuses(method, "it sets no loss", place)
  }

  static func pluginEmbeddingLength(_ method: String, _ found: Int64, _ wanted: String) -> Self {
    pluginMisuses(
      method, "it gives embeddings the length \(found), not \(wanted)", "in 'declare'")
  }

  static func pluginNameTaken(_ method: String, _ name: String) -> Self {
    pluginMisuses(
      method, "it declares the parameter '\(name)', as one of the host's encoders is called",
      "in 'declare'")
  }

  static func pluginUntrained(_ method: String, _ modality: String, _ known: [String]) -> Self {
    Self(
      code: .unsuitableData,
      message: "method '\(method)' was not trained on modality '\(modality)'",
      remedy: "it knows \(known.joined(separator: ", "))")
  }

  static func pluginUnknownModality(_ method: String, _ index: Int, _ names: [String]) -> Self {
    pluginMisuses(
      method,
      "it asks for the blocks of modality \(index); there are \(names.count): \(names.joined(separator: ", "))",
      "in 'begin_epoch'")
  }
}
