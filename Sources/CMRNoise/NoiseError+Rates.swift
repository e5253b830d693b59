extension NoiseError {
  static func rateNotANumber(_ text: String) -> Self {
    Self(
      code: .invalidRate, message: "noise rate '\(text)' is not a number",
      remedy: "give a decimal from 0 to 1, such as 0.4")
  }

  static func rateOutOfRange(_ text: String) -> Self {
    Self(
      code: .invalidRate, message: "noise rate '\(text)' is not between 0 and 1",
      remedy: "a rate is a share of the training rows, such as 0.4")
  }

  static func levelNotANumber(_ text: String) -> Self {
    Self(
      code: .invalidRate, message: "noise level '\(text)' is not a number",
      remedy: "give a decimal, such as 1.5")
  }

  static func levelOutOfRange(_ text: String) -> Self {
    Self(
      code: .invalidRate,
      message: "noise level '\(text)' is not between 0 and \(NoiseRate.maximumLevel)",
      remedy: "a level says how many false classes come to each true one, such as 1.5")
  }

  static func rateTooPrecise(_ text: String, digits: Int, decimals: Int) -> Self {
    Self(
      code: .invalidRate,
      message: "noise rate '\(text)' has \(digits) significant digits and \(decimals) decimals",
      remedy:
        "a label set's name spells its rate, so at most \(NoiseRate.maximumDigits) digits"
        + " and \(NoiseRate.maximumDecimals) decimals are taken")
  }
}
