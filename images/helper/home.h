/*
 * The words that the parts of the helper share. The volume of one home is mounted at HOME_ROOT and is
 * the whole world: every name below it is opened step by step from a folder that is already open,
 * never through a link, and never into another file system.
 */
#ifndef HOME_H
#define HOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#define HOME_ROOT "/home-volume"
#define WORK_FOLDER ".mydocker-work"
#define MAX_PATH 16384
#define HASH_BYTES 32

/* main.c: what is told goes to standard error as words, each ended by a NUL. */
void tell(const char *kind, const char *reason, const char *path);
_Noreturn void fail(const char *code, const char *detail);
_Noreturn void finish(void);

/* paths.c */
extern int root_folder;
void open_root(void);
bool same_filesystem(const struct stat *found);
int open_folder_at(int parent, const char *name);
int open_folder_path(int from, const char *path, bool create);
int open_parent(int from, const char *path, bool create, const char **leaf);
int open_file_at(int parent, const char *name, struct stat *found);
bool is_plain_path(const char *path, size_t length);
bool is_utf8(const char *name);
const char *reason_of(int error);

/* sha256.c */
struct sha256 {
  uint32_t state[8];
  uint64_t length;
  uint8_t block[64];
};
void sha256_begin(struct sha256 *hash);
void sha256_add(struct sha256 *hash, const void *data, size_t length);
void sha256_end(struct sha256 *hash, uint8_t result[HASH_BYTES]);

/* snapshot.c */
struct limits {
  uint64_t entries;
  uint64_t bytes;
  uint64_t file_bytes;
  unsigned depth;
};
void snapshot(const char *folder, struct limits limits, char **left_out);

/* apply.c */
bool apply_is_pending(void);
void prepare(void);
void resume(uint64_t max_bytes);
void apply(const char *folder, uint64_t max_bytes);

/* aside.c */
void set_aside(const char *folder, char **kept);

#endif
