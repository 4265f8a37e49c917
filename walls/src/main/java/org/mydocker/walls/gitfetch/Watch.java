package org.mydocker.walls.gitfetch;

import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Asked by JGit between two objects whether to go on: until the time is over. */
final class Watch extends EmptyProgressMonitor {
  private final Conversation conversation;

  Watch(Conversation conversation) {
    this.conversation = conversation;
  }

  @Override
  public boolean isCancelled() {
    return conversation.late();
  }
}
