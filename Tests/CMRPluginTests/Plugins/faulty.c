/* A small method that does one thing wrong, chosen by -DFAULT='"NAME"'; without a fault it conforms. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmr_method.h"

#ifndef FAULT
#define FAULT "none"
#endif
static int is(const char *fault) { return strcmp(fault, FAULT) == 0; }

static int32_t say(const cmr_call *call, int32_t status, const char *text) {
  snprintf(call->message, call->message_size, "%s", text);
  return status;
}

static int32_t declare(const cmr_call *call, int64_t *columns) {
  const int64_t one = 1, none = 0, huge[] = {1L << 40, 1L << 40};
  int64_t shape[] = {*columns, call->task->class_count};
  if (is("unsuitable")) return say(call, CMR_UNSUITABLE, "three classes are one too many");
  if (is("declare-fails")) return CMR_FAILED;
  if (is("array-name")) return call->declare(call, CMR_STATE, "a b", CMR_FLOAT32, 1, &one);
  if (is("array-use")) return call->declare(call, 7, "a", CMR_FLOAT32, 1, &one);
  if (is("array-type")) return call->declare(call, CMR_STATE, "a", 9, 1, &one);
  if (is("array-rank")) return call->declare(call, CMR_STATE, "a", CMR_FLOAT32, 5, huge);
  if (is("array-empty")) return call->declare(call, CMR_STATE, "a", CMR_FLOAT32, 1, &none);
  if (is("array-huge")) return call->declare(call, CMR_STATE, "a", CMR_FLOAT32, 2, huge);
  if (is("parameter-type")) return call->declare(call, CMR_PARAMETER, "a", CMR_FLOAT64, 2, shape);
  if (is("parameter-rank")) return call->declare(call, CMR_PARAMETER, "a", CMR_FLOAT32, 1, shape);
  if (is("host-name")) return call->declare(call, CMR_PARAMETER, "image.0.weight", CMR_FLOAT32, 2, shape);
  if (is("columns")) *columns = 5;
  if (is("no-columns")) return CMR_OK;
#ifdef EMBEDS
  shape[0] = 4;
  *columns = is("long-embedding") ? 1 << 20 : 4;
#endif
  call->declare(call, CMR_PARAMETER, "w", CMR_FLOAT32, 2, shape);
  if (is("array-twice")) return call->declare(call, CMR_PARAMETER, "w", CMR_FLOAT32, 2, shape);
  return call->declare(call, CMR_STATE, "seen", CMR_INT64, 1, &one);
}

static int32_t initialise(const cmr_call *call) {
  const cmr_array *w = &call->parameters[0];
  float *values = w->values;
  const int64_t count = w->shape[0] * w->shape[1];
  for (int64_t i = 0; i < count; i++) values[i] = (float)(call->uniform(call) + (double)call->below(call, 2));
  if (is("outside-parameter")) values[count] = 1;
  if (is("nan-parameter")) values[1] = NAN;
  return CMR_OK;
}

static int32_t count_rows(void *context, const cmr_rows *rows) {
  *(int64_t *)context += rows->rows;
  return is("visit-fails") ? 9 : CMR_OK;
}

static int32_t begin_epoch(const cmr_call *call) {
  int64_t rows = 0;
  int32_t status = call->each_block(call, is("no-modality") ? 2 : 0, is("no-visit") ? NULL : count_rows, &rows);
  if (is("report-name")) call->report(call, "Rows Seen", 1);
  call->report(call, "rows", (double)rows);
  return status;
}

static int32_t project(const cmr_call *call) {
  float *w = call->parameters[0].values;
  if (is("project-fails")) return say(call, CMR_FAILED, "the columns have run away");
  if (is("project-nan")) w[0] = INFINITY;
  return CMR_OK;
}

static int32_t step(const cmr_call *call, const cmr_rows *parts, double *loss) {
  const cmr_array *w = &call->parameters[0];
  const int64_t count = w->shape[0] * w->shape[1];
  float *values = w->values;
  int64_t *seen = call->state[0].values;
  if (is("step-fails")) return say(call, CMR_FAILED, "the batch is too blue");
  if (is("step-unsuitable")) return CMR_UNSUITABLE;
  if (is("step-silent")) return 3;
  if (is("long-message")) memset(call->message, 'x', call->message_size + 1);
  if (is("no-loss")) return CMR_OK;
  *loss = is("nan-loss") ? NAN : 0;
  for (int64_t i = 0; i < count; i++) {
    *loss += 0.5 * values[i] * values[i];
    w->gradient[i] = values[i];
  }
  seen[0] += parts[0].rows;
  if (is("nan-gradient")) w->gradient[2] = NAN;
  if (is("outside-gradient")) w->gradient[count] = 1;
  if (is("before-gradient")) w->gradient[-1] = 1;
  if (is("outside-state")) seen[1] = 1;
  if (is("writes-parameter")) values[0] += 1;
#ifndef EMBEDS
  const int64_t elements = parts[1].rows * parts[1].columns;
  if (is("nan-rows")) parts[1].gradient[0] = INFINITY;
  if (is("outside-rows")) parts[1].gradient[elements] = 1;
  if (is("outside-values")) ((float *)parts[1].values)[elements] = 1;
#endif
  if (is("outside-labels")) ((int32_t *)parts[0].labels)[parts[0].rows] = 1;
  if (is("outside-positions")) ((int64_t *)parts[0].positions)[parts[0].rows] = 1;
  return CMR_OK;
}

static int32_t end_epoch(const cmr_call *call) {
  if (is("end-fails")) return say(call, CMR_FAILED, "the epoch will not end");
  call->report(call, "seen", (double)*(int64_t *)call->state[0].values);
  return CMR_OK;
}

#ifdef EMBEDS
static int32_t embed(
  const cmr_call *call, int32_t modality, const cmr_rows *features, int64_t columns, float *embeddings) {
  (void)modality;
  const int64_t count = features->rows * columns;
  for (int64_t i = 0; i < count; i++) embeddings[i] = i % columns == 0;
  if (is("embed-fails")) return say(call, CMR_FAILED, "the rows are too long");
  if (is("outside-embeddings")) embeddings[count] = 1;
  if (is("writes-state")) *(int64_t *)call->state[0].values += 1;
  return CMR_OK;
}
#endif

static cmr_option options[] = {
  {.name = "rate", .help = "a rate", .type = CMR_NUMBER, .standard = 0.5, .minimum = 0, .maximum = 1},
  {.name = "count", .help = "a count", .type = CMR_INTEGER, .standard = 3, .minimum = 1, .maximum = INFINITY},
  {.name = "flag", .help = "a flag", .type = CMR_FLAG, .standard = 1},
  {.name = "mood", .help = "a mood", .type = CMR_CHOICE, .standard = 1, .choices = "calm,wild"},
};

static const char *sources[] = {"A Source.", NULL};

static cmr_method method = {
  .abi = CMR_METHOD_ABI, .size = sizeof(cmr_method), .name = "faulty", .version = "0.1", .summary = "does one thing wrong",
  .sources = sources, .options = options, .option_count = 4, .needs_pairs = 1, .label_kinds = CMR_ONE_LABEL,
  .minimum_modalities = 2, .maximum_modalities = 2, .minimum_batch = 1, .declare = declare, .initialise = initialise,
  .begin_epoch = begin_epoch, .project = project, .step = step, .end_epoch = end_epoch,
#ifdef EMBEDS
  .embed = embed,
#endif
};

#ifndef NO_ENTRY
const cmr_method *cmr_plugin(uint32_t host_abi) {
  if (is("old-abi") || host_abi != CMR_METHOD_ABI) return NULL;
  if (is("other-abi")) method.abi = 2;
  if (is("size")) method.size -= 8;
  if (is("null-step")) method.step = NULL;
  if (is("null-name")) method.name = NULL;
  if (is("name")) method.name = "My Method";
  if (is("version")) method.version = "";
  if (is("two-lines")) method.summary = "one\ntwo";
  if (is("not-utf8")) sources[0] = "caf\xe9";
  if (is("modalities")) method.maximum_modalities = 1;
  if (is("labels")) method.label_kinds = 4;
  if (is("batch")) method.minimum_batch = 0;
  if (is("no-options")) method.options = NULL;
  if (is("option-count")) method.option_count = 70000;
  if (is("endless")) {
    static const char *endless[1100];
    for (int i = 0; i < 1100; i++) endless[i] = "One Source.";
    method.sources = endless;
  }
  if (is("option-name")) options[1].name = "encoder";
  if (is("option-twice")) options[1].name = "rate";
  if (is("option-help")) options[1].help = NULL;
  if (is("option-type")) options[1].type = 8;
  if (is("option-default")) options[0].standard = 2;
  if (is("option-fraction")) options[1].standard = 1.5;
  if (is("option-choices")) options[3].choices = "calm,calm";
  if (is("option-choice")) options[3].standard = 2;
  if (is("option-flag")) options[2].standard = 2;
  return &method;
}
#endif

#ifdef UNDEFINED
int32_t nobody_has_this(void);
int32_t calls_it(void);
int32_t calls_it(void) { return nobody_has_this(); }
#endif
