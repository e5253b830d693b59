import CMRJSON

extension JSONValue {
  /// The JSON form of options or of a plan.
  init(encoded value: some Encodable) throws(TrainingError) {
    do throws(EncodingError) {
      try self.init(encoding: value)
    } catch {
      throw .unwritable(error)
    }
  }
}
