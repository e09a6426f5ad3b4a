// SPDX-License-Identifier: GPL-3.0-or-later

/// The error codes of NVIDIA's driver that mean more than a failed call.
enum CUDACodes {
  enum Kind { case memory, loss, other }

  static func kind(of code: Int32) -> Kind {
    switch code {
    // CUDA_ERROR_OUT_OF_MEMORY.
    case 2: .memory
    // Driver shut down, device unavailable, uncorrectable memory error, illegal address, launch
    // failure and their like, and the unknown error of a device that fell off its bus: the context
    // answers no call after them.
    case 4, 46, 214, 220, 226, 700, 702, 709, 710, 714...719, 721, 999: .loss
    default: .other
    }
  }
}

/// The arguments of a launch as the driver wants them: an array of pointers to their values.
struct CUDAArguments {
  private var bytes: [UInt8] = []
  private var starts: [Int] = []

  init(_ arguments: [KernelArgument]) {
    for argument in arguments {
      // Each value at a multiple of 16, as aligned as any structure needs.
      bytes += [UInt8](repeating: 0, count: (16 - bytes.count % 16) % 16)
      starts.append(bytes.count)
      switch argument {
      case .buffer(let memory): bytes += withUnsafeBytes(of: memory.handle.bits) { Array($0) }
      case .none: bytes += [UInt8](repeating: 0, count: 8)
      case .bytes(let value): bytes += value
      }
    }
    // A buffer of nothing has no address.
    if bytes.isEmpty { bytes = [0] }
  }

  func withPointers(
    _ body: (UnsafeMutablePointer<UnsafeMutableRawPointer?>) -> Int32
  ) -> Int32 {
    let place = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    defer { place.deallocate() }
    place.copyBytes(from: bytes)
    var pointers = starts.map { Optional(place.baseAddress! + $0) } + [nil]
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
  }
}
