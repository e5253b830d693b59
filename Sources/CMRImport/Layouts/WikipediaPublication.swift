/// What tells Wikipedia's rows in their published order: how many there are, and how many training
/// rows each class has (Rasiwasia et al., ACM MM 2010).
///
/// Several files hold the training rows and after them the test rows without saying so.
enum WikipediaPublication {
  static let train = 2173
  static let test = 693
  static let trainClassCounts = [138, 272, 244, 248, 202, 178, 186, 144, 214, 347]

  static var samples: Int { train + test }
}
