import CMRDense
import CMRJSON
import CMRMethods
import CMRRandom
import CMRTraining
import Testing

/// Data that a method cannot use is refused with what it misses.
@Suite struct RequirementTests {
  private func task(
    paired: Bool = true, kind: RetrievalTask.LabelKind = .classIndex, modalities: Int = 2,
    classes: Int = 4, rows: Int = 30
  ) -> RetrievalTask {
    RetrievalTask(
      modalities: ["image", "text", "audio"].prefix(modalities).map {
        .init(name: $0, dimension: 5, trainingRows: rows)
      }, isPaired: paired, classCount: classes, labelKind: kind, batchSize: 10, epochs: 6)
  }

  private func refusal(_ name: String, _ task: RetrievalTask) -> String {
    text {
      let method = try BuiltinMethods.catalog.method(named: name)
      try method.requirements.check(task, for: name)
      _ = try make(method, task)
    }
  }

  private func make<Method: TrainingMethod>(
    _: Method.Type, _ task: RetrievalTask
  ) throws -> Method {
    let isLinear = ["cca", "pls", "gma", "mvda"].contains(Method.name)
    let hidden = isLinear ? "" : #""hidden": [6], "#
    let options = try Method.options(
      from: JSONValue(parsing: #"{"encoder": {\#(hidden)"dimension": 8}}"#))
    return try Method(options: options, task: task, random: RandomStream(seed: 1, domain: "init"))
  }

  @Test(arguments: BuiltinMethods.catalog.names) func whatAllTake(name: String) {
    #expect(refusal(name, task()) == "no error")
  }

  @Test(arguments: ["cca", "pls", "smln", "dscmr", "mrl", "elrcmr", "rono", "uot-rcl"])
  func pairs(name: String) {
    #expect(
      refusal(name, task(paired: false))
        == "method '\(name)' needs paired rows, but image, text of the store are not paired; train on "
        + "modalities whose rows belong together, or by a method that needs no pairs")
  }

  @Test(arguments: ["dscmr", "mrl", "elrcmr", "rono", "uot-rcl"])
  func two(name: String) {
    #expect(
      refusal(name, task(modalities: 3))
        == "method '\(name)' takes 2 modalities, the plan has 3 (image, text, audio); "
        + "name the modalities to train on")
  }

  @Test(arguments: ["cross-entropy", "mrl", "elrcmr", "rono", "uot-rcl"])
  func oneClassPerRow(name: String) {
    #expect(
      refusal(name, task(kind: .multiHot))
        == "method '\(name)' needs class-index labels, the label set is multi-hot")
  }

  @Test(arguments: ["cross-entropy", "sdml", "mrl", "elrcmr", "uot-rcl"])
  func classesAtRightAngles(name: String) {
    #expect(
      refusal(name, task(classes: 9))
        == "9 classes cannot be orthogonal in embeddings of length 8; "
        + "raise the option 'encoder.dimension' to 9 or more")
  }

  @Test func otherMethodsTakeMore() {
    for name in ["cca", "pls", "gma", "mvda", "dscmr", "sdml", "smln"] {
      #expect(refusal(name, task(kind: .multiHot)) == "no error")
    }
    for name in ["gma", "mvda", "cross-entropy", "sdml"] {
      #expect(refusal(name, task(paired: false, modalities: 3)) == "no error")
    }
    for name in ["cca", "pls", "smln"] { #expect(refusal(name, task(modalities: 3)) == "no error") }
    for name in ["dscmr", "rono"] { #expect(refusal(name, task(classes: 9)) == "no error") }
  }

  @Test(arguments: ["gma", "mvda", "mrl", "elrcmr", "uot-rcl"]) func oneClassIsNone(name: String) {
    #expect(
      refusal(name, task(classes: 1)) == "method '\(name)' needs 2 classes or more, the store has 1"
    )
  }

  @Test func moreNeighboursThanRows() {
    func refusal(_ cost: UOTRCL.CostKind, rows: Int) -> String {
      var options = UOTRCL.Options()
      options.cost = cost
      return text {
        _ = try UOTRCL(
          options: options, task: task(rows: rows), random: RandomStream(seed: 1, domain: "init"))
      }
    }
    #expect(
      refusal(.votes, rows: 10)
        == "option 'votes.neighbours' is 10; it must be below the number of training rows, 10")
    #expect(refusal(.votes, rows: 11) == "no error")
    // The model takes as many as there are.
    #expect(refusal(.posterior, rows: 10) == "no error")
  }

  @Test func fewRowsForManyDirections() {
    #expect(
      SMLN.notices(for: task(classes: 9), options: .init()) == [
        "method 'smln' weighs 8 directions by the 10 rows of a batch: results are better with a batch "
          + "size of 160 or more"
      ])
    #expect(SMLN.notices(for: task(rows: 10), options: .init()) == [])
  }

  @Test func inWords() {
    let texts = ["uot-rcl", "dscmr", "sdml", "cca"].map { name in
      (try? BuiltinMethods.catalog.method(named: name))?.requirements.description
    }
    #expect(
      texts == [
        "2 modalities, paired, with one class per row",
        "2 modalities, paired, with any number of classes per row",
        "2 modalities or more, paired or not, with any number of classes per row",
        "2 modalities or more, paired, with any number of classes per row",
      ])
    #expect(
      MethodRequirements(labelKinds: [.multiHot], modalities: 1...3, minimumBatch: 4).description
        == "1 to 3 modalities, paired, with labels of several classes per row, in batches of 4 rows or more"
    )
  }

  /// The last batch of an epoch is one too.
  @Test func everyBatchIsLargeEnough() {
    let wanted = MethodRequirements(minimumBatch: 3)
    func refusal(rows: Int) -> String { text { try wanted.check(task(rows: rows), for: "few") } }
    #expect(
      refusal(rows: 2)
        == "method 'few' needs batches of at least 3 rows, a batch has 2; raise the batch size, or "
        + "train on more rows")
    #expect(
      refusal(rows: 32)
        == "method 'few' needs batches of at least 3 rows, and 32 rows in batches of 10 leave 2 for "
        + "the last; take another batch size, for example 11")
    #expect(refusal(rows: 33) == "no error")
    #expect(
      refusal(rows: 11)
        == "method 'few' needs batches of at least 3 rows, and 11 rows in batches of 10 leave 1 for "
        + "the last; take another batch size, for example 11")
    for rows in [3, 9, 10, 13, 30] { #expect(refusal(rows: rows) == "no error") }
  }

  @Test func unknownModalityIsNotEmbedded() throws {
    let method = try make(MRL.self, task())
    #expect(
      text { _ = try method.embed(.init(rows: 1, columns: 5), modality: "sound") }
        == "the method was not trained on modality 'sound'; it knows image, text")
  }
}
