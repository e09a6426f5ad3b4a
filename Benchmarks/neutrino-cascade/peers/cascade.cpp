// SPDX-License-Identifier: GPL-3.0-or-later
//
// Resonant Z' scattering of high-energy neutrinos on relic neutrinos: scalar C++17, one thread a
// solve. With xi = ln(1+z), u = ln E0, R(u) = Int_u du' A(u') h(e^(u-u')), h = 3 [y^2 + (1-y)^2]:
//
//   -dn_i/dxi = S_i - Lambda_i n_i + P_i R(u),   Lambda_i = sum_j |Q_ij|^2 K_j / H,
//   A = sum_i Lambda_i n_i
//
// Exponential steps from xi_max to 0 with the rates of the middle of the step, A from the balance
// of the step, R from three suffix sums, three fixed-point sweeps over the full grid. Written from
// these equations alone, to check and to time the solver of the suite; it shares no code with it.
//
// Usage: cascade A|B|C|D DU REPEATS [--table FILE] [--indices 2.1,2.2,...]
//        cascade --scan MASSES COUPLINGS DU THREADS STRIDE
// Prints one line of JSON.
#include "solver.h"
#include <chrono>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

namespace {

/// Energies and value columns of a HEPData table.
struct Table {
  Vector energies;
  std::vector<Vector> columns;

  explicit Table(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
      std::fprintf(stderr, "cascade: cannot read %s\n", path.c_str());
      std::exit(66);
    }
    bool dependent = false;
    for (std::string line; std::getline(file, line);) {
      if (line.rfind("dependent_variables", 0) == 0) dependent = true;
      if (line.rfind("- header", 0) == 0 && dependent) columns.emplace_back();
      size_t at = line.find("value: ");
      if (line[0] == '#' || at == std::string::npos || line.find("name:") != std::string::npos)
        continue;
      (dependent ? columns.back() : energies).push_back(std::atof(line.c_str() + at + 7));
    }
  }
};

/// Linear in u between grid points.
double interpolate(const Vector& values, double energy, double du) {
  double x = std::log(energy / lowest) / du;
  int k = std::clamp(int(x), 0, int(values.size()) - 2);
  return values[k] + (x - k) * (values[k + 1] - values[k]);
}

double seconds(const std::function<void()>& work) {
  auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void printList(const Vector& values, const char* end) {
  std::printf("[");
  for (size_t k = 0; k < values.size(); ++k) std::printf("%s%.15g", k ? ", " : "", values[k]);
  std::printf("]%s", end);
}

void print(const char* name, const Vector& values) {
  std::printf("\"%s\": ", name);
  printList(values, ", ");
}

Vector list(const char* text) {
  Vector values;
  for (std::string rest = text; !rest.empty();) {
    size_t comma = std::min(rest.find(','), rest.size());
    values.push_back(std::atof(rest.substr(0, comma).c_str()));
    rest.erase(0, comma + 1);
  }
  return values;
}

/// The states' ratios, the flavours' and the mean, in the order of the tables' columns.
std::vector<Vector> columns(const Solver& solver, const Result& result, const Vector& energies) {
  std::vector<Vector> all(7, Vector(energies.size(), 0.0));
  for (size_t e = 0; e < energies.size(); ++e)
    for (int i = 0; i < 3; ++i) {
      double r = interpolate(result.ratio[i], energies[e], solver.du);
      all[i][e] = r;
      for (int a = 0; a < 3; ++a) all[3 + a][e] += solver.U2[a][i] * r;
      all[6][e] += r / 3;
    }
  return all;
}

int solveBenchmark(int count, char** arguments) {
  Point point = benchmark(arguments[1][0]);
  double du = std::atof(arguments[2]);
  int repeats = std::atoi(arguments[3]);
  Vector indices = {2.5}, energies;
  std::vector<Vector> golden;
  for (int k = 4; k + 1 < count; k += 2) {
    if (!std::strcmp(arguments[k], "--indices")) indices = list(arguments[k + 1]);
    if (!std::strcmp(arguments[k], "--table")) {
      Table table(arguments[k + 1]);
      energies = table.energies, golden = table.columns;
    }
  }
  if (energies.empty())
    for (double e = 13; e < 16.01; e += 0.1) energies.push_back(std::pow(10, e));
  Vector times;
  std::vector<Result> results;
  Solver* last = nullptr;
  for (int k = 0; k < std::max(1, repeats); ++k)
    times.push_back(seconds([&] {
      delete last;
      last = new Solver(point, du);
      results = last->solve(indices);
    }));
  std::sort(times.begin(), times.end());
  std::printf("{\"seconds\": [%.6g], \"energyExcess\": %.3e, \"cells\": %d, \"steps\": %d, ",
              times[times.size() / 2], results[0].energyExcess, last->N, last->steps);
  const char* names[] = {"nu1", "nu2", "nu3", "e", "mu", "tau", "all"};
  print("energies", energies);
  std::vector<Vector> values = columns(*last, results[0], energies);
  for (size_t c = 0; c < 7; ++c) print(names[c], values[c]);
  Vector deviations(std::min<size_t>(golden.size(), 7), 0.0);
  for (size_t c = 0; c < deviations.size(); ++c)
    for (size_t e = 0; e < energies.size(); ++e)
      deviations[c] = std::max(deviations[c], std::fabs(values[c][e] - golden[c][e]));
  print("deviations", deviations);
  std::printf("\"others\": [");  // further sources: the all-flavour ratio alone
  for (size_t rhs = 1; rhs < results.size(); ++rhs)
    printList(columns(*last, results[rhs], energies)[6], rhs + 1 < results.size() ? ", " : "");
  std::printf("], ");
  std::printf("\"program\": \"c++\"}\n");
  delete last;
  return 0;
}

/// Every STRIDE-th distinct g/m of a log grid of masses 3...30 MeV and couplings 1e-4...1e-3, with
/// normal ordering, 0.1 eV: the least all-flavour ratio of each. The grids share the ratio of
/// neighbours, so masses + couplings - 1 values of g/m are distinct.
int solveScan(char** arguments) {
  int masses = std::atoi(arguments[2]), couplings = std::atoi(arguments[3]);
  double du = std::atof(arguments[4]);
  int threads = std::atoi(arguments[5]), stride = std::atoi(arguments[6]);
  Vector ratios, least;
  for (int k = 0; k < masses + couplings - 1; k += stride)
    ratios.push_back(std::pow(10, double(k) / (masses - 1) - 1));
  least.resize(ratios.size());
  double time = seconds([&] {
    std::vector<std::thread> pool;
    for (int t = 0; t < threads; ++t)
      pool.emplace_back([&, t] {
        for (size_t k = t; k < ratios.size(); k += threads) {
          Point point = benchmark('A');
          point.coupling = 1e-3 * point.mass / 3e6 * ratios[k] / 10;
          Solver solver(point, du);
          Result result = solver.solve({2.5})[0];
          least[k] = 1;
          for (int c = 0; c < solver.N; ++c)
            least[k] = std::min(
                least[k], (result.ratio[0][c] + result.ratio[1][c] + result.ratio[2][c]) / 3);
        }
      });
    for (std::thread& thread : pool) thread.join();
  });
  std::printf("{\"seconds\": [%.6g], \"solves\": %zu, ", time, ratios.size());
  print("least", least);
  std::printf("\"program\": \"c++\"}\n");
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 7 && !std::strcmp(arguments[1], "--scan")) return solveScan(arguments);
  if (count < 4) {
    std::fprintf(stderr, "usage: cascade A|B|C|D DU REPEATS [--table FILE] [--indices LIST]\n"
                         "       cascade --scan MASSES COUPLINGS DU THREADS STRIDE\n");
    return 64;
  }
  return solveBenchmark(count, arguments);
}
