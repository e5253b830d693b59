extension Annotated where Self: ~Copyable {
  /// The value of the attribute `name`; see ``Attribute/value()``.
  public func attributeValue(_ name: String) throws(HDF5Error) -> AttributeValue {
    try attribute(name).value()
  }

  /// The attribute `name`, which must be a single string.
  public func stringAttribute(_ name: String) throws(HDF5Error) -> String {
    guard case .string(let value) = try attributeValue(name) else {
      throw .attributeDiffers(anchor.attributePlace(name), wanted: "a single string")
    }
    return value
  }

  /// The attribute `name`, which must be a single integer.
  public func integerAttribute(_ name: String) throws(HDF5Error) -> Int64 {
    guard case .integer(let value) = try attributeValue(name) else {
      throw .attributeDiffers(anchor.attributePlace(name), wanted: "a single integer")
    }
    return value
  }
}
