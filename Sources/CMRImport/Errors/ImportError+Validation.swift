extension ImportError {
  static func unknownRule(_ text: String) -> ImportError {
    ImportError(
      .invalidRule, "there is no validation rule '\(text)'",
      remedy: "the rules are: \(ValidationRule.forms.joined(separator: ", "))")
  }

  static var noStoredValidation: ImportError {
    ImportError(
      .invalidRule, "the rule 'stored' needs validation rows in the input, and there are none",
      remedy: "leave out --validation to take the benchmark's customary rule, or name another")
  }

  static func ruleTakesAll(_ rule: ValidationRule, split: String, rows: Int) -> ImportError {
    ImportError(
      .invalidRule, "the rule '\(rule)' leaves nothing of the \(rows) rows of the \(split) split",
      remedy: "ask for fewer rows")
  }
}
