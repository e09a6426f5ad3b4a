// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A small HTTP server on 127.0.0.1 that serves one byte string in several ways. It ends with its
/// owner, with the test process, or after ten minutes.
final class FetchServer {
  static let content = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) })

  static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  let port: Int
  private let process = Process()
  private let input = Pipe()
  private let log: String

  init() throws {
    let output = Pipe()
    log = NSTemporaryDirectory() + "assay-fetch-" + UUID().uuidString + ".log"
    process.executableURL = URL(fileURLWithPath: Self.python!)
    process.arguments = ["-I", "-c", Self.script, log]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // The server says its port in one short line, or dies and closes the pipe.
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.executableLoad)
    }
    self.port = port
  }

  deinit {
    // Not SIGTERM: the child inherits a signal mask that blocks it.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: log)
  }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

  /// The requests so far: path and Range header.
  var requests: [String] {
    ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
      .split(separator: "\n").map(String.init)
  }

  private static let script = """
    import http.server, os, sys, threading

    content = bytes(((i * 31 + i // 256) & 255) for i in range(200000))

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments):
            pass

        def do_GET(self):
            wanted = self.headers.get("Range")
            with open(sys.argv[1], "a") as log:
                log.write(f"{self.path} {wanted or 'whole'}\\n")
            if self.path == "/moved":
                self.send_response(302)
                self.send_header("Location", "/plain")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if self.path == "/elsewhere":
                self.send_response(302)
                self.send_header("Location", "file:///etc/hostname")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if self.path not in ("/plain", "/no-ranges", "/refuses-ranges", "/cut", "/long"):
                self.send_error(404)
                return
            body, status = content, 200
            if wanted and self.path == "/refuses-ranges":
                self.send_error(416)
                return
            if wanted and self.path != "/no-ranges":
                start = int(wanted.split("=")[1].split("-")[0])
                body, status = content[start:], 206
            if self.path == "/long":
                body = body + b"more"
            self.send_response(status)
            if status == 206:
                self.send_header(
                    "Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.path == "/cut" and not wanted:
                self.wfile.write(body[:60000])
                self.wfile.flush()
                self.close_connection = True
                return
            self.wfile.write(body)

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Timer(600, lambda: os._exit(0)).start()
    # The pipe closes when the test process ends, however it ends.
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """
}
