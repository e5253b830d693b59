/// The bytes that a value holds in arrays, strings and objects, found by reflection.
///
/// Reflection sees every stored property, private ones too, so nothing that a method keeps escapes,
/// whether or not it is part of the state.
struct HeldMemory {
  private var seen: Set<ObjectIdentifier> = []

  /// The bytes that `value` refers to.
  static func bytes(of value: Any) -> Int {
    var memory = HeldMemory()
    return memory.size(value)
  }

  private mutating func size(_ value: Any) -> Int {
    if let bytes = Self.arrayBytes(value) { return bytes }
    if let text = value as? String { return text.utf8.count > 15 ? text.utf8.count : 0 }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .class {
      guard seen.insert(ObjectIdentifier(value as AnyObject)).inserted else { return 0 }
    }
    var bytes = 0
    var level: Mirror? = mirror
    while let current = level {
      for child in current.children {
        // Elements of a collection lie in its storage, stored properties in their owner.
        if current.displayStyle != .struct, current.displayStyle != .tuple {
          bytes += Self.inlineBytes(child.value)
        }
        bytes += size(child.value)
      }
      level = current.superclassMirror
    }
    return bytes
  }

  private static func inlineBytes<Value>(_ value: Value) -> Int {
    func width<Inner>(_ inner: Inner) -> Int { MemoryLayout<Inner>.stride }
    return _openExistential(value as Any, do: width)
  }

  /// Arrays of plain numbers, without a look at every element.
  private static func arrayBytes(_ value: Any) -> Int? {
    switch value {
    case let array as [Float]: 4 * array.count
    case let array as [Double]: 8 * array.count
    case let array as [Int]: 8 * array.count
    case let array as [Int32]: 4 * array.count
    case let array as [Int64]: 8 * array.count
    case let array as [UInt64]: 8 * array.count
    case let array as [UInt8]: array.count
    case let array as [Bool]: array.count
    default: nil
    }
  }
}
