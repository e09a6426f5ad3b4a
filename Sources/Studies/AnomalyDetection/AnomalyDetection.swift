// SPDX-License-Identifier: GPL-3.0-or-later
public import Harness
public import Numerics

/// Detectors of anomalous events, measured against the best that can be done.
///
/// A detector gives each event a score s; with p_S and p_B the densities of signal and background,
/// no score beats the likelihood ratio p_S/p_B (Neyman and Pearson). A detector that knows the
/// background alone can do no more than say which events are rare, −ln p_B; one that knows several
/// theories, which are different.
///
/// - `Merit/`: figures of merit by ranks, the challenge's total improvement, combined scores;
/// - `Optimum/`: test beds with their exact optimum;
/// - `DarkMachines/`: events of the challenge, its cuts, features and closed-form baselines;
/// - `Detectors/`: autoencoder, Deep SVDD, flow, mixture-of-theories classifier;
/// - `Parts/`: what is held against the reference tables;
/// - `Solver/`: detectors for files of one's own.
public enum AnomalyDetectionStudy: Study {
  public static let card = StudyCard(
    id: "anomaly-detection",
    title: "Anomalous collider events: detectors measured against the optimum",
    summary: """
      Autoencoder, Deep SVDD, autoregressive flow and mixture-of-theories classifier on events with an \
      exact likelihood ratio and on events of the Dark Machines challenge; the challenge's ranking \
      recomputed from its published efficiencies. Figures of merit are held against closed forms and \
      independent programs, detectors between chance and the optimum.
      """,
    citations: citations,
    cost: [.quick: 13, .standard: 210, .full: 210])

  public static let faults: [Fault] = AnomalyFaults.all

  public static func plan(_ context: RunContext) throws(AssayError) -> [StudyTask] {
    let conventions = AnomalyConventions(fault: context.fault)
    return PublishedPart.tasks(context, conventions) + OptimumPart.tasks(context, conventions)
      + [EventPart.task(context, conventions)] + FilePart.tasks(context, conventions)
      + [IdentityPart.task(context, conventions)] + DetectorPart.tasks(context, conventions)
  }

  public static func figures(_ results: Results, _ context: RunContext) -> [Figure] {
    AnomalyFigures.all(results, context.reference)
  }
}
