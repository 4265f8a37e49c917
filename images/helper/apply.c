/*
 * Brings changes into a folder of the home: all contents are first staged in our work folder, then a
 * journal is written in one step, and from then on the changes are certain: whoever comes next
 * finishes them if this process is killed. Each file is put by one rename, and only if it still is
 * what the sender believed: the old file is swapped out first, looked at, and swapped back if it is
 * another. A change that already is as wished counts as done, so the same changes may be sent again.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "home.h"

#define MAX_CHANGES 200000
#define LOCK_TRIES 500

struct change {
  bool is_put, executable, expects_file;
  uint8_t expected[HASH_BYTES];
  uint8_t wished[HASH_BYTES];
  char *path;
  const char *refusal;
};

static struct change *changes;
static size_t change_count;
static uint64_t hash_limit;
static int work = -1, stage = -1;

/* ---- what is there ---- */

enum state { ABSENT, A_FILE, SOMETHING_ELSE };

static enum state look_at(int folder, const char *name, uint8_t hash[HASH_BYTES]) {
  struct stat found;
  int fd = open_file_at(folder, name, &found);
  if (fd < 0) return errno == ENOENT ? ABSENT : SOMETHING_ELSE;
  memset(hash, 0, HASH_BYTES);
  /* Larger than anything that was ever sent or taken: it cannot be what is expected. */
  if ((uint64_t)found.st_size <= hash_limit) {
    static uint8_t part[1 << 16];
    struct sha256 sum;
    ssize_t n;
    uint64_t seen = 0;
    sha256_begin(&sum);
    while (seen <= hash_limit && (n = read(fd, part, sizeof part)) > 0) {
      sha256_add(&sum, part, (size_t)n);
      seen += (uint64_t)n;
    }
    sha256_end(&sum, hash);
  }
  close(fd);
  return A_FILE;
}

static bool is(const uint8_t a[HASH_BYTES], const uint8_t b[HASH_BYTES]) {
  return memcmp(a, b, HASH_BYTES) == 0;
}

static bool holds(int folder, const char *name, const uint8_t hash[HASH_BYTES]) {
  uint8_t found[HASH_BYTES];
  return look_at(folder, name, found) == A_FILE && is(found, hash);
}

/* ---- one change ---- */

static bool not_supported(int error) { return error == EINVAL || error == ENOSYS; }

static int put_new(const char *staged, int folder, const char *leaf) {
  if (renameat2(stage, staged, folder, leaf, RENAME_NOREPLACE) == 0) return 0;
  return not_supported(errno) ? renameat(stage, staged, folder, leaf) : -1;
}

static const char *replace(const struct change *change, const char *staged, int folder, const char *leaf) {
  if (renameat2(stage, staged, folder, leaf, RENAME_EXCHANGE) != 0) {
    if (!not_supported(errno)) return errno == ENOENT ? "missing" : reason_of(errno);
    return renameat(stage, staged, folder, leaf) == 0 ? NULL : reason_of(errno);
  }
  if (holds(stage, staged, change->expected)) return NULL;
  if (renameat2(stage, staged, folder, leaf, RENAME_EXCHANGE) != 0) return reason_of(errno);
  return "changed";
}

static void set_executable(int folder, const char *leaf, bool executable) {
  struct stat found;
  int fd = open_file_at(folder, leaf, &found);
  if (fd < 0) return;
  if (((found.st_mode & 0100) != 0) != executable)
    fchmod(fd, executable ? found.st_mode | 0111 : found.st_mode & ~(mode_t)0111);
  close(fd);
}

static const char *put(const struct change *change, const char *staged, int folder, const char *leaf) {
  uint8_t now[HASH_BYTES], left[HASH_BYTES];
  enum state state = look_at(folder, leaf, now);
  if (state == SOMETHING_ELSE) return "not-a-file";
  if (state == A_FILE && is(now, change->wished)) {
    /* Killed between the swap and the look at what came out of it: look now. */
    if (change->expects_file && look_at(stage, staged, left) == A_FILE && !is(left, change->wished) &&
        !is(left, change->expected)) {
      if (renameat2(stage, staged, folder, leaf, RENAME_EXCHANGE) == 0) return "changed";
    }
    set_executable(folder, leaf, change->executable);
    return NULL;
  }
  if (change->expects_file && state == ABSENT) return "missing";
  if (change->expects_file && !is(now, change->expected)) return "changed";
  if (!change->expects_file && state == A_FILE) return "exists";
  if (!holds(stage, staged, change->wished)) return "lost";
  if (change->expects_file) return replace(change, staged, folder, leaf);
  if (put_new(staged, folder, leaf) == 0) return NULL;
  return errno == EEXIST ? "exists" : reason_of(errno);
}

static const char *delete(const struct change *change, const char *staged, int folder, const char *leaf) {
  uint8_t now[HASH_BYTES];
  enum state state = look_at(folder, leaf, now);
  if (state == SOMETHING_ELSE) return "not-a-file";
  if (state == A_FILE) {
    if (!is(now, change->expected)) return "changed";
    if (renameat(folder, leaf, stage, staged) != 0) return reason_of(errno);
  }
  if (look_at(stage, staged, now) == A_FILE && !is(now, change->expected)) {
    put_new(staged, folder, leaf);
    return "changed";
  }
  return NULL;
}

/* A folder that a deletion emptied goes with it, up to the folder that was named. */
static void remove_empty_parents(int folder, const char *path) {
  char parent[MAX_PATH];
  strcpy(parent, path);
  for (char *slash; (slash = strrchr(parent, '/'));) {
    *slash = 0;
    const char *leaf;
    int above = open_parent(folder, parent, false, &leaf);
    if (above < 0) return;
    int result = unlinkat(above, leaf, AT_REMOVEDIR);
    close(above);
    if (result != 0) return;
  }
}

static const char *perform(int folder, size_t index) {
  const struct change *change = &changes[index];
  const char *leaf, *refusal;
  char staged[32];
  snprintf(staged, sizeof staged, "%zu", index);
  int parent = open_parent(folder, change->path, change->is_put && !change->expects_file, &leaf);
  if (parent < 0) {
    if (errno == ENOENT) return change->is_put ? "missing" : NULL;
    return errno == ELOOP ? "blocked-path" : reason_of(errno);
  }
  refusal = change->is_put ? put(change, staged, parent, leaf) : delete(change, staged, parent, leaf);
  close(parent);
  if (!refusal && !change->is_put) remove_empty_parents(folder, change->path);
  return refusal;
}

/* Deletions first, so that a file can make room for a folder of its name. */
static void perform_all(const char *folder) {
  int fd = open_folder_path(root_folder, folder, true);
  const char *blocked = fd < 0 ? reason_of(errno) : NULL;
  for (int puts = 0; puts < 2; puts++)
    for (size_t i = 0; i < change_count; i++)
      if (changes[i].is_put == (puts == 1)) changes[i].refusal = blocked ? "blocked-path" : perform(fd, i);
  if (fd >= 0) close(fd);
}

/* ---- the work folder ---- */

static void empty_stage(void) {
  int copy = open_folder_at(stage, ".");
  DIR *folder = copy < 0 ? NULL : fdopendir(copy);
  if (!folder) fail("work-folder-blocked", strerror(errno));
  for (struct dirent *found; (found = readdir(folder));) {
    if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0) continue;
    if (unlinkat(stage, found->d_name, 0) != 0) fail("work-folder-blocked", found->d_name);
  }
  closedir(folder);
}

static void lock(void) {
  int fd = openat(work, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
  if (fd < 0) fail("work-folder-blocked", "lock");
  for (int i = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; i++) {
    if (i == LOCK_TRIES) fail("busy", "");
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
  }
}

void prepare(void) {
  const char *full = "the disk of the home is full";
  if (mkdirat(root_folder, WORK_FOLDER, 0700) != 0 && errno != EEXIST)
    fail(errno == ENOSPC || errno == EDQUOT ? "disk-full" : "home-not-writable",
         errno == ENOSPC || errno == EDQUOT ? full : strerror(errno));
  work = open_folder_at(root_folder, WORK_FOLDER);
  if (work < 0) fail("work-folder-blocked", strerror(errno));
  lock();
  if (mkdirat(work, "stage", 0700) != 0 && errno != EEXIST) fail(reason_of(errno), "stage");
  stage = open_folder_at(work, "stage");
  if (stage < 0) fail("work-folder-blocked", strerror(errno));
}

/* Asked before a snapshot, where the volume is mounted read-only. */
bool apply_is_pending(void) {
  struct stat found;
  int fd = open_folder_at(root_folder, WORK_FOLDER);
  if (fd < 0) return false;
  bool pending = fstatat(fd, "journal", &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(found.st_mode);
  close(fd);
  return pending;
}

/* ---- reading changes ---- */

static bool read_hash(const char *hex, uint8_t hash[HASH_BYTES]) {
  if (strlen(hex) != 2 * HASH_BYTES) return false;
  for (int i = 0; i < HASH_BYTES; i++) {
    unsigned byte;
    if (sscanf(hex + 2 * i, "%2x", &byte) != 1) return false;
    hash[i] = (uint8_t)byte;
  }
  return true;
}

static void write_hash(FILE *to, const uint8_t hash[HASH_BYTES]) {
  for (int i = 0; i < HASH_BYTES; i++) fprintf(to, "%02x", hash[i]);
}

static char *read_path(FILE *from, size_t length) {
  if (length >= MAX_PATH) return NULL;
  char *path = calloc(1, length + 1);
  if (!path) fail("no-memory", "");
  if (fread(path, 1, length, from) == length) return path;
  free(path);
  return NULL;
}

static struct change *add_change(void) {
  static size_t room;
  if (change_count == MAX_CHANGES) fail("too-many-changes", "");
  if (change_count == room) changes = realloc(changes, (room = room * 2 + 64) * sizeof *changes);
  if (!changes) fail("no-memory", "");
  struct change *change = &changes[change_count++];
  memset(change, 0, sizeof *change);
  return change;
}

/*
 * A line "put EXECUTABLE EXPECTED WHAT LENGTH" or "delete - EXPECTED - LENGTH", then the path of that
 * length. EXPECTED is a hash, or "absent". WHAT is the number of content bytes that follow in the
 * stream, and the hash of the content in the journal. "end" ends both. False: not such a line.
 */
static bool read_change(FILE *from, char what[80], bool *end) {
  char line[256], kind[8], executable[4], expected[80];
  size_t length;
  *end = false;
  if (!fgets(line, sizeof line, from)) return false;
  if (strcmp(line, "end\n") == 0) return *end = true;
  if (sscanf(line, "%7s %3s %79s %79s %zu", kind, executable, expected, what, &length) != 5) return false;
  struct change *change = add_change();
  change->is_put = strcmp(kind, "put") == 0;
  if (!change->is_put && strcmp(kind, "delete") != 0) return false;
  change->executable = strcmp(executable, "x") == 0;
  change->expects_file = strcmp(expected, "absent") != 0;
  if (change->expects_file && !read_hash(expected, change->expected)) return false;
  if (!change->is_put && !change->expects_file) return false;
  change->path = read_path(from, length);
  return change->path && is_plain_path(change->path, length);
}

/* ---- the journal ---- */

static void write_journal(const char *folder) {
  int fd = openat(work, "journal.new", O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
  FILE *to = fd < 0 ? NULL : fdopen(fd, "w");
  if (!to) fail("work-folder-blocked", "journal");
  fprintf(to, "%zu\n%s", strlen(folder), folder);
  for (size_t i = 0; i < change_count; i++) {
    const struct change *change = &changes[i];
    fprintf(to, "%s %s ", change->is_put ? "put" : "delete", change->executable ? "x" : "-");
    if (change->expects_file) write_hash(to, change->expected);
    else fputs("absent", to);
    fputc(' ', to);
    if (change->is_put) write_hash(to, change->wished);
    else fputc('-', to);
    fprintf(to, " %zu\n%s", strlen(change->path), change->path);
  }
  fputs("end\n", to);
  bool whole = fflush(to) == 0 && fsync(fd) == 0;
  int error = errno;
  fclose(to);
  if (!whole || renameat(work, "journal.new", work, "journal") != 0) {
    empty_stage();
    fail(reason_of(whole ? errno : error), "journal");
  }
}

static void forget_journal(void) {
  empty_stage();
  unlinkat(work, "journal", 0);
  for (size_t i = 0; i < change_count; i++) free(changes[i].path);
  change_count = 0;
}

static bool read_journal(FILE *from, char folder[MAX_PATH]) {
  size_t length;
  char line[64], what[80];
  if (!fgets(line, sizeof line, from) || sscanf(line, "%zu", &length) != 1) return false;
  char *name = read_path(from, length);
  if (!name) return false;
  strcpy(folder, name);
  free(name);
  if (strcmp(folder, ".") != 0 && !is_plain_path(folder, length)) return false;
  for (bool end;;) {
    if (!read_change(from, what, &end)) return false;
    if (end) return true;
    struct change *change = &changes[change_count - 1];
    if (change->is_put && !read_hash(what, change->wished)) return false;
  }
}

void resume(uint64_t max_bytes) {
  char folder[MAX_PATH];
  struct stat found;
  hash_limit = max_bytes;
  int fd = open_file_at(work, "journal", &found);
  if (fd < 0) {
    if (errno != ENOENT) fail("work-folder-blocked", "journal");
    return;
  }
  FILE *from = fdopen(fd, "r");
  if (!from) fail("no-memory", "");
  /* A journal that cannot be read was not written by us: nothing of it is believed. */
  if (read_journal(from, folder)) perform_all(folder);
  fclose(from);
  forget_journal();
}

/* ---- applying ---- */

static void stage_content(struct change *change, uint64_t size) {
  char name[32], part[1 << 16];
  snprintf(name, sizeof name, "%zu", change_count - 1);
  int fd = openat(stage, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) fail(reason_of(errno), "stage");
  struct sha256 sum;
  sha256_begin(&sum);
  while (size > 0) {
    size_t want = size < sizeof part ? (size_t)size : sizeof part;
    size_t have = fread(part, 1, want, stdin);
    if (have == 0) {
      empty_stage();
      fail("stream-broken", change->path);
    }
    sha256_add(&sum, part, have);
    for (size_t done = 0; done < have;) {
      ssize_t n = write(fd, part + done, have - done);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) {
        int error = errno;
        empty_stage();
        fail(reason_of(error), change->path);
      }
      done += (size_t)n;
    }
    size -= have;
  }
  sha256_end(&sum, change->wished);
  if (fchmod(fd, change->executable ? 0755 : 0644) != 0 || close(fd) != 0) fail(reason_of(errno), change->path);
}

static void stage_all(uint64_t max_bytes) {
  char what[80];
  uint64_t total = 0;
  for (bool end;;) {
    if (!read_change(stdin, what, &end)) {
      empty_stage();
      fail("stream-broken", change_count > 0 && changes[change_count - 1].path ? changes[change_count - 1].path : "");
    }
    if (end) return;
    struct change *change = &changes[change_count - 1];
    if (!change->is_put) continue;
    uint64_t size = strtoull(what, NULL, 10);
    if (size > max_bytes - total) {
      empty_stage();
      fail("too-many-bytes", change->path);
    }
    total += size;
    stage_content(change, size);
  }
}

void apply(const char *folder, uint64_t max_bytes) {
  resume(max_bytes);
  empty_stage();
  stage_all(max_bytes);
  write_journal(folder);
  perform_all(folder);
  for (size_t i = 0; i < change_count; i++) {
    const char *refusal = changes[i].refusal;
    tell(refusal ? "refused" : "done", refusal ? refusal : "", changes[i].path);
  }
  forget_journal();
}
