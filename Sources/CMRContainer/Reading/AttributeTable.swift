import CMRHDF5

/// The attributes of one object, from which those that every element has are taken out.
struct AttributeTable {
  private(set) var values: [String: ElementAttribute] = [:]

  /// Reads all attributes; each must be one text, 64-bit integer or 64-bit real number.
  init<Object: Annotated & ~Copyable>(of object: borrowing Object) throws(Unreadable) {
    let names = try Unreadable.catching { () throws(HDF5Error) in try object.attributeNames() }
    for name in names { values[name] = try Self.value(of: name, object) }
  }

  private static func value<Object: Annotated & ~Copyable>(
    of name: String, _ object: borrowing Object
  ) throws(Unreadable) -> ElementAttribute {
    guard ElementPath.isSafe(name) else {
      throw Unreadable("'\(name)' is no name of an attribute of sealed files")
    }
    let value = try Unreadable.catching { () throws(HDF5Error) in
      try object.attribute(name).value()
    }
    switch value {
    case .string(let text): return .text(text)
    case .integer(let integer): return .integer(integer)
    case .real(let real): return .real(real)
    case .integers, .reals, .strings:
      throw Unreadable("attribute '\(name)' holds several values")
    }
  }

  mutating func takeEncoding() throws(Unreadable) -> Encoding {
    let type = try takeText(ReservedAttribute.encodingType)
    let name = ReservedAttribute.encodingVersion
    guard case .integer(let version)? = values.removeValue(forKey: name),
      let version = Int(exactly: version)
    else { throw Unreadable("it lacks the integer attribute '\(name)'") }
    return Encoding(type, version: version)
  }

  mutating func takeText(_ name: String) throws(Unreadable) -> String {
    guard case .text(let text)? = values.removeValue(forKey: name) else {
      throw Unreadable("it lacks the text attribute '\(name)'")
    }
    return text
  }
}
