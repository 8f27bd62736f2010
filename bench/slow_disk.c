/* A slow disk: every fsync and fdatasync takes SLOW_DISK_US microseconds longer.
 * Built and preloaded by bench.ingest; never part of the product. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int slow(const char *name, int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  const char *us = getenv("SLOW_DISK_US");
  if (us) usleep((useconds_t)atoi(us));
  return real(file);
}

int fsync(int file) { return slow("fsync", file); }
int fdatasync(int file) { return slow("fdatasync", file); }
