// SPDX-License-Identifier: GPL-3.0-or-later
internal import CFFTW
private import Synchronization

/// A complex number of FFTW in single precision.
typealias ComplexFloat = fftwf_complex

/// Transforms of FFTW, which may run on many threads but are planned and destroyed one at a time.
///
/// Plans are estimated, never measured: which algorithm is used, and so the rounding, does not
/// depend on the load of the machine. Source: Frigo and Johnson, Proc. IEEE 93 (2005) 216.
final class FourierPlan: @unchecked Sendable {
  private static let planner = Mutex(())
  private let plan: fftwf_plan

  private init(_ plan: fftwf_plan?) {
    guard let plan else { preconditionFailure("FFTW made no plan") }
    self.plan = plan
  }

  deinit { Self.planner.withLock { _ in fftwf_destroy_plan(plan) } }

  // FFTW_ESTIMATE is a shifted literal, which Swift does not import on every platform.
  private static let flags = UInt32(1 << 6)

  /// Sums with e^{+ikx} along the slow axis of a plane of `count` rows of `row` numbers, in place,
  /// for the first `columns` of them.
  static func columns(count: Int, columns: Int, row: Int) -> FourierPlan {
    let plane = FourierBuffer<ComplexFloat>(count * row)
    return planner.withLock { _ in
      plane.use { plane in
        var n = [Int32(count)]
        return FourierPlan(
          fftwf_plan_many_dft(
            1, &n, Int32(columns), plane, nil, Int32(row), 1, plane, nil, Int32(row), 1,
            FFTW_BACKWARD, flags))
      }
    }
  }

  /// The real plane (count × count) of a half-complex one whose rows hold `row` numbers; spoils
  /// its input.
  static func realPlane(count: Int, row: Int) -> FourierPlan {
    let input = FourierBuffer<ComplexFloat>(count * row)
    let output = FourierBuffer<Float>(count * count)
    return planner.withLock { _ in
      var n = [Int32(count), Int32(count)]
      var (rows, nodes) = ([Int32(count), Int32(row)], [Int32(count), Int32(count)])
      return input.use { input in
        output.use { output in
          FourierPlan(
            fftwf_plan_many_dft_c2r(2, &n, 1, input, &rows, 1, 0, output, &nodes, 1, 0, flags))
        }
      }
    }
  }

  /// Sums with e^{−ikx} of a real cube in double precision, in place; its rows are padded to
  /// `count` + 2 numbers.
  static func forward(count: Int, _ data: FourierBuffer<Double>) {
    let n = Int32(count)
    data.use { data in
      let spectrum = UnsafeMutableRawPointer(data).assumingMemoryBound(to: fftw_complex.self)
      let plan = planner.withLock { _ in
        Handle(fftw_plan_dft_r2c_3d(n, n, n, data, spectrum, flags))
      }
      fftw_execute(plan.pointer)
      planner.withLock { _ in fftw_destroy_plan(plan.pointer) }
    }
  }

  private struct Handle: @unchecked Sendable {
    let pointer: fftw_plan

    init(_ pointer: fftw_plan?) {
      guard let pointer else { preconditionFailure("FFTW made no plan") }
      self.pointer = pointer
    }
  }

  func transform(inPlace plane: UnsafeMutablePointer<ComplexFloat>) {
    fftwf_execute_dft(plan, plane, plane)
  }

  func transform(
    _ input: UnsafeMutablePointer<ComplexFloat>, to output: UnsafeMutablePointer<Float>
  ) {
    fftwf_execute_dft_c2r(plan, input, output)
  }
}

/// Memory aligned as FFTW plans for, not initialised.
final class FourierBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  private let start: UnsafeMutablePointer<Element>

  init(_ count: Int) {
    guard let memory = fftwf_malloc(count * MemoryLayout<Element>.stride) else {
      preconditionFailure("no memory for a Fourier transform")
    }
    start = memory.bindMemory(to: Element.self, capacity: count)
  }

  deinit { fftwf_free(start) }

  /// The memory, which lives at least as long as `body` works on it.
  func use<Result>(_ body: (UnsafeMutablePointer<Element>) -> Result) -> Result {
    withExtendedLifetime(self) { body(start) }
  }
}

extension FourierBuffer {
  /// The memory of three components.
  static func use<Result>(
    _ buffers: [FourierBuffer],
    _ body: (
      UnsafeMutablePointer<Element>, UnsafeMutablePointer<Element>, UnsafeMutablePointer<Element>
    ) -> Result
  ) -> Result {
    withExtendedLifetime(buffers) {
      body(buffers[0].start, buffers[1].start, buffers[2].start)
    }
  }
}
