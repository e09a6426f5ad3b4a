// SPDX-License-Identifier: GPL-3.0-or-later
#include "GnuplotBridge.h"

#include <gnuplot-iostream.h>

#include <cstdio>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

// gnuplot-iostream closes its own pipe without telling how gnuplot ended. It is therefore given a
// copy of the descriptor to write to, and the pipe itself is closed here.
// The copy is closed on exec: a gnuplot started meanwhile by another thread must not hold it open.
static bool send(FILE *pipe, const char *text) {
  FILE *copy = fdopen(fcntl(fileno(pipe), F_DUPFD_CLOEXEC, 0), "w");
  if (!copy) return false;
  gnuplotio::Gnuplot gnuplot(copy);
  gnuplot << text;
  gnuplot.flush();
  return gnuplot.good();
}

int assay_gnuplot_run(const char *command, const char *text) {
  FILE *pipe = popen(command, "w");
  if (!pipe) return -1;
  bool sent = false;
  try {
    sent = send(pipe, text);
  } catch (...) {
    // A broken pipe; the status below says more.
  }
  int status = pclose(pipe);
  if (status == -1) return -2;
  if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
  if (WEXITSTATUS(status) != 0) return WEXITSTATUS(status);
  return sent ? 0 : -2;
}
