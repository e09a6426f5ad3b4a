// SPDX-License-Identifier: GPL-3.0-or-later
public import Hardware

extension AssayError {
  /// What a device could not do, as this program tells it.
  public init(_ error: DeviceError) {
    self =
      switch error {
      case .unknown: .usage("--\(error)")
      case .badVariable: .usage("\(error)")
      case .outOfMemory(let device, let bytes):
        .missing(
          "room\(bytes.map { " for \($0) bytes" } ?? "") in the memory of \(device)",
          remedy: "give it a smaller problem")
      case .noDouble(let device, let kernel):
        .missing(
          "double precision on \(device)",
          remedy: "the kernel \(kernel) needs it; use a variant in single precision")
      case .noCompiler(let device, let reason):
        .missing(
          "the compiler NVRTC for \(device) (\(reason))", remedy: DeviceError.compilerRemedy)
      case .lost: .deviceLost("\(error)")
      case .build, .call: .failed("\(error)")
      }
  }
}
