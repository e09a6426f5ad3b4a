// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <archive.h>
#include <archive_entry.h>
