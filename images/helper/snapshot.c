/*
 * Writes the regular files below a folder to standard output as a tar (GNU flavour: long names and
 * large sizes), names in byte order. What is not taken is told with its reason; going over a limit
 * fails the whole. A small file is taken whole between two equal looks at it; one that keeps changing
 * is taken as it is found and told as "changed".
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "home.h"

#define WHOLE_BYTES (4u << 20)
#define LOOKS 3

static struct limits limit;
static char **skip_names;
static uint64_t entries, bytes;
static unsigned char *buffer;

static void out(const void *data, size_t length) {
  if (fwrite(data, 1, length, stdout) != length) fail("reader-gone", strerror(errno));
}

static void pad(uint64_t length) {
  static const char zeros[512];
  out(zeros, (size_t)(-length & 511));
}

static void octal(char *field, size_t width, uint64_t value) {
  snprintf(field, width, "%0*llo", (int)width - 1, (unsigned long long)value);
}

static void header(const char *name, size_t length, char type, unsigned mode, uint64_t size, time_t when) {
  char block[512] = {0};
  memcpy(block, name, length < 100 ? length : 100);
  octal(block + 100, 8, mode);
  octal(block + 108, 8, 1000);
  octal(block + 116, 8, 1000);
  if (size < (uint64_t)1 << 33) {
    octal(block + 124, 12, size);
  } else {
    block[124] = (char)0x80;
    for (int i = 0; i < 8; i++) block[128 + i] = (char)(size >> (56 - 8 * i));
  }
  octal(block + 136, 12, when > 0 ? (uint64_t)when & 077777777777 : 0);
  memset(block + 148, ' ', 8);
  block[156] = type;
  memcpy(block + 257, "ustar  ", 8);
  unsigned sum = 0;
  for (int i = 0; i < 512; i++) sum += (unsigned char)block[i];
  snprintf(block + 148, 8, "%06o", sum);
  out(block, sizeof block);
}

static void entry(const char *path, char type, unsigned mode, uint64_t size, time_t when) {
  size_t length = strlen(path);
  if (length > 100) {
    header("././@LongLink", 13, 'L', 0, length + 1, 0);
    out(path, length + 1);
    pad(length + 1);
  }
  header(path, length, type, mode, size, when);
}

static bool same_state(const struct stat *a, const struct stat *b) {
  return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec && a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
         a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

static size_t read_up_to(int fd, void *into, size_t length) {
  size_t have = 0;
  while (have < length) {
    ssize_t n = read(fd, (char *)into + have, length - have);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    have += (size_t)n;
  }
  return have;
}

static void count_bytes(uint64_t size) {
  if (size > limit.bytes - bytes) fail("too-many-bytes", "");
  bytes += size;
}

/* Reads a small file into the buffer until two looks at it agree; -1 if it outgrew the buffer. */
static ssize_t read_whole(int fd, struct stat *found, bool *changed) {
  for (int look = 0;; look++) {
    struct stat after;
    if (lseek(fd, 0, SEEK_SET) != 0) return -1;
    size_t have = read_up_to(fd, buffer, WHOLE_BYTES + 1);
    if (fstat(fd, &after) != 0 || have > WHOLE_BYTES) return -1;
    *changed = !same_state(found, &after) || (uint64_t)after.st_size != have;
    *found = after;
    if (!*changed || look + 1 == LOOKS) return (ssize_t)have;
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
  }
}

static void copy_large(int fd, uint64_t size) {
  while (size > 0) {
    size_t part = size < WHOLE_BYTES ? (size_t)size : WHOLE_BYTES;
    size_t have = read_up_to(fd, buffer, part);
    memset(buffer + have, 0, part - have);
    out(buffer, part);
    size -= part;
  }
}

static void take_file(int folder, const char *name, const char *path) {
  struct stat found;
  int fd = open_file_at(folder, name, &found);
  if (fd < 0) {
    tell("skipped", reason_of(errno), path);
    return;
  }
  bool changed = false;
  ssize_t whole = found.st_size <= (off_t)WHOLE_BYTES ? read_whole(fd, &found, &changed) : -1;
  uint64_t size = whole >= 0 ? (uint64_t)whole : (uint64_t)found.st_size;
  if (size > limit.file_bytes) {
    tell("skipped", "too-large", path);
  } else {
    count_bytes(size);
    entry(path, '0', found.st_mode & 0100 ? 0755 : 0644, size, found.st_mtim.tv_sec);
    if (whole >= 0) {
      out(buffer, (size_t)whole);
    } else {
      struct stat after;
      if (lseek(fd, 0, SEEK_SET) == 0) copy_large(fd, size);
      changed = fstat(fd, &after) != 0 || !same_state(&found, &after);
    }
    pad(size);
    if (changed) tell("changed", "", path);
  }
  close(fd);
}

static bool is_left_out(const char *name, unsigned depth) {
  if (depth == 0 && strcmp(name, WORK_FOLDER) == 0) return true;
  for (char **other = skip_names; *other; other++)
    if (strcmp(name, *other) == 0) return true;
  return false;
}

static int in_byte_order(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, counted against the limit, so that an endless folder ends. */
static char **names_in(DIR *folder, unsigned depth, size_t *count) {
  char **names = NULL;
  size_t room = 0;
  *count = 0;
  for (struct dirent *found; (found = readdir(folder));) {
    if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0) continue;
    if (is_left_out(found->d_name, depth)) continue;
    if (++entries > limit.entries) fail("too-many-entries", "");
    if (*count == room) names = realloc(names, (room = room * 2 + 64) * sizeof *names);
    if (!names || !(names[(*count)++] = strdup(found->d_name))) fail("no-memory", "");
  }
  if (*count > 0) qsort(names, *count, sizeof *names, in_byte_order);
  return names;
}

static void walk(int fd, char *path, size_t length, unsigned depth) {
  DIR *folder = fdopendir(fd);
  if (!folder) fail("no-memory", strerror(errno));
  size_t count;
  char **names = names_in(folder, depth, &count);
  for (size_t i = 0; i < count; i++) {
    const char *name = names[i];
    size_t total = length + strlen(name);
    memcpy(path + length, name, strlen(name) + 1);
    struct stat found;
    if (!is_utf8(name)) {
      tell("skipped", "name-not-utf8", path);
    } else if (fstatat(dirfd(folder), name, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(found.st_mode)) {
      int inner = open_folder_at(dirfd(folder), name);
      if (inner < 0) {
        tell("skipped", reason_of(errno), path);
      } else if (depth + 1 > limit.depth) {
        close(inner);
        tell("skipped", "too-deep", path);
      } else {
        strcpy(path + total, "/");
        entry(path, '5', 0755, 0, found.st_mtim.tv_sec);
        walk(inner, path, total + 1, depth + 1);
      }
    } else {
      take_file(dirfd(folder), name, path);
    }
    free(names[i]);
  }
  free(names);
  closedir(folder);
}

void snapshot(const char *folder, struct limits limits, char **left_out) {
  static char path[MAX_PATH + 512];
  limit = limits;
  skip_names = left_out;
  /* Each step of the way needs at most 256 bytes of the path and one open folder. */
  if (limit.depth > 60) limit.depth = 60;
  if (apply_is_pending()) fail("apply-pending", "");
  int fd = open_folder_path(root_folder, folder, false);
  if (fd < 0) fail(errno == ENOENT ? "no-folder" : "folder-blocked", reason_of(errno));
  if (!(buffer = malloc(WHOLE_BYTES + 1))) fail("no-memory", "");
  walk(fd, path, 0, strcmp(folder, ".") == 0 ? 0 : 1);
  static const char end[1024];
  out(end, sizeof end);
  if (fflush(stdout) != 0) fail("reader-gone", strerror(errno));
}
