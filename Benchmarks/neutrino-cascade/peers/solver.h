// SPDX-License-Identifier: GPL-3.0-or-later
//
// The cascade solver of cascade.cpp: see there for the equations.
#pragma once
#include "model.h"
#include <algorithm>

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
