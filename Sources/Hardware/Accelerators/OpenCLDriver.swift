// SPDX-License-Identifier: GPL-3.0-or-later
internal import DeviceBridge
private import Synchronization

/// A device of the OpenCL loader.
///
/// Unchecked, because the table of calls and the pointers are set once and never changed, and the
/// calls of OpenCL may be made from several threads (but for setting arguments, which ``Device``
/// guards).
final class OpenCLDriver: DeviceDriver, @unchecked Sendable {
  let info: DeviceInfo
  private let library: assay_opencl
  private let device: cl_device_id
  private let made = Mutex<Made?>(nil)

  /// The context, and a queue for memory that is to be there at once. Bits of pointers, which cannot
  /// be sent.
  private struct Made { var context, queue: DeviceHandle }

  init(_ library: assay_opencl, _ device: cl_device_id, info: DeviceInfo) {
    (self.library, self.device, self.info) = (library, device, info)
  }

  deinit {
    guard let made = made.withLock({ $0 }) else { return }
    _ = library.ReleaseCommandQueue(made.queue.opaque)
    _ = library.ReleaseContext(made.context.opaque)
  }

  /// Made when they are first needed: a context takes time and memory of its own.
  private func place() throws(DeviceError) -> Made {
    try made.withLock { made throws(DeviceError) in
      if let made { return made }
      var code: cl_int = 0
      var one: cl_device_id? = device
      let context = library.CreateContext(nil, 1, &one, nil, nil, &code)
      try check(code, "clCreateContext")
      let queue = library.CreateCommandQueue(context, device, 0, &code)
      if code != CL_SUCCESS { _ = library.ReleaseContext(context) }
      try check(code, "clCreateCommandQueue")
      let place = Made(context: DeviceHandle(context), queue: DeviceHandle(queue))
      made = place
      return place
    }
  }

  /// Throws where a call did not succeed. `bytes` is what it needed of memory; nil for nothing.
  private func check(_ code: cl_int, _ call: String, bytes: Int? = nil) throws(DeviceError) {
    guard code == CL_SUCCESS else { throw OpenCLCodes.error(info.id, call, code, bytes: bytes) }
  }

  // MARK: Memory

  func allocate(_ bytes: Int) throws(DeviceError) -> DeviceHandle {
    let place = try place()
    var code: cl_int = 0
    var memory = library.CreateBuffer(
      place.context.opaque, cl_mem_flags(CL_MEM_READ_WRITE), bytes, nil, &code)
    try check(code, "clCreateBuffer", bytes: bytes)
    // Drivers put memory off until it is used: asked for now, so that a batch that does not fit is
    // known here.
    code = library.EnqueueMigrateMemObjects(
      place.queue.opaque, 1, &memory,
      cl_mem_migration_flags(CL_MIGRATE_MEM_OBJECT_CONTENT_UNDEFINED), 0, nil, nil)
    if code == CL_SUCCESS { code = library.Finish(place.queue.opaque) }
    if code != CL_SUCCESS { _ = library.ReleaseMemObject(memory) }
    try check(code, "clEnqueueMigrateMemObjects", bytes: bytes)
    return DeviceHandle(memory)
  }

  func free(memory: DeviceHandle) { _ = library.ReleaseMemObject(memory.opaque) }

  func write(
    _ bytes: UnsafeRawBufferPointer, to memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) {
    try check(
      library.EnqueueWriteBuffer(
        stream.opaque, memory.opaque, cl_bool(CL_TRUE), offset, bytes.count, bytes.baseAddress, 0,
        nil, nil), "clEnqueueWriteBuffer", bytes: bytes.count)
  }

  func read(
    _ bytes: UnsafeMutableRawBufferPointer, from memory: DeviceHandle, at offset: Int,
    on stream: DeviceHandle
  ) throws(DeviceError) {
    try check(
      library.EnqueueReadBuffer(
        stream.opaque, memory.opaque, cl_bool(CL_TRUE), offset, bytes.count, bytes.baseAddress, 0,
        nil, nil), "clEnqueueReadBuffer")
  }

  func copy(
    _ bytes: Int, from: DeviceHandle, to: DeviceHandle, on stream: DeviceHandle
  ) throws(DeviceError) {
    try check(
      library.EnqueueCopyBuffer(stream.opaque, from.opaque, to.opaque, 0, 0, bytes, 0, nil, nil),
      "clEnqueueCopyBuffer", bytes: bytes)
  }

  func zero(_ memory: DeviceHandle, bytes: Int, on stream: DeviceHandle) throws(DeviceError) {
    var byte: UInt8 = 0
    try check(
      library.EnqueueFillBuffer(stream.opaque, memory.opaque, &byte, 1, 0, bytes, 0, nil, nil),
      "clEnqueueFillBuffer", bytes: bytes)
  }

  // MARK: Streams

  func makeStream() throws(DeviceError) -> DeviceHandle {
    var code: cl_int = 0
    let queue = library.CreateCommandQueue(
      try place().context.opaque, device, cl_command_queue_properties(CL_QUEUE_PROFILING_ENABLE),
      &code)
    try check(code, "clCreateCommandQueue")
    return DeviceHandle(queue)
  }

  func free(stream: DeviceHandle) { _ = library.ReleaseCommandQueue(stream.opaque) }

  func finish(_ stream: DeviceHandle) throws(DeviceError) {
    try check(library.Finish(stream.opaque), "clFinish")
  }

  // MARK: Kernels

  /// Division and square root rounded correctly where the device can; nothing relaxed.
  private var options: String {
    "-cl-std=CL1.2" + (info.hasExactDivision ? " -cl-fp32-correctly-rounded-divide-sqrt" : "")
  }

  func build(_ text: KernelText, for name: String) throws(DeviceError) -> DeviceHandle {
    let context = try place().context
    var code: cl_int = 0
    let program = text.source.withCString { source in
      var pointer: UnsafePointer<CChar>? = source
      return library.CreateProgramWithSource(context.opaque, 1, &pointer, nil, &code)
    }
    try check(code, "clCreateProgramWithSource")
    var one: cl_device_id? = device
    code = library.BuildProgram(program, 1, &one, options, nil, nil)
    guard code != CL_SUCCESS else { return DeviceHandle(program) }
    let log = buildLog(program)
    _ = library.ReleaseProgram(program)
    guard code == CL_BUILD_PROGRAM_FAILURE || code == CL_INVALID_BUILD_OPTIONS else {
      throw OpenCLCodes.error(info.id, "clBuildProgram", code)
    }
    throw .build(device: info.id, kernel: name, log: log)
  }

  private func buildLog(_ program: cl_program?) -> String {
    let key = cl_program_build_info(CL_PROGRAM_BUILD_LOG)
    var size = 0
    _ = library.GetProgramBuildInfo(program, device, key, 0, nil, &size)
    guard size > 0 else { return "no log" }
    var log = [UInt8](repeating: 0, count: size)
    _ = library.GetProgramBuildInfo(program, device, key, size, &log, nil)
    return String(decoding: log.prefix { $0 != 0 }, as: UTF8.self)
  }

  func kernel(
    _ name: String, in program: DeviceHandle
  ) throws(DeviceError) -> (handle: DeviceHandle, maxGroup: Int) {
    var code: cl_int = 0
    let kernel = library.CreateKernel(program.opaque, name, &code)
    try check(code, "clCreateKernel \(name)")
    var most = 0
    let key = cl_kernel_work_group_info(CL_KERNEL_WORK_GROUP_SIZE)
    code = library.GetKernelWorkGroupInfo(
      kernel, device, key, MemoryLayout<Int>.size, &most, nil)
    if code != CL_SUCCESS { _ = library.ReleaseKernel(kernel) }
    try check(code, "clGetKernelWorkGroupInfo")
    return (DeviceHandle(kernel), most)
  }

  func free(kernel: DeviceHandle) { _ = library.ReleaseKernel(kernel.opaque) }

  func free(program: DeviceHandle) { _ = library.ReleaseProgram(program.opaque) }

  func launch(
    _ kernel: DeviceHandle, groups: SIMD3<Int>, size: SIMD3<Int>, _ arguments: [KernelArgument],
    on stream: DeviceHandle
  ) throws(DeviceError) {
    for (i, argument) in arguments.enumerated() {
      let code: cl_int
      switch argument {
      case .buffer(let memory):
        var object = memory.handle.opaque
        code = library.SetKernelArg(
          kernel.opaque, cl_uint(i), MemoryLayout<cl_mem>.size, &object)
      case .none:
        code = library.SetKernelArg(kernel.opaque, cl_uint(i), MemoryLayout<cl_mem>.size, nil)
      case .bytes(let bytes):
        code = library.SetKernelArg(kernel.opaque, cl_uint(i), bytes.count, bytes)
      }
      try check(code, "clSetKernelArg \(i)")
    }
    let all = groups &* size
    let global = [all.x, all.y, all.z]
    let local = [size.x, size.y, size.z]
    try check(
      library.EnqueueNDRangeKernel(
        stream.opaque, kernel.opaque, 3, nil, global, local, 0, nil, nil),
      "clEnqueueNDRangeKernel")
  }

  // MARK: Marks

  func mark(_ stream: DeviceHandle) throws(DeviceError) -> DeviceHandle {
    var event: cl_event?
    try check(
      library.EnqueueMarkerWithWaitList(stream.opaque, 0, nil, &event),
      "clEnqueueMarkerWithWaitList")
    return DeviceHandle(event)
  }

  func seconds(from start: DeviceHandle, to end: DeviceHandle) throws(DeviceError) -> Double {
    let (first, last) = (try nanoseconds(start), try nanoseconds(end))
    return last > first ? Double(last - first) * 1e-9 : 0
  }

  private func nanoseconds(_ mark: DeviceHandle) throws(DeviceError) -> UInt64 {
    var event: cl_event? = mark.opaque
    try check(library.WaitForEvents(1, &event), "clWaitForEvents")
    var time: cl_ulong = 0
    try check(
      library.GetEventProfilingInfo(
        event, cl_profiling_info(CL_PROFILING_COMMAND_END), MemoryLayout<cl_ulong>.size, &time, nil),
      "clGetEventProfilingInfo")
    return time
  }

  func free(mark: DeviceHandle) { _ = library.ReleaseEvent(mark.opaque) }
}
