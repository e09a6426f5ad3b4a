// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/* Starts `command` (a shell command line that runs gnuplot), sends `text` through gnuplot-iostream
   and waits for the end.

   Returns 0 when all text was taken and gnuplot ended well; gnuplot's exit status when it ended
   with another one; 128 + signal when it was killed; -1 when it could not be started; -2 when the
   text could not be written, although it ended with status 0. The caller ignores SIGPIPE. */
int assay_gnuplot_run(const char *command, const char *text);

#ifdef __cplusplus
}
#endif
