/*
 * The helper of one home: run in a container that has the home's volume and nothing else, as user
 * 1000, to take its files out or to bring changes in. Standard output is the tar of a snapshot,
 * standard input the changes to apply; what there is to tell goes to standard error as words of
 * three, each word ended by a NUL: KIND REASON PATH. The last is "end", or "failed CODE DETAIL".
 *
 *   home prepare
 *   home snapshot ENTRIES BYTES FILE_BYTES DEPTH SECONDS FOLDER [NAME_TO_LEAVE_OUT...]
 *   home resume BYTES SECONDS
 *   home apply BYTES SECONDS FOLDER
 *   home set-aside SECONDS NEW_FOLDER [NAME_TO_KEEP...]
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "home.h"

void tell(const char *kind, const char *reason, const char *path) {
  const char *words[] = {kind, reason, path};
  for (int i = 0; i < 3; i++) fwrite(words[i], 1, strlen(words[i]) + 1, stderr);
}

void fail(const char *code, const char *detail) {
  tell("failed", code, detail);
  fflush(stderr);
  _exit(1);
}

void finish(void) {
  tell("end", "", "");
  fflush(stderr);
  _exit(0);
}

/* As process 1 it would not die of a signal that nobody handles. */
static void leave(int signal) { _exit(128 + signal); }

static uint64_t number(const char *text) {
  char *end;
  unsigned long long value = strtoull(text, &end, 10);
  if (*text < '0' || *text > '9' || *end) fail("wrong-use", text);
  return value;
}

static const char *folder_of(const char *text) {
  if (strcmp(text, ".") != 0 && !is_plain_path(text, strlen(text))) fail("wrong-use", text);
  return text;
}

int main(int count, char **words) {
  static char out_buffer[1 << 18], told_buffer[1 << 14];
  setvbuf(stdout, out_buffer, _IOFBF, sizeof out_buffer);
  setvbuf(stderr, told_buffer, _IOFBF, sizeof told_buffer);
  for (int i = 0; i < 4; i++) signal((int[]){SIGALRM, SIGTERM, SIGPIPE, SIGINT}[i], leave);
  umask(022);
  const char *act = count > 1 ? words[1] : "";
  open_root();
  if (strcmp(act, "prepare") == 0 && count == 2) {
    prepare();
  } else if (strcmp(act, "snapshot") == 0 && count >= 8) {
    struct limits limits = {number(words[2]), number(words[3]), number(words[4]), (unsigned)number(words[5])};
    alarm((unsigned)number(words[6]));
    snapshot(folder_of(words[7]), limits, words + 8);
  } else if (strcmp(act, "resume") == 0 && count == 4) {
    alarm((unsigned)number(words[3]));
    prepare();
    resume(number(words[2]));
  } else if (strcmp(act, "apply") == 0 && count == 5) {
    alarm((unsigned)number(words[3]));
    prepare();
    apply(folder_of(words[4]), number(words[2]));
  } else if (strcmp(act, "set-aside") == 0 && count >= 4) {
    alarm((unsigned)number(words[2]));
    prepare();
    set_aside(folder_of(words[3]), words + 4);
  } else {
    fail("wrong-use", act);
  }
  finish();
}
