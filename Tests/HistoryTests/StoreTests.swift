// SPDX-License-Identifier: GPL-3.0-or-later
import History
import Testing

@Suite struct StoreTests {}
