// SPDX-License-Identifier: GPL-3.0-or-later
#include "KernelTexts.h"
#include <stddef.h>
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

/* clang tells the build that this file depends on those that it embeds. */
static const char boris_cell[] = {
#embed "BorisCell.h" suffix(, 0)
};
static const char boris_grid[] = {
#embed "BorisGrid.h" suffix(, 0)
};
static const char boris_turn[] = {
#embed "BorisTurn.h" suffix(, 0)
};
static const char boris_waves[] = {
#embed "BorisWaves.h" suffix(, 0)
};
static const char cascade_cell[] = {
#embed "CascadeCell.h" suffix(, 0)
};
static const char cascade_finish[] = {
#embed "CascadeFinish.h" suffix(, 0)
};
static const char device_activations[] = {
#embed "Devices/Activations.h" suffix(, 0)
};
static const char device_cascade_dense[] = {
#embed "Devices/CascadeDense.h" suffix(, 0)
};
static const char device_cascade_steps[] = {
#embed "Devices/CascadeSteps.h" suffix(, 0)
};
static const char device_cascade_thermal[] = {
#embed "Devices/CascadeThermal.h" suffix(, 0)
};
static const char device_cell_nodes[] = {
#embed "Devices/CellNodes.h" suffix(, 0)
};
static const char device_device_ceilings[] = {
#embed "Devices/DeviceCeilings.h" suffix(, 0)
};
static const char device_dialect[] = {
#embed "Devices/Dialect.h" suffix(, 0)
};
static const char device_gathers[] = {
#embed "Devices/Gathers.h" suffix(, 0)
};
static const char device_gaussian_sums[] = {
#embed "Devices/GaussianSums.h" suffix(, 0)
};
static const char device_grid_orbits[] = {
#embed "Devices/GridOrbits.h" suffix(, 0)
};
static const char device_jf12_rays[] = {
#embed "Devices/JF12Rays.h" suffix(, 0)
};
static const char device_matrix_product[] = {
#embed "Devices/MatrixProduct.h" suffix(, 0)
};
static const char device_maximum_pool[] = {
#embed "Devices/MaximumPool.h" suffix(, 0)
};
static const char device_network_losses[] = {
#embed "Devices/NetworkLosses.h" suffix(, 0)
};
static const char device_optimisers[] = {
#embed "Devices/Optimisers.h" suffix(, 0)
};
static const char device_photon_counts[] = {
#embed "Devices/PhotonCounts.h" suffix(, 0)
};
static const char device_region_toys[] = {
#embed "Devices/RegionToys.h" suffix(, 0)
};
static const char device_rows[] = {
#embed "Devices/Rows.h" suffix(, 0)
};
static const char device_wave_grid[] = {
#embed "Devices/WaveGrid.h" suffix(, 0)
};
static const char device_wave_modes[] = {
#embed "Devices/WaveModes.h" suffix(, 0)
};
static const char device_wave_orbits[] = {
#embed "Devices/WaveOrbits.h" suffix(, 0)
};
static const char device_wave_sum[] = {
#embed "Devices/WaveSum.h" suffix(, 0)
};
static const char dot_product[] = {
#embed "DotProduct.h" suffix(, 0)
};
static const char exponential[] = {
#embed "Exponential.h" suffix(, 0)
};
static const char exponential_single[] = {
#embed "ExponentialSingle.h" suffix(, 0)
};
static const char gaussian_lanes[] = {
#embed "GaussianLanes.h" suffix(, 0)
};
static const char jf12_field[] = {
#embed "JF12Field.h" suffix(, 0)
};
static const char jf12_functions[] = {
#embed "JF12Functions.h" suffix(, 0)
};
static const char jf12_random[] = {
#embed "JF12Random.h" suffix(, 0)
};
static const char jf12_step[] = {
#embed "JF12Step.h" suffix(, 0)
};
static const char ladder_summary[] = {
#embed "LadderSummary.h" suffix(, 0)
};
static const char learning_elements[] = {
#embed "LearningElements.h" suffix(, 0)
};
static const char philox_block[] = {
#embed "PhiloxBlock.h" suffix(, 0)
};
static const char photon_recursion[] = {
#embed "PhotonRecursion.h" suffix(, 0)
};
static const char plane_wave[] = {
#embed "PlaneWave.h" suffix(, 0)
};
static const char poisson_toy[] = {
#embed "PoissonToy.h" suffix(, 0)
};
static const char sine[] = {
#embed "Sine.h" suffix(, 0)
};
static const char cascade_layout[] = {
#embed "include/CascadeLayout.h" suffix(, 0)
};
static const char jf12_model[] = {
#embed "include/JF12Model.h" suffix(, 0)
};
static const char region_tables[] = {
#embed "include/RegionTables.h" suffix(, 0)
};

static const struct {
  const char *name, *text;
} texts[] = {
    {"BorisCell.h", boris_cell},
    {"BorisGrid.h", boris_grid},
    {"BorisTurn.h", boris_turn},
    {"BorisWaves.h", boris_waves},
    {"CascadeCell.h", cascade_cell},
    {"CascadeFinish.h", cascade_finish},
    {"Devices/Activations.h", device_activations},
    {"Devices/CascadeDense.h", device_cascade_dense},
    {"Devices/CascadeSteps.h", device_cascade_steps},
    {"Devices/CascadeThermal.h", device_cascade_thermal},
    {"Devices/CellNodes.h", device_cell_nodes},
    {"Devices/DeviceCeilings.h", device_device_ceilings},
    {"Devices/Dialect.h", device_dialect},
    {"Devices/Gathers.h", device_gathers},
    {"Devices/GaussianSums.h", device_gaussian_sums},
    {"Devices/GridOrbits.h", device_grid_orbits},
    {"Devices/JF12Rays.h", device_jf12_rays},
    {"Devices/MatrixProduct.h", device_matrix_product},
    {"Devices/MaximumPool.h", device_maximum_pool},
    {"Devices/NetworkLosses.h", device_network_losses},
    {"Devices/Optimisers.h", device_optimisers},
    {"Devices/PhotonCounts.h", device_photon_counts},
    {"Devices/RegionToys.h", device_region_toys},
    {"Devices/Rows.h", device_rows},
    {"Devices/WaveGrid.h", device_wave_grid},
    {"Devices/WaveModes.h", device_wave_modes},
    {"Devices/WaveOrbits.h", device_wave_orbits},
    {"Devices/WaveSum.h", device_wave_sum},
    {"DotProduct.h", dot_product},
    {"Exponential.h", exponential},
    {"ExponentialSingle.h", exponential_single},
    {"GaussianLanes.h", gaussian_lanes},
    {"JF12Field.h", jf12_field},
    {"JF12Functions.h", jf12_functions},
    {"JF12Random.h", jf12_random},
    {"JF12Step.h", jf12_step},
    {"LadderSummary.h", ladder_summary},
    {"LearningElements.h", learning_elements},
    {"PhiloxBlock.h", philox_block},
    {"PhotonRecursion.h", photon_recursion},
    {"PlaneWave.h", plane_wave},
    {"PoissonToy.h", poisson_toy},
    {"Sine.h", sine},
    {"include/CascadeLayout.h", cascade_layout},
    {"include/JF12Model.h", jf12_model},
    {"include/RegionTables.h", region_tables},
};

const char *assay_kernel_text(const char *file) {
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (strcmp(texts[i].name, file) == 0) return texts[i].text;
  return NULL;
}

const char *assay_kernel_text_name(int index) {
  return index >= 0 && (size_t)index < sizeof texts / sizeof *texts ? texts[index].name : NULL;
}
