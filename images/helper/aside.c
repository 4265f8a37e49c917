/*
 * Moves the hidden names of the home (settings, caches) into a new folder beside them, each by one
 * rename: nothing is opened, followed, copied or deleted, whatever it is. What cannot be moved stays
 * where it is and is told.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "home.h"

static bool is_kept(const char *name, char **kept) {
  for (; *kept; kept++)
    if (strcmp(name, *kept) == 0) return true;
  return false;
}

static bool is_setting(const char *name, char **kept) {
  if (name[0] != '.' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) return false;
  return strncmp(name, WORK_FOLDER, strlen(WORK_FOLDER)) != 0 && !is_kept(name, kept);
}

void set_aside(const char *folder, char **kept) {
  if (strchr(folder, '/') || folder[0] == '.') fail("wrong-use", folder);
  if (mkdirat(root_folder, folder, 0755) != 0) fail(errno == EEXIST ? "exists" : reason_of(errno), folder);
  int aside = open_folder_at(root_folder, folder);
  int copy = open_folder_at(root_folder, ".");
  DIR *home = copy < 0 ? NULL : fdopendir(copy);
  if (aside < 0 || !home) fail(reason_of(errno), folder);
  bool moved = false;
  for (struct dirent *found; (found = readdir(home));) {
    if (!is_setting(found->d_name, kept)) continue;
    if (renameat(root_folder, found->d_name, aside, found->d_name) == 0) {
      moved = true;
      tell("done", "", found->d_name);
    } else {
      tell("refused", reason_of(errno), found->d_name);
    }
  }
  closedir(home);
  if (!moved) unlinkat(root_folder, folder, AT_REMOVEDIR);
}
