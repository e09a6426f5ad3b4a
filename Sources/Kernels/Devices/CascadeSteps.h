// SPDX-License-Identifier: GPL-3.0-or-later
/* Many cascades at once: a work-item is one, a mass and coupling of the Z' and a source. Cells are
   kept as [state][cell][point], so that neighbouring work-items read neighbouring memory.

   Floor, on a device of F operations/s and B bytes/s in double precision: per cell and step 255
   operations (198 for the coefficients, 57 for the sweep) and 48 bytes (three densities read and
   written; the thermal integrals, 24 bytes, are shared by all couplings of a mass and stay in
   cache). With du = 4e-3 and zmax = 5 a solve is 223200 cells in 448 steps: 5.7e7 operations and
   1.1e7 bytes. So 10^6 solves take at least 5.7e13/F or 1.1e13/B s, whichever is longer: 3.4 s by
   an H200's data sheet (F = 34e12 fused, so half of that here; B = 4.8e12). */

/* Coefficients of the three states at a cell. */
struct assay_cascade_cell {
  struct assay_cascade_state state0, state1, state2;
  double closure, inverse;
};

/* What no cell of a step changes: couplings times the factor of the step, and what the physics
   says, in private memory so that it stays in registers. */
struct assay_cascade_constants {
  double c[9], p0, p1, p2, diagonal;
  int32_t euler;
};

ASSAY_INLINE struct assay_cascade_constants assay_cascade_constants_of(
    const ASSAY_GLOBAL struct assay_cascade_physics *physics,
    const ASSAY_GLOBAL struct assay_cascade_span *span, double rate, double strength) {
  struct assay_cascade_constants constants;
  const double factor =
      strength * assay_cascade_rate(rate, span->temperature, physics->volume, span->dilution);
  for (int32_t k = 0; k < 9; k++) constants.c[k] = physics->q2[k] * factor;
  constants.p0 = physics->share[0];
  constants.p1 = physics->share[1];
  constants.p2 = physics->share[2];
  constants.diagonal = physics->diagonal;
  constants.euler = physics->euler;
  return constants;
}

ASSAY_INLINE struct assay_cascade_state assay_cascade_state_of(double a, int32_t euler) {
  return euler ? assay_cascade_euler(a) : assay_cascade_exponential(a);
}

/* integral: of the first target at this cell, those of the others a row of `cells` further each. */
ASSAY_INLINE struct assay_cascade_cell assay_cascade_at(
    const struct assay_cascade_constants *step, double e2u, const ASSAY_GLOBAL double *integral,
    int32_t cells) {
  const double f0 = integral[0], f1 = integral[cells], f2 = integral[2 * (int64_t)cells];
  const double *c = step->c;
  struct assay_cascade_cell cell;
  cell.state0 = assay_cascade_state_of(
      assay_cascade_depth(e2u, c[0], c[1], c[2], f0, f1, f2), step->euler);
  cell.state1 = assay_cascade_state_of(
      assay_cascade_depth(e2u, c[3], c[4], c[5], f0, f1, f2), step->euler);
  cell.state2 = assay_cascade_state_of(
      assay_cascade_depth(e2u, c[6], c[7], c[8], f0, f1, f2), step->euler);
  /* The explicit step closes nothing: its psi are 0. */
  cell.closure =
      step->p0 * cell.state0.psi + step->p1 * cell.state1.psi + step->p2 * cell.state2.psi;
  cell.inverse = assay_cascade_inverse(step->diagonal, cell.closure);
  return cell;
}

/* What a step begins with: its window, what no cell of it changes, the emission, and what the cells
   from `fresh` on, which the window reaches now, have gathered of it before. */
struct assay_cascade_head {
  struct assay_cascade_span span;
  struct assay_cascade_constants step;
  double s0, s1, s2, fresh0, fresh1, fresh2;
  int32_t fresh;
};

/* spans: of the problem of the point. The other arguments as for assay_device_cascade_steps. */
ASSAY_INLINE struct assay_cascade_head assay_cascade_head_of(
    const struct assay_cascade_point *point, const struct assay_cascade_source *source, int32_t s,
    int32_t steps, const ASSAY_GLOBAL struct assay_cascade_span *spans,
    const ASSAY_GLOBAL struct assay_cascade_physics *physics,
    const ASSAY_GLOBAL double *emission, const ASSAY_GLOBAL double *emitted) {
  const double now = emission[(int64_t)point->source * steps + s];
  const double before = emitted[(int64_t)point->source * (steps + 1) + s];
  struct assay_cascade_head head;
  head.span = spans[s];
  head.step = assay_cascade_constants_of(physics, spans + s, point->rate, point->strength);
  head.s0 = source->weight[0] * now;
  head.s1 = source->weight[1] * now;
  head.s2 = source->weight[2] * now;
  head.fresh0 = source->weight[0] * before;
  head.fresh1 = source->weight[1] * before;
  head.fresh2 = source->weight[2] * before;
  head.fresh = s > 0 ? spans[s - 1].upper : 0;
  return head;
}

/* A cell at the beginning of a step: its coefficients and densities, what it absorbs of emission
   and density (own), and what it absorbs of the sum over the cells above (gain). */
struct assay_cascade_open {
  struct assay_cascade_cell cell;
  double n0, n1, n2, own, gain;
};

/* at: the density of the first state, those of the others a row of `stride` further each. spacing:
   of the sum over the cells above, 1 where it holds it. Below the window nothing is absorbed. */
ASSAY_INLINE struct assay_cascade_open assay_cascade_open_of(
    const struct assay_cascade_head *head, int32_t n, const ASSAY_GLOBAL double *e2u,
    const ASSAY_GLOBAL double *integrals, double spacing, const ASSAY_GLOBAL double *at,
    int64_t stride) {
  struct assay_cascade_open open;
  open.n0 = n < head->fresh ? at[0] : head->fresh0;
  open.n1 = n < head->fresh ? at[stride] : head->fresh1;
  open.n2 = n < head->fresh ? at[2 * stride] : head->fresh2;
  if (n >= head->span.lower) {
    const struct assay_cascade_cell cell = assay_cascade_at(
        &head->step, e2u[n], integrals + head->span.first + (n - head->span.lower),
        head->span.upper - head->span.lower);
    open.cell = cell;
    open.own = assay_cascade_lost(head->s0, head->s1, head->s2, cell.state0.psi, cell.state1.psi,
                                  cell.state2.psi, cell.state0.b, cell.state1.b, cell.state2.b,
                                  open.n0, open.n1, open.n2) *
               cell.inverse;
    open.gain = cell.closure * cell.inverse * spacing;
  } else {
    open.cell.state0 = open.cell.state1 = open.cell.state2 = assay_cascade_euler(0);
    open.own = open.gain = 0;
  }
  return open;
}

/* The densities at the end of the step, for g of what the cell receives (Cascade.h). */
ASSAY_INLINE void assay_cascade_close(const struct assay_cascade_head *head,
                                      const struct assay_cascade_open *open, double g,
                                      ASSAY_GLOBAL double *at, int64_t stride) {
  const struct assay_cascade_cell *c = &open->cell;
  const struct assay_cascade_constants *p = &head->step;
  at[0] = assay_cascade_stepped(open->n0, c->state0.phi, c->state0.b, head->s0, p->p0, g);
  at[stride] = assay_cascade_stepped(open->n1, c->state1.phi, c->state1.b, head->s1, p->p1, g);
  at[2 * stride] = assay_cascade_stepped(open->n2, c->state2.phi, c->state2.b, head->s2, p->p2, g);
}

/* Steps `begin` ... `end` - 1 of `points` cascades: coefficients, suffix sums and update in one
   pass over the cells from the top down. Per problem: `steps` spans. Per source: emission of each
   step (`steps`) and the emission before it (`steps` + 1). tails: [step][k][point]. */
ASSAY_KERNEL void assay_device_cascade_steps(
    const ASSAY_GLOBAL struct assay_cascade_point *points, int64_t count, int32_t begin,
    int32_t end, int32_t steps, int32_t cells, double spacing,
    const ASSAY_GLOBAL struct assay_cascade_span *spans,
    const ASSAY_GLOBAL struct assay_cascade_physics *physics,
    const ASSAY_GLOBAL struct assay_cascade_source *table, const ASSAY_GLOBAL double *emission,
    const ASSAY_GLOBAL double *emitted, const ASSAY_GLOBAL double *restrict e2u,
    const ASSAY_GLOBAL double *restrict integrals, ASSAY_GLOBAL double *restrict density,
    ASSAY_GLOBAL double *restrict tails) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= count) return;
  const struct assay_cascade_point point = points[item];
  const struct assay_cascade_source source = table[point.source];
  spans += (int64_t)point.problem * steps;
  const struct assay_cascade_fade fade = assay_cascade_fade_of(
      source.fade[0], source.fade[1], source.fade[2], physics->coefficient[0],
      physics->coefficient[1], physics->coefficient[2]);
  for (int32_t s = begin; s < end; s++) {
    const struct assay_cascade_head head =
        assay_cascade_head_of(&point, &source, s, steps, spans, physics, emission, emitted);
    struct assay_cascade_sums sums;
    sums.t0 = sums.t1 = sums.t2 = 0;
    for (int32_t n = head.span.upper - 1; n >= head.span.lower; n--) {
      ASSAY_GLOBAL double *at = density + (int64_t)n * count + item;
      const struct assay_cascade_open open = assay_cascade_open_of(
          &head, n, e2u, integrals, spacing, at, (int64_t)cells * count);
      const double t = assay_cascade_descend(&sums, &fade, open.own, open.gain);
      const double g = assay_cascade_regained(
          spacing, t, head.step.diagonal, assay_cascade_absorbed(open.own, open.gain, t));
      assay_cascade_close(&head, &open, g, at, (int64_t)cells * count);
    }
    ASSAY_GLOBAL double *tail = tails + 3 * (int64_t)s * count + item;
    tail[0] = sums.t0;
    tail[count] = sums.t1;
    tail[2 * count] = sums.t2;
  }
}

/* What has left the windows is brought to z = 0. passage: per problem and source, three a step. */
ASSAY_KERNEL void assay_device_cascade_settle(
    const ASSAY_GLOBAL struct assay_cascade_point *points, int64_t count, int32_t steps,
    int32_t sources, int32_t cells, double spacing,
    const ASSAY_GLOBAL struct assay_cascade_span *spans,
    const ASSAY_GLOBAL struct assay_cascade_physics *physics,
    const ASSAY_GLOBAL struct assay_cascade_source *table, const ASSAY_GLOBAL double *emission,
    const ASSAY_GLOBAL double *passage, const ASSAY_GLOBAL double *tails,
    ASSAY_GLOBAL double *density) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= count) return;
  const struct assay_cascade_point point = points[item];
  const struct assay_cascade_source source = table[point.source];
  const int64_t pair = (int64_t)point.problem * sources + point.source;
  assay_cascade_settle(spans + (int64_t)point.problem * steps, steps,
                       emission + (int64_t)point.source * steps, passage + 3 * pair * steps,
                       tails + item, count, source.weight[0], source.weight[1], source.weight[2],
                       physics->share[0], physics->share[1], physics->share[2], source.fade[0],
                       source.fade[1], source.fade[2], spacing, density + item, count,
                       cells * count);
}

/* The density of every cell becomes its ratio to free streaming. A cell n of state i of a point
   stands at n cell_stride + i state_stride + point point_stride, neighbours beside each other. */
ASSAY_KERNEL void assay_device_cascade_ratios(
    const ASSAY_GLOBAL struct assay_cascade_point *points, int64_t count, int32_t steps,
    int32_t cells, const ASSAY_GLOBAL struct assay_cascade_span *spans,
    const ASSAY_GLOBAL struct assay_cascade_source *table, const ASSAY_GLOBAL double *emitted,
    ASSAY_GLOBAL double *density, int64_t cell_stride, int64_t state_stride,
    int64_t point_stride) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= count * cells) return;
  const int64_t n = point_stride == 1 ? item / count : item % cells;
  const int64_t p = point_stride == 1 ? item % count : item / cells;
  const struct assay_cascade_point point = points[p];
  const int64_t reached = spans[(int64_t)point.problem * steps + steps - 1].upper;
  const double total = emitted[(int64_t)point.source * (steps + 1) + steps];
  ASSAY_GLOBAL double *at = density + n * cell_stride + p * point_stride;
  for (int32_t i = 0; i < 3; i++)
    at[i * state_stride] = assay_cascade_ratio(n, reached, at[i * state_stride],
                                               table[point.source].weight[i], total);
}

/* The all-flavour ratio of each cell takes the place of that of the first state. */
ASSAY_KERNEL void assay_device_cascade_combine(
    const ASSAY_GLOBAL struct assay_cascade_point *points, int64_t count, int32_t cells,
    const ASSAY_GLOBAL struct assay_cascade_source *table, ASSAY_GLOBAL double *ratio,
    int64_t cell_stride, int64_t state_stride, int64_t point_stride) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= count * cells) return;
  const int64_t n = point_stride == 1 ? item / count : item % cells;
  const int64_t p = point_stride == 1 ? item % count : item / cells;
  const ASSAY_GLOBAL struct assay_cascade_source *source = table + points[p].source;
  ASSAY_GLOBAL double *at = ratio + n * cell_stride + p * point_stride;
  at[0] = assay_cascade_combined(source->share[0], source->share[1], source->share[2], source->sum,
                                 at[0], at[state_stride], at[2 * state_stride]);
}

/* The deepest point of each search: its cell, or -1, and the ratio there, or 1. */
ASSAY_KERNEL void assay_device_cascade_search(
    const ASSAY_GLOBAL struct assay_cascade_search *searches, int64_t searched,
    const ASSAY_GLOBAL double *ratio, int64_t cell_stride, int64_t point_stride,
    ASSAY_GLOBAL int32_t *cells, ASSAY_GLOBAL double *lowest) {
  const int64_t item = ASSAY_ITEM(0);
  if (item >= searched) return;
  const struct assay_cascade_search search = searches[item];
  const ASSAY_GLOBAL double *at = ratio + search.point * point_stride;
  const int32_t cell = assay_cascade_lowest_text(at, cell_stride, search.first, search.last);
  cells[item] = cell;
  lowest[item] = cell < 0 ? 1 : at[cell * cell_stride];
}
