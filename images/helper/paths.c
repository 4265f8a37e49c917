/*
 * Opening names in a folder that belongs to somebody who may be changing it at this moment. Each step
 * is one openat with O_NOFOLLOW from an open folder; what was opened is asked what it is, not the name.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "home.h"

int root_folder = -1;
static dev_t root_device;

void open_root(void) {
  struct stat found;
  root_folder = open(HOME_ROOT, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root_folder < 0 || fstat(root_folder, &found) != 0) fail("no-volume", strerror(errno));
  root_device = found.st_dev;
}

bool same_filesystem(const struct stat *found) { return found->st_dev == root_device; }

static int closed_with(int fd, int error) {
  close(fd);
  errno = error;
  return -1;
}

int open_folder_at(int parent, const char *name) {
  struct stat found;
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return -1;
  if (fstat(fd, &found) != 0) return closed_with(fd, errno);
  return same_filesystem(&found) ? fd : closed_with(fd, EXDEV);
}

/* Opens the folder that a plain path names below another; "." is that folder itself. */
int open_folder_path(int from, const char *path, bool create) {
  int fd = open_folder_at(from, ".");
  if (strcmp(path, ".") == 0) return fd;
  while (fd >= 0 && *path) {
    char name[256];
    size_t length = strcspn(path, "/");
    if (length >= sizeof name) return closed_with(fd, ENAMETOOLONG);
    memcpy(name, path, length);
    name[length] = 0;
    if (create && mkdirat(fd, name, 0755) != 0 && errno != EEXIST) return closed_with(fd, errno);
    int next = open_folder_at(fd, name);
    int error = errno;
    close(fd);
    errno = error;
    fd = next;
    path += length + (path[length] == '/');
  }
  return fd;
}

/* Opens the folder in which the last name of a path is, and points to that name. */
int open_parent(int from, const char *path, bool create, const char **leaf) {
  const char *slash = strrchr(path, '/');
  *leaf = slash ? slash + 1 : path;
  if (!slash) return open_folder_path(from, ".", false);
  char parent[MAX_PATH];
  memcpy(parent, path, (size_t)(slash - path));
  parent[slash - path] = 0;
  return open_folder_path(from, parent, create);
}

/* Opens a regular file, and only that: a FIFO or a device is not even opened to look at it. */
int open_file_at(int parent, const char *name, struct stat *found) {
  if (fstatat(parent, name, found, AT_SYMLINK_NOFOLLOW) != 0) return -1;
  if (S_ISREG(found->st_mode)) {
    int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) return -1;
    if (fstat(fd, found) != 0) return closed_with(fd, errno);
    if (!same_filesystem(found)) return closed_with(fd, EXDEV);
    if (S_ISREG(found->st_mode)) return fd;
    close(fd);
  }
  errno = S_ISLNK(found->st_mode) ? ELOOP : S_ISDIR(found->st_mode) ? EISDIR : ENXIO;
  return -1;
}

/* Names and slashes only: no empty name, no dot names, no NUL, and nothing of our own work folder. */
bool is_plain_path(const char *path, size_t length) {
  if (length == 0 || length >= MAX_PATH || strlen(path) != length) return false;
  if (strncmp(path, WORK_FOLDER, strlen(WORK_FOLDER)) == 0) return false;
  for (const char *name = path;; name++) {
    size_t part = strcspn(name, "/");
    if (part == 0 || part > 255) return false;
    if (name[0] == '.' && (part == 1 || (part == 2 && name[1] == '.'))) return false;
    name += part;
    if (!*name) return true;
  }
}

bool is_utf8(const char *name) {
  const unsigned char *at = (const unsigned char *)name;
  while (*at) {
    unsigned more = *at < 0x80 ? 0 : *at >= 0xc2 && *at < 0xe0 ? 1 : *at >= 0xe0 && *at < 0xf0 ? 2
                    : *at >= 0xf0 && *at < 0xf5                                                ? 3
                                                                                               : 9;
    if (more == 9) return false;
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
        (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))
      return false;
    for (at++; more > 0; more--, at++)
      if ((*at & 0xc0) != 0x80) return false;
  }
  return true;
}

const char *reason_of(int error) {
  switch (error) {
    case ELOOP: return "link";
    case ENOTDIR: return "blocked-path";
    case EISDIR: return "folder";
    case ENXIO: return "special";
    case EXDEV: return "other-filesystem";
    case ENOENT: return "vanished";
    case EACCES:
    case EPERM: return "not-permitted";
    case EROFS: return "read-only";
    case ENOSPC:
    case EDQUOT: return "disk-full";
    case ENAMETOOLONG: return "name-too-long";
    default: return "unreadable";
  }
}
