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
      case .unavailable(let device, let call, let code):
        .missing(
          "the device \(device) (\(call): \(code))",
          remedy: "end what else uses it, or name another")
      case .lost: .deviceLost("\(error)")
      case .build, .call: .failed("\(error)")
      }
  }

  /// Whether a variant of a device that says so has no answer rather than a wrong one: the machine
  /// or its driver lacks what it needs (room, a compiler, a library, double precision), or the
  /// device is lost. A kernel that does not compile, or a call that fails, is a fault of the program.
  public var isRefusalOfDevice: Bool {
    switch self {
    case .missing, .deviceLost: true
    case .usage, .badInput, .badValue, .cannotWrite, .interrupted, .failed: false
    }
  }
}
