/* store/libpq.h - PostgreSQL's client library, loaded when the first record in PostgreSQL is opened.
 *
 * Linked the usual way it would bring some thirty libraries (TLS, Kerberos, LDAP) into the start of
 * every `bede code`, and take half of its time. So only libpq's header is needed to build, and the
 * library only by who names a postgresql:// record.
 *
 *     TRY(libpq_load(err));
 *     pq.clear(pq.exec(link, "SELECT 1"));
 *
 * SPDX-License-Identifier: MIT */
#ifndef STORE_LIBPQ_H
#define STORE_LIBPQ_H

#include <libpq-fe.h>

#include "base/err.h"

/* What it returns, its name without "PQ", what it takes. */
#define LIBPQ_FUNCTIONS(X)                                                                         \
    X(PGconn *, connectdb, (const char *))                                                         \
    X(void, finish, (PGconn *))                                                                    \
    X(ConnStatusType, status, (const PGconn *))                                                    \
    X(char *, errorMessage, (const PGconn *))                                                      \
    X(const char *, parameterStatus, (const PGconn *, const char *))                               \
    X(int, setClientEncoding, (PGconn *, const char *))                                            \
    X(PQnoticeReceiver, setNoticeReceiver, (PGconn *, PQnoticeReceiver, void *))                   \
    X(PGresult *, exec, (PGconn *, const char *))                                                  \
    X(PGresult *, execParams,                                                                      \
      (PGconn *, const char *, int, const Oid *, const char *const *, const int *, const int *,    \
       int))                                                                                       \
    X(int, putCopyData, (PGconn *, const char *, int))                                             \
    X(int, putCopyEnd, (PGconn *, const char *))                                                   \
    X(PGresult *, getResult, (PGconn *))                                                           \
    X(ExecStatusType, resultStatus, (const PGresult *))                                            \
    X(char *, resultErrorMessage, (const PGresult *))                                              \
    X(char *, resultErrorField, (const PGresult *, int))                                           \
    X(char *, cmdTuples, (PGresult *))                                                             \
    X(int, ntuples, (const PGresult *))                                                            \
    X(int, getisnull, (const PGresult *, int, int))                                                \
    X(char *, getvalue, (const PGresult *, int, int))                                              \
    X(int, getlength, (const PGresult *, int, int))                                                \
    X(void, clear, (PGresult *))

#define LIBPQ_MEMBER(result, name, takes) result(*name) takes;
struct libpq {
    LIBPQ_FUNCTIONS(LIBPQ_MEMBER)
};
#undef LIBPQ_MEMBER

extern struct libpq pq; /* whole once libpq_load was OK */

/* Loads the library, once for the process; BEDE_LIBPQ names another file than libpq.so.5.
 * Errors: UNSUPPORTED, which tells what to install. */
BEDE_NODISCARD bede_status libpq_load(bede_error *err);

#endif
