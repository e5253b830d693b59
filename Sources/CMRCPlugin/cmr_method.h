/*
 * cmr_method.h - a training method in a shared library, for `cmrtrain --plugin ./libmymethod.so`.
 *
 * This header is the whole contract: C99, no other header of ours, no library to link with. A plug-in exports one function,
 * cmr_plugin(), which hands over a table of what the method is called, what it needs, its options and its functions.
 *
 * What the plug-in does: the loss of a batch and its gradient. What the host does: everything else. Streaming, shuffling,
 * the optimiser, its schedule and moments, checkpoints, resuming, evaluation and ranking are those of a built-in method.
 *
 *  - A plug-in owns nothing. Every array that training changes is declared by name and shape (declare), allocated by the
 *    host, handed to each call and kept in checkpoints. So a resumed run ends in the same bits without a line of code, as
 *    long as nothing lives on between two calls but in those arrays. Memory for the time of one call is the plug-in's own
 *    affair.
 *  - Without `embed`, the host's encoders are used: rows come as embeddings of unit length, and the plug-in gives the gradient
 *    by them. With `embed`, the plug-in has encoders of its own: rows come as features, and all parameters are its own.
 *  - No clock, no file, no generator that is not seeded by the call: equal seeds must give equal bits.
 *
 * Arrays are dense and row-major, aligned to 4 bytes at least (the host's own buffers to 64). Strings are UTF-8 and end in 0.
 * All pointers that the host hands over are good until the call returns, and no longer. What is const is not to be written to,
 * and nothing is to be written outside its array: the host looks after each call and refuses the plug-in by name. It cannot
 * catch a crash: a plug-in runs inside the process.
 *
 * Calls come one at a time, though not always on one thread.
 */
#ifndef CMR_METHOD_H
#define CMR_METHOD_H

#include <stddef.h>
#include <stdint.h>

/* The version of this contract. It changes when a struct or the meaning of a field does. */
#define CMR_METHOD_ABI 1

/* What every function returns. Beside the two failures belongs a sentence in cmr_call.message. */
#define CMR_OK 0
#define CMR_UNSUITABLE 1 /* data and options that the method cannot work with; for declare and initialise */
#define CMR_FAILED 2     /* anything else */

/* Types of elements. */
#define CMR_FLOAT32 0
#define CMR_FLOAT64 1
#define CMR_INT32 2
#define CMR_INT64 3
#define CMR_UINT64 4

/* What a declared array is for. */
#define CMR_PARAMETER 0 /* float32, two extents; the optimiser changes it by the gradient that step gives */
#define CMR_STATE 1     /* any type; begin_epoch, step and end_epoch change it */

#define CMR_MAX_RANK 4

/* Kinds of labels, also as a set: CMR_ONE_LABEL | CMR_SEVERAL_LABELS. */
#define CMR_ONE_LABEL 1
#define CMR_SEVERAL_LABELS 2

/* Types of options. */
#define CMR_NUMBER 0
#define CMR_INTEGER 1
#define CMR_FLAG 2
#define CMR_CHOICE 3

/* Bounds that do not belong to an option's range, as a set. */
#define CMR_ABOVE_MINIMUM 1
#define CMR_BELOW_MAXIMUM 2

/* An option of the method, as plans and `--option name=value` give it. Its value reaches the plug-in as a double in
 * cmr_task.options, in the order of the table: a number, a whole number, 0 or 1 for a flag, the place of a choice. */
typedef struct cmr_option {
  const char *name; /* a letter, then letters and digits; not "encoder" */
  const char *help; /* one line without a full stop */
  int32_t type;
  int32_t open_bounds;
  double standard; /* the default, in the form in which a value is handed over */
  double minimum;  /* of numbers and whole numbers; -INFINITY and INFINITY for none */
  double maximum;
  const char *choices; /* of a choice: its names, joined by commas; otherwise NULL */
} cmr_option;

/* One modality of the task. */
typedef struct cmr_modality {
  const char *name;
  int64_t columns; /* the length of a row as step gets it: the embedding's, or with `embed` the features' */
  int64_t training_rows;
} cmr_modality;

/* What is known before the first row is read. */
typedef struct cmr_task {
  int32_t modality_count;
  int32_t label_kind; /* CMR_ONE_LABEL or CMR_SEVERAL_LABELS */
  const cmr_modality *modalities;
  int64_t class_count;
  int64_t batch_size; /* of a full batch; the last of an epoch may be smaller */
  int64_t epochs;
  const double *options;
} cmr_task;

/* A declared array. */
typedef struct cmr_array {
  const char *name;
  int32_t type;
  int32_t rank;
  int64_t shape[CMR_MAX_RANK]; /* 1 from `rank` on */
  void *values;                /* parameters are const but in initialise and project, state but where CMR_STATE says */
  float *gradient;             /* of a parameter in step: d loss / d values, all 0 before; otherwise NULL */
} cmr_array;

/* Rows of one modality. */
typedef struct cmr_rows {
  int64_t rows;
  int64_t columns;
  const float *values;      /* [rows, columns] */
  float *gradient;          /* in step without `embed`: d loss / d values, all 0 before; otherwise NULL */
  const int64_t *positions; /* where each row stands among the training rows; NULL in embed */
  const int32_t *labels;    /* CMR_ONE_LABEL: the class of each row, possibly a wrong one; otherwise NULL */
  const uint8_t *classes;   /* CMR_SEVERAL_LABELS: [rows, class_count], 1 where a row has the class; otherwise NULL */
} cmr_rows;

typedef struct cmr_call cmr_call;

/* What each_block calls; anything but CMR_OK ends it. */
typedef int32_t (*cmr_visit)(void *context, const cmr_rows *rows);

/* What every call is handed: the task, where the run stands, the arrays, and what the host offers. */
struct cmr_call {
  const cmr_task *task;
  int64_t epoch; /* from 0 */
  int64_t step;  /* within the epoch, from 0 */
  int64_t steps_per_epoch;

  int32_t parameter_count; /* the plug-in's own, in the order of their declaration */
  int32_t state_count;
  const cmr_array *parameters;
  const cmr_array *state;

  /* Where a function that fails says why. */
  char *message;
  size_t message_size;

  /* In initialise, begin_epoch and step: randomness of this call alone, the same whenever the call is repeated. A seed for a
   * generator of the plug-in's own, or the host's draws: uniform in [0, 1), standard normal, a whole number below `bound`, which
   * is 1 to 2^63 - 1. Elsewhere 0 and NULL, as are the functions below where they do not belong. */
  uint64_t seed;
  double (*uniform)(const cmr_call *call);
  double (*normal)(const cmr_call *call);
  uint64_t (*below)(const cmr_call *call, uint64_t bound);

  /* In declare: declares an array. Return what it returns if that is not CMR_OK. */
  int32_t (*declare)(
    const cmr_call *call, int32_t use, const char *name, int32_t type, int32_t rank, const int64_t *shape);

  /* In begin_epoch: streams all training rows of a modality in order, block by block, as step would get them. Return what it
   * returns if that is not CMR_OK. */
  int32_t (*each_block)(const cmr_call *call, int32_t modality, cmr_visit visit, void *context);

  /* In begin_epoch and end_epoch: a figure for the metrics of the epoch, under a lower-case name with hyphens. */
  void (*report)(const cmr_call *call, const char *name, double value);

  void *host; /* the host's own */
};

/* The method. Functions that may be NULL say so. */
typedef struct cmr_method {
  uint32_t abi;  /* CMR_METHOD_ABI */
  uint32_t size; /* sizeof(cmr_method) */

  const char *name;           /* lower-case letters, digits, hyphens; not that of a method of the host */
  const char *version;        /* the plug-in's own; checkpoints record it */
  const char *summary;        /* one line */
  const char *const *sources; /* publications, one line each, NULL at the end; NULL for none */

  const cmr_option *options;
  int32_t option_count;

  /* What the data must offer; other data is refused before anything is allocated. */
  int32_t needs_pairs;
  int32_t label_kinds;
  int32_t minimum_modalities;
  int32_t maximum_modalities;
  int64_t minimum_batch; /* the fewest rows for which the loss is defined */

  /* Declares the arrays through call->declare, the same ones for the same task: it is asked more than once. With `embed` it also
   * sets the length of an embedding; without, that is an option of the host and stands there already. */
  int32_t (*declare)(const cmr_call *call, int64_t *embedding_columns);

  /* Fills parameters and state, all of them 0, with what they are before the first step. */
  int32_t (*initialise)(const cmr_call *call);

  /* May be NULL. Prepares an epoch. What it computes for the steps to come must be state: a run can be resumed within the epoch,
   * and then this is not called again. */
  int32_t (*begin_epoch)(const cmr_call *call);

  /* May be NULL. Moves the parameters back to where they must lie, before each step. */
  int32_t (*project)(const cmr_call *call);

  /* The loss of a batch, a part for each modality, and its gradient: by every parameter, and without `embed` by the rows. */
  int32_t (*step)(const cmr_call *call, const cmr_rows *parts, double *loss);

  /* May be NULL. Ends an epoch. */
  int32_t (*end_epoch)(const cmr_call *call);

  /* May be NULL, which asks for the host's encoders. Embeds rows of features: fills [rows, embedding_columns], rows of unit length,
   * each from its own features alone. */
  int32_t (*embed)(
    const cmr_call *call, int32_t modality, const cmr_rows *features, int64_t embedding_columns, float *embeddings);
} cmr_method;

#if defined(__GNUC__)
#define CMR_EXPORT __attribute__((visibility("default")))
#else
#define CMR_EXPORT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What a plug-in exports. `host_abi` is the version that the host speaks; a plug-in that speaks several gives the table for that
 * one, and NULL where it has none. The table lives as long as the process. */
CMR_EXPORT const cmr_method *cmr_plugin(uint32_t host_abi);

#ifdef __cplusplus
}
#endif

#endif
