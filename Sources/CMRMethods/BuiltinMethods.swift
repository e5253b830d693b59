public import CMRTraining

/// The methods of this package.
public enum BuiltinMethods {
  /// All of them, in the order of help, documentation and tests.
  public static let all: [any TrainingMethod.Type] = [
    CCA.self, PLS.self, GMA.self, MvDA.self, CrossEntropy.self, DSCMR.self, SDML.self, SMLN.self,
    MRL.self,
    ELRCMR.self, RONO.self,
    UOTRCL.self,
  ]

  /// The catalog that the commands use.
  public static var catalog: MethodCatalog { MethodCatalog(all) }
}
