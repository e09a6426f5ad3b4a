// SPDX-License-Identifier: GPL-3.0-or-later
internal import GRDB

/// The SQLite file that remembers runs.
public struct HistoryStore {}
