#include "CurlLibrary.h"

#if defined(__linux__)

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>

// What libcurl hands out for a transfer that is over, and what it says of itself; only the parts needed here.
struct message { int kind; void *easy; union { void *pointer; int code; } data; };
struct version { int age; const char *text; unsigned int number; };

static struct {
  int (*global_init)(long);
  struct version *(*version_info)(int);
  void *(*easy_init)(void);
  void (*easy_reset)(void *);
  void (*easy_cleanup)(void *);
  int (*easy_pause)(void *, int);
  int (*easy_setopt)(void *, int, ...);
  int (*easy_getinfo)(void *, int, ...);
  const char *(*easy_strerror)(int);
  void *(*slist_append)(void *, const char *);
  void (*slist_free_all)(void *);
  void *(*multi_init)(void);
  int (*multi_cleanup)(void *);
  int (*multi_setopt)(void *, int, ...);
  int (*multi_add_handle)(void *, void *);
  int (*multi_remove_handle)(void *, void *);
  int (*multi_perform)(void *, int *);
  int (*multi_poll)(void *, void *, unsigned int, int, int *);
  int (*multi_wakeup)(void *);
  struct message *(*multi_info_read)(void *, int *);
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static uint32_t version_number = 0;
static const char *problem = "libcurl isn't loaded";
static char text[512];

static int resolve(void *library, const char *name, void *pointer) {
  void *function = dlsym(library, name);
  *(void **)pointer = function;
  return function != NULL;
}

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    problem = "libcurl.so.4 can't be loaded; install the system's libcurl (Debian and Ubuntu: libcurl4, "
              "from 24.04 on libcurl4t64; Fedora and RHEL: libcurl; Alpine: libcurl)";
    return;
  }
  int found = resolve(library, "curl_version_info", &curl.version_info);
  struct version *version = found ? curl.version_info(0) : NULL;
#define FIND(name) found &= resolve(library, "curl_" #name, &curl.name)
  FIND(global_init); FIND(easy_init); FIND(easy_reset); FIND(easy_cleanup); FIND(easy_pause); FIND(easy_setopt);
  FIND(easy_getinfo); FIND(easy_strerror); FIND(slist_append); FIND(slist_free_all); FIND(multi_init);
  FIND(multi_cleanup); FIND(multi_setopt); FIND(multi_add_handle); FIND(multi_remove_handle); FIND(multi_perform);
  FIND(multi_poll); FIND(multi_wakeup); FIND(multi_info_read);
#undef FIND
  if (!found || !version || version->number < 0x074400) {
    snprintf(text, sizeof text,
             "libcurl %s is too old, 7.68 or newer is needed; update the system's libcurl "
             "(Debian and Ubuntu: libcurl4; Fedora, RHEL and Alpine: libcurl)",
             version && version->text ? version->text : "of unknown version");
    problem = text;
    return;
  }
  const long everything = 3;
  if (curl.global_init(everything) != 0) {
    problem = "libcurl can't be initialised; check the system's libcurl and its TLS library";
    return;
  }
  version_number = version->number;
  problem = NULL;
}

const char *curl_library_load(void) {
  pthread_once(&once, load);
  return problem;
}

#define READY (version_number != 0)
enum { failed_init = 2, multi_internal_error = 4 };

uint32_t curl_library_version(void) { return version_number; }
void *curl_library_easy_init(void) { return READY ? curl.easy_init() : NULL; }
void curl_library_easy_reset(void *easy) { if (READY) curl.easy_reset(easy); }
void curl_library_easy_cleanup(void *easy) { if (READY) curl.easy_cleanup(easy); }
int curl_library_easy_pause(void *easy, int mask) { return READY ? curl.easy_pause(easy, mask) : failed_init; }

#define SET(name, type) \
  int curl_library_set_##name(void *easy, int option, type value) { \
    return READY ? curl.easy_setopt(easy, option, value) : failed_init; \
  }
SET(long, long)
SET(offset, int64_t)
SET(pointer, void *)
SET(string, const char *)
SET(data_callback, curl_library_data_callback)
SET(seek_callback, curl_library_seek_callback)
SET(progress_callback, curl_library_progress_callback)
SET(request_callback, curl_library_request_callback)

int curl_library_set_socket_callback(void *easy, curl_library_socket_callback callback, void *context) {
  const int function = 20163, data = 10164;
  if (!READY) return failed_init;
  int code = curl.easy_setopt(easy, data, context);
  return code ? code : curl.easy_setopt(easy, function, callback);
}

int curl_library_open_socket(const struct curl_library_address *address, int unsent_limit) {
  int descriptor = socket(address->family, address->type | SOCK_CLOEXEC, address->protocol);
  if (descriptor < 0) return -errno;
#ifdef TCP_NOTSENT_LOWAT
  // Where it can't be set, the system takes more; nothing else changes.
  setsockopt(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent_limit, sizeof unsent_limit);
#else
  (void)unsent_limit;
#endif
  return descriptor;
}

int curl_library_get_long(void *easy, int info, long *value) {
  return READY ? curl.easy_getinfo(easy, info, value) : failed_init;
}
int curl_library_get_pointer(void *easy, int info, void **value) {
  return READY ? curl.easy_getinfo(easy, info, value) : failed_init;
}
const char *curl_library_error_text(int code) { return READY ? curl.easy_strerror(code) : NULL; }

void *curl_library_list_append(void *list, const char *line) { return READY ? curl.slist_append(list, line) : NULL; }
void curl_library_list_free(void *list) { if (READY) curl.slist_free_all(list); }

void *curl_library_multi_init(void) { return READY ? curl.multi_init() : NULL; }
int curl_library_multi_cleanup(void *multi) { return READY ? curl.multi_cleanup(multi) : multi_internal_error; }
int curl_library_multi_set_long(void *multi, int option, long value) {
  return READY ? curl.multi_setopt(multi, option, value) : multi_internal_error;
}
int curl_library_multi_add(void *multi, void *easy) {
  return READY ? curl.multi_add_handle(multi, easy) : multi_internal_error;
}
int curl_library_multi_remove(void *multi, void *easy) {
  return READY ? curl.multi_remove_handle(multi, easy) : multi_internal_error;
}
int curl_library_multi_perform(void *multi, int *running) {
  return READY ? curl.multi_perform(multi, running) : multi_internal_error;
}
int curl_library_multi_poll(void *multi, int milliseconds) {
  return READY ? curl.multi_poll(multi, NULL, 0, milliseconds, NULL) : multi_internal_error;
}
int curl_library_multi_wakeup(void *multi) { return READY ? curl.multi_wakeup(multi) : multi_internal_error; }

void *curl_library_multi_next_done(void *multi, int *code) {
  int left = 0;
  const int done = 1;
  struct message *message;
  while (READY && (message = curl.multi_info_read(multi, &left))) {
    if (message->kind != done) continue;
    *code = message->data.code;
    return message->easy;
  }
  return NULL;
}

#else

// Other systems have their own transport; this keeps the target compilable there.
const char *curl_library_load(void) { return "libcurl is used on Linux only"; }

#endif
