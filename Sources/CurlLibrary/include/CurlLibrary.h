// Reaches the system's libcurl without its headers and without linking it: the library is loaded when first used.
// The numbers of options, infos and codes are libcurl's, which keeps them stable.
#ifndef SEEDREAM_CURL_LIBRARY_H
#define SEEDREAM_CURL_LIBRARY_H

#include <stddef.h>
#include <stdint.h>

typedef size_t (*curl_library_data_callback)(char *, size_t, size_t, void *);
typedef int (*curl_library_seek_callback)(void *, int64_t, int);
typedef int (*curl_library_progress_callback)(void *, int64_t, int64_t, int64_t, int64_t);
typedef int (*curl_library_request_callback)(void *, char *, char *, int, int);

// What a socket is for (curl_sockaddr; the address itself follows these).
struct curl_library_address { int family; int type; int protocol; unsigned int length; };
typedef int (*curl_library_socket_callback)(void *, int, const struct curl_library_address *);

// Loads the library once; NULL, or why it can't be used and what to install. Any thread.
const char *curl_library_load(void);
// libcurl's version, 8 bits each for major, minor and patch; 0 before it is loaded.
uint32_t curl_library_version(void);

// Everything below is for use after a successful load; before it, nothing happens and NULL or a code is given.
void *curl_library_easy_init(void);
void curl_library_easy_reset(void *easy);
void curl_library_easy_cleanup(void *easy);
int curl_library_easy_pause(void *easy, int mask);
int curl_library_set_long(void *easy, int option, long value);
int curl_library_set_offset(void *easy, int option, int64_t value);
int curl_library_set_pointer(void *easy, int option, void *value);
int curl_library_set_string(void *easy, int option, const char *value);
int curl_library_set_data_callback(void *easy, int option, curl_library_data_callback callback);
int curl_library_set_seek_callback(void *easy, int option, curl_library_seek_callback callback);
int curl_library_set_progress_callback(void *easy, int option, curl_library_progress_callback callback);
int curl_library_set_request_callback(void *easy, int option, curl_library_request_callback callback);
// The callback opens the socket of a new connection and gives its descriptor, or -1.
int curl_library_set_socket_callback(void *easy, curl_library_socket_callback callback, void *context);
// Opens a socket that child processes don't inherit, and lets the system take no more than so many bytes of an upload
// ahead of what it sends (TCP_NOTSENT_LOWAT, tcp(7)); gives the descriptor, or the negative error number.
int curl_library_open_socket(const struct curl_library_address *address, int unsent_limit);
int curl_library_get_long(void *easy, int info, long *value);
int curl_library_get_pointer(void *easy, int info, void **value);
const char *curl_library_error_text(int code);

void *curl_library_list_append(void *list, const char *line);
void curl_library_list_free(void *list);

void *curl_library_multi_init(void);
int curl_library_multi_cleanup(void *multi);
int curl_library_multi_set_long(void *multi, int option, long value);
int curl_library_multi_add(void *multi, void *easy);
int curl_library_multi_remove(void *multi, void *easy);
int curl_library_multi_perform(void *multi, int *running);
int curl_library_multi_poll(void *multi, int milliseconds);
int curl_library_multi_wakeup(void *multi);
// The next transfer that is over, with its code; NULL if there is none.
void *curl_library_multi_next_done(void *multi, int *code);

#endif
