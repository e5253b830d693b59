internal import CMRHDF5

extension ElementClass {
  init(_ type: ElementType) {
    switch (type.kind, type.size) {
    case (.integer, 1): self = type.isSigned ? .int8 : .uint8
    case (.integer, 2): self = type.isSigned ? .int16 : .uint16
    case (.integer, 4): self = type.isSigned ? .int32 : .uint32
    case (.integer, 8): self = type.isSigned ? .int64 : .uint64
    case (.floatingPoint, 2): self = .float16
    case (.floatingPoint, 4): self = .float32
    case (.floatingPoint, 8): self = .float64
    case (.boolean, _): self = .logical
    case (.fixedString, _), (.variableString, _): self = .text
    default: self = .other(type.description)
    }
  }
}
