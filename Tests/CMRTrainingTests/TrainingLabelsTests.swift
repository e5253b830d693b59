import CMRDense
import CMRStore
import CMRTraining
import Testing

/// Labels of either kind, by row.
@Suite struct TrainingLabelsTests {
  private let hot = TrainingLabels.multiHot(
    MultiHot(rows: 3, classes: 2, elements: [1, 0, 1, 1, 0, 0]))

  @Test func rowsAreGatheredInOrder() {
    #expect(TrainingLabels.classIndices([4, 5, 6]).gathering([2, 0]) == .classIndices([6, 4]))
    #expect(
      hot.gathering([1, 1, 0])
        == .multiHot(MultiHot(rows: 3, classes: 2, elements: [1, 1, 1, 1, 1, 0])))
    #expect(hot.count == 3 && hot.indices == nil)
  }

  @Test func bothKindsBecomeMatrices() {
    #expect(
      TrainingLabels.classIndices([1, 0]).oneHot(classCount: 3)
        == Matrix<Float>([[0, 1, 0], [1, 0, 0]]))
    #expect(hot.oneHot(classCount: 2) == Matrix<Float>([[1, 0], [1, 1], [0, 0]]))
  }
}
