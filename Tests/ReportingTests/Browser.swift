// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Synchronization
import Testing

/// A real browser without a window, where one is installed.
struct Browser {
  static let sentence = "no Chromium here: make setup installs chromium-headless-shell"

  /// The program's path; nil where there is none.
  static let program: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in ["chromium-headless-shell", "chromium", "google-chrome"] {
      for folder in folders {
        let path = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: path) { return path }
      }
    }
    return nil
  }()

  struct Outcome {
    /// The document after its scripts have run, where it was asked for.
    var document: String
    /// What the page said on the console: errors, warnings, refusals.
    var console: [String]
  }

  var width = 1280
  var height = 900
  var dark = false

  /// Opens a page; `more` are further arguments, `fragment` what follows # in the address.
  func open(
    _ page: String, fragment: String = "", more: [String] = ["--dump-dom"]
  ) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-browser-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/page.html"
    try page.write(toFile: file, atomically: true, encoding: .utf8)
    for attempt in 1...2 where Self.hangs.withLock({ $0 < Self.mostHangs }) {
      let place = "\(folder)/\(attempt)"
      if let outcome = try look(at: file, fragment, more, place) { return outcome }
      Self.hangs.withLock { $0 += 1 }
    }
    throw Hung()
  }

  /// Seconds after which a browser is taken to hang, and how often that is waited for in all.
  private static let patience = 150.0
  private static let mostHangs = 4
  private static let hangs = Mutex(0)

  /// A browser that does not end: one without a window may hang for good, on a busy machine or one
  /// with little memory, whatever the page.
  struct Hung: Error, CustomStringConvertible {
    var description: String { "the browser does not end here, and the page was not looked at" }
  }

  /// One start of the browser, with all that it leaves in `folder`; nil where it did not end.
  private func look(
    at file: String, _ fragment: String, _ more: [String], _ folder: String
  ) throws -> Outcome? {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["out", "err"] {
      _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program!)
    process.arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-extensions",
        "--user-data-dir=\(folder)/profile", "--window-size=\(width),\(height)",
        "--blink-settings=preferredColorScheme=\(dark ? 0 : 1)", "--virtual-time-budget=20000",
        "--enable-logging=stderr",
      ] + more + ["file://\(file)" + (fragment.isEmpty ? "" : "#\(fragment)")]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/out")
    process.standardError = FileHandle(forWritingAtPath: folder + "/err")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let deadline = Date() + Self.patience
    while process.isRunning && Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return nil
    }
    let errors = try String(contentsOfFile: folder + "/err", encoding: .utf8)
    return Outcome(
      document: String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/out")), as: UTF8.self),
      console: errors.split(separator: "\n").map(String.init).filter { $0.contains("CONSOLE") })
  }

  /// Runs `script` in a copy of the page that allows it, and returns what it answers.
  ///
  /// The script is the body of an asynchronous function; its value comes back as JSON.
  func answer<T: Decodable>(
    _ type: T.Type, of script: String, in page: String, fragment: String = ""
  ) throws -> T {
    let allowed = page.replacing(/script-src 'sha256-[^']*'/, with: "script-src 'unsafe-inline'")
    let probe = """
      <script>
      \(PageChecks.script)
      (async function () {
        var answer;
        try {
          answer = await (async function () { \(script) }());
        } catch (error) {
          answer = { error: String(error) };
        }
        var mark = document.createElement("meta");
        mark.id = "probe-answer";
        mark.content = encodeURIComponent(JSON.stringify(answer));
        document.head.appendChild(mark);
      }());
      </script>
      """
    guard let end = allowed.range(of: "</body>", options: .backwards) else {
      throw NoAnswer("no body")
    }
    let copy = allowed[..<end.lowerBound] + probe + allowed[end.lowerBound...]
    let outcome = try open(String(copy), fragment: fragment)
    guard
      let match = outcome.document.firstMatch(of: /<meta id="probe-answer" content="([^"]*)">/),
      let text = String(match.output.1).removingPercentEncoding
    else { throw NoAnswer("the page gave no answer; console: \(outcome.console)") }
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw NoAnswer("\(text.prefix(500)): \(error)")
    }
  }
}

struct NoAnswer: Error, CustomStringConvertible {
  var description: String
  init(_ text: String) { description = text }
}

/// Needs a browser: without one such tests are skipped, and where it hangs that is told as a known
/// issue, because it says nothing about the page.
struct BrowserTrait: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withKnownIssue("the browser hangs", isIntermittent: true) {
      try await function()
    } matching: {
      $0.error is Browser.Hung
    }
  }
}

extension Trait where Self == BrowserTrait {
  static var browserThatMayHang: Self { Self() }
}
