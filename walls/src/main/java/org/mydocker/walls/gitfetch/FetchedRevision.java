package org.mydocker.walls.gitfetch;

import org.eclipse.jgit.lib.ObjectId;

/** What was fetched: the commit, and the branch or tag of the other server, as a full ref name. */
public record FetchedRevision(ObjectId commit, String upstreamRef) {}
