// SPDX-License-Identifier: GPL-3.0-or-later
internal import Harness
internal import Learning
internal import Numerics

/// Networks and their training, as they are held against the reference tables.
enum LearningPart {
  static let faults: [Fault] = LearningFaults.all

  static let comparisons =
    ["forward", "gradient", "norms", "adadelta"].flatMap {
      ["learning-\($0)", "learning-\($0)-single"]
    } + ["gradient-check", "direct", "bits", "precision"].map { "learning-\($0)" }
    + ["published-logits"]

  static func tasks(_ context: RunContext) -> [StudyTask] {
    let conventions = LearningConventions(fault: context.fault)
    return [
      outputs(context, conventions), gradients(context, conventions), norms(context, conventions),
      steps(context, conventions), LearningIdentities.task(context, conventions),
      LearningLogits.task(context, conventions),
    ]
  }

  /// The columns of both precisions: in double by plain products, in single as in production.
  private static let ways = [("double", "double precision"), ("single", "single precision")]

  private static func columns(_ names: [(id: String, title: String)]) -> [TableColumn] {
    ways.flatMap { way in
      names.map { TableColumn("tiny.\(way.0).\($0.id)", "\($0.title), \(way.1)") }
    }
  }

  /// The rows of both precisions side by side.
  private static func joined(
    _ conventions: LearningConventions,
    _ double: (LearningTinyNetwork<Double>) throws(AssayError) -> [[Double]],
    _ single: (LearningTinyNetwork<Float>) throws(AssayError) -> [[Double]]
  ) throws(AssayError) -> [[Double]] {
    let left = try double(LearningTinyNetwork(conventions, matrices: PlainMatrices()))
    let right = try single(LearningTinyNetwork(conventions, matrices: OpenBLASMatrices()))
    return zip(left, right).map { $0 + $1 }
  }

  private static func outputs(
    _ context: RunContext, _ conventions: LearningConventions
  ) -> StudyTask {
    let columns = columns([("logit", "Logit"), ("sigmoid", "Output after the sigmoid function")])
    return StudyTask(filling: "tiny_cnn_forward_pass", columns, context) {
      axes throws(AssayError) in
      let samples = try axes.wholeNumbers(0)
      func rows<Element>(
        _ tiny: LearningTinyNetwork<Element>
      ) throws(AssayError) -> [[Double]] {
        try tiny.logits(samples).map { [Double($0), Double(Element.sigmoid($0))] }
      }
      return try joined(conventions, rows, rows)
    }
  }

  private static func gradients(
    _ context: RunContext, _ conventions: LearningConventions
  ) -> StudyTask {
    let columns = columns([("gradient", "Gradient"), ("weight", "Weight after one step")])
    return StudyTask(filling: "tiny_cnn_gradient_and_weights", columns, context) {
      axes throws(AssayError) in
      let places = try axes.wholeNumbers(1)
      func rows<Element>(
        _ tiny: LearningTinyNetwork<Element>
      ) throws(AssayError) -> [[Double]] {
        var stepped = tiny
        _ = try stepped.descend(steps: 1)
        let gradient = try tiny.gradient().weights
        var rows: [[Double]] = []
        for (range, place) in zip(try tiny.ranges(axes), places) {
          guard range.indices.contains(range.lowerBound + place), place >= 0 else {
            throw axes.refusal(
              1, .number(Double(place)), accepted: ["0 to \(range.count - 1)"])
          }
          let at = range.lowerBound + place
          rows.append([Double(gradient[at]), Double(stepped.network.weights[at])])
        }
        return rows
      }
      return try joined(conventions, rows, rows)
    }
  }

  private static func norms(
    _ context: RunContext, _ conventions: LearningConventions
  ) -> StudyTask {
    let columns = columns([("norm", "Norm of the gradient")])
    return StudyTask(filling: "tiny_cnn_gradient_norms", columns, context) {
      axes throws(AssayError) in
      func rows<Element>(
        _ tiny: LearningTinyNetwork<Element>
      ) throws(AssayError) -> [[Double]] {
        let gradient = try tiny.gradient().weights
        return try tiny.ranges(axes).map { range in
          [gradient[range].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()]
        }
      }
      return try joined(conventions, rows, rows)
    }
  }

  private static func steps(
    _ context: RunContext, _ conventions: LearningConventions
  ) -> StudyTask {
    let columns = columns([("loss", "Loss")])
    return StudyTask(filling: "tiny_cnn_adadelta_loss", columns, context) {
      axes throws(AssayError) in
      let steps = try axes.wholeNumbers(0)
      if let odd = steps.first(where: { !(0...1000).contains($0) }) {
        throw axes.refusal(0, .number(Double(odd)), accepted: ["0 to 1000"])
      }
      func rows<Element>(
        _ tiny: LearningTinyNetwork<Element>
      ) throws(AssayError) -> [[Double]] {
        var tiny = tiny
        let losses = try tiny.descend(steps: steps.max() ?? 0)
        return steps.map { [losses[$0]] }
      }
      return try joined(conventions, rows, rows)
    }
  }
}

extension LearningTinyNetwork {
  /// The parameters of the first axis; the tables call a kernel of a convolution by its layer alone.
  fileprivate func ranges(_ axes: TableAxes) throws(AssayError) -> [Range<Int>] {
    let known = network.parameters.map { parameter in
      let isConvolution = parameter.name.hasPrefix("conv")
      let name = isConvolution ? parameter.name.prefix { $0 != "." } : parameter.name[...]
      return (name: String(name), value: parameter.range)
    }
    return try axes.values(0, from: known)
  }
}
