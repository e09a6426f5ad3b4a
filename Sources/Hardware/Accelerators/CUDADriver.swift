// SPDX-License-Identifier: GPL-3.0-or-later
internal import DeviceBridge
private import Synchronization

/// A device of NVIDIA's driver.
///
/// Unchecked, because the table of calls and the context are set once and never changed, and the
/// calls of the driver may be made from several threads, each of which makes the context its own
/// first.
final class CUDADriver: DeviceDriver, @unchecked Sendable {
  let info: DeviceInfo
  private let library: assay_cuda
  private let ordinal: Int32
  /// The primary context, made when it is first needed: it takes time and memory of the device.
  private let context = Mutex<DeviceHandle?>(nil)
  /// 90 for a compute capability of 9.0.
  private let capability: Int
  /// 12 for CUDA 12.4; nil where the driver does not tell.
  private let version: Int?
  /// Where NVRTC is looked for.
  private let compilers: [String]
  private let compiler = Mutex<CUDACompiler?>(nil)

  init(
    _ library: assay_cuda, ordinal: Int32, info: DeviceInfo, capability: Int, version: Int?,
    compilers: [String]
  ) {
    (self.library, self.info, self.capability) = (library, info, capability)
    (self.ordinal, self.version, self.compilers) = (ordinal, version, compilers)
  }

  /// Throws where a call did not succeed. `bytes` is what it needed of memory; nil for nothing.
  private func check(_ code: Int32, _ call: String, bytes: Int? = nil) throws(DeviceError) {
    guard code != 0 else { return }
    let told = words(code)
    switch CUDACodes.kind(of: code) {
    case .memory: throw .outOfMemory(device: info.id, bytes: bytes)
    case .loss: throw .lost(device: info.id, call: call, code: told)
    case .other: throw .call(device: info.id, call: call, code: told)
    }
  }

  private func words(_ code: Int32) -> String {
    var (name, text) = (UnsafePointer<CChar>?.none, UnsafePointer<CChar>?.none)
    _ = library.GetErrorName(code, &name)
    _ = library.GetErrorString(code, &text)
    let words = [name, text].compactMap { $0.map { String(cString: $0) } }
    return words.isEmpty ? "error \(code)" : words.joined(separator: ": ")
  }

  /// The calling thread works on this device from here on.
  func enter() throws(DeviceError) {
    let context = try context.withLock { kept throws(DeviceError) in
      if let kept { return kept }
      var made: UnsafeMutableRawPointer?
      let code = library.DevicePrimaryCtxRetain(&made, ordinal)
      guard code == 0 else {
        // A device that another program has for itself is not lost.
        throw .unavailable(
          device: info.id, call: "cuDevicePrimaryCtxRetain", code: words(code))
      }
      let handle = DeviceHandle(made)
      kept = handle
      return handle
    }
    try check(library.CtxSetCurrent(context.raw), "cuCtxSetCurrent")
  }

  // MARK: Memory

  func allocate(_ bytes: Int) throws(DeviceError) -> DeviceHandle {
    try enter()
    var address: assay_cuda_address = 0
    try check(library.MemAlloc_v2(&address, bytes), "cuMemAlloc", bytes: bytes)
    return DeviceHandle(address)
  }

  /// Waits for the device: kernels that were launched before may still use the memory.
  func free(memory: DeviceHandle) {
    guard (try? enter()) != nil else { return }
    _ = library.MemFree_v2(memory.bits)
  }

  func write(
    _ bytes: UnsafeRawBufferPointer, to memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) {
    try enter()
    try check(
      library.MemcpyHtoDAsync_v2(
        memory.bits + UInt64(offset), bytes.baseAddress, bytes.count, stream.raw),
      "cuMemcpyHtoDAsync")
    // From memory that is not pinned the driver may still be reading.
    try finish(stream)
  }

  func read(
    _ bytes: UnsafeMutableRawBufferPointer, from memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) {
    try enter()
    try check(
      library.MemcpyDtoHAsync_v2(
        bytes.baseAddress, memory.bits + UInt64(offset), bytes.count, stream.raw),
      "cuMemcpyDtoHAsync")
    try finish(stream)
  }

  func copy(
    _ bytes: Int, from: DeviceHandle, to: DeviceHandle, on stream: DeviceHandle
  ) throws(DeviceError) {
    try enter()
    try check(
      library.MemcpyDtoDAsync_v2(to.bits, from.bits, bytes, stream.raw), "cuMemcpyDtoDAsync")
  }

  func zero(_ memory: DeviceHandle, bytes: Int, on stream: DeviceHandle) throws(DeviceError) {
    try enter()
    try check(library.MemsetD8Async(memory.bits, 0, bytes, stream.raw), "cuMemsetD8Async")
  }

  // MARK: Streams

  func makeStream() throws(DeviceError) -> DeviceHandle {
    try enter()
    var stream: UnsafeMutableRawPointer?
    // 1: not held up by the stream of number 0.
    try check(library.StreamCreate(&stream, 1), "cuStreamCreate")
    return DeviceHandle(stream)
  }

  func free(stream: DeviceHandle) {
    guard (try? enter()) != nil else { return }
    _ = library.StreamDestroy_v2(stream.raw)
  }

  func finish(_ stream: DeviceHandle) throws(DeviceError) {
    try enter()
    try check(library.StreamSynchronize(stream.raw), "cuStreamSynchronize")
  }

  // MARK: Kernels

  func build(_ text: KernelText, for name: String) throws(DeviceError) -> DeviceHandle {
    try enter()
    let compiler = try compiler.withLock { kept throws(DeviceError) in
      if let kept { return kept }
      do throws(DeviceError) {
        let found = try CUDACompiler(paths: compilers, driver: version)
        kept = found
        return found
      } catch {
        guard case .noCompiler(_, let reason) = error else { throw error }
        throw .noCompiler(device: info.id, reason: reason)
      }
    }
    let image = try compiler.compile(
      text, architecture: compiler.architecture(for: capability), for: name, device: info.id)
    return try load(image, for: name)
  }

  /// Loads code of the processor, or PTX, which the driver compiles.
  private func load(_ image: [UInt8], for name: String) throws(DeviceError) -> DeviceHandle {
    var module: UnsafeMutableRawPointer?
    var log = [CChar](repeating: 0, count: 8192)
    // CU_JIT_ERROR_LOG_BUFFER and its _SIZE_BYTES, a number in the place of a pointer.
    var options: [Int32] = [5, 6]
    let code = log.withUnsafeMutableBufferPointer { log in
      var values = [
        UnsafeMutableRawPointer(log.baseAddress),
        UnsafeMutableRawPointer(bitPattern: log.count - 1),
      ]
      return library.ModuleLoadDataEx(&module, image, 2, &options, &values)
    }
    let told = CText.string(log)
    // CUDA_ERROR_UNSUPPORTED_PTX_VERSION: the text is sound.
    if code == 222 {
      throw .noCompiler(
        device: info.id, reason: "what it makes is too new for the driver: \(words(code))")
    }
    if case .other = CUDACodes.kind(of: code), code != 0, !told.isEmpty {
      throw .build(device: info.id, kernel: name, log: "\(words(code)): \(told)")
    }
    try check(code, "cuModuleLoadDataEx")
    return DeviceHandle(module)
  }

  func kernel(
    _ name: String, in program: DeviceHandle
  ) throws(DeviceError) -> (handle: DeviceHandle, maxGroup: Int) {
    try enter()
    var function: UnsafeMutableRawPointer?
    try check(
      library.ModuleGetFunction(&function, program.raw, name), "cuModuleGetFunction \(name)")
    var most: Int32 = 0
    // 0: the most threads of a block.
    try check(library.FuncGetAttribute(&most, 0, function), "cuFuncGetAttribute")
    return (DeviceHandle(function), Int(most))
  }

  /// Kernels belong to their program.
  func free(kernel: DeviceHandle) {}

  func free(program: DeviceHandle) {
    guard (try? enter()) != nil else { return }
    _ = library.ModuleUnload(program.raw)
  }

  func launch(
    _ kernel: DeviceHandle, groups: SIMD3<Int>, size: SIMD3<Int>, _ arguments: [KernelArgument],
    on stream: DeviceHandle
  ) throws(DeviceError) {
    // The limits of every device of CUDA.
    guard groups.x < 1 << 31, groups.y < 1 << 16, groups.z < 1 << 16 else {
      throw .call(
        device: info.id, call: "cuLaunchKernel",
        code: "\(groups.x) x \(groups.y) x \(groups.z) groups; accepted: at most "
          + "2147483647 x 65535 x 65535")
    }
    try enter()
    let values = CUDAArguments(arguments)
    try check(
      values.withPointers {
        library.LaunchKernel(
          kernel.raw, UInt32(groups.x), UInt32(groups.y), UInt32(groups.z), UInt32(size.x),
          UInt32(size.y), UInt32(size.z), 0, stream.raw, $0, nil)
      }, "cuLaunchKernel")
  }

  // MARK: Marks

  func mark(_ stream: DeviceHandle) throws(DeviceError) -> DeviceHandle {
    try enter()
    var event: UnsafeMutableRawPointer?
    try check(library.EventCreate(&event, 0), "cuEventCreate")
    let code = library.EventRecord(event, stream.raw)
    if code != 0 { _ = library.EventDestroy_v2(event) }
    try check(code, "cuEventRecord")
    return DeviceHandle(event)
  }

  func seconds(from start: DeviceHandle, to end: DeviceHandle) throws(DeviceError) -> Double {
    try enter()
    try check(library.EventSynchronize(end.raw), "cuEventSynchronize")
    var milliseconds: Float = 0
    try check(
      library.EventElapsedTime(&milliseconds, start.raw, end.raw), "cuEventElapsedTime")
    return Double(milliseconds) * 1e-3
  }

  func free(mark: DeviceHandle) {
    guard (try? enter()) != nil else { return }
    _ = library.EventDestroy_v2(mark.raw)
  }
}
