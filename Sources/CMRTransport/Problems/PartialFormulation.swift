/// What the entropy of a partial transport problem covers. The two agree as eps goes to 0, and
/// where all mass is transported.
public enum PartialFormulation: String, Codable, Hashable, Sendable, CaseIterable {
  /// A dummy row and a dummy column, free of cost, take what stays behind; the entropy covers them
  /// too.
  ///
  /// Balanced transport with row marginal [a, sum b - s], column marginal [b, sum a - s] and the
  /// dummy-dummy corner forbidden, which makes the mass between real points exactly s. Its plan is
  /// T_ij = exp((f_i + g_j - C_ij) / eps). (Chapel, Alaya and Gasso, NeurIPS 2020, with an infinite
  /// corner.) The slack's entropy pulls every row's mass towards the mean: at large eps each row
  /// transports a like share.
  case dummyPoints = "dummy-points"

  /// The sums of rows and columns are bounded, and the entropy covers the plan alone.
  ///
  /// The plan is T_ij = exp((f_i + g_j + h - C_ij) / eps) with f, g <= 0, each 0 unless its bound
  /// is met. (Benamou et al., SIAM J. Sci. Comput. 37, 2015, section 5; POT's
  /// `entropic_partial_wasserstein`.)
  case inequalities
}
