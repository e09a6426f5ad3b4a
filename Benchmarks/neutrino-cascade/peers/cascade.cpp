// SPDX-License-Identifier: GPL-3.0-or-later
//
// Resonant Z' scattering of high-energy neutrinos on relic neutrinos: scalar C++17, one thread a
// solve. With xi = ln(1+z), u = ln E0, R(u) = Int_u du' A(u') h(e^(u-u')), h = 3 [y^2 + (1-y)^2]:
//
//   -dn_i/dxi = S_i - Lambda_i n_i + P_i R(u),   Lambda_i = sum_j |Q_ij|^2 K_j / H,
//   A = sum_i Lambda_i n_i
//
// Exponential steps from xi_max to 0 with the rates of the middle of the step, A from the balance of
// the step, R from three suffix sums, three fixed-point sweeps over the full grid. Written from these
// equations alone, to check and to time the solver of the suite; it shares no code with it.
//
// Usage: cascade A|B|C|D DU REPEATS [--table FILE] [--indices 2.1,2.2,...]
//        cascade --scan MASSES COUPLINGS DU THREADS STRIDE
// Prints one line of JSON.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using Vector = std::vector<double>;

namespace {

const double pi = 3.14159265358979323846;
const double kB = 8.617333262e-5;               // eV/K
const double hbarC = 1.973269804e-5;            // eV cm
const double lightSpeed = 2.99792458e10;        // cm/s
const double megaparsec = 3.0856775814913673e24;  // cm
const double H0 = 70e5 / megaparsec;            // 1/s
const double T0 = kB * 1.945;                   // eV
const double lowest = 1e12;                     // eV, start of the energy grid
const double zmax = 5;

double hubble(double z) { return H0 * std::sqrt(0.692 + 0.308 * std::pow(1 + z, 3)); }

double starFormation(double z) {
  double a = 1 + z;
  return std::pow(std::pow(a, -34.) + std::pow(a / 5161, 3.) + std::pow(a / 9.06, 35.), -0.1);
}

/// A point of the model and the top of its energy grid.
struct Point {
  double mass, coupling, kappa, sum;  // eV, 1, 1, eV
  bool normal;
  double highest;  // eV
};

Point benchmark(char letter) {
  switch (letter) {
    case 'A': return {10e6, 5e-4, 1, 0.1, true, 1e17};
    case 'B': return {10e6, 5e-4, 1, 0.12, false, 1e17};
    case 'C': return {10e6, 5e-4, 4, 0.1, true, 1e17};
    case 'D': return {5e6, 3e-4, 1, 0.06, true, 1e18};
  }
  std::fprintf(stderr, "cascade: %c is no benchmark; give A, B, C or D\n", letter);
  std::exit(64);
}

/// Neutrino masses from their sum: bisection of a monotone function of the lightest mass.
void neutrinoMasses(double sum, bool normal, double masses[3]) {
  auto fill = [&](double light) {
    double l2 = light * light;
    masses[0] = normal ? light : std::sqrt(l2 + 2.497e-3 - 7.42e-5);
    masses[1] = normal ? std::sqrt(l2 + 7.42e-5) : std::sqrt(l2 + 2.497e-3);
    masses[2] = normal ? std::sqrt(l2 + 2.514e-3) : light;
    return masses[0] + masses[1] + masses[2];
  };
  double low = 0, high = sum;
  if (fill(0) > sum) {
    std::fprintf(stderr, "cascade: no lightest mass for a sum of %g eV\n", sum);
    std::exit(65);
  }
  for (int k = 0; k < 200; ++k) {
    double middle = 0.5 * (low + high);
    (fill(middle) < sum ? low : high) = middle;
  }
  fill(0.5 * (low + high));
}

/// |U_ai|^2 (PDG order R23 U13 R12) and |Q_ij|^2 for Q = U^+ diag(0, 1, -1) U.
void mixing(bool normal, double U2[3][3], double Q2[3][3]) {
  using Complex = std::complex<double>;
  const double degree = pi / 180;
  double t12 = (normal ? 33.44 : 33.45) * degree, t13 = (normal ? 8.57 : 8.61) * degree;
  double t23 = (normal ? 49.0 : 49.3) * degree, delta = (normal ? 195 : 286) * degree;
  double s12 = std::sin(t12), c12 = std::cos(t12), s13 = std::sin(t13), c13 = std::cos(t13);
  double s23 = std::sin(t23), c23 = std::cos(t23);
  Complex f = std::polar(1.0, delta);
  Complex U[3][3] = {
      {c12 * c13, s12 * c13, s13 * std::conj(f)},
      {-s12 * c23 - c12 * s23 * s13 * f, c12 * c23 - s12 * s23 * s13 * f, s23 * c13},
      {s12 * s23 - c12 * c23 * s13 * f, -c12 * s23 - s12 * c23 * s13 * f, c23 * c13}};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      U2[i][j] = std::norm(U[i][j]);
      Q2[i][j] = std::norm(std::conj(U[1][i]) * U[1][j] - std::conj(U[2][i]) * U[2][j]);
    }
}

/// F(q) = Int_q^40 t dt / (sqrt(t^2 + mu^2) (e^t + 1)) at nodes q = 40 s^2, s uniform: dense near
/// q = 0, where F bends on the scale mu. The Fermi factor is the same for all mu and kept.
class ThermalTable {
 public:
  static const int cells = 2000;
  static constexpr double end = 40;

  ThermalTable() : weight(cells + 1), square(cells + 1), slope(cells + 1), value(cells + 1) {
    for (int k = 0; k <= cells; ++k) {
      double s = double(k) / cells, t = end * s * s;
      weight[k] = 2 * end * s / cells * t / (std::exp(t) + 1);  // t f dt/ds, per cell
      square[k] = t * t;
    }
  }

  void build(double mu) {
    double mu2 = mu * mu;
    for (int k = 0; k <= cells; ++k) slope[k] = weight[k] / std::sqrt(square[k] + mu2);
    value[cells] = 0;
    for (int k = cells - 1; k >= 0; --k) {  // cubic through four nodes; s -> -s is odd
      double before = k > 0 ? slope[k - 1] : -slope[1];
      double after = k + 2 <= cells ? slope[k + 2] : 0;
      value[k] = value[k + 1] + (13 * (slope[k] + slope[k + 1]) - before - after) / 24;
    }
  }

  /// Cubic Hermite in s; 0 beyond the end.
  double operator()(double q) const {
    if (q >= end) return 0;
    double x = std::sqrt(q / end) * cells;
    int k = int(x);
    double t = x - k, r = 1 - t;
    return r * r * ((1 + 2 * t) * value[k] - t * slope[k])
        + t * t * ((3 - 2 * t) * value[k + 1] + r * slope[k + 1]);
  }

 private:
  Vector weight, square, slope, value;
};

/// One source spectrum: densities of the three states and the absorbed number of the last step.
struct State {
  double index;
  Vector n[3], absorbed, source;  // source: E0^-index / 3, E0 in units of the grid start
  double streamed = 0;            // Int W (1+z)^(1-index) / H dxi so far
};

struct Result {
  Vector ratio[3];
  double energyExcess;
};

class Solver {
 public:
  Solver(const Point& point, double du)
      : point(point), du(du), N(int(std::lround(std::log(point.highest / lowest) / du)) + 1),
        steps(int(std::ceil(std::log(1 + zmax) / du))), xInverse(N), rise(N), rise2(N), fall(N),
        fall2(N), regenerated(N) {
    neutrinoMasses(point.sum, point.normal, masses);
    mixing(point.normal, U2, Q2);
    for (int i = 0; i < 3; ++i) share[i] = 0.5 * (1 - U2[0][i]);
    for (int k = 0; k < N; ++k) {
      rise[k] = std::exp(k * du);
      rise2[k] = rise[k] * rise[k];
      fall[k] = 1 / rise[k];
      fall2[k] = fall[k] * fall[k];
      xInverse[k] = 2 * lowest * rise[k] / (point.mass * point.mass);
    }
    for (int i = 0; i < 3; ++i) decay[i].resize(N), gain[i].resize(N), rate[i].resize(N);
  }

  std::vector<Result> solve(const Vector& indices) {
    std::vector<State> states;
    for (double index : indices) states.push_back(start(index));
    double h = std::log(1 + zmax) / steps, offset = 0.5 / std::sqrt(3.0);
    for (int step = 0; step < steps; ++step) {
      double xi = (steps - step - 0.5) * h;
      rates(std::exp(xi) - 1, h);
      for (State& state : states) {
        double mean = 0;
        for (double sign : {-1., 1.}) {
          double z = std::exp(xi + sign * offset * h) - 1;
          mean += 0.5 * starFormation(z) * std::pow(1 + z, 1 - state.index) / hubble(z);
        }
        for (int sweep = 0; sweep < 3; ++sweep) advance(state, mean, h, sweep == 2);
        state.streamed += mean * h;
      }
    }
    std::vector<Result> results;
    for (State& state : states) results.push_back(ratios(state));
    return results;
  }

  const Point point;
  const double du;
  const int N, steps;
  double U2[3][3], Q2[3][3], masses[3], share[3];

 private:
  ThermalTable table;
  Vector xInverse, rise, rise2, fall, fall2, regenerated, decay[3], gain[3], rate[3];
  int low = 0, high = 0;  // cells where something is absorbed

  State start(double index) const {
    State state;
    state.index = index;
    for (Vector& n : state.n) n.assign(N, 0.0);
    state.absorbed.assign(N, 0.0);
    state.source.resize(N);
    for (int k = 0; k < N; ++k) state.source[k] = std::exp(-index * k * du) / 3;
    return state;
  }

  /// Lambda_i h of every cell, its exponential, and h phi1(Lambda_i h).
  void rates(double z, double h) {
    double T = T0 * (1 + z), reach = ThermalTable::end * T;
    for (Vector& r : rate) std::fill(r.begin(), r.end(), 0.0);
    low = N, high = 0;
    // K = c/(hbar c) kappa g^2 x T F / (4 pi E) with x = mZ^2 / 2E, so 1/E = 2x / mZ^2.
    double factor = lightSpeed / hbarC * point.kappa * point.coupling * point.coupling * T
        / (2 * pi * point.mass * point.mass) * h / hubble(z);
    for (int j = 0; j < 3; ++j) {
      double m = masses[j], edge = std::sqrt(reach * reach + m * m) + reach;  // p_min = reach
      table.build(m / T);
      double uLow = std::log(1 / (edge * xInverse[0] * (1 + z))) / du;
      double uHigh = std::log(edge / (m * m * xInverse[0] * (1 + z))) / du;
      int first = std::clamp(int(std::ceil(uLow)), 0, N), last = std::clamp(int(uHigh) + 1, 0, N);
      for (int k = first; k < last; ++k) {
        double x = 1 / (xInverse[k] * (1 + z));
        double q = std::fabs(x - m) * (x + m) / (2 * x * T);
        double K = factor * x * x * table(q);
        for (int i = 0; i < 3; ++i) rate[i][k] += Q2[i][j] * K;
      }
      low = std::min(low, first), high = std::max(high, last);
    }
    for (int i = 0; i < 3; ++i)
      for (int k = low; k < high; ++k) {
        double x = rate[i][k];
        decay[i][k] = std::exp(-x);
        gain[i][k] = h * (x < 1e-3 ? 1 - x / 2 * (1 - x / 3 * (1 - x / 4)) : (1 - decay[i][k]) / x);
      }
  }

  /// One fixed-point sweep: R from the absorbed numbers, then new densities and absorbed numbers.
  void advance(State& state, double mean, double h, bool keep) {
    double S0 = 0, S1 = 0, S2 = 0;
    for (int k = N - 1; k >= 0; --k) {
      double a0 = state.absorbed[k], a1 = a0 * fall[k], a2 = a0 * fall2[k];
      regenerated[k] = du * (3 * (S0 + 0.5 * a0) - 6 * rise[k] * (S1 + 0.5 * a1)
          + 6 * rise2[k] * (S2 + 0.5 * a2));
      S0 += a0, S1 += a1, S2 += a2;
    }
    std::fill(state.absorbed.begin(), state.absorbed.end(), 0.0);
    for (int i = 0; i < 3; ++i) {
      double* n = state.n[i].data();
      auto outside = [&](int from, int to) {
        for (int k = from; k < to; ++k)
          n[k] += h * (mean * state.source[k] + share[i] * regenerated[k]);
      };
      if (keep) outside(0, low), outside(high, N);
      for (int k = low; k < high; ++k) {
        double fed = mean * state.source[k] + share[i] * regenerated[k];
        double next = n[k] * decay[i][k] + fed * gain[i][k];
        state.absorbed[k] += rate[i][k] > 0 ? fed - (next - n[k]) / h : 0;
        if (keep) n[k] = next;
      }
    }
  }

  Result ratios(const State& state) const {
    Result result;
    double energy = 0, streaming = 0;
    for (int i = 0; i < 3; ++i) {
      result.ratio[i].resize(N);
      for (int k = 0; k < N; ++k) {
        double free = state.source[k] * state.streamed;
        result.ratio[i][k] = state.n[i][k] / free;
        energy += state.n[i][k] * rise2[k], streaming += free * rise2[k];
      }
    }
    result.energyExcess = energy / streaming - 1;
    return result;
  }
};

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

void print(const char* name, const Vector& values, const char* end = ", ") {
  std::printf("\"%s\": [", name);
  for (size_t k = 0; k < values.size(); ++k) std::printf("%s%.15g", k ? ", " : "", values[k]);
  std::printf("]%s", end);
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
      for (int flavour = 0; flavour < 3; ++flavour) all[3 + flavour][e] += solver.U2[flavour][i] * r;
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
  for (size_t rhs = 0; rhs < results.size(); ++rhs) {
    std::vector<Vector> values = columns(*last, results[rhs], energies);
    if (rhs > 0) {  // further sources: the all-flavour ratio alone
      print(("all" + std::to_string(rhs)).c_str(), values[6]);
      continue;
    }
    Vector deviations(std::min<size_t>(golden.size(), 7), 0.0);
    for (size_t c = 0; c < 7; ++c) print(names[c], values[c]);
    for (size_t c = 0; c < deviations.size(); ++c)
      for (size_t e = 0; e < energies.size(); ++e)
        deviations[c] = std::max(deviations[c], std::fabs(values[c][e] - golden[c][e]));
    print("deviations", deviations);
  }
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
