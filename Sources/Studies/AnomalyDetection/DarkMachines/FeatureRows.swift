// SPDX-License-Identifier: GPL-3.0-or-later

/// Events as rows of numbers.
public struct FeatureRows: Sendable, Equatable {
  public let names: [String]
  /// Row by row.
  public private(set) var values: [Double]

  public init(names: [String], values: [Double] = []) {
    precondition(!names.isEmpty && values.count % names.count == 0, "whole rows")
    (self.names, self.values) = (names, values)
  }

  public var columns: Int { names.count }
  public var count: Int { values.count / names.count }

  public subscript(row: Int) -> ArraySlice<Double> {
    values[row * columns..<(row + 1) * columns]
  }

  public mutating func append(_ row: [Double]) {
    precondition(row.count == columns, "a number a column")
    values += row
  }

  /// Some of the rows, in order.
  public func rows(_ range: Range<Int>) -> FeatureRows {
    FeatureRows(
      names: names, values: Array(values[range.lowerBound * columns..<range.upperBound * columns]))
  }
}

/// Features moved and scaled so that those of a sample have mean 0 and deviation 1.
public struct Standardiser: Sendable, Equatable {
  public let means: [Double]
  /// Over N, not N − 1; 1 for a feature that does not vary.
  public let deviations: [Double]

  public init(_ sample: FeatureRows) {
    let columns = sample.columns
    var (means, deviations) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
    )
    let count = Double(max(1, sample.count))
    for i in sample.values.indices { means[i % columns] += sample.values[i] }
    for k in 0..<columns { means[k] /= count }
    for i in sample.values.indices {
      let gap = sample.values[i] - means[i % columns]
      deviations[i % columns] += gap * gap
    }
    for k in 0..<columns {
      let deviation = (deviations[k] / count).squareRoot()
      deviations[k] = deviation > 0 ? deviation : 1
    }
    (self.means, self.deviations) = (means, deviations)
  }

  public func standardised(_ rows: FeatureRows) -> FeatureRows {
    precondition(rows.columns == means.count, "the features of the sample")
    var values = rows.values
    for i in values.indices {
      let column = i % means.count
      values[i] = (values[i] - means[column]) / deviations[column]
    }
    return FeatureRows(names: rows.names, values: values)
  }
}
