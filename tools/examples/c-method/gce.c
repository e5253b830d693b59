/*
 * A method in C: generalised cross entropy through one class matrix, on the toolkit's own encoders.
 *
 *   L = sum over modalities of mean_i (1 - p_i(y_i)^q) / q,    p_i = softmax(z_i W / temperature)
 *
 * Between cross entropy (q -> 0), which believes every label, and the mean absolute error (q = 1), which learns slowly and minds no
 * wrong one: a row that the model does not believe in has little weight in the gradient.
 *
 * There is no `embed`, so rows come as embeddings, and the optimiser, schedules, checkpoints and encoders are the host's. All
 * that is written here is what the method is.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmr_method.h"

/* The places of what is declared below. */
enum { TRUNCATION, TEMPERATURE, UNIT_COLUMNS, OPTION_COUNT };
enum { CLASSES };
enum { CONFIDENCE };

static const cmr_option options[OPTION_COUNT] = {
  [TRUNCATION] = {.name = "q",
                  .help = "how little rows count that the model does not believe in; towards 0 all count alike",
                  .type = CMR_NUMBER,
                  .open_bounds = CMR_ABOVE_MINIMUM,
                  .standard = 0.7,
                  .minimum = 0,
                  .maximum = 1},
  [TEMPERATURE] = {.name = "temperature",
                   .help = "divides the logits before the softmax over classes",
                   .type = CMR_NUMBER,
                   .open_bounds = CMR_ABOVE_MINIMUM,
                   .standard = 0.1,
                   .minimum = 0,
                   .maximum = INFINITY},
  [UNIT_COLUMNS] = {.name = "unitColumns",
                    .help = "whether the class matrix is given unit columns before every step",
                    .type = CMR_FLAG,
                    .standard = 1},
};

static int32_t fail(const cmr_call *call, int32_t status, const char *why) {
  snprintf(call->message, call->message_size, "%s", why);
  return status;
}

/* W, one column for each class, and the sum and number of the beliefs in the given labels since the epoch began. */
static int32_t declare(const cmr_call *call, int64_t *embedding_columns) {
  const int64_t classes[] = {*embedding_columns, call->task->class_count}, confidence[] = {2};
  if (call->task->class_count < 2) return fail(call, CMR_UNSUITABLE, "one class leaves nothing to tell apart");
  int32_t status = call->declare(call, CMR_PARAMETER, "classes", CMR_FLOAT32, 2, classes);
  if (status != CMR_OK) return status;
  return call->declare(call, CMR_STATE, "confidence", CMR_FLOAT64, 1, confidence);
}

static int32_t project(const cmr_call *call) {
  if (call->task->options[UNIT_COLUMNS] == 0) return CMR_OK;
  const cmr_array *classes = &call->parameters[CLASSES];
  const int64_t length = classes->shape[0], count = classes->shape[1];
  float *w = classes->values;
  for (int64_t k = 0; k < count; k++) {
    double square = 0;
    for (int64_t l = 0; l < length; l++) square += (double)w[l * count + k] * w[l * count + k];
    const double scale = square > 0 ? 1 / sqrt(square) : 0;
    for (int64_t l = 0; l < length; l++) w[l * count + k] *= (float)scale;
  }
  return CMR_OK;
}

static int32_t initialise(const cmr_call *call) {
  const cmr_array *classes = &call->parameters[CLASSES];
  float *w = classes->values;
  for (int64_t i = 0; i < classes->shape[0] * classes->shape[1]; i++) w[i] = (float)call->normal(call);
  return project(call);
}

static int32_t begin_epoch(const cmr_call *call) {
  double *confidence = call->state[CONFIDENCE].values;
  confidence[0] = confidence[1] = 0;
  return CMR_OK;
}

static int32_t end_epoch(const cmr_call *call) {
  const double *confidence = call->state[CONFIDENCE].values;
  call->report(call, "confidence", confidence[1] > 0 ? confidence[0] / confidence[1] : 0);
  return CMR_OK;
}

/* The logits of one row become the softmax over classes. */
static void softmax(double *p, int64_t count) {
  double most = p[0], sum = 0;
  for (int64_t k = 1; k < count; k++) most = fmax(most, p[k]);
  for (int64_t k = 0; k < count; k++) sum += p[k] = exp(p[k] - most);
  for (int64_t k = 0; k < count; k++) p[k] /= sum;
}

/* The loss of one row; adds its gradient by the row and by W, and its belief in its label. `p` is room for a number per class. */
static double row_loss(const cmr_call *call, const cmr_rows *part, int64_t row, double *p) {
  const cmr_array *classes = &call->parameters[CLASSES];
  const int64_t length = classes->shape[0], count = classes->shape[1];
  const float *w = classes->values, *z = part->values + row * length;
  float *dw = classes->gradient, *dz = part->gradient + row * length;
  const double q = call->task->options[TRUNCATION], temperature = call->task->options[TEMPERATURE];

  for (int64_t k = 0; k < count; k++) p[k] = 0;
  for (int64_t l = 0; l < length; l++)
    for (int64_t k = 0; k < count; k++) p[k] += (double)z[l] * w[l * count + k];
  for (int64_t k = 0; k < count; k++) p[k] /= temperature;
  softmax(p, count);

  double *confidence = call->state[CONFIDENCE].values;
  const int32_t label = part->labels[row];
  const double believed = pow(p[label], q), loss = (1 - believed) / q;
  confidence[0] += p[label];
  confidence[1] += 1;

  /* d loss / d logit_k = p(y)^q (p_k - [k = y]), over rows and temperature. */
  for (int64_t k = 0; k < count; k++)
    p[k] = believed * (p[k] - (k == label)) / (temperature * (double)part->rows);
  for (int64_t l = 0; l < length; l++) {
    double sum = 0;
    for (int64_t k = 0; k < count; k++) {
      sum += p[k] * w[l * count + k];
      dw[l * count + k] += (float)(p[k] * z[l]);
    }
    dz[l] = (float)sum;
  }
  return loss / (double)part->rows;
}

static int32_t step(const cmr_call *call, const cmr_rows *parts, double *loss) {
  double *p = malloc((size_t)call->task->class_count * sizeof *p);
  if (p == NULL) return fail(call, CMR_FAILED, "there is no memory for a row of logits");
  *loss = 0;
  for (int32_t m = 0; m < call->task->modality_count; m++)
    for (int64_t row = 0; row < parts[m].rows; row++) *loss += row_loss(call, &parts[m], row, p);
  free(p);
  return CMR_OK;
}

static const char *const sources[] = {
  "Zhang and Sabuncu: Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels. NeurIPS 2018.", NULL};

static const cmr_method method = {
  .abi = CMR_METHOD_ABI,
  .size = sizeof(cmr_method),
  .name = "gce",
  .version = "1.0",
  .summary = "generalised cross entropy of all modalities through one class matrix",
  .sources = sources,
  .options = options,
  .option_count = OPTION_COUNT,
  .needs_pairs = 1,
  .label_kinds = CMR_ONE_LABEL,
  .minimum_modalities = 1,
  .maximum_modalities = 8,
  .minimum_batch = 1,
  .declare = declare,
  .initialise = initialise,
  .begin_epoch = begin_epoch,
  .project = project,
  .step = step,
  .end_epoch = end_epoch,
};

const cmr_method *cmr_plugin(uint32_t host_abi) { return host_abi == CMR_METHOD_ABI ? &method : NULL; }
