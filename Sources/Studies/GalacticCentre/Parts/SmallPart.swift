// SPDX-License-Identifier: GPL-3.0-or-later
private import Foundation
internal import Harness
internal import Numerics

/// Small numbers of uncertainties, and the bound of detectors of tilted maps.
enum SmallPart {
  static func tasks(_ context: RunContext, _ conventions: CentreConventions) -> [StudyTask] {
    [small(context, conventions), bound(context, conventions)]
  }

  private static func small(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "small", provides: ["small"]) { _ throws(AssayError) in
      let axes = try TableAxes("uncertainty_small", context)
      let off = conventions.diagonal ? 0 : -0.0012
      let covariance = [[0.0025, off], [off, 0.0036]]
      let residual = [0.55 - 0.5, 0.22 - 0.3]
      let joint = try GaussianUncertainty.negativeLogLikelihood(residual, covariance)
      let diagonal = try GaussianUncertainty.negativeLogLikelihood(
        residual, [[0.0025, 0], [0, 0.0036]])
      let means = [0.42, 0.45, 0.40, 0.47, 0.44]
      let variances = [0.0016, 0.0025, 0.0020, 0.0018, 0.0022]
      let ensemble = EnsembleEstimate(
        means: means.map { [$0] }, covariances: variances.map { [[$0]] })
      let aleatoric = ensemble.aleatoric[0][0]
      let spread = ensemble.epistemic[0][0] * (conventions.sampleCovariance ? 1.25 : 1)
      let counts = [0, 1, 2, 3, 7, 15]
      let expected = [0.5, 1.5, 1.0, 4.2, 6.0, 12.5]
      var (likelihood, deviance) = (0.0, 0.0)
      for (k, mu) in zip(counts, expected) {
        likelihood +=
          Special.poissonLogPMF(k, mean: mu)
          + (conventions.dropsFactorials ? Special.logFactorial(k) : 0)
        deviance += 2 * ((k > 0 ? Double(k) * log(Double(k) / mu) : 0) - Double(k) + mu)
      }
      return [
        Observable(
          id: "small", title: "Small numbers", axes: axes.all,
          exact: [
            joint, joint + log(2 * .pi), diagonal, ensemble.mean[0], aleatoric, spread,
            (aleatoric + spread).squareRoot(),
            Special.chi2Quantile(erf(0.5.squareRoot()), dof: 2), likelihood, deviance,
          ])
      ]
    }
  }

  private static func bound(_ context: RunContext, _ conventions: CentreConventions) -> StudyTask {
    StudyTask(id: "bound", provides: ["auc.bound"]) { _ throws(AssayError) in
      let axes = try TableAxes("svdd_auc_bound", context)
      let values = try axes.numbers(0).map { gradient in
        DetectorPart.bound(gradient, conventions)
      }
      return [
        Observable(
          id: "auc.bound", title: "AUC of the likelihood ratio", axes: axes.all, exact: values)
      ]
    }
  }
}
