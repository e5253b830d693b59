import CMRJSON
import CMRTraining
import Testing

/// Options and plans name only what differs; what is wrong is refused by name. Whole texts.
@Suite struct OptionsTests {
  private func options(_ text: String) throws -> TinyMethod.Options {
    try TinyMethod.options(from: JSONValue(parsing: text))
  }

  @Test func missingKeysKeepTheirDefaults() throws {
    #expect(try options("{}") == TinyMethod.Options())
    var expected = TinyMethod.Options()
    expected.encoder.hidden = []
    expected.temperature = 2
    expected.mood = .wild
    #expect(
      try options(#"{"encoder": {"hidden": []}, "temperature": 2, "mood": "wild"}"#) == expected)
  }

  @Test(arguments: [
    (
      #"{"temprature": 1}"#,
      "method 'tiny' has no option 'temprature'; known here: encoder, jitter, mood, nested, "
        + "temperature"
    ),
    (
      #"{"encoder": {"width": 3}}"#,
      "method 'tiny' has no option 'encoder.width'; known here: dimension, hidden"
    ),
    (
      #"{"temperature": "hot"}"#,
      #"option 'temperature' of method 'tiny' must be a number, found "hot""#
    ),
    (
      #"{"encoder": {"dimension": 1.5}}"#,
      "option 'encoder.dimension' of method 'tiny' must be a whole number, found 1.5"
    ),
    (
      #"{"encoder": {"hidden": [1, "two"]}}"#,
      #"option 'encoder.hidden.1' of method 'tiny' must be a whole number, found "two""#
    ),
    (#"{"encoder": 3}"#, "option 'encoder' of method 'tiny' must be an object, found 3"),
    (#"{"jitter": 1}"#, "option 'jitter' of method 'tiny' must be true or false, found 1"),
    (
      #"{"mood": "sad"}"#,
      #"option 'mood' of method 'tiny' cannot be "sad": it must be one of calm, wild"#
    ),
    (
      #"{"jitter": null}"#,
      "option 'jitter' of method 'tiny' must be true or false, found null"
    ),
    ("[1]", "the options of method 'tiny' must be an object, found [1]"),
    (
      #"{"temperature": -1}"#, "option 'temperature' is -1.0; it must be above 0"
    ),
    (
      #"{"encoder": {"hidden": [4, 0]}}"#,
      "option 'encoder.hidden' is 0; it must be 1 or more"
    ),
  ])
  func wrongOptionsAreRefused(text: String, message: String) throws {
    let error = #expect(throws: TrainingError.self) { try options(text) }
    #expect(error?.description == message)
    #expect(error?.code == .invalidOption)
  }

  @Test func optionsSurviveJSON() throws {
    var options = TinyMethod.Options()
    options.temperature = 0.1
    options.nested.names = ["x"]
    #expect(try TinyMethod.options(from: JSONValue(encoding: options)) == options)
  }

  @Test func anUnknownMethodIsRefusedByName() throws {
    let error = #expect(throws: TrainingError.self) {
      try MethodCatalog.tiny.resolveOptions(.object([:]), of: "huge")
    }
    #expect(error?.description == "no method is called 'huge'; known: tiny")
    #expect(error?.code == .unknownMethod)
  }

  @Test func defaultsAreListed() throws {
    let defaults = try MethodCatalog.tiny.defaultOptions(of: "tiny")
    #expect(
      defaults.text()
        == #"{"encoder": {"dimension": 4, "hidden": [5]}, "jitter": true, "mood": "calm", "#
        + #""nested": {"depth": 2, "names": ["a", "b"]}, "temperature": 0.5}"#)
  }
}
