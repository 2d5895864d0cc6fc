// Actions of posix_spawn that glibc declares only for programs that ask for its extensions, as Swift doesn't.
#ifndef SEEDREAM_SPAWN_ACTIONS_H
#define SEEDREAM_SPAWN_ACTIONS_H

#if defined(__linux__)

#include <spawn.h>

// Starts the program in another folder. glibc 2.29, musl 1.1.24.
int spawn_actions_add_folder(posix_spawn_file_actions_t *actions, const char *path);
// Closes every descriptor from this one on, where the C library can (glibc 2.34); gives 0 where it can't.
int spawn_actions_add_closing(posix_spawn_file_actions_t *actions, int first);

#endif
#endif
