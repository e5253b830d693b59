/// The dual variables of a plan, in the unit of the costs: T_ij = exp((rows_i + columns_j + shift -
/// C_ij) / eps).
///
/// A row or column without mass has potential minus infinity. Where both marginals are met, and so
/// in all but one case, the potentials are unique up to a constant that is added to the rows and
/// taken from the columns.
public struct TransportPotentials: Codable, Hashable, Sendable {
  /// f, [n].
  public var rows: [Double]

  /// g, [k].
  public var columns: [Double]

  /// h: the potential of the total mass, for ``PartialFormulation/inequalities``; else 0.
  public var shift: Double

  /// The potential of the dummy row, for ``PartialFormulation/dummyPoints``.
  public var dummyRow: Double?

  /// The potential of the dummy column, for ``PartialFormulation/dummyPoints``.
  public var dummyColumn: Double?

  /// Potentials; zeros are a start like any other.
  public init(
    rows: [Double], columns: [Double], shift: Double = 0, dummyRow: Double? = nil,
    dummyColumn: Double? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.shift = shift
    self.dummyRow = dummyRow
    self.dummyColumn = dummyColumn
  }
}
