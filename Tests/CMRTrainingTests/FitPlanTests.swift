import CMRJSON
import CMRStore
import CMRTestSupport
import CMRTraining
import SystemPackage
import Testing

/// Plans: defaults, resolving, refusals and differences.
@Suite struct FitPlanTests {
  @Test func aPlanSurvivesJSON() throws {
    var plan = FitPlan()
    plan.store.path = "a.h5"
    plan.method.name = "tiny"
    plan.method.options = try JSONValue(parsing: #"{"anything": [1]}"#)
    plan.splits.validation = nil
    plan.splits.report = "test"
    plan.transform.featureNorm = nil
    plan.seed = 7
    #expect(try FitPlan(document: plan.document()) == plan)
    #expect(try FitPlan(document: JSONValue(parsing: plan.document().text())) == plan)
  }

  @Test func missingKeysKeepTheirDefaults() throws {
    let plan = try FitPlan(
      document: JSONValue(parsing: #"{"epochs": 3, "optimiser": {"kind": "sgd"}}"#))
    var expected = FitPlan()
    expected.epochs = 3
    expected.optimiser.kind = .sgd
    #expect(plan == expected)
  }

  @Test(arguments: [
    (
      #"{"epoch": 3}"#,
      "the fit plan has no key 'epoch'; known here: batchSize, checkpoints, epochs, evaluation, "
        + "labels, method, modalities, optimiser, planVersion, retention, schedule, seed, splits, "
        + "store, threads, transform"
    ),
    (
      #"{"optimiser": {"kind": "lion"}}"#,
      #"key 'optimiser.kind' of the fit plan cannot be "lion": it must be one of adam, sgd"#
    ),
    (
      #"{"splits": {"validation": 3}}"#,
      "key 'splits.validation' of the fit plan must be a string, found 3"
    ),
    (
      #"{"planVersion": 2}"#,
      "the fit plan has version 2, this program reads version 1; use a newer program"
    ),
    (
      #"{"seed": -1}"#,
      "key 'seed' of the fit plan cannot be -1: it must be a whole number from 0 to "
        + "18446744073709551615"
    ),
    (
      #"{"planVersion": 18446744073709551615}"#,
      "the fit plan has version 18446744073709551615, this program reads version 1; use a newer "
        + "program"
    ),
  ])
  func wrongPlansAreRefused(text: String, message: String) throws {
    let error = #expect(throws: TrainingError.self) {
      try FitPlan(document: JSONValue(parsing: text))
    }
    #expect(error?.description == message)
  }

  @Test func resolvingWritesEverythingOut() throws {
    try withTinyStore { folder in
      let store = try Store.open(folder("tiny.h5"))
      var plan = FitPlan.tiny(folder("tiny.h5"))
      plan.threads = 0
      plan.method.options = try JSONValue(parsing: #"{"temperature": 2}"#)
      let resolved = try plan.resolved(in: store, catalog: .tiny)
      #expect(resolved.notices.isEmpty)
      #expect(resolved.plan.modalities == ["image", "text"])
      #expect(resolved.plan.threads > 0)
      #expect(
        resolved.plan.store.identity
          == (try store.dataDigest(
            labelSets: ["noisy", "clean"], splits: ["train", "validation"])))
      #expect(resolved.plan.method.options["temperature"] == .integer(2))
      #expect(resolved.plan.method.options["mood"] == .string("calm"))
      #expect(try resolved.plan.resolved(in: store, catalog: .tiny).plan == resolved.plan)
    }
  }

  @Test func withoutAValidationSplitTheLastEpochCounts() throws {
    try withTinyStore(TinyStore(validationRows: 0)) { folder in
      let recorder = Recorder()
      let outcome = try fit(.tiny(folder("tiny.h5")), in: folder("run"), observer: recorder)
      #expect(
        recorder.notices == [
          "the store '\(folder("tiny.h5"))' has no split 'validation': the last epoch counts as "
            + "the best"
        ])
      #expect(outcome.selection == .last)
      #expect(outcome.best == nil)
      #expect(outcome.records.allSatisfy { $0.validation == nil })
    }
  }

  @Test(arguments: [
    (
      #"{"epochs": 0}"#, "key 'epochs' of the fit plan is 0; it must be 1 or more"
    ),
    (
      #"{"optimiser": {"betas": [0.9]}}"#,
      "key 'optimiser.betas' of the fit plan is [0.9]; it must be two numbers in [0, 1)"
    ),
    (
      #"{"retention": {"last": 0}}"#,
      "key 'retention.last' of the fit plan is 0; it must be 1 or more"
    ),
    (
      #"{"transform": {"featureNorm": 0}}"#,
      "key 'transform.featureNorm' of the fit plan is 0.0; it must be null or above 0"
    ),
    (
      #"{"modalities": ["image", "image"]}"#,
      "key 'modalities' of the fit plan is image, image; it must be each named once"
    ),
    (
      #"{"batchSize": 1}"#,
      "method 'tiny' needs batches of at least 2 rows, a batch has 1; raise the batch size, or "
        + "train on more rows"
    ),
    (
      #"{"modalities": ["text"]}"#,
      "method 'tiny' takes 2 modalities, the plan has 1 (text); name the modalities to train on"
    ),
    (
      #"{"method": {"options": {"encoder": {"dimension": 2}}}}"#,
      "3 classes cannot be orthogonal in embeddings of length 2; raise the option "
        + "'encoder.dimension' to 3 or more"
    ),
  ])
  func impossiblePlansAreRefused(change: String, message: String) throws {
    try withTinyStore { folder in
      let plan = try FitPlan(
        document: JSONValue(parsing: change), over: .tiny(folder("tiny.h5")))
      let error = #expect(throws: TrainingError.self) { try fit(plan, in: folder("run")) }
      #expect(error?.description == message)
    }
  }

  @Test func unknownNamesOfTheStoreAreRefused() throws {
    try withTinyStore { folder in
      for change in [
        #"{"labels": "loud"}"#, #"{"splits": {"train": "practice"}}"#,
        #"{"splits": {"validation": "exam"}}"#, #"{"modalities": ["image", "sound"]}"#,
      ] {
        let plan = try FitPlan(
          document: JSONValue(parsing: change), over: .tiny(folder("tiny.h5")))
        #expect(throws: StoreError.self) { try fit(plan, in: folder("run")) }
      }
    }
  }
}
