// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stddef.h>

/* A pipe to gnuplot, over gnuplot-iostream (class gnuplotio::Gnuplot).

   No failure is hidden: a write to a gnuplot that has gone is remembered, and the status of the
   process is seen at close. A write to a closed pipe raises no SIGPIPE, whatever the program does
   with that signal. Good writes alone prove nothing, because a pipe takes data that nobody reads:
   only a status of 0 from assay_gnuplot_close does, and after it the output file should be there,
   new and not empty.

   One pipe must not be used by two threads at once; different pipes may. */

#ifdef __cplusplus
extern "C" {
#endif

typedef struct AssayGnuplot AssayGnuplot;

enum {
  ASSAY_GNUPLOT_GOOD = 0,
  /* Not everything could be written, or the process could not be waited for. */
  ASSAY_GNUPLOT_WRITE_FAILED = -1,
  /* An argument is not allowed: a null pointer, or a name that is no identifier. */
  ASSAY_GNUPLOT_BAD_ARGUMENT = -2,
};

/* Starts `command` by the shell; NULL means "gnuplot". Redirections are welcome, such as
   "gnuplot 2> plot.log". A command that does not exist shows as status 127 at close.
   Returns NULL where no process can be started. */
AssayGnuplot *assay_gnuplot_open(const char *command);

/* Sends lines of gnuplot's language; a newline is added. */
int assay_gnuplot_command(AssayGnuplot *pipe, const char *text);

/* Sends the inline data that a `plot "-"` waits for: rows of doubles, row-major, 19 digits, closed
   by the line "e". */
int assay_gnuplot_data(AssayGnuplot *pipe, const double *values, size_t rows, size_t columns);

/* Defines the data block `$name`, which several plots can use. */
int assay_gnuplot_data_block(AssayGnuplot *pipe, const char *name, const double *values,
                             size_t rows, size_t columns);

/* Ends the input, waits for gnuplot, frees the pipe (NULL is a bad argument). Returns
   ASSAY_GNUPLOT_GOOD only if every write was good and gnuplot ended with 0; else gnuplot's own exit
   status (1 for an error in the script), 128 + signal if it was killed, or a negative status. */
int assay_gnuplot_close(AssayGnuplot *pipe);

#ifdef __cplusplus
}
#endif
