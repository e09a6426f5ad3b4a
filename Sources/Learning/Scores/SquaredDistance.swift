// SPDX-License-Identifier: GPL-3.0-or-later

/// Scores |output − wanted|² of what networks said of a sample.
public enum SquaredDistance {
  /// From one point, as of deep support vector data description.
  ///
  /// - Parameter outputs: one event's after the other's, each as long as the point.
  public static func scores<Element: Scalar>(
    _ outputs: [Element], from point: [Double]
  ) -> [Double] {
    precondition(!point.isEmpty && outputs.count % point.count == 0, "whole outputs")
    return stride(from: 0, to: outputs.count, by: point.count).map { first in
      var score = 0.0
      for i in point.indices {
        let gap = point[i] - Double(outputs[first + i])
        score += gap * gap
      }
      return score
    }
  }

  /// From a number each, as of autoencoders.
  public static func scores<Element: Scalar>(
    _ outputs: [Element], from wanted: [Double], columns: Int
  ) -> [Double] {
    precondition(columns > 0 && outputs.count == wanted.count && wanted.count % columns == 0)
    return stride(from: 0, to: wanted.count, by: columns).map { first in
      var score = 0.0
      for i in first..<first + columns {
        let gap = wanted[i] - Double(outputs[i])
        score += gap * gap
      }
      return score
    }
  }
}
