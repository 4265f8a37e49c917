package org.mydocker.kernel.workspace;

import java.util.List;

/**
 * What became of changes: the paths done, and the paths that were left because the file had changed
 * meanwhile.
 */
public record Applied(List<String> done, List<String> changedMeanwhile) {

  public Applied {
    done = List.copyOf(done);
    changedMeanwhile = List.copyOf(changedMeanwhile);
  }
}
