/// Negative numbers as values of options.
///
/// ArgumentParser takes every argument that begins with a hyphen for an option and says of
/// `--seed -1` that a value is missing. No option of these commands is called by a digit, so such an
/// argument can only be meant as a value: joined to its option it is read as one, and refused for
/// what is wrong with it.
package enum NegativeNumbers {
  /// `arguments`, in which `--seed -1` has become `--seed=-1`; also the later ones of several
  /// values.
  package static func joined(_ arguments: [String]) -> [String] {
    var result: [String] = []
    var option: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { return result + arguments[index...] }
      guard isNegativeNumber(argument) else {
        if argument.hasPrefix("-") { option = name(of: argument) }
        result.append(argument)
        continue
      }
      if let option, result.last == option {
        result[result.count - 1] = "\(option)=\(argument)"
      } else {
        result.append(option.map { "\($0)=\(argument)" } ?? argument)
      }
    }
    return result
  }

  /// The part of a long option before its value; nil for a short one, which cannot be joined.
  private static func name(of argument: String) -> String? {
    guard argument.hasPrefix("--") else { return nil }
    return argument.split(separator: "=", maxSplits: 1).first.map { String($0) }
  }

  private static func isNegativeNumber(_ argument: String) -> Bool {
    guard argument.hasPrefix("-"), let first = argument.dropFirst().first else { return false }
    return (first.isNumber || first == ".") && Double(argument) != nil
  }
}
