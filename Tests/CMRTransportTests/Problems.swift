import CMRDense
import CMRRandom
import CMRTestSupport
import CMRTransport

/// A random problem's parts: costs in [0, 1) and marginals of mass 1, some of whose entries are 0.
struct RandomParts {
  let cost: Matrix<Double>
  let rows: [Double]
  let columns: [Double]

  init(_ rows: Int, _ columns: Int, seed: UInt64, zeros: Bool = false) {
    var stream = RandomStream(seed: seed, domain: "test/transport")
    cost = Matrix(
      rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in stream.uniform() })
    func marginal(_ count: Int) -> [Double] {
      let masses = (0..<count).map { index in
        zeros && index % 5 == 3 ? 0 : 0.2 + stream.uniform()
      }
      let total = masses.reduce(0, +)
      return masses.map { $0 / total }
    }
    self.rows = marginal(rows)
    self.columns = marginal(columns)
  }

  func balanced(eps: Double) throws -> TransportProblem {
    try TransportProblem(
      cost: cost, rowMarginal: rows, columnMarginal: columns, regularisation: eps)
  }

  func partial(
    _ mass: Double, eps: Double, _ formulation: PartialFormulation = .dummyPoints
  ) throws -> PartialTransportProblem {
    try PartialTransportProblem(
      cost: cost, rowMarginal: rows, columnMarginal: columns, mass: mass, regularisation: eps,
      formulation: formulation)
  }
}

func uniform(_ count: Int) -> [Double] { Array(repeating: 1 / Double(count), count: count) }

extension Golden {
  func matrix(_ name: String) throws -> Matrix<Double> {
    let array = try array(name)
    return Matrix(rows: array.shape[0], columns: array.shape[1], elements: array.values)
  }

  func scalar(_ name: String) throws -> Double { try array(name).values[0] }
}
