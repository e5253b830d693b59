import CMRPlugin
import CMRTestSupport
import CMRTraining
import Testing

/// What a plug-in does wrong while it works, and the whole text.
@Suite(.needsCompiler) struct MisbehaviourTests {
  private struct Case: Sendable {
    let fault: String
    let code: TrainingError.Code
    let text: String
    var flags: [String] = []
  }

  private static let mend = "; mend the plug-in; cmr_method.h says what it may do"

  private static func misbehaves(
    _ fault: String, _ place: String, _ what: String, embeds: Bool = false
  ) -> Case {
    Case(
      fault: fault, code: .methodMisbehaved,
      text: "method 'faulty' misbehaves in '\(place): \(what)\(mend)",
      flags: embeds ? ["-DEMBEDS"] : [])
  }

  private static let inStep = "step' at epoch 1, step 1"
  private static let inBegin = "begin_epoch' at epoch 1, step 1"

  private static let declarations: [Case] = [
    Case(
      fault: "unsuitable", code: .unsuitableData,
      text: "method 'faulty' cannot work with this task: three classes are one too many"),
    Case(
      fault: "declare-fails", code: .methodMisbehaved,
      text: "method 'faulty' failed in 'declare': status 2, without a message"),
    misbehaves(
      "array-name", "declare'",
      "it declares an array without a name of letters, digits, '.', '_' and '-'"),
    misbehaves(
      "array-use", "declare'", "it declares 'a' for the use 7, not CMR_PARAMETER or CMR_STATE"),
    misbehaves(
      "array-type", "declare'", "it declares 'a' of type 9, not CMR_FLOAT32 to CMR_UINT64"),
    misbehaves("array-rank", "declare'", "it declares 'a' with 5 extents, not 0 to 4"),
    misbehaves(
      "array-empty", "declare'",
      "it declares 'a' of shape [0]; extents are 1 or more, and their product at most 2^36"),
    misbehaves(
      "array-huge", "declare'",
      "it declares 'a' of shape [1099511627776, 1099511627776]; extents are 1 or more, and their product at most 2^36"
    ),
    misbehaves(
      "parameter-type", "declare'",
      "it declares the parameter 'a' as float64 [4, 3]; parameters are float32 of two extents"),
    misbehaves(
      "parameter-rank", "declare'",
      "it declares the parameter 'a' as float32 [4]; parameters are float32 of two extents"),
    misbehaves("array-twice", "declare'", "it declares 'w' twice"),
    misbehaves(
      "host-name", "declare'",
      "it declares the parameter 'image.0.weight', as one of the host's encoders is called"),
    misbehaves(
      "columns", "declare'",
      "it gives embeddings the length 5, not 4, which is the host's to choose"),
    misbehaves(
      "no-columns", "declare'", "it gives embeddings the length 0, not 1 to 65536", embeds: true),
    misbehaves(
      "long-embedding", "declare'", "it gives embeddings the length 1048576, not 1 to 65536",
      embeds: true),
  ]

  private static let numbers: [Case] = [
    ("nan-parameter", "the parameter 'w'", "in 'initialise'"),
    ("project-nan", "the parameter 'w'", "in 'project'"),
    ("nan-gradient", "the gradient by 'w'", "in '\(inStep)"),
    ("nan-rows", "the gradient by the rows of 'text'", "in '\(inStep)"),
  ].map { fault, what, place in
    Case(
      fault: fault, code: .methodMisbehaved,
      text:
        "method 'faulty' gives \(what) numbers that are not finite \(place); lower the learning rate, or guard "
        + "what the plug-in divides by")
  }

  private static let failures: [Case] =
    [
      ("project-fails", "in 'project': the columns have run away"),
      ("step-fails", "in '\(inStep): the batch is too blue"),
      ("step-unsuitable", "in '\(inStep): status 1, without a message"),
      ("step-silent", "in '\(inStep): status 3, without a message"),
      ("visit-fails", "in '\(inBegin): status 9, without a message"),
      ("end-fails", "in 'end_epoch': the epoch will not end"),
    ].map {
      Case(fault: $0, code: .methodMisbehaved, text: "method 'faulty' failed \($1)")
    } + [
      Case(
        fault: "embed-fails", code: .methodMisbehaved,
        text: "method 'faulty' failed in 'embed': the rows are too long", flags: ["-DEMBEDS"])
    ]

  private static let writes: [Case] = [
    misbehaves(
      "outside-parameter", "initialise'",
      "it writes outside the parameter 'w', which has 48 bytes"),
    misbehaves(
      "outside-gradient", inStep, "it writes outside the gradient by 'w', which has 48 bytes"),
    misbehaves(
      "before-gradient", inStep, "it writes outside the gradient by 'w', which has 48 bytes"),
    misbehaves("outside-state", inStep, "it writes outside the state 'seen', which has 8 bytes"),
    misbehaves(
      "outside-rows", inStep,
      "it writes outside the gradient by the rows of 'text', which has 192 bytes"),
    misbehaves(
      "outside-values", inStep, "it writes outside the rows of 'text', which has 192 bytes"),
    misbehaves(
      "outside-labels", inStep, "it writes outside the labels of 'image', which has 48 bytes"),
    misbehaves(
      "outside-positions", inStep,
      "it writes outside the positions of 'image', which has 96 bytes"),
    misbehaves("long-message", inStep, "it writes outside the message, which has 1024 bytes"),
    misbehaves("writes-parameter", inStep, "it changes the parameter 'w', which is const there"),
    misbehaves(
      "outside-embeddings", "embed'",
      "it writes outside the embeddings of 'image', which has 192 bytes", embeds: true),
    misbehaves(
      "writes-state", "embed'", "it changes the state 'seen', which is const there", embeds: true),
  ]

  private static let offers: [Case] = [
    misbehaves("no-loss", inStep, "it sets no loss"),
    misbehaves(
      "no-visit", inBegin, "it calls each_block without a function to visit"),
    misbehaves(
      "no-modality", "begin_epoch'",
      "it asks for the blocks of modality 2; there are 2: image, text"),
    misbehaves(
      "report-name", inBegin,
      "it reports a figure whose name is not of lower-case letters, digits and hyphens"),
  ]

  private static let all = declarations + numbers + failures + writes + offers

  @Test(arguments: all.indices) func isRefusedByName(_ index: Int) async throws {
    let wanted = Self.all[index]
    try await withTemporaryFolder { folder in
      let method = try await BuiltPlugin.faulty(wanted.fault, wanted.flags, in: folder)
      let embeds = !wanted.flags.isEmpty
      do {
        _ = try drive(method, options: embeds ? "{}" : nil)
        Issue.record("'\(wanted.fault)' is taken")
      } catch let error as TrainingError {
        #expect(error.description == wanted.text)
        #expect(error.code == wanted.code)
      }
    }
  }

  /// Options are checked by the plug-in's own table.
  @Test(arguments: [
    (#"{"rate": 1.5}"#, "option 'rate' is 1.5; it must be in [0, 1]"),
    (#"{"count": 0}"#, "option 'count' is 0.0; it must be 1 or more"),
    (
      #"{"count": 1.5}"#,
      "option 'count' of method 'faulty' must be a whole number, found 1.5"
    ),
    (
      #"{"flag": 1}"#, "option 'flag' of method 'faulty' must be true or false, found 1"
    ),
    (
      #"{"mood": "sad"}"#,
      #"option 'mood' of method 'faulty' cannot be "sad": it must be one of calm, wild"#
    ),
    (
      #"{"pace": 1}"#,
      "method 'faulty' has no option 'pace'; known here: count, encoder, flag, mood, rate"
    ),
  ])
  func optionsAreRefusedByName(given: String, text: String) async throws {
    try await withTemporaryFolder { folder in
      let method = try await BuiltPlugin.faulty("none", in: folder)
      let error = #expect(throws: TrainingError.self) { try drive(method, options: given) }
      #expect(error?.description == text)
    }
  }
}
