// SPDX-License-Identifier: GPL-3.0-or-later
#include "GnuplotBridge.h"

#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <gnuplot-iostream.h>

/* gnuplot-iostream's own popen throws the exit status away. So the process is ours, and the class
   writes to a duplicate of its input, which it may close as it likes. */
struct AssayGnuplot {
  FILE *process = nullptr;
  std::unique_ptr<gnuplotio::Gnuplot> stream;
  bool good = true;
};

namespace {

/* Keeps SIGPIPE from the calling thread for its life, and swallows one raised meanwhile. */
class NoBrokenPipeSignal {
public:
  NoBrokenPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    waiting_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoBrokenPipeSignal() {
    const timespec now = {0, 0};
    if (!waiting_)
      while (sigtimedwait(&pipe_, nullptr, &now) < 0 && errno == EINTR) {
      }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

private:
  sigset_t pipe_, before_;
  bool waiting_;
};

template <typename Body> int writing(AssayGnuplot *pipe, Body body) {
  if (!pipe) return ASSAY_GNUPLOT_BAD_ARGUMENT;
  NoBrokenPipeSignal guard;
  try {
    body(*pipe->stream);
    pipe->stream->flush();
    if (!*pipe->stream) pipe->good = false;
  } catch (...) {
    pipe->good = false;
  }
  return pipe->good ? ASSAY_GNUPLOT_GOOD : ASSAY_GNUPLOT_WRITE_FAILED;
}

bool is_identifier(const char *name) {
  if (!name || !(std::isalpha((unsigned char)*name) || *name == '_')) return false;
  for (const char *c = name; *c; c++)
    if (!(std::isalnum((unsigned char)*c) || *c == '_')) return false;
  return true;
}

FILE *duplicate(FILE *process) {
  const int descriptor = fcntl(fileno(process), F_DUPFD_CLOEXEC, 0);
  if (descriptor < 0) return nullptr;
  FILE *copy = fdopen(descriptor, "w");
  if (!copy) close(descriptor);
  return copy;
}

} // namespace

AssayGnuplot *assay_gnuplot_open(const char *command) {
  FILE *process = nullptr;
  FILE *copy = nullptr;
  try {
    auto pipe = std::make_unique<AssayGnuplot>();
    process = popen(command ? command : "gnuplot", "we");
    if (!process) return nullptr;
    copy = duplicate(process);
    if (copy) {
      pipe->stream = std::make_unique<gnuplotio::Gnuplot>(copy);
      pipe->process = process;
      return pipe.release();
    }
  } catch (...) {
    if (copy) fclose(copy);
  }
  if (process) pclose(process);
  return nullptr;
}

int assay_gnuplot_command(AssayGnuplot *pipe, const char *text) {
  if (!text) return ASSAY_GNUPLOT_BAD_ARGUMENT;
  return writing(pipe, [&](gnuplotio::Gnuplot &out) { out << text << '\n'; });
}

int assay_gnuplot_data(AssayGnuplot *pipe, const double *values, size_t rows, size_t columns) {
  if (!values && rows * columns > 0) return ASSAY_GNUPLOT_BAD_ARGUMENT;
  return writing(pipe, [&](gnuplotio::Gnuplot &out) {
    std::vector<std::vector<double>> table;
    for (size_t i = 0; i < rows; i++)
      table.emplace_back(values + i * columns, values + (i + 1) * columns);
    out.send1d(table);
  });
}

int assay_gnuplot_data_block(AssayGnuplot *pipe, const char *name, const double *values,
                             size_t rows, size_t columns) {
  if (!is_identifier(name) || (!values && rows * columns > 0)) return ASSAY_GNUPLOT_BAD_ARGUMENT;
  return writing(pipe, [&](gnuplotio::Gnuplot &out) {
    out << '$' << name << " << END_OF_BLOCK\n";
    for (size_t i = 0; i < rows; i++)
      for (size_t j = 0; j < columns; j++)
        out << values[i * columns + j] << (j + 1 < columns ? ' ' : '\n');
    out << "END_OF_BLOCK\n";
  });
}

int assay_gnuplot_close(AssayGnuplot *pipe) {
  if (!pipe) return ASSAY_GNUPLOT_BAD_ARGUMENT;
  const std::unique_ptr<AssayGnuplot> owner(pipe);
  writing(pipe, [](gnuplotio::Gnuplot &) {});
  int status = -1;
  {
    NoBrokenPipeSignal guard;
    try {
      pipe->stream.reset();
    } catch (...) {
      pipe->good = false;
    }
    status = pclose(pipe->process);
  }
  if (status == -1) return ASSAY_GNUPLOT_WRITE_FAILED;
  if (WIFSIGNALED(status)) return 128 + WTERMSIG(status);
  if (WEXITSTATUS(status) != 0) return WEXITSTATUS(status);
  return pipe->good ? ASSAY_GNUPLOT_GOOD : ASSAY_GNUPLOT_WRITE_FAILED;
}
