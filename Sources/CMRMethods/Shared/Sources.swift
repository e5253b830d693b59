// The publications that the methods come from, as `cmrtrain methods NAME` prints them. What each method took from which, and
// what they leave open, is in its description.

extension CCA {
  /// Two sets, several sets, and the form that is solved here.
  public static let sources = [
    #"H. Hotelling, "Relations Between Two Sets of Variates", Biometrika 28, 1936"#,
    #"J. R. Kettenring, "Canonical Analysis of Several Sets of Variables", Biometrika 58, 1971"#,
    #"A. A. Nielsen, "Multiset Canonical Correlations Analysis and Multispectral, Truly Multitemporal Remote Sensing Data", IEEE TIP 11, 2002"#,
  ]
}

extension PLS {
  /// The decomposition that is solved here, and a survey of its relatives.
  public static let sources = [
    #"P. D. Sampson, A. P. Streissguth, H. M. Barr, F. L. Bookstein, "Neurobehavioral Effects of Prenatal Alcohol: Part II. Partial Least Squares Analysis", Neurotoxicology and Teratology 11, 1989"#,
    #"J. A. Wegelin, "A Survey of Partial Least Squares (PLS) Methods, with Emphasis on the Two-Block Case", University of Washington, 2000"#,
  ]
}

extension GMA {
  /// The paper.
  public static let sources = [
    #"A. Sharma, A. Kumar, H. Daumé III, D. W. Jacobs, "Generalized Multiview Analysis: A Discriminative Latent Space", CVPR 2012"#
  ]
}

extension MvDA {
  /// The papers.
  public static let sources = [
    #"M. Kan, S. Shan, H. Zhang, S. Lao, X. Chen, "Multi-View Discriminant Analysis", ECCV 2012"#,
    #"M. Kan, S. Shan, H. Zhang, S. Lao, X. Chen, "Multi-View Discriminant Analysis", IEEE TPAMI 38, 2016"#,
  ]
}

extension CrossEntropy {
  /// Where it is called deep-SM.
  public static let sources = [
    #"Y. Wei et al., "Cross-Modal Retrieval With CNN Visual Features: A New Baseline", IEEE Transactions on Cybernetics 47, 2017 (deep-SM)"#
  ]
}

extension DSCMR {
  /// The paper.
  public static let sources = [
    #"L. Zhen, P. Hu, X. Wang, D. Peng, "Deep Supervised Cross-Modal Retrieval", CVPR 2019"#
  ]
}

extension SDML {
  /// The paper.
  public static let sources = [
    #"P. Hu, L. Zhen, D. Peng, P. Liu, "Scalable Deep Multimodal Learning for Cross-Modal Retrieval", SIGIR 2019"#
  ]
}

extension SMLN {
  /// The paper, after which the method is made.
  public static let sources = [
    #"P. Hu, H. Zhu, X. Peng, J. Lin, "Semi-Supervised Multi-Modal Learning with Balanced Spectral Decomposition", AAAI 2020"#
  ]
}

extension MRL {
  /// The paper.
  public static let sources = [
    #"P. Hu, X. Peng, H. Zhu, L. Zhen, J. Lin, "Learning Cross-Modal Retrieval with Noisy Labels", CVPR 2021"#
  ]
}

extension ELRCMR {
  /// The paper, and that of its regularisation.
  public static let sources = [
    #"T. Xu et al., "Early-Learning Regularized Contrastive Learning for Cross-Modal Retrieval with Noisy Labels", ACM MM 2022"#,
    #"S. Liu, J. Niles-Weed, N. Razavian, C. Fernandez-Granda, "Early-Learning Regularization Prevents Memorization of Noisy Labels", NeurIPS 2020"#,
  ]
}

extension RONO {
  /// The paper.
  public static let sources = [
    #"Y. Feng, H. Zhu, D. Peng, X. Peng, P. Hu, "RONO: Robust Discriminative Learning with Noisy Labels for 2D-3D Cross-Modal Retrieval", CVPR 2023"#
  ]
}

extension UOTRCL {
  /// The paper.
  public static let sources = [
    #"H. Han, M. Luo, H. Liu, F. Nan, J. Liu, "A Unified Optimal Transport Framework for Cross-Modal Retrieval With Noisy Labels", IEEE TNNLS 2025, doi 10.1109/TNNLS.2025.3559533"#
  ]
}
