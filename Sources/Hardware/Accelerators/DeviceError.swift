// SPDX-License-Identifier: GPL-3.0-or-later

/// What can go wrong between a kernel text and a result, each told in one sentence.
public enum DeviceError: Error, Sendable, Equatable {
  /// No device of that name; `present` lists those that are there.
  case unknown(String, present: [String])
  /// So many bytes do not fit beside those in use; nil where the driver does not say for what.
  case outOfMemory(device: String, bytes: Int?)
  /// A variable of the environment that cannot be understood.
  case badVariable(name: String, found: String, accepted: String)
  /// The compiler of the device refused a text; the log is its own.
  case build(device: String, kernel: String, log: String)
  /// A driver without the compiler NVRTC.
  case noCompiler(device: String, reason: String)
  /// A kernel of double precision on a device without it.
  case noDouble(device: String, kernel: String)
  /// It cannot be opened: another program has it for itself, or leaves no room for a context.
  case unavailable(device: String, call: String, code: String)
  /// The device has gone, or every later call on it fails.
  case lost(device: String, call: String, code: String)
  /// Any other call that failed.
  case call(device: String, call: String, code: String)
}

extension DeviceError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let name, let present):
      return "device: found \(name); accepted: \(present.joined(separator: ", "))"
    case .outOfMemory(let device, let bytes):
      let what = bytes.map { "for \($0) bytes in its memory" } ?? "in its memory"
      return "\(device): no room \(what); give it smaller batches"
    case .badVariable(let name, let found, let accepted):
      return "\(name): found \(found); accepted: \(accepted)"
    case .build(let device, let kernel, let log):
      return "\(device): the kernel \(kernel) does not compile there: \(log)"
    case .noCompiler(let device, let reason):
      return "\(device): no compiler NVRTC (\(reason)); \(Self.compilerRemedy)"
    case .noDouble(let device, let kernel):
      return "\(device): no double precision there, which the kernel \(kernel) needs"
    case .unavailable(let device, let call, let code):
      return "\(device): it cannot be opened (\(call): \(code))"
    case .lost(let device, let call, let code):
      return "\(device): the device was lost (\(call): \(code))"
    case .call(let device, let call, let code): return "\(device): \(call) failed: \(code)"
    }
  }

  /// How to get NVRTC.
  public static let compilerRemedy =
    "install the CUDA toolkit, or pip install nvidia-cuda-nvrtc-cu12 and name its libnvrtc.so.12 "
    + "in ASSAY_NVRTC_LIBRARY"

  /// Whether a smaller batch might do.
  public var isOutOfMemory: Bool {
    if case .outOfMemory = self { true } else { false }
  }

  /// Whether the device will not answer again.
  public var isLoss: Bool {
    if case .lost = self { true } else { false }
  }
}
