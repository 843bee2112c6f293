// The boundary of libvitrine-ical.so, in plain C: the entries of an iCalendar file (RFC 5545), read with libical.
// Opened by tools/module only where entries of days are .ics. How it fails: core/boundary.h.
#pragma once

#include <stddef.h>

#include "core/boundary.h"

#ifdef __cplusplus
extern "C" {
#endif

/// When an entry is. Timed: from `begin` to before `end`, in seconds since 1970-01-01T00:00Z. Otherwise the same in
/// days since 1970-01-01: it has no time, or its time belongs to no zone.
typedef struct {
  int timed;
  long long begin, end;
} ical_span;

/// `text` is UTF-8, not terminated, and may have line ends.
typedef void ical_listener(void* context, const char* text, size_t length, ical_span span);

const char* ical_build(void);
const char* ical_error(void);

/// Tells each occurrence of each entry (VEVENT) that begins within a day of `first_day` .. `last_day` (since
/// 1970-01-01), or lasts into them: recurrences (RRULE, RDATE) without the days that are excepted (EXDATE,
/// RECURRENCE-ID), and nothing that is cancelled. Returns a status; the sentence of a failure begins with the line:
/// "line 3: ...".
int ical_read(const char* text, size_t length, long long first_day, long long last_day, ical_listener* listener,
              void* context);

#ifdef __cplusplus
}
#endif
