// SPDX-License-Identifier: GPL-3.0-or-later
private import Synchronization

/// A device that runs kernel texts: an accelerator, or a CPU behind OpenCL.
///
/// Everything asked of a device is done in the order it was asked for, in one stream, unless another
/// stream is made with ``newStream()``. It may be used from several threads.
public final class Device: Sendable, Identifiable {
  public let info: DeviceInfo
  let driver: any DeviceDriver
  private let state = Mutex(State())
  /// What all streams of a device share.
  private let shared: Shared

  private struct State {
    var kernels: [String: DeviceKernel] = [:]
    /// Made when it is first needed.
    var stream: DeviceHandle?
  }

  /// Compiled programs, memory in use and what is to be told, of all streams of a device.
  private final class Shared: Sendable {
    let programs = Mutex<[KernelText: DeviceHandle]>([:])
    let used = Mutex<Int>(0)
    let notes = Mutex<[String]>([])
    let limit: Int
    private let driver: any DeviceDriver

    init(_ driver: any DeviceDriver, limit: Int) { (self.driver, self.limit) = (driver, limit) }

    deinit { programs.withLock { for program in $0.values { driver.free(program: program) } } }
  }

  /// Asks nothing of the driver yet.
  ///
  /// - Parameter memory: bytes that may be used; nil for all that there are.
  public convenience init(_ driver: any DeviceDriver, memory: Int? = nil) {
    let all = Int(clamping: driver.info.globalBytes)
    self.init(driver, Shared(driver, limit: memory.map { min($0, all) } ?? all))
  }

  private init(_ driver: any DeviceDriver, _ shared: Shared) {
    (self.driver, info, self.shared) = (driver, driver.info, shared)
  }

  deinit {
    state.withLock { state in
      for kernel in state.kernels.values { driver.free(kernel: kernel.handle) }
      if let stream = state.stream { driver.free(stream: stream) }
    }
  }

  public var id: String { info.id }

  /// The same device with an order of its own: what is asked of the two may be done together.
  public func newStream() -> Device { Device(driver, shared) }

  /// The driver's own stream.
  func stream() throws(DeviceError) -> DeviceHandle {
    try state.withLock { state throws(DeviceError) in try Self.stream(&state, driver) }
  }

  private static func stream(
    _ state: inout State, _ driver: any DeviceDriver
  ) throws(DeviceError) -> DeviceHandle {
    if let stream = state.stream { return stream }
    let stream = try driver.makeStream()
    state.stream = stream
    return stream
  }

  // MARK: Memory

  /// An array on the device with these values.
  ///
  /// - Throws: `outOfMemory`, `lost`, `call`.
  public func buffer<T: BitwiseCopyable & Sendable>(
    _ values: [T]
  ) throws(DeviceError) -> DeviceBuffer<T> {
    let buffer = try DeviceBuffer<T>(self, count: values.count)
    if !values.isEmpty { try buffer.write(values) }
    return buffer
  }

  /// An array on the device with whatever its memory held before.
  public func buffer<T: BitwiseCopyable & Sendable>(
    of: T.Type, count: Int
  ) throws(DeviceError) -> DeviceBuffer<T> {
    try DeviceBuffer<T>(self, count: count)
  }

  /// Bytes in use by arrays of this device, and the most that may be.
  public var bytesInUse: Int { shared.used.withLock { $0 } }
  public var memoryLimit: Int { shared.limit }

  func allocate(_ bytes: Int) throws(DeviceError) -> DeviceHandle {
    let fits = shared.used.withLock { used in
      guard bytes <= shared.limit - used else { return false }
      used += bytes
      return true
    }
    guard fits else { throw .outOfMemory(device: info.id, bytes: bytes) }
    do throws(DeviceError) {
      return try driver.allocate(bytes)
    } catch {
      shared.used.withLock { $0 -= bytes }
      throw error
    }
  }

  func free(_ memory: DeviceHandle, bytes: Int) {
    driver.free(memory: memory)
    shared.used.withLock { $0 -= bytes }
  }

  func write(
    _ bytes: UnsafeRawBufferPointer, to memory: DeviceHandle, at offset: Int
  ) throws(DeviceError) {
    if !bytes.isEmpty { try driver.write(bytes, to: memory, at: offset, on: stream()) }
  }

  func read(
    _ bytes: UnsafeMutableRawBufferPointer, from memory: DeviceHandle, at offset: Int
  ) throws(DeviceError) {
    if !bytes.isEmpty { try driver.read(bytes, from: memory, at: offset, on: stream()) }
  }

  func zero(_ memory: DeviceHandle, bytes: Int) throws(DeviceError) {
    try driver.zero(memory, bytes: bytes, on: stream())
  }

  func copy(
    _ bytes: Int, from: DeviceHandle, to: DeviceHandle
  ) throws(DeviceError) {
    try driver.copy(bytes, from: from, to: to, on: stream())
  }

  // MARK: Kernels

  /// A kernel of a text, compiled when it is asked for the first time.
  ///
  /// - Throws: `noDouble`, `noCompiler`, `build` with the log of the compiler, `lost`, `call`.
  public func kernel(_ name: String, of text: KernelText) throws(DeviceError) -> DeviceKernel {
    if text.usesDouble, !info.hasDouble { throw .noDouble(device: info.id, kernel: name) }
    let program = try shared.programs.withLock { programs throws(DeviceError) in
      if let program = programs[text] { return program }
      let program = try driver.build(text, for: name)
      programs[text] = program
      return program
    }
    // A kernel object keeps the arguments it was given: each stream has its own.
    let key = "\(program.bits) \(name)"
    return try state.withLock { state throws(DeviceError) in
      if let kernel = state.kernels[key] { return kernel }
      let (handle, most) = try driver.kernel(name, in: program)
      let kernel = DeviceKernel(
        name: name, maxGroup: most, handle: handle, owner: ObjectIdentifier(self))
      state.kernels[key] = kernel
      return kernel
    }
  }

  /// Runs a kernel over `items` work-items, rounded up to whole groups: it must leave alone what is
  /// beyond its own count. Returns at once.
  ///
  /// - Parameter group: items of a group; less where the kernel's registers leave room for less.
  public func launch(
    _ kernel: DeviceKernel, items: Int, group: Int = 64, _ arguments: [KernelArgument]
  ) throws(DeviceError) {
    guard items > 0 else { return }
    let size = max(1, min(group, kernel.maxGroup))
    try launch(
      kernel, groups: SIMD3((items + size - 1) / size, 1, 1), size: SIMD3(size, 1, 1), arguments)
  }

  /// Runs a kernel over groups of work-items in up to three directions. Returns at once.
  public func launch(
    _ kernel: DeviceKernel, groups: SIMD3<Int>, size: SIMD3<Int>, _ arguments: [KernelArgument]
  ) throws(DeviceError) {
    // A kernel object keeps its arguments: another stream would change them under this one's hands.
    precondition(kernel.owner == ObjectIdentifier(self), "the kernel is that of this stream")
    guard groups.x > 0, groups.y > 0, groups.z > 0 else { return }
    let items = size.x * size.y * size.z
    guard items <= kernel.maxGroup else {
      throw .call(
        device: info.id, call: "launching \(kernel.name)",
        code: "\(items) items a group; accepted: at most \(kernel.maxGroup)")
    }
    // Setting the arguments of a kernel and launching it is one step.
    try state.withLock { state throws(DeviceError) in
      try driver.launch(
        kernel.handle, groups: groups, size: size, arguments, on: Self.stream(&state, driver))
    }
  }

  /// Waits until all that was asked for is done.
  public func finish() throws(DeviceError) { try driver.finish(stream()) }

  /// A mark behind all that was asked for so far.
  public func mark() throws(DeviceError) -> DeviceMark {
    DeviceMark(try driver.mark(stream()), driver)
  }

  /// Seconds of the device's own clock between two marks; waits for the later one.
  public func seconds(from start: DeviceMark, to end: DeviceMark) throws(DeviceError) -> Double {
    try driver.seconds(from: start.handle, to: end.handle)
  }

  // MARK: Batches

  /// Works through 0 ..< count in batches of at most `most`.
  ///
  /// Where the device has no room for a batch it is halved, down to one, and so are those after it:
  /// ``notes`` tells. The answer must not depend on how the work is cut.
  ///
  /// - Throws: `outOfMemory` where not even one fits; what `body` throws else.
  public func inBatches(
    _ count: Int, most: Int, _ body: (Range<Int>) throws(DeviceError) -> Void
  ) throws(DeviceError) {
    precondition(most >= 1)
    var (start, size) = (0, min(most, max(1, count)))
    while start < count {
      let end = min(start + size, count)
      do throws(DeviceError) {
        try body(start..<end)
        start = end
      } catch {
        guard error.isOutOfMemory, end - start > 1 else { throw error }
        size = (end - start + 1) / 2
        note("\(error); going on with batches of \(size)")
      }
    }
  }

  /// What happened on the way that a user should know: batches that were halved.
  public var notes: [String] { shared.notes.withLock { $0 } }

  func note(_ text: String) {
    shared.notes.withLock { notes in if !notes.contains(text) { notes.append(text) } }
  }
}
