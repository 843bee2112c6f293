/* The boundary of spotlight: the one C header of spotlight.wasm, which the page opens, and of
 * libvitrine-spotlight.so, which `vitrine analyse` opens. Ints, floats, pointers; no 64-bit numbers, no stdio, no
 * clock, nothing thrown. Behind it: Eigen. How it fails: core/boundary.h.
 *
 * Long work is an object with open, a step that spends at most about `budget` units of work, and close. A step
 * returns VITRINE_MORE until it returns VITRINE_DONE. What an object returns by pointer is its own and stays
 * valid until its next step or close. What it is given by pointer is copied, the vectors excepted: they must stay
 * where they are, unchanged, until close. An open with invalid arguments fails. */
#ifndef VITRINE_CORE_SPOTLIGHT_SPOTLIGHT_H
#define VITRINE_CORE_SPOTLIGHT_SPOTLIGHT_H

#include "core/boundary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The build it belongs to (core/build.h): the opener refuses another one. */
VITRINE_EXPORT const char* spotlight_build(void);
VITRINE_EXPORT const char* spotlight_error(void);
/* What Eigen was compiled to use, for the test that SIMD is really on: "SSE, SSE2, ..., SSE4.2". */
VITRINE_EXPORT const char* spotlight_simd(void);

/* --- in the page and natively ------------------------------------------------------------------------------- */

/* The most different of some coded vectors (traversal.h). `vectors`: `count` rows of `stride` int8, a multiple of
 * 16. `rows`: `row_count` indices of vectors, each once. */
typedef struct spotlight_traversal spotlight_traversal;
VITRINE_EXPORT spotlight_traversal* spotlight_traversal_open(const signed char* vectors, int count, int stride,
                                                             const int* rows, int row_count);
/* Rules for the picks, set before the first step. Each fails, and changes nothing, for invalid arguments: a vector
 * that is not one of the rows, or the same twice.
 * These come first, in this order; without any the start is the one nearest the centroid of the rows. */
VITRINE_EXPORT int spotlight_traversal_begin_with(spotlight_traversal* traversal, const int* vectors, int count);
/* These are never picked, even if they are among those that come first. */
VITRINE_EXPORT int spotlight_traversal_ban(spotlight_traversal* traversal, const int* vectors, int count);
/* `groups`: any number for each of the rows, or SPOTLIGHT_NO_GROUP. At most `most` (1 or more) picks of one group,
 * those that come first counted. Called again it is another limit: all are kept. */
#define SPOTLIGHT_NO_GROUP (-2147483647 - 1)
VITRINE_EXPORT int spotlight_traversal_limit(spotlight_traversal* traversal, const int* groups, int most);
/* `scores`: of each of the rows; NaN counts as the lowest. `balance`: 0 (difference alone) to 100 (score alone), by
 * maximal marginal relevance. `best_first`: the start is the one with the highest score. */
VITRINE_EXPORT int spotlight_traversal_prefer(spotlight_traversal* traversal, const float* scores, int balance,
                                              int best_first);
/* Continues until there are `k` picks, or no row may be picked any more. A unit of the budget is one vector that is
 * compared. */
VITRINE_EXPORT int spotlight_traversal_step(spotlight_traversal* traversal, int k, int budget);
VITRINE_EXPORT int spotlight_traversal_size(const spotlight_traversal* traversal);
/* Indices of vectors in the order picked: the first k are the picks of every k. */
VITRINE_EXPORT const int* spotlight_traversal_picks(const spotlight_traversal* traversal);
/* Squared distance of each to the nearest pick before it, in units of step squared; the first is 0. */
VITRINE_EXPORT const int* spotlight_traversal_distances(const spotlight_traversal* traversal);
/* The place of that nearest pick among the picks, of equals the earliest; -1 for the first. */
VITRINE_EXPORT const int* spotlight_traversal_nearest(const spotlight_traversal* traversal);
/* Continues computing what the first `k` picks cover. Fails when there are fewer picks. */
VITRINE_EXPORT int spotlight_traversal_cover(spotlight_traversal* traversal, int k, int budget);
/* For 1 .. k picks: the squared distance within which every row has one of them, and how many rows have one within
 * half that distance. REQUIRES: cover returned VITRINE_DONE. */
VITRINE_EXPORT const int* spotlight_traversal_radii(const spotlight_traversal* traversal);
VITRINE_EXPORT const int* spotlight_traversal_covered(const spotlight_traversal* traversal);
VITRINE_EXPORT void spotlight_traversal_close(spotlight_traversal* traversal);

/* Some coded vectors on their first two principal axes (principal_axes.h), from their `axes` leading axes. */
typedef struct spotlight_projection spotlight_projection;
VITRINE_EXPORT spotlight_projection* spotlight_projection_open(const signed char* vectors, int count, int stride,
                                                               int axes, const int* rows, int row_count);
/* A unit of the budget is one row read; each is read twice. */
VITRINE_EXPORT int spotlight_projection_step(spotlight_projection* projection, int budget);
/* x, y of each of the rows, in units of step. REQUIRES: done. */
VITRINE_EXPORT const float* spotlight_projection_points(const spotlight_projection* projection);
VITRINE_EXPORT void spotlight_projection_close(spotlight_projection* projection);

/* Clusters (k_means.h): `clusters` of them, fewer when there are not as many different vectors. */
typedef struct spotlight_k_means spotlight_k_means;
/* Of some coded vectors, by their `axes` leading axes. The rows are copied. */
VITRINE_EXPORT spotlight_k_means* spotlight_k_means_open_coded(const signed char* vectors, int count, int stride,
                                                               int axes, const int* rows, int row_count, int clusters,
                                                               int starts, unsigned seed);
/* A unit of the budget is one block of 512 vectors compared with the clusters. */
VITRINE_EXPORT int spotlight_k_means_step(spotlight_k_means* k_means, int budget);
/* Starts finished so far, of `starts`. */
VITRINE_EXPORT int spotlight_k_means_finished(const spotlight_k_means* k_means);
/* The rest REQUIRES: done. Clusters are numbered by falling size. Lengths of coded vectors are in units of step. */
VITRINE_EXPORT int spotlight_k_means_clusters(const spotlight_k_means* k_means);
VITRINE_EXPORT const int* spotlight_k_means_assignment(const spotlight_k_means* k_means);  /* of each vector */
VITRINE_EXPORT const float* spotlight_k_means_distances(const spotlight_k_means* k_means); /* to its centroid */
VITRINE_EXPORT const int* spotlight_k_means_medoids(const spotlight_k_means* k_means);     /* of each cluster */
VITRINE_EXPORT const float* spotlight_k_means_spreads(const spotlight_k_means* k_means);
VITRINE_EXPORT const float* spotlight_k_means_silhouettes(const spotlight_k_means* k_means);
VITRINE_EXPORT void spotlight_k_means_close(spotlight_k_means* k_means);

/* --- natively, for `analyse` -------------------------------------------------------------------------------- */
#ifndef __EMSCRIPTEN__

/* Codes vectors of unit length (encode.h): `values` is count x dimension, row-major. */
typedef struct spotlight_encoding spotlight_encoding;
VITRINE_EXPORT spotlight_encoding* spotlight_encoding_open(const float* values, int count, int dimension,
                                                           const char* model);
/* A unit of the budget is one part of the whole, of which there are `spotlight_encoding_parts`.
 * Fails when the vectors are not of unit length. */
VITRINE_EXPORT int spotlight_encoding_step(spotlight_encoding* encoding, int budget);
VITRINE_EXPORT int spotlight_encoding_parts(void);
/* Codes again with the next coarser step, whatever its fidelity. Fails when there is none. REQUIRES: done. */
VITRINE_EXPORT int spotlight_encoding_coarser(spotlight_encoding* encoding);
/* The vectors file (coded_vectors.h). REQUIRES: done. */
VITRINE_EXPORT const unsigned char* spotlight_encoding_bytes(const spotlight_encoding* encoding);
VITRINE_EXPORT int spotlight_encoding_size(const spotlight_encoding* encoding);
/* x, y of each vector on the first two principal axes, not coded. REQUIRES: done. */
VITRINE_EXPORT const float* spotlight_encoding_layout(const spotlight_encoding* encoding);
VITRINE_EXPORT void spotlight_encoding_close(spotlight_encoding* encoding);

/* Clusters of vectors that are not coded: `values` is count x dimension, row-major. Those of fewer than `least` are
 * dissolved among the others. */
VITRINE_EXPORT spotlight_k_means* spotlight_k_means_open(const float* values, int count, int dimension, int clusters,
                                                         int least, int starts, unsigned seed_low, unsigned seed_high);
/* Statistics of clusters that come from elsewhere. `assignment`: a number below `count` for each vector, or -1. */
VITRINE_EXPORT spotlight_k_means* spotlight_k_means_open_assigned(const float* values, int count, int dimension,
                                                                  const int* assignment);

/* The `wanted` nearest by cosine (neighbours.h) of vectors [first, first + rows): rows x wanted indices, most
 * similar first, and their cosines; -1 and 0 where there are fewer. Different ranges may run on several threads. */
VITRINE_EXPORT int spotlight_neighbours(const float* values, int count, int dimension, int first, int rows, int wanted,
                                        int* neighbours, float* similarities);

/* 100 x cosine of each of the vectors with `direction`, all of unit length: `count` scores. */
VITRINE_EXPORT int spotlight_scores(const float* values, int count, int dimension, const float* direction,
                                    float* scores);

/* Cosines of some vectors with some others (cosines.h): `rows` x `columns` indices of vectors, rows of the answer
 * first. Different answers may be filled on several threads. */
VITRINE_EXPORT int spotlight_cosines(const float* values, int count, int dimension, const int* rows, int row_count,
                                     const int* columns, int column_count, float* cosines);

#endif

#ifdef __cplusplus
}
#endif

#endif
