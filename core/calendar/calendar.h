/* The boundary of the calendar: the one C header of calendar.wasm, which the page opens. The command line uses the
 * C++ headers beside it: the same code, the same answers bit for bit. Ints, floats, doubles, pointers; no library, no
 * 64-bit integers, no stdio, no clock. How it fails: core/boundary.h.
 *
 * Long work is an object with open, a step that spends at most about `budget` units of work, and close. A step returns
 * VITRINE_MORE until it returns VITRINE_DONE. What an object returns by pointer is its own and stays valid until
 * its next call that is not const, or close. What it is given by pointer is copied, the vectors excepted.
 *
 * A board is an int a slot: a row of the collection, or -1 where the slot is empty. `cover` is the slot with the
 * picture of the cover, or -1: the best of them.
 *
 * Sections: the collection and the plan; one board; whole boards; days. */
#ifndef VITRINE_CORE_CALENDAR_CALENDAR_H
#define VITRINE_CORE_CALENDAR_CALENDAR_H

#include "core/boundary.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The build it belongs to (core/build.h): the opener refuses another one. */
VITRINE_EXPORT const char* calendar_build(void);
VITRINE_EXPORT const char* calendar_error(void);

/* --- the collection and the plan ------------------------------------------------------------------------------ */

typedef struct calendar calendar;

/* `columns`: data/calendar.bin, unzipped (columns.h). `clusters`: of each of the `rows` rows; -1: in none. */
VITRINE_EXPORT calendar* calendar_open(const unsigned char* columns, int size, const int* clusters, int rows);
VITRINE_EXPORT void calendar_close(calendar* calendar);

/* `vectors`: `count` rows of `stride` int8, a multiple of 16, in units of `step` (coded_vectors.h); they stay where
 * they are, unchanged, until close. `vector_of`: of each row of the collection; -1: it has none. Without this call the
 * component `difference` is not known. */
VITRINE_EXPORT int calendar_set_vectors(calendar* calendar, const signed char* vectors, int count, int stride,
                                        float step, const int* vector_of);
/* The rows that candidates, alternatives and searches choose from: those that the gate lets through. At first: all. */
VITRINE_EXPORT int calendar_set_eligible(calendar* calendar, const int* rows, int count);
/* 1: pictures without evidence are left out of candidates, alternatives and searches. At first: 0. */
VITRINE_EXPORT int calendar_set_evidence_required(calendar* calendar, int required);
/* `months`: 1 .. 12 of each slot, 0 for a cover without days. `targets`: brightness, warmth, drama of each slot.
 * `bonuses`: of each slot the figures of `groups` groups (at most 8), already times the group's weight. */
VITRINE_EXPORT int calendar_set_slots(calendar* calendar, int slots, const int* months, const float* targets,
                                      int groups, const float* bonuses);

enum calendar_objective { CALENDAR_BALANCED = 0, CALENDAR_CLASSIC = 1 };
enum calendar_component {
  CALENDAR_PREFERENCE = 0,
  CALENDAR_VARIETY = 1, /* distinct clusters */
  CALENDAR_MONTH_FIT = 2,
  CALENDAR_COVER_FIT = 3,
  CALENDAR_DIFFERENCE = 4, /* classic: redundancy */
  CALENDAR_EVIDENCE = 5,   /* classic: uncertainty */
  CALENDAR_COMPONENTS = 6
};
/* `weights`: 0 or more, of each component; a null pointer: the objective's own (objective.h). */
VITRINE_EXPORT int calendar_set_objective(calendar* calendar, int objective, const float* weights);
/* The weights in use, of each component. */
VITRINE_EXPORT const double* calendar_weights(const calendar* calendar);
/* Why a component counts as neutral, of each component. */
enum calendar_state { CALENDAR_KNOWN = 0, CALENDAR_ABSENT = 1 /* the collection lacks it */, CALENDAR_NOT_YET = 2 };
VITRINE_EXPORT const int* calendar_states(const calendar* calendar);

/* --- one board -------------------------------------------------------------------------------------------------- */

/* Doubles: the total; the value of each component; what each adds to the total (value x weight, normalised); then for
 * each slot the value of each component for its picture, NaN where the slot is empty (objective.h says what each is).
 * NULL: invalid arguments. */
VITRINE_EXPORT const double* calendar_score(calendar* calendar, const int* board, int cover);
/* After calendar_score: of each slot the slot with the picture that is the most alike, or -1; then the slot of the
 * cover, or -1. */
VITRINE_EXPORT const int* calendar_alike(const calendar* calendar);
/* The fit of a row with each slot (month_fit.h). */
VITRINE_EXPORT const double* calendar_fits(calendar* calendar, int row);
/* Of a row: preference, lower and upper bound of its interval, shown, chosen; brightness, warmth, drama; focus x and y.
 * NaN where it is not known. */
VITRINE_EXPORT const double* calendar_facts(calendar* calendar, int row);

/* The `most` pictures that would change the total for the better the most, or for the worse the least, in one slot. */
typedef struct calendar_alternatives calendar_alternatives;
VITRINE_EXPORT calendar_alternatives* calendar_alternatives_open(calendar* calendar, const int* board, int cover,
                                                                 int slot, int most);
/* A unit of the budget is one vector that is compared, or one row that is judged. */
VITRINE_EXPORT int calendar_alternatives_step(calendar_alternatives* alternatives, int budget);
VITRINE_EXPORT int calendar_alternatives_size(const calendar_alternatives* alternatives);
/* Best first; of equals the lower row. REQUIRES (and the next): done. */
VITRINE_EXPORT const int* calendar_alternatives_rows(const calendar_alternatives* alternatives);
/* Of each: the change of the total, then of what each component adds to it. */
VITRINE_EXPORT const double* calendar_alternatives_changes(const calendar_alternatives* alternatives);
VITRINE_EXPORT void calendar_alternatives_close(calendar_alternatives* alternatives);

/* --- whole boards ----------------------------------------------------------------------------------------------- */

typedef struct calendar_search calendar_search;
/* A board from nothing, by a method 'A' .. 'F' (methods.h). */
VITRINE_EXPORT calendar_search* calendar_method_open(calendar* calendar, int method);
/* The empty slots are filled, nothing else changes. */
VITRINE_EXPORT calendar_search* calendar_complete_open(calendar* calendar, const int* board, int cover);
/* Local search (search.h) from a board, empty slots filled first. `locked`: 1 for each slot that stays as it is. */
VITRINE_EXPORT calendar_search* calendar_improve_open(calendar* calendar, const int* board, int cover,
                                                      const int* locked);
/* A unit of the budget is one board that is judged. */
VITRINE_EXPORT int calendar_search_step(calendar_search* search, int budget);
/* 0 .. 1, a guess. */
VITRINE_EXPORT float calendar_search_progress(const calendar_search* search);
/* The best board so far. */
VITRINE_EXPORT const int* calendar_search_board(const calendar_search* search);
VITRINE_EXPORT int calendar_search_cover(const calendar_search* search);
VITRINE_EXPORT void calendar_search_close(calendar_search* search);

/* --- days --------------------------------------------------------------------------------------------------------- */

/* The grid of a month (days.h): place of its first day in the week 0 .. 6, its days, its rows (weeks), then the ISO
 * number of each week, 0 after the last row: 9 ints. `week_start`: ISO, 1 Monday .. 7 Sunday. NULL: there is no such
 * month. */
VITRINE_EXPORT const int* calendar_month(int year, int month, int week_start);

#ifdef __cplusplus
}
#endif

#endif
