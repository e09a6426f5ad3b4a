// SPDX-License-Identifier: GPL-3.0-or-later
private import CCurl
internal import Numerics

/// One libcurl handle, used for one file after another so that connections are kept.
final class FetchSession {
  enum Outcome: Equatable {
    case complete
    /// The server ignores or refuses ranges: only a whole request will do.
    case cannotContinue
  }

  private let handle: UnsafeMutableRawPointer

  /// libcurl's own set-up, once a process.
  private static let isReady = assay_curl_global_init() == CURLE_OK

  init() throws(AssayError) {
    guard Self.isReady, let handle = curl_easy_init() else {
      throw .failed("libcurl cannot be initialised")
    }
    self.handle = handle
  }

  deinit { curl_easy_cleanup(handle) }

  /// What the callbacks of one transfer share.
  private final class Transfer {
    let part: PartFile
    let limit: Int
    /// What comes after the limit is left where it is.
    let stopsAtLimit: Bool
    let progress: (Int) -> Void
    let isCancelled: () -> Bool
    var tooLong = false
    var cancelled = false
    /// All that is wanted has come, and the server would go on.
    var isFull = false

    init(
      _ part: PartFile, limit: Int, stopsAtLimit: Bool, progress: @escaping (Int) -> Void,
      isCancelled: @escaping () -> Bool
    ) {
      self.part = part
      self.limit = limit
      self.stopsAtLimit = stopsAtLimit
      self.progress = progress
      self.isCancelled = isCancelled
    }

    /// Takes bytes from libcurl; the number taken, 0 to end the transfer.
    func take(_ bytes: UnsafeRawBufferPointer) -> Int {
      guard part.size + bytes.count <= limit else {
        if stopsAtLimit {
          isFull = part.append(UnsafeRawBufferPointer(rebasing: bytes.prefix(limit - part.size)))
          progress(part.size)
        } else {
          tooLong = true
        }
        return 0
      }
      guard part.append(bytes) else { return 0 }
      progress(part.size)
      return bytes.count
    }
  }

  /// Appends to the part what is missing of the file.
  func transfer(
    _ file: Dataset.File, to part: PartFile, progress: @escaping (Int) -> Void,
    isCancelled: @escaping () -> Bool
  ) throws(AssayError) -> Outcome {
    let start = part.size
    let transfer = Transfer(
      part, limit: file.bytes, stopsAtLimit: file.extent == .beginning, progress: progress,
      isCancelled: isCancelled)
    configure(handle, file.url, from: start)
    let code = withExtendedLifetime(transfer) {
      let context = Unmanaged.passUnretained(transfer).toOpaque()
      _ = assay_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
      _ = assay_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
      return curl_easy_perform(handle)
    }
    let status = assay_curl_response_code(handle)
    // libcurl takes "range not satisfiable" for "nothing is missing".
    if start > 0, code == CURLE_RANGE_ERROR || status == 416 { return .cannotContinue }
    if code == CURLE_OK || transfer.isFull { return .complete }
    if transfer.cancelled {
      throw .interrupted(remedy: "the same command goes on where this one stopped")
    }
    if let reason = part.writeFailure { throw .cannotWrite(part.path, reason: reason) }
    if transfer.tooLong {
      part.remove()
      throw .badInput(
        file: file.path, place: nil, found: "more than \(file.bytes) bytes at \(file.url)",
        accepted: "\(file.bytes) bytes, as datasets.yaml says")
    }
    throw refusal(code, status: status, file, received: part.size)
  }

  private func configure(_ curl: UnsafeMutableRawPointer, _ url: String, from start: Int) {
    curl_easy_reset(curl)
    _ = assay_curl_set_text(curl, CURLOPT_URL, url)
    _ = assay_curl_set_text(curl, CURLOPT_USERAGENT, "assay")
    // Neither a redirect nor a typing error may lead to other protocols, such as file:.
    _ = assay_curl_set_text(curl, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = assay_curl_set_text(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    _ = assay_curl_set_long(curl, CURLOPT_FOLLOWLOCATION, 1)
    _ = assay_curl_set_long(curl, CURLOPT_MAXREDIRS, 10)
    _ = assay_curl_set_long(curl, CURLOPT_FAILONERROR, 1)
    _ = assay_curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
    _ = assay_curl_set_long(curl, CURLOPT_CONNECTTIMEOUT, 30)
    // A transfer that stands still for a minute has ended.
    _ = assay_curl_set_long(curl, CURLOPT_LOW_SPEED_LIMIT, 1)
    _ = assay_curl_set_long(curl, CURLOPT_LOW_SPEED_TIME, 60)
    _ = assay_curl_set_offset(curl, CURLOPT_RESUME_FROM_LARGE, curl_off_t(start))
    _ = assay_curl_set_write(curl) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    _ = assay_curl_set_long(curl, CURLOPT_NOPROGRESS, 0)
    _ = assay_curl_set_progress(curl) { context, _, _, _, _ in
      guard let context else { return 1 }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      transfer.cancelled = transfer.isCancelled()
      return transfer.cancelled ? 1 : 0
    }
  }

  private func refusal(
    _ code: CURLcode, status: Int, _ file: Dataset.File, received: Int
  ) -> AssayError {
    let reason =
      switch code {
      case CURLE_HTTP_RETURNED_ERROR: "the server answered HTTP status \(status)"
      case CURLE_COULDNT_CONNECT: "nothing answers there (connection refused)"
      case CURLE_COULDNT_RESOLVE_HOST: "the host name is unknown or there is no network"
      case CURLE_OPERATION_TIMEDOUT: "the server does not answer in time"
      case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR:
        "the connection broke after \(received) of \(file.bytes) bytes, which are kept"
      default: String(cString: curl_easy_strerror(code))
      }
    return .missing(
      "\(file.path), to be had from \(file.url),",
      remedy: "\(reason); look whether the address is reachable and fetch again")
  }
}
