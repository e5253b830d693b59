/// The multi-label sets of the hashing repositories: `XAll` (images), `YAll` (tags) and `LAll` (one
/// column per class) in one file or in three, all rows of the set in each.
///
/// They have no split. Work on them takes a certain number of rows as queries and the rest as the
/// database and for training; the numbers tell the sets.
package enum HashingTripleLayout: Layout {
  package static let name = "xall-yall-lall"
  package static let summary =
    "XAll (images), YAll (tags) and LAll (a column per class) in one or three files"

  private static let keys = ["XAll", "YAll", "LAll"]

  /// Sets by their number of rows, with the number of queries that work on them takes.
  private static let sets = [
    20_015: (name: "MIRFlickr-25K", queries: 2000),
    186_577: (name: "NUS-WIDE with 10 classes", queries: 2100),
    195_834: (name: "NUS-WIDE with 21 classes", queries: 2100),
    122_218: (name: "MS-COCO", queries: 5000),
    20_000: (name: "IAPR TC-12", queries: 2000),
  ]

  package static func examine(_ inventory: Inventory, variants: Variants) -> [Examination] {
    let holders = keys.map { key in
      inventory.dataFiles.compactMap { index, member in
        member.variable(key).flatMap {
          $0.isMatrix ? VariableReference(member: index, variable: $0) : nil
        }
      }
    }
    guard holders.contains(where: { !$0.isEmpty }) else { return [] }
    let found = zip(keys, holders).filter { !$0.1.isEmpty }.map(\.0)
    guard found.count == keys.count else {
      let missing = keys.filter { !found.contains($0) }.map { "'\($0)' as a matrix of numbers" }
      return [.lacks(Shortfall(found: found, missing: missing))]
    }
    // Of several sets side by side each lies in files of its own.
    let whole = Set(holders[0].map(\.member)).intersection(holders[1].map(\.member))
      .intersection(holders[2].map(\.member)).sorted()
    if !whole.isEmpty, holders.allSatisfy({ $0.count == whole.count }) {
      return whole.map { member in
        fit(holders.compactMap { $0.first { $0.member == member } }, inventory)
      }
    }
    for (key, sources) in zip(keys, holders) where sources.count > 1 {
      let names = sources.map { inventory.members[$0.member].name }
      return [.refused(.sameKeyTwice(key, in: names))]
    }
    return [fit(holders.map { $0[0] }, inventory)]
  }

  private static func fit(_ sources: [VariableReference], _ inventory: Inventory) -> Examination {
    let places = Set(sources.map(\.member)).sorted()
    let members = places.map { inventory.members[$0].name }
    return .fits(
      Fit(
        members: members,
        evidence: "\(members.joined(separator: ", ")) hold XAll, YAll and LAll",
        blueprint: blueprint(sources)))
  }

  private static func blueprint(_ sources: [VariableReference]) -> Blueprint {
    let samples = Piece(sources[0]).samples.count
    let set = sets[samples]
    let runs =
      set.map { [("train", 0..<samples - $0.queries), ("test", samples - $0.queries..<samples)] }
      ?? [("all", 0..<samples)]
    // A part with other numbers of rows keeps all of them, so that the check can name them.
    let pieces = { (source: VariableReference) in
      let count = Piece(source).samples.count
      return runs.map { run in
        Piece(
          source, axis: .rows,
          samples: run.1.upperBound == samples
            ? min(run.1.lowerBound, count)..<count : run.1.clamped(to: 0..<count))
      }
    }
    var blueprint = Blueprint(
      segments: runs.map { Blueprint.Segment(name: $0.0, rows: $0.1.count) },
      modalities: [
        Blueprint.Modality(name: "image", pieces: pieces(sources[0])),
        Blueprint.Modality(name: "text", pieces: pieces(sources[1])),
      ],
      labels: [
        Blueprint.Labels(modality: nil, origins: pieces(sources[2]).map { .variable($0) })
      ])
    if let set {
      blueprint.gallery = ["train"]
      blueprint.galleryRule = "all-but-last:\(set.queries)"
      blueprint.notes = [
        "\(samples) rows are \(set.name): the last \(set.queries) are the queries and all before them"
          + " the database and for training, as UCCH has it; DCMH takes the first \(set.queries) as"
          + " queries instead"
      ]
    } else {
      blueprint.notes = [
        "\(samples) rows are those of no set with a customary split, so all of them are training rows"
      ]
    }
    return blueprint
  }
}
