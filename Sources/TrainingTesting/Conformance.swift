public import CMRJSON
public import CMRTraining

/// The conformance suite: checks that a training method keeps what the core promises its users.
///
/// It needs no store, no files and no test framework; a property that does not hold is thrown as a
/// ``NonConformance``. With Swift Testing a method's whole test is:
///
/// ```swift
/// @Test(arguments: ConformanceProperty.allCases)
/// func conforms(to property: ConformanceProperty) throws {
///   try Conformance(of: MyMethod.self, options: small).check(property)
/// }
/// ```
///
/// The method is rehearsed on small made-up data, once per kind of labels that it takes and with
/// the fewest and the most modalities (three at most), paired and, where it needs no pairs, unpaired
/// with unequal numbers of rows; so give it options that make it small:
/// published encoders have thousands of units. The number of threads of the matrix products, which
/// belongs to the process, is set to one.
public struct Conformance<Method: TrainingMethod>: Sendable {
  /// The options that the method is rehearsed with.
  public var options: Method.Options
  /// The options for ``ConformanceProperty/gradients``; nil stands for ``options``.
  ///
  /// A step whose loss holds something fixed that depends on the parameters (a transport plan, a
  /// target that follows the prediction) has no loss whose differences agree with its gradient.
  /// Give options that switch that part off, and check the part by itself with
  /// ``checkGradient(of:names:method:tolerance:_:)``.
  public var gradientOptions: Method.Options?
  /// The epochs of a rehearsal: enough for whatever a schedule inside the method begins.
  public var epochs = 4
  /// The largest relative error of a derivative. Steps compute in 32 bits and encoders have kinks,
  /// so a hundredth is what differences can tell; forgotten terms and factors are larger.
  public var gradientTolerance = 0.01
  /// How many times the declared bytes a method may hold.
  public var memoryFactor = 1.0
  /// Paths of options that may be any number, such as `loss.offset`; all others must refuse
  /// numbers like -1e12.
  public var unboundedOptions: Set<String> = []
  /// The seed of data and runs.
  public var seed: UInt64 = 1

  /// The suite for `method`, rehearsed with `options`.
  public init(
    of method: Method.Type, options: Method.Options = Method.Options(),
    gradientOptions: Method.Options? = nil
  ) {
    self.options = options
    self.gradientOptions = gradientOptions
  }

  /// The suite for `method`, rehearsed with the options that `given` names, over the published
  /// defaults; for lists of methods whose types are not known.
  public init(of method: Method.Type, given: JSONValue) throws(TrainingError) {
    self.init(of: method, options: try Method.options(from: given))
  }

  /// Checks all properties in turn; throws the first that does not hold.
  public func checkAll() throws(NonConformance) {
    for property in ConformanceProperty.allCases { try check(property) }
  }

  /// Checks one property.
  public func check(_ property: ConformanceProperty) throws(NonConformance) {
    do throws(Finding) {
      try find(property)
    } catch {
      throw NonConformance(
        property: property, method: Method.name, place: error.place, finding: error.text,
        remedy: error.remedy)
    }
  }

  private func find(_ property: ConformanceProperty) throws(Finding) {
    switch property {
    case .options: try checkOptions()
    case .refusal: try checkRefusal()
    case .gradients: try checkGradients()
    case .embeddings: try checkEmbeddings()
    case .state: try checkState()
    case .resume: try checkResume()
    case .beliefs: try checkBeliefs()
    case .determinism: try checkDeterminism()
    case .snapshot: try checkSnapshot()
    case .memory: try checkMemory()
    }
  }
}
