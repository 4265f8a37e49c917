package org.mydocker.walls.gitfetch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.mydocker.walls.gitfetch.GitFetchRefused.Reason;

/** The refs that a server shows, and which of them is meant (NBG-05 to NBG-09, UPD-21). */
record Advertised(Map<String, Ref> refs) {
  Advertised {
    refs = new TreeMap<>(refs);
  }

  Ref chosen(Optional<String> revision) {
    if (refs.isEmpty()) {
      throw new GitFetchRefused(Reason.EMPTY, "the repository has no commit yet");
    }
    return revision.map(this::named).orElseGet(this::standard);
  }

  /** A branch goes before a tag of the same name. */
  private Ref named(String name) {
    for (String prefix : List.of(Constants.R_HEADS, Constants.R_TAGS)) {
      Ref ref = refs.get(name.startsWith(prefix) ? name : prefix + name);
      if (ref != null) {
        return ref;
      }
    }
    throw new GitFetchRefused(Reason.BRANCH_EXIST, "there is no branch or tag of this name");
  }

  private Ref standard() {
    Ref head = refs.get(Constants.HEAD);
    if (head != null && head.isSymbolic() && refs.containsKey(head.getTarget().getName())) {
      return refs.get(head.getTarget().getName());
    }
    if (head != null) {
      for (String usual : List.of("refs/heads/main", "refs/heads/master")) {
        if (refs.containsKey(usual) && same(head, refs.get(usual))) {
          return refs.get(usual);
        }
      }
    }
    return refs.values().stream()
        .filter(ref -> head != null && ref.getName().startsWith(Constants.R_HEADS))
        .filter(ref -> same(head, ref))
        .findFirst()
        .orElseThrow(
            () -> new GitFetchRefused(Reason.BRANCH_RESOLVE, "the server names no default branch"));
  }

  private static boolean same(Ref a, Ref b) {
    return a.getObjectId() != null && a.getObjectId().equals(b.getObjectId());
  }
}
