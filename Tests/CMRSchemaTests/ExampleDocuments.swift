/// One valid document for each schema, with everything optional in it.
enum ExampleDocuments {
  static let all: [(schema: String, text: String)] = [
    ("store", store), ("checkpoint", checkpoint), ("ranking", ranking), ("noise", noise),
    ("plan", plan), ("recipe", recipe), ("metrics", epoch), ("metrics", report), ("rank", rank),
    ("score", score),
    ("verify", verify), ("verify", unread), ("doctor", doctor), ("info", info),
    ("import", report(of: summary)), ("import", summary),
    ("inject-noise", "[\(noise), \(noise)]"), ("import-noise", importedNoise), ("split", split),
    ("export", export), ("fit", fit), ("methods", methods),
    ("label-history", labelHistory), ("corrected-labels", correctedLabels),
    ("grid", grid), ("cells", cells), ("cell", cell), ("grid-results", gridResults),
  ]

  private static let digest = String(repeating: "0123456789abcdef", count: 4)

  // MARK: Trees

  private static func group(
    _ encoding: String, _ attributes: String = "", _ children: [(String, String)]
  ) -> String {
    let members = children.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
    return """
      {"kind": "group", "encoding": {"type": "\(encoding)", "version": 1},
       "attributes": {\(attributes)}, "sha256": "\(digest)", "children": {\(members)}}
      """
  }

  private static func dataset(_ encoding: String, _ dtype: String, _ shape: [Int]) -> String {
    """
    {"kind": "dataset", "encoding": {"type": "\(encoding)", "version": 1}, "attributes": {},
     "sha256": "\(digest)", "dtype": "\(dtype)", "shape": \(shape), "content-sha256": "\(digest)"}
    """
  }

  private static let document = dataset("json", "|S120", [])
  private static let strings = dataset("strings", "|S12", [18])

  private static let modality = group(
    "modality", "",
    [
      ("features", dataset("row-matrix", "<f4", [18, 5])),
      ("features-row-checksums", dataset("row-checksums", "<u8", [18])), ("ids", strings),
    ])

  private static let store = group(
    "cmr-store", #""name": "set", "paired": "[\"image\",\"text\"]""#,
    [
      ("modalities", group("group", "", [("image", modality), ("text", modality)])),
      (
        "labels",
        group(
          "group", "",
          [
            (
              "clean",
              group(
                "label-set", #""kind": "class-index", "sharing": "shared", "role": "source""#,
                [("shared", dataset("array", "<i4", [18]))])
            ),
            (
              "symmetric-0.4-s1",
              group(
                "label-set",
                #""kind": "multi-hot", "sharing": "per-modality", "role": "noisy", "base": "clean""#,
                [
                  ("image", dataset("array", "|u1", [18, 3])),
                  ("text", dataset("array", "|u1", [18, 3])),
                  ("manifest", dataset("noise-manifest", "|S700", [])),
                ])
            ),
          ])
      ),
      (
        "splits",
        group(
          "group", "",
          [
            (
              "train",
              group(
                "split", #""rule": "front-of-test:2", "sharing": "shared""#,
                [("shared", dataset("array", "<i8", [12]))])
            ),
            (
              "train2",
              group(
                "split",
                #""rule": "stratified:train2=1/2@1", "sharing": "per-modality", "from": "train test", "labels": "clean", "tool": "cmrdata 0""#,
                [
                  ("image", dataset("array", "<i8", [6])), ("text", dataset("array", "<i8", [6])),
                ])
            ),
          ])
      ),
      ("classes", group("classes", "", [("names", strings)])),
      ("provenance", dataset("provenance", "|S900", [])),
    ])

  private static let recipe = """
    {
      "version": 1,
      "parts": [
        {
          "name": "train",
          "modalities": {
            "image": { "file": "set.mat", "key": "X", "transpose": true },
            "text": { "file": "text.npy" }
          },
          "labels": { "file": "labels.csv", "encoding": "numbers", "base": 1 }
        },
        {
          "name": "test",
          "modalities": { "image": { "file": "a.npy" }, "text": { "file": "b.npy" } },
          "labelsByModality": { "image": { "file": "c.npy" }, "text": { "file": "d.npy" } }
        }
      ],
      "splits": { "train": { "file": "rows.npz", "key": "train", "base": 0 } }
    }
    """

  private static let checkpoint = group(
    "cmr-checkpoint",
    #""epoch": 3, "step": 2, "validation-mean": 0.25, "tool-version": "0.1.0", "method-version": "1.0","#
      + #" "method-sha256": "\#(digest)""#,
    [
      ("plan", document), ("records", document), ("partial-epoch", document),
      ("random", document),
      (
        "parameters",
        group(
          "named-arrays", "",
          [("image", group("group", "", [("weight", dataset("array", "<f4", [5, 8]))]))])
      ),
      ("optimiser", group("named-arrays", "", [("step", dataset("array", "<i8", [1]))])),
      ("method", group("named-arrays", "", [])),
      (
        "beliefs",
        group(
          "belief-history", #""classes": 4"#,
          [
            ("epochs", dataset("array", "<i8", [2])), ("first", dataset("array", "|u1", [300])),
            ("changed-rows", dataset("array", "<u2", [5])),
            ("changed-classes", dataset("array", "|u1", [5])),
            ("change-ends", dataset("array", "<i8", [2])),
            ("toggled-rows", dataset("array", "<u2", [9])),
            ("toggle-ends", dataset("array", "<i8", [2])),
          ])
      ),
      (
        "transform",
        group(
          "group", "",
          [
            (
              "image",
              group(
                "feature-scaling", #""feature-norm": 10"#,
                [
                  ("mean", dataset("array", "<f8", [5])),
                  ("deviation", dataset("array", "<f8", [5])),
                ])
            )
          ])
      ),
    ])

  private static let ranking = group(
    "cmr-ranking", #""split": "test", "tool-version": "0.1.0""#,
    [
      ("provenance", document),
      (
        "directions",
        group(
          "group", "",
          [
            (
              "image-to-text",
              group(
                "ranking-direction",
                """
                "query": "image", "gallery": "text", "similarity": "cosine", "map": 0.5,
                "convention": "over the whole ranking"
                """,
                [
                  ("query-ids", strings), ("gallery-ids", strings),
                  ("query-labels", dataset("array", "<i4", [18])),
                  ("gallery-labels", dataset("array", "|u1", [18, 3])),
                  ("items", dataset("array", "<i4", [18, 4])),
                  ("scores", dataset("array", "<f4", [18, 4])),
                  ("average-precision", dataset("array", "<f8", [18])),
                ])
            )
          ])
      ),
    ])

  // MARK: Documents

  private static let noise = """
    {"encodingVersion": 1, "name": "pair-flip-0.2-s1", "model": "pair-flip", "rate": 0.2, "seed": 1,
     "semantics": "exact", "sharing": "shared", "split": "train", "cleanDigest": "\(digest)", "classCount": 2,
     "classMap": [1, 0],
     "outcomes": [{"modalities": ["image", "text"], "trainingRows": 10, "drawnRows": 2,
       "flippedRows": 2, "flipRate": 0.2, "transitions": [[4, 1], [1, 4]], "lost": [1, 1],
       "gained": [1, 1]}]}
    """

  private static let importedNoise = """
    {"encodingVersion": 1, "name": "x_0.4", "base": "clean", "cleanDigest": "\(digest)", "classCount": 2,
     "split": "train", "kind": "class-index", "tool": "cmrdata 0.1.0",
     "sources": [{"name": "x_0.4.json", "size": 9, "sha256": "\(digest)"}], "formats": ["json-lists"],
     "outcomes": [{"modalities": ["image"], "source": "x_0.4.json:list 0", "rows": 10,
       "flippedRows": 2, "flipRate": 0.2, "flippedInFile": 3, "emptyRows": 0, "phantomRows": 1,
       "statedRate": 0.4, "agreement": {"share": 0.7, "byChance": 0.5, "deviations": 6.5},
       "transitions": [[4, 1], [1, 3]], "classless": [0, 1], "lost": [1, 2], "gained": [1, 1],
       "convention": {"kind": "uniform-phantom", "evidence": ["one row has a class too many"]}}],
     "relation": {"kind": "independent", "bothWrong": 1, "expected": 0.4},
     "decisions": ["class numbers 0 to 2"]}
    """

  private static let labelHistory = """
    {"checkpoint": "x.h5", "sha256": "\(digest)", "method": "uot-rcl", "labels": "symmetric-0.4-s1", "split": "train",
     "trainingRows": 9, "classCount": 2, "store": "s.h5", "clean": "clean", "givenRight": 0.5,
     "epochs": [{"epoch": 3, "transported": 4, "other": 2, "precision": 0.5, "recall": 0.25, "right": 0.75},
       {"epoch": 4, "transported": 5, "changed": 1}],
     "row": {"row": 7, "items": {"image": "a", "text": "b"}, "given": {"image": 0, "text": 1},
       "clean": {"image": 0, "text": 0}, "steps": [{"epoch": 3, "class": 1, "transported": true}]},
     "confusion": {"classes": ["x", "y"], "givenToCorrected": [[1, 2], [3, 4]],
       "cleanToCorrected": [[1, 2], [3, 4]], "cleanToGiven": [[1, 2], [3, 4]]}}
    """

  private static let correctedLabels = """
    {"encodingVersion": 1, "name": "symmetric-0.4-s1-uot-rcl-e40", "base": "symmetric-0.4-s1", "baseDigest": "\(digest)",
     "method": "uot-rcl", "epoch": 40, "rows": "transported", "split": "train",
     "checkpoint": {"sha256": "\(digest)", "epoch": 40, "step": 0}, "dataDigest": "\(digest)",
     "plan": {"planVersion": 1}, "tool": "cmrtrain 0.1.0",
     "outcomes": [{"modality": "image", "trainingRows": 9, "takenRows": 7, "changedRows": 2}]}
    """

  private static let plan = """
    {"planVersion": 1, "store": {"path": "x.h5", "identity": "\(digest)"}, "labels": "clean",
     "splits": {"train": "train", "validation": null, "report": "test"},
     "modalities": ["image", "text"],
     "method": {"name": "mrl", "options": {"dimension": 512}}, "epochs": 40, "batchSize": 100,
     "optimiser": {"kind": "adam", "learningRate": 0.0001, "betas": [0.5, 0.999],
       "epsilon": 1e-08, "weightDecay": 0, "decoupledDecay": false, "amsgrad": false,
       "momentum": 0},
     "schedule": {"kind": "cosine", "floor": 0, "every": 30, "factor": 0.1}, "seed": 1,
     "threads": 2, "evaluation": {"everyEpochs": 1, "measure": "map"},
     "transform": {"kind": "standardised", "featureNorm": 10},
     "checkpoints": {"everyEpochs": 10, "everySteps": 0, "everyMinutes": 5},
     "retention": {"best": 1, "last": 2}}
    """

  private static let epoch = """
    {"type": "epoch", "epoch": 1, "loss": 2.5, "learningRate": 0.0001, "seconds": 1.25,
     "diagnostics": {"mass": 0.5, "residual": null},
     "validation": {"image-to-text": 0.25, "text-to-image": 0.75, "mean": 0.5}}
    """

  private static let report = """
    {"type": "report", "choice": "best", "epoch": 3, "split": "test",
     "scores": {"image-to-text": 0.25, "mean": 0.25}}
    """

  private static let rank = """
    {"rankings": [{"run": "runs/a", "method": "mrl", "labels": "clean", "epoch": 3,
      "split": "test",
      "directions": [{"query": "image", "gallery": "text", "queries": 6, "items": 6, "map": 0.5}],
      "mean": 0.5, "convention": "over the whole ranking", "file": "runs/a/rankings/test.h5",
      "sha256": "\(digest)"}],
     "failures": [{"run": "runs/b", "error": "'runs/b' is not a run folder"}]}
    """

  private static let score = """
    {"rankings": [{"file": "test.h5", "sha256": "\(digest)", "split": "test",
      "conventions": [{"name": "trec", "rule": "equal scores by identifier"}],
      "directions": [{"query": "image", "gallery": "text", "queries": 6, "items": 9, "kept": 4,
        "queriesWithoutRelevant": 1, "queriesWithTies": 2,
        "measures": [{"measure": "AP@4", "conventions": [
          {"convention": "trec", "name": "map_cut_4", "value": 0.5, "queries": 5},
          {"convention": "mrl", "refused": "MRL's code has no P@4"}]}],
        "curves": [{"curve": "cmc", "definition": "Success@k: the share", "points": [
          {"position": 1, "measure": "Success@1", "conventions": [
            {"convention": "trec", "name": "success_1", "value": 0.25, "queries": 5},
            {"convention": "ours", "name": "Success@1", "refused": "too few"}]}]}]}]}],
     "failures": [{"file": "x.h5", "error": "cannot open 'x.h5': there is no such file"}]}
    """

  private static let doctor = """
    {"version": "0.1.0", "confined": false,
     "libraries": {"hdf5": "1.10.8", "libarchive": "3.6.2", "openblas": "OpenBLAS 0.3.21 Haswell"},
     "hdf5Process": {"library": "1.10.8", "addressSpace": 1073741824, "processorSeconds": 5,
       "filtersSystemCalls": true, "refused": ["open a file"], "permitted": ["open a socket"]}}
    """

  private static let verify = """
    {"files": [{"file": "x.h5", "sound": false, "kind": "cmr-store 1", "sha256": "\(digest)",
      "objects": 14, "bytes": 1024,
      "damages": [{"object": "/modalities/image/features", "reason": "row 3 is damaged"}],
      "violations": ["/children: has no member 'labels' [required]"]}]}
    """

  private static let unread = """
    {"files": [{"file": "x.h5", "sound": false, "objects": 0, "bytes": 0, "damages": [],
      "violations": [], "error": "there is no file 'x.h5'"}]}
    """

  private static let summary = """
    {"name": "set", "layout": "mrl-h5py",
     "modalities": [{"name": "image", "rows": 18, "dimension": 5}], "classNames": ["a", "b"],
     "splits": [{"name": "train", "rows": 12, "rule": "stored"}], "explanation": ["by its keys"],
     "decisions": ["labels are class numbers"], "warnings": [], "skipped": ["README.txt"]}
    """

  private static func report(of summary: String) -> String {
    """
    {"store": "x.h5", "digest": "\(digest)", "summary": \(summary),
     "sources": [{"name": "x.tar", "size": 9, "sha256": "\(digest)"}]}
    """
  }

  private static let fit = """
    {"run": "runs/a", "stopReason": "finished", "epochs": 3,
     "choices": [{"choice": "best", "epoch": 2, "split": "validation",
       "scores": {"directions": [{"query": "image", "gallery": "text", "map": 0.5}]}}],
     "lost": [{"choice": "last", "epoch": 3, "split": "test", "reason": "it is missing"}]}
    """

  private static let grid = """
    {"gridVersion": 1,
     "stores": [{"name": "a", "path": "a.h5", "rates": [0, 0.4], "seeds": {"paired": [1]},
       "fit": {"epochs": 20}}],
     "methods": ["mrl", {"name": "uot-rcl", "label": "no-prior", "options": {"prior": {}},
       "seeds": {"noise": [1], "training": [1, 2]}, "fit": {"epochs": 3}}],
     "noise": ["clean", {"model": "symmetric", "rates": [0.4], "semantics": "redraw",
       "sharing": "independent", "labels": [], "methods": ["mrl"], "stores": null}],
     "seeds": {"paired": [1, 2]}, "evaluate": ["validation", "test"], "fit": {"batchSize": 100}}
    """

  private static let gridCell = """
    {"store": "a", "method": "mrl", "noise": "symmetric-redraw", "rate": 0.4,
     "condition": "symmetric-0.4-redraw", "noiseSeed": 1, "trainingSeed": 2,
     "labels": "symmetric-0.4-s1-redraw"}
    """

  private static let cells = """
    {"indexVersion": 1, "program": "cmrtrain 0.1.0",
     "cells": [{"cell": \(gridCell), "identity": "\(digest)", "folder": "a/mrl/x"}]}
    """

  private static let cell = """
    {"recordVersion": 1, "cell": \(gridCell),
     "identity": {"digest": "\(digest)", "data": "\(digest)", "labels": "\(digest)",
       "plan": "\(digest)", "program": "cmrtrain 0.1.0"},
     "build": "\(digest)", "fit": \(fit),
     "figures": [{"choice": "last", "epoch": 3, "name": "given-right", "value": 0.6}],
     "seconds": 1.25, "peakMemory": 1024}
    """

  private static let gridResults = group(
    "cmr-grid-results", #""tool-version": "cmrtrain 0.1.0""#,
    [
      ("plan", document),
      (
        "rows",
        group(
          "grid-table", "",
          [
            "store", "method", "noise", "condition", "labels", "noise-seed", "split", "choice",
            "measure", "direction",
          ].map { ($0, strings) } + [
            ("training-seed", dataset("array", "<u8", [18])),
            ("epoch", dataset("array", "<i8", [18])), ("rate", dataset("array", "<f8", [18])),
            ("value", dataset("array", "<f8", [18])),
          ])
      ),
    ])

  private static let methods = """
    {"methods": [
      {"name": "gce", "summary": "generalised cross entropy",
       "options": [
         {"name": "encoder.hidden", "default": [4096, 4096], "help": "widths", "choices": []},
         {"name": "mood", "default": "calm", "help": "how", "choices": ["calm", "wild"]},
         {"name": "q", "default": 0.7, "help": "truncation", "choices": []},
         {"name": "flag", "default": true, "help": "whether", "choices": []}],
       "needs": {"pairs": true, "labels": ["class-index", "multi-hot"], "fewestModalities": 1,
         "mostModalities": 8, "smallestBatch": 2, "text": "1 to 8 modalities"},
       "sources": ["A paper, 2018."], "plugin": {"version": "1.0", "sha256": "\(digest)"}}]}
    """

  private static let export = """
    {"file": "x.npz", "format": "npz", "labels": "clean", "store": "\(digest)",
     "arrays": [{"key": "features.image", "dtype": "<f4", "shape": [12, 5]},
       {"key": "class_names", "dtype": "<U7", "shape": [3]}],
     "losses": ["not in the file: the ids of rows"],
     "importCommand": "cmrdata import x.npz -o STORE.h5"}
    """

  private static let split = """
    {"store": "x.h5", "rule": "stratified:train2=4/5,validation2=1/5@1", "from": ["train"],
     "labels": "clean", "tool": "cmrdata 0.1.0",
     "splits": [
       {"name": "train2", "outcome": "added", "rows": {"image": 10, "text": 10}},
       {"name": "validation2", "outcome": "already-present", "rows": {"image": 2, "text": 2}}],
     "unusedRows": {"image": 0, "text": 0}, "worstClassDifference": 0.5,
     "overlaps": [{"split": "train2", "other": "test", "modality": "image", "rows": 3}]}
    """

  private static let info = """
    {"file": "x.h5", "kind": "cmr-store 1", "sha256": "\(digest)", "tree": \(ranking),
     "store": {"name": "set", "paired": ["image", "text"], "classes": ["a", "b"],
       "modalities": [{"name": "image", "rows": 18, "dimension": 5}],
       "splits": [{"name": "train", "rule": "stored", "rows": {"image": 12}},
         {"name": "train2", "rule": "stratified:train2=1/2@1", "from": ["train"], "labels": "clean",
          "tool": "cmrdata 0.1.0", "rows": {"image": 6}}],
       "labelSets": [{"name": "x", "kind": "class-index", "shared": true, "base": "clean",
         "flipRates": {"train": {"image": 0.4}}}],
       "provenance": {"sources": [{"name": "x.tar", "size": 9, "sha256": "\(digest)"}],
         "tool": "cmrdata 0.1.0", "layout": "mrl-h5py", "decisions": ["one"]}}}
    """
}
