public import CMRJSON
public import CMRTraining

/// What a grid compares: stores x methods x noise x seeds, and the settings that all cells share.
///
/// Everything that a cell's result depends on follows from this, the stores and the program.
public struct GridPlan: Sendable, Equatable {
  /// The version of the plan's form.
  public static let currentVersion = 1

  /// The stores, in the order of tables.
  public let stores: [GridStore]
  /// The methods, in the order of tables.
  public let methods: [GridMethod]
  /// The kinds of labels to train with, in the order of tables.
  public let noise: [GridNoise]
  /// The seeds of all cells; stores and methods may take fewer.
  public let seeds: GridSeeds
  /// The splits that cells are measured on.
  public let evaluate: [String]
  /// What all fits have in common, as in a fit plan.
  public let fit: JSONValue
  /// The plan as it was written.
  public let document: JSONValue
}

/// A store of a grid.
public struct GridStore: Codable, Sendable, Equatable {
  /// What tables call it.
  public var name = ""
  /// Its file; where it is relative, whoever runs the grid says to what.
  public var path = ""
  /// The rates of the noise that this store takes part in; null for all.
  @Nullable public var rates: [Double]? = nil
  /// The seeds of the plan that this store takes; null for all.
  @Nullable public var seeds: GridSeeds? = nil
  /// What differs from the settings that all fits share.
  public var fit = JSONValue.object([:])
}

/// A method of a grid with options of its own.
public struct GridMethod: Codable, Sendable, Equatable {
  /// The method's name.
  public var name = ""
  /// What tables call it: the name, unless a method occurs with several options.
  public var label = ""
  /// Its options, over those of the common settings.
  public var options = JSONValue.object([:])
  /// The seeds of the plan that this method takes; null for all.
  @Nullable public var seeds: GridSeeds? = nil
  /// What differs from the settings of the plan and the store.
  public var fit = JSONValue.object([:])
}
